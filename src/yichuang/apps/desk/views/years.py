"""The years: four quarters of every window, what they come to, and the final value of the leader in charge (D2.0.5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.assessments import commands, queries
from yichuang.apps.assessments.models import YearScore
from yichuang.apps.assessments.policies import SEES_ALL, may_enter, windows_of_own
from yichuang.apps.assessments.quarters import quarter_at
from yichuang.apps.assessments.words import plain
from yichuang.apps.audit import Refusal
from yichuang.apps.audit.web import mark, perform
from yichuang.apps.desk.case_paging import with_query
from yichuang.apps.desk.forms.contest import YearForm
from yichuang.apps.desk.views.listing import asked, excel
from yichuang.apps.organization.models import Window
from yichuang.core.assessment import Quarter, YearProposal, figure, propose, quarters_in, two_places

FIRST = 2017


@dataclass(frozen=True)
class Row:
    """A window's year: its quarters, the proposal, and what was entered, the newest last."""

    window: Window
    proposal: YearProposal
    values: Sequence[YearScore]

    @property
    def quarters(self) -> list[tuple[Quarter, str]]:
        """The four quarters with their totals; nothing for one that is not finalised."""
        totals = self.proposal.totals
        return [(one, plain(figure(totals[one])) if one in totals else "") for one in quarters_in(self.proposal.year)]

    @property
    def proposed(self) -> str:
        return "" if self.proposal.mean is None else two_places(self.proposal.mean)

    @property
    def reckoned(self) -> str:
        """The mean as it is reckoned, exactly where decimals hold it."""
        figures = [plain(figure(one)) for one in self.proposal.totals.values()]
        return f"({' + '.join(figures)}) ÷ {len(figures)} = {self.proposed}" if figures else ""

    @property
    def missing(self) -> str:
        return "、".join(map(str, self.proposal.missing))

    @property
    def final(self) -> YearScore | None:
        return self.values[-1] if self.values else None


def years(request: HttpRequest) -> HttpResponse:
    year = year_asked(request)
    known = queries.years_known(request.user.hall, request.now)
    chips = [{"label": str(one), "url": with_query(request, year=str(one)), "active": one == year}
             for one in (known if year in known else [*known, year])]  # fmt: skip
    answer = render(request, "desk/years.html", {
        "rows": rows_of(request, year), "year": year, "years": chips, "quarters": quarters_in(year),
        "query": request.GET.urlencode(), "plain": plain,
    })  # fmt: skip
    answer["Cache-Control"] = "no-store"
    return answer


def year_asked(request: HttpRequest) -> int:
    """The year of the address, the running one without any; Http404 for none, one to come, one before the rulebook."""
    running, given = quarter_at(request.now).year, asked(request, "year")["year"]
    if not given:
        return running
    if not (given.isascii() and given.isdigit() and len(given) == 4):
        raise Http404
    return known_year(request, int(given))


def known_year(request: HttpRequest, year: int) -> int:
    if not FIRST <= year <= quarter_at(request.now).year:
        raise Http404
    return year


def rows_of(request: HttpRequest, year: int) -> list[Row]:
    """The windows this person may see, by number; four queries."""
    staff = request.user
    windows = staff.hall.windows.order_by("number")
    if not staff.has(*SEES_ALL):
        windows = windows.filter(pk__in=windows_of_own(staff))
    seen = list(windows)
    proposals, values = queries.proposals_of(staff.hall, year), queries.year_values([one.pk for one in seen], year)
    return [Row(one, proposals.get(one.pk, propose(year, {})), values.get(one.pk, ())) for one in seen]


def years_xlsx(request: HttpRequest) -> HttpResponse:
    """The year as it is shown, as an Excel file."""
    year = year_asked(request)
    heads = [_("Window"), *map(str, quarters_in(year)), _("Proposal"), _("Missing quarters"), _("Final value"),
             _("Reason"), _("Entered by")]  # fmt: skip
    cells = ([str(row.window), *(total for _quarter, total in row.quarters), row.proposed, row.missing,
              *((plain(row.final.value), row.final.reason, row.final.by.name) if row.final else ("", "", ""))]
             for row in rows_of(request, year))  # fmt: skip
    return excel(request, f"{_('Year assessment')} {year}", heads, cells, f"{reverse('desk:years')}?year={year}")


def year(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """One window's year with every value that was entered; the leader in charge enters one."""
    known_year(request, year)
    window = get_object_or_404(request.user.hall.windows.select_related("hall"), code=code)
    own = windows_of_own(request.user)
    if not queries.sees_live(request.user, window, own):
        raise Http404
    if request.method == "POST":
        return _enter(request, window, year)
    return _show(request, window, year, YearForm() if may_enter(request.user, window.pk, own) else None)


def _show(request: HttpRequest, window: Window, year: int, form: YearForm | None) -> HttpResponse:
    row = Row(window, queries.proposal_for(window, year), queries.year_values([window.pk], year).get(window.pk, ()))
    earlier = [(one, _proposal_then(one)) for one in row.values]
    bound = form is not None and form.is_bound
    answer = render(request, "desk/year.html", {
        "row": row, "year": year, "form": form, "values": earlier, "plain": plain,
    }, status=422 if bound else 200)  # fmt: skip
    answer["Cache-Control"] = "no-store"
    return answer


def _proposal_then(one: YearScore) -> str:
    """The proposal a value was entered beside."""
    totals = {Quarter.parse(quarter): Fraction(total) for quarter, total in one.quarters.items()}
    mean = propose(one.year, totals).mean
    return "" if mean is None else two_places(mean)


def _enter(request: HttpRequest, window: Window, year: int) -> HttpResponse:
    form = YearForm(request.POST)
    if not form.is_valid():
        return _show(request, window, year, form)

    def run() -> str:
        commands.enter_year_value(window=window, year=year, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, _("The value of the year is on record; earlier ones stay."))
        return reverse("desk:year", args=[year, window.code])

    def again(refusal: Refusal) -> HttpResponse:
        mark(form, refusal)
        return _show(request, window, year, form)

    return perform(request, run, again)
