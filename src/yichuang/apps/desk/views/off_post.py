"""Posts found left (D2.1.2): the register, one record with its acts and pictures, its entry."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.attachments.queries import of_subject
from yichuang.apps.attendance import commands, queries
from yichuang.apps.attendance.commands import Seen
from yichuang.apps.attendance.models import OffPost
from yichuang.apps.audit.web import perform
from yichuang.apps.desk import presence as words
from yichuang.apps.desk.case_paging import page_of
from yichuang.apps.desk.forms.presence import OffPostForm, SeenBackForm, WithdrawRecordForm
from yichuang.apps.desk.views.acts import by_form, refused, sent
from yichuang.apps.desk.views.listing import asked, chips, excel, group, month_span, months
from yichuang.apps.organization.queries import windows_of
from yichuang.core.worktime import SHANGHAI
from yichuang.integrations.xlsx import Cell
from yichuang.ui.filters import local

SHOWN = {code: word for code, (word, _tone) in words.STANDINGS.items()}
FILTERS = ("show", "window", "month")
CHOICES = {
    "away": Q(withdrawal=None, ends=None, seen_back=None),
    "noted": Q(withdrawal=None) & (Q(ends__isnull=False) | Q(seen_back__isnull=False)),
    "withdrawn": Q(withdrawal__isnull=False),
}


def off_post(request: HttpRequest) -> HttpResponse:
    """What was noted and this person may see, the latest absence first."""
    wanted = asked(request, "q", *FILTERS)
    page = page_of(_found(request), "-begins", request)
    windows = [(one.code, str(one)) for one in windows_of(request.user.hall)]
    return render(request, "desk/off_post.html", {
        "page": page, "rows": [(one, words.standing_of(one)) for one in page.rows], "words": words,
        "q": wanted["q"], "keep": [(name, wanted[name]) for name in FILTERS if wanted[name]],
        "narrowed": any(wanted.values()), "xlsx": f"{reverse('desk:off_post_xlsx')}?{request.GET.urlencode()}",
        "groups": [(_("State"), group(request, "show", SHOWN)), (_("Window"), chips(request, "window", windows)),
                   (_("Month"), chips(request, "month", months(request.now, wanted["month"])))],
    })  # fmt: skip


def off_post_xlsx(request: HttpRequest) -> HttpResponse:
    heads = [_("Away from"), _("Back at"), _("Person"), _("Window"), _("What was seen"), _("Noted by"), _("Noted at"),
             _("State"), _("Reason"), _("Withdrawn by")]  # fmt: skip
    rows = _cells(_found(request).order_by("-begins", "-id").iterator(chunk_size=1000))
    return excel(request, _("Off-post records"), heads, rows, reverse("desk:off_post"))


def _cells(found: Iterator[OffPost]) -> Iterator[tuple[Cell, ...]]:
    for one in found:
        gone = one.withdrawal if hasattr(one, "withdrawal") else None
        yield (
            local(one.begins), local(one.until), one.person.name, str(one.window), one.words, one.by.name,
            local(one.at), _(words.STANDINGS[words.standing_of(one)][0]), gone.reason if gone else "",
            gone.by.name if gone else "",
        )  # fmt: skip


def _found(request: HttpRequest) -> QuerySet[OffPost]:
    wanted = asked(request, "q", *FILTERS)
    found = queries.off_posts_visible_to(request.user).select_related("person", "window", "by", "seen_back",
                                                                      "withdrawal__by")  # fmt: skip
    if wanted["show"] in CHOICES:
        found = found.filter(CHOICES[wanted["show"]])
    if wanted["window"]:
        found = found.filter(window__code=wanted["window"])
    if wanted["month"]:
        span = month_span(wanted["month"])
        found = found.filter(begins__gte=span[0], begins__lt=span[1]) if span else found.none()
    if said := wanted["q"]:
        found = found.filter(Q(person__name__icontains=said) | Q(words__icontains=said))
    return found


def off_post_new(request: HttpRequest) -> HttpResponse:
    """Who was not at his post, by an assessor, the party and government office or the head of the window."""
    staff, today = request.user, request.now.astimezone(SHANGHAI).date()
    files = request.FILES if request.method == "POST" else None
    form = OffPostForm(sent(request), files, by=staff, on=today, auto_id="off-%s")

    def show() -> HttpResponse:
        return render(request, "desk/off_post_new.html", {"form": form}, status=422 if form.is_bound else 200)

    if request.method != "POST" or not form.is_valid():
        return show()

    def run() -> str:
        typed = dict(form.cleaned_data)
        uploads = typed.pop("uploads")
        made = commands.note_off_post(seen=Seen(**typed), uploads=uploads, by=staff, now=request.now)
        messages.success(request, _("It is noted. What slips cover is told apart by the records themselves."))
        return reverse("desk:off_post_record", args=[made.pk])

    return perform(request, run, refused(form, show))


def off_post_record(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, _load(request, pk))


def _load(request: HttpRequest, pk: int) -> OffPost:
    found = queries.off_post_for(request.user, pk)
    if found is None:
        raise Http404
    return found


def _show(request: HttpRequest, one: OffPost, name: str = "", form: Form | None = None) -> HttpResponse:
    staff, now = request.user, request.now
    standing, forms = words.standing_of(one), {}
    if standing == "away" and queries.may_note_seen_back(staff, one):
        forms["seen_back"] = SeenBackForm(auto_id="seen-%s", initial={"seen_at": now.astimezone(SHANGHAI)})
    if standing != "withdrawn" and queries.may_withdraw_off_post(staff, one):
        forms["withdraw"] = WithdrawRecordForm(auto_id="withdraw-%s")
    if form is not None:
        forms[name] = form
    return render(request, "desk/off_post_record.html", {
        "one": one, "words": words, "standing": standing, "forms": forms, "refused_act": name,
        "pictures": [{"one": picture} for picture in of_subject(one.hall, one.ref)],
        "slips": queries.slips_of_span(one.person_id, one.begins, one.until or now),
    }, status=422 if form is not None else 200)  # fmt: skip


def off_post_seen_back(request: HttpRequest, pk: int) -> HttpResponse:
    one = _load(request, pk)

    def do(typed: dict[str, Any]) -> object:
        return commands.note_seen_back(seen=one, by=request.user, now=request.now, **typed)

    return _act(request, one, "seen_back", SeenBackForm(request.POST, auto_id="seen-%s"), do,
                _("It is noted when he was back."))  # fmt: skip


def off_post_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    one = _load(request, pk)

    def do(typed: dict[str, Any]) -> object:
        return commands.withdraw_off_post(seen=one, by=request.user, now=request.now, **typed)

    return _act(request, one, "withdraw", WithdrawRecordForm(request.POST, auto_id="withdraw-%s"), do,
                _("It is withdrawn. Its row stays with the reason."))  # fmt: skip


def _act(
    request: HttpRequest, one: OffPost, name: str, form: Form, do: Callable[[dict[str, Any]], object], done: str
) -> HttpResponse:
    def show() -> HttpResponse:
        return _show(request, _load(request, one.pk), name, form)

    return by_form(request, form, do, done, reverse("desk:off_post_record", args=[one.pk]), show)
