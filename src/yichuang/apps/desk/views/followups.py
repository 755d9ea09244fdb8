"""Follow-ups after certificates: the register, its file, and one to be recorded (D3.3.2)."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.audit.web import perform
from yichuang.apps.cases import queries
from yichuang.apps.cases.commands import Followed, record_follow_up
from yichuang.apps.cases.models import FollowUp
from yichuang.apps.desk import booking_words as words
from yichuang.apps.desk.case_paging import page_of
from yichuang.apps.desk.forms.roster import FollowUpForm
from yichuang.apps.desk.views.acts import refused, sent
from yichuang.apps.desk.views.listing import asked, excel, group
from yichuang.apps.organization.roles import Role
from yichuang.apps.tickets.queries import business_day
from yichuang.core.identity import N_
from yichuang.ui.filters import local_date

SHOWN = {
    "due": N_("Now due"), "coming": N_("Coming"), "done": N_("Done"), "visit": N_("Visits"), "renewal": N_("Renewals"),
}  # fmt: skip


def register(request: HttpRequest) -> HttpResponse:
    """The register of follow-ups, the newest certificate first."""
    given, today = asked(request, "q", "show"), business_day(request.now)
    rows = queries.sought_follow_ups(request.user, given["q"], given["show"], today)
    return render(request, "desk/follow_ups.html", {
        "page": page_of(rows, "-made_at", request), "words": words, "q": given["q"], "show": given["show"],
        "chips": group(request, "show", SHOWN), "today": today, "narrowed": any(given.values()),
        "xlsx": f"{reverse('desk:follow_ups_xlsx')}?{request.GET.urlencode()}",
    })  # fmt: skip


def register_xlsx(request: HttpRequest) -> HttpResponse:
    """The narrowed register as an Excel file, names masked."""
    given = asked(request, "q", "show")
    rows = queries.sought_follow_ups(request.user, given["q"], given["show"], business_day(request.now))
    heads = [_("Case"), _("Item"), _("Holder"), _("Kind"), _("Due on"), _("Ends on"), _("Done on"), _("Way"),
             _("What was found"), _("By")]  # fmt: skip
    cells = _cells(rows.order_by("-made_at", "-id").iterator(chunk_size=1000))
    return excel(request, _("Follow-ups"), heads, cells, reverse("desk:follow_ups"))


def _cells(found: Iterator[FollowUp]) -> Iterator[list[str]]:
    for one in found:
        yield [
            one.case.number, one.case.item_name, one.case.applicant_masked, _(words.FOLLOW_UPS[one.kind]),
            local_date(one.due_on), local_date(one.expires_on), local_date(one.done_on),
            _(words.WAYS[one.way]) if one.way else "", one.finding, one.done_by.name if one.done_by else "",
        ]  # fmt: skip


def follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    """One follow-up; who handles such cases writes down how it went."""
    one = queries.follow_up_for(request.user, pk)
    if one is None:
        raise Http404
    form = FollowUpForm(sent(request), initial={"done_on": business_day(request.now)})

    def show() -> HttpResponse:
        shown = {"one": one, "form": form, "words": words, "may": request.user.has(Role.CLERK) and one.done_at is None,
                 "today": business_day(request.now)}  # fmt: skip
        return render(request, "desk/follow_up.html", shown, status=422 if form.is_bound else 200)

    if request.method != "POST" or not form.is_valid():
        return show()

    def run() -> str:
        followed = Followed(**form.cleaned_data)
        record_follow_up(follow_up=one, followed=followed, by=request.user, now=request.now)
        messages.success(request, _("The follow-up is recorded."))
        return reverse("desk:follow_ups")

    return perform(request, run, refused(form, show))
