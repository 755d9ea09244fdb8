"""Who is away, who stands in, and which posts nobody has left (D5.1.6, C-15)."""

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.audit.web import back_with_message, perform
from yichuang.apps.organization import commands
from yichuang.apps.organization.models import Post, Staff
from yichuang.apps.organization.permissions import absences_kept_by


def absences(request: HttpRequest) -> HttpResponse:
    """The people whose absence one keeps; a posted `staff` is marked `absent` (1) or back (0)."""
    if request.method == "POST":
        return _mark(request)
    posts = list(Post.objects.filter(hall=request.user.hall_id).select_related("window", "a", "b").order_by("code"))
    people = absences_kept_by(request.user).order_by(F("window__number").asc(nulls_last=True), "username")
    rows = [{"person": one, "posts": [post for post in posts if one.pk in (post.a_id, post.b_id)]} for one in people]
    kept = {row["person"].pk for row in rows}
    shown = {
        "rows": rows,
        "away": sum(row["person"].absent for row in rows),
        "uncovered": [post for post in posts if post.present is None and kept & {post.a_id, post.b_id}],
    }
    return render(request, "organization/absences.html", shown)


def _mark(request: HttpRequest) -> HttpResponse:
    staff, absent = _kept_or_404(request), request.POST.get("absent") == "1"
    here = reverse("organization:absences")

    def run() -> str:
        uncovered = commands.set_absent(staff=staff, absent=absent, by=request.user, now=request.now)  # type: ignore[attr-defined]
        said = _("%(name)s is marked absent.") if absent else _("%(name)s is back.")
        messages.success(request, said % {"name": staff.name})
        if uncovered:
            _warn(request, uncovered)
        return here

    return perform(request, run, back_with_message(request, here))


def _warn(request: HttpRequest, uncovered: list[str]) -> None:
    said = _("Nobody is left for: %(posts)s. Call in a colleague, or register citizens and give them an appointment.")
    messages.warning(request, said % {"posts": _(", ").join(uncovered)})


def _kept_or_404(request: HttpRequest) -> Staff:
    given = request.POST.get("staff", "")
    # Nine digits hold every id there is and none that a database would refuse.
    known = given if given.isascii() and given.isdigit() and len(given) < 10 else 0
    staff = absences_kept_by(request.user).select_related("hall", "window", "department").filter(pk=known).first()
    if staff is None:
        raise Http404
    return staff
