"""The register of citizens whose handler was away (D4.5.4, R08)."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.audit.web import perform
from yichuang.apps.catalog.queries import item_of
from yichuang.apps.desk.case_paging import page_of
from yichuang.apps.desk.forms.bookings import AwayForm
from yichuang.apps.desk.views.acts import closed_note, home, my_visit, refused, sent
from yichuang.apps.desk.views.listing import asked, group
from yichuang.apps.organization.models import Post
from yichuang.apps.organization.queries import staff_of
from yichuang.apps.reception import commands, queries
from yichuang.core.identity import N_

SHOWN = {"mine": N_("With me"), "given": N_("Registered by me")}


def register(request: HttpRequest) -> HttpResponse:
    """Who came while his handler was away, newest first."""
    given = asked(request, "q", "show")
    rows = queries.away_entries_of(request.user.hall)
    if words := given["q"]:
        match = Q(appointment__matter__icontains=words) | Q(handler__name__icontains=words)
        rows = rows.filter(match | Q(appointment__number__iexact=words))
    narrow = {"mine": {"handler": request.user}, "given": {"by": request.user}}.get(given["show"], {})
    page = page_of(rows.filter(**narrow), "-at", request)
    mine = queries.appointments_of(request.user).filter(away_entry__in=[one.pk for one in page.rows])
    return render(request, "desk/away.html", {
        "page": page, "q": given["q"], "show": given["show"], "chips": group(request, "show", SHOWN),
        "mine": frozenset(mine.values_list("pk", flat=True)),
    })  # fmt: skip


def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Registers the citizen of a visit for the handler who is away; offered on the page of the hand-over."""
    visit = my_visit(request, pk)
    if visit.closed_at is not None:
        closed_note(request)
        return redirect(home())
    contact, hall = visit.first_contact, request.user.hall
    item = item_of(hall, contact.item_code)
    people = staff_of(hall).filter(is_active=True, absent=True, window__isnull=False).exclude(pk=request.user.pk)
    initial = {"matter": contact.matter, "handler": _usual(item.post_id if item else None)}
    form = AwayForm(sent(request), people=people, initial=initial)

    def show() -> HttpResponse:
        shown = {"visit": visit, "form": form, "item": item, "anybody": people.exists()}
        return render(request, "desk/away_new.html", shown, status=422 if form.is_bound else 200)

    if request.method != "POST" or not form.is_valid():
        return show()

    def run() -> str:
        typed = dict(form.cleaned_data)
        handler = typed.pop("handler")
        absent = commands.Absent(**typed, item=item)
        made = commands.register_absent(visit=visit, handler=handler, absent=absent, by=request.user, now=request.now)
        said = _("Registered. %(name)s finds it among the bookings; give the citizen the code %(code)s.")
        messages.success(request, said % {"name": handler.name, "code": made.appointment.code})
        return reverse("desk:away")

    return perform(request, run, refused(form, show))


def _usual(post_id: int | None) -> int | None:
    """The handler of an item's post, to be chosen beforehand."""
    post = Post.objects.filter(pk=post_id).only("a_id").first() if post_id else None
    return post.a_id if post else None
