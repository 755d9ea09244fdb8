"""The score sheets of a hall's quarter: list, file, paper; finalising and publishing them."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yichuang.apps.assessments import commands, queries, texts, words
from yichuang.apps.assessments.fairness import NO_CASES, Mix, mixes_of
from yichuang.apps.assessments.policies import SCORERS, windows_of_own
from yichuang.apps.assessments.quarters import has_ended, quarter_at, read_quarter
from yichuang.apps.audit.web import back_with_message, perform
from yichuang.apps.desk.case_paging import with_query
from yichuang.apps.desk.sheets import Row, median_of, rows_of, seen_by
from yichuang.apps.desk.views.listing import asked, excel, group
from yichuang.apps.desk.views.papers import as_pdf
from yichuang.core.assessment import AssessmentError, Quarter
from yichuang.core.identity import N_
from yichuang.integrations.pdf import render_score_sheets
from yichuang.rulebook.errors import RulebookError
from yichuang.ui.filters import local
from yichuang.ui.wording import say

SHOWN = {
    "passed": N_("Passed"), "failed": N_("Not passed"), "no_data": N_("Without data"), "live": N_("Live"),
    "finalised": N_("Finalised"), "published": N_("Published"),
}  # fmt: skip


def sheets(request: HttpRequest) -> HttpResponse:
    """Every sheet of a quarter that this person may see, narrowed and sorted."""
    quarter, now, staff = quarter_asked(request), request.now, request.user
    everything = rows_for(request, quarter)
    seen = seen_by(staff, everything)
    rows = _sorted(request, [row for row in seen if _fits(row, asked(request, "show")["show"])])
    return render(request, "desk/sheets.html", {
        "quarter": quarter, "rows": rows, "any": bool(seen), "ended": has_ended(quarter, now), "words": words,
        "mixes": mixes_of(staff.hall, quarter), "none": NO_CASES,
        "median": median_of(everything), "quarters": _quarters(request, quarter),
        "chips": group(request, "show", SHOWN),
        "columns": _columns(request, rows), "query": request.GET.urlencode(),
        "to_finalise": _to_finalise(request, everything, quarter),
        "ready": queries.ready_to_publish(staff.hall, now, quarter).count() if staff.has(*SCORERS) else 0,
    })  # fmt: skip


def quarter_asked(request: HttpRequest) -> Quarter:
    """The quarter of the address, the running one without any; Http404 for none or one still to come."""
    running, given = quarter_at(request.now), asked(request, "quarter")["quarter"]
    return known_quarter(given, running) if given else running


def known_quarter(text: str, running: Quarter) -> Quarter:
    quarter = read_quarter(text)
    if quarter is None or quarter > running:
        raise Http404
    return quarter


def rows_for(request: HttpRequest, quarter: Quarter) -> list[Row]:
    """All rows of the quarter; Http404 where no rulebook was in force, a word where a finding does not fit it."""
    try:
        return rows_of(request.user.hall, quarter, request.now)
    except RulebookError as error:
        raise Http404 from error
    except AssessmentError as error:
        messages.error(request, _("The sheets cannot be made: %(problem)s") % {"problem": say(error.sentence)})
        return []


def _fits(row: Row, chosen: str) -> bool:
    return {
        "passed": row.told["passed"], "failed": not row.told["passed"], "no_data": bool(row.told["no_data"]),
        "live": row.standing == "live", "finalised": row.standing in ("objections", "waiting"),
        "published": row.standing == "published",
    }.get(chosen, True)  # fmt: skip


def _sorted(request: HttpRequest, rows: list[Row]) -> list[Row]:
    order = asked(request, "order")["order"]
    if order.removeprefix("-") != "total":
        return rows
    return sorted(rows, key=lambda row: row.total, reverse=order.startswith("-"))


def _columns(request: HttpRequest, rows: Sequence[Row]) -> list[dict[str, object]]:
    """The heads of the list; that of the total sorts, the highest first, then the lowest first."""
    order = asked(request, "order")["order"]
    total = {
        "label": _("Total"), "numeric": True,
        "url": with_query(request, order="total" if order == "-total" else "-total"),
        "sorted": {"-total": "descending", "total": "ascending"}.get(order, ""),
    }  # fmt: skip
    numbers = [*(part["id"] for part in rows[0].told["sections"]), _("Added"), _("Deducted")] if rows else []
    return [
        {"label": _("Window"), "url": with_query(request, order="")}, total, {"label": _("Conclusion")},
        *({"label": label, "numeric": True} for label in numbers),
        *({"label": label} for label in (_("On-time share"), _("Satisfaction share"), _("State"))),
    ]  # fmt: skip


def _quarters(request: HttpRequest, chosen: Quarter) -> list[dict[str, object]]:
    return [
        {"label": texts.quarter_words(str(one)), "url": with_query(request, quarter=str(one)), "active": one == chosen}
        for one in queries.quarters_known(request.user.hall, request.now)
    ]


def _to_finalise(request: HttpRequest, rows: Sequence[Row], quarter: Quarter) -> list[Row]:
    """Live sheets of a quarter that has ended, but for the windows where this person serves."""
    if not request.user.has(*SCORERS) or not has_ended(quarter, request.now):
        return []
    own = windows_of_own(request.user)
    return [row for row in rows if row.standing == "live" and row.window.pk not in own]


def sheets_xlsx(request: HttpRequest) -> HttpResponse:
    """The list as it is narrowed, as an Excel file."""
    quarter = quarter_asked(request)
    seen = seen_by(request.user, rows_for(request, quarter))
    rows = _sorted(request, [row for row in seen if _fits(row, asked(request, "show")["show"])])
    sections = rows[0].told["sections"] if rows else []
    heads = [_("Window"), _("State"), _("Version"), _("Total"), _("Conclusion"),
             *(f"{part['id']} {part['title']}" for part in sections), _("Added"), _("Deducted"), _("On-time share"),
             _("Satisfaction share"), _("Completed, not rated"), _("Cases completed in the quarter"),
             _("Findings")]  # fmt: skip
    mixes = mixes_of(request.user.hall, quarter)
    back = f"{reverse('desk:sheets')}?quarter={quarter}"
    cells = (_cells(row, mixes.get(row.window.pk, NO_CASES)) for row in rows)
    return excel(request, f"{_('Score sheets')} {quarter}", heads, cells, back)


def _cells(row: Row, mix: Mix) -> list[str | int]:
    told = row.told
    return [
        str(row.window), _(words.STANDINGS[row.standing][0]), row.number, words.plain(told["total"]),
        _("passed") if told["passed"] else _("not passed"), *(words.plain(one["score"]) for one in told["sections"]),
        words.plain(told["other"]["added"]), words.plain(told["other"]["deducted"]),
        words.share(told["measures"]["on_time"]), words.share(told["measures"]["satisfaction"]),
        words.share((mix.unrated, mix.completed)), mix.completed, told["findings"],
    ]  # fmt: skip


def sheets_pdf(request: HttpRequest) -> HttpResponse:
    """All sheets of the quarter that this person may see, one after the other on A4."""
    quarter = quarter_asked(request)
    rows = seen_by(request.user, rows_for(request, quarter))
    if not rows:
        messages.error(request, _("There is no sheet to print yet."))
        return redirect(f"{reverse('desk:sheets')}?quarter={quarter}")
    return paper_of(request, rows, f"{request.user.hall.name}-{quarter}")


def paper_of(request: HttpRequest, rows: Sequence[Row], name: str) -> HttpResponse:
    """Sheets as one PDF, marked with who printed it and when."""
    mixes = mixes_of(request.user.hall, rows[0].quarter)
    made = [
        texts.paper(one.told, standing=one.standing, version=one.number, digest=one.digest,
                    mix=mixes.get(one.window.pk, NO_CASES))
        for one in rows
    ]  # fmt: skip
    footer = f"打印人：{request.user.name}　打印时间：{local(request.now)}"
    return as_pdf(render_score_sheets(rows[0].told["hall"]["name"], made, footer), name)


def finalise(request: HttpRequest) -> HttpResponse:
    """Freezes one sheet of a quarter that has ended, or all that are left."""
    staff = request.user
    quarter = known_quarter(request.POST.get("quarter", "")[:10], quarter_at(request.now))
    left = [row.window for row in _to_finalise(request, rows_for(request, quarter), quarter)]
    code = request.POST.get("window", "")[:60]
    windows = [one for one in staff.hall.windows.all() if one.code == code] if code else left
    if code and not windows:
        raise Http404
    back = f"{reverse('desk:sheets')}?quarter={quarter}"

    def run() -> str:
        made = commands.finalise(hall=staff.hall, quarter=quarter, windows=windows, by=staff, now=request.now)
        said = ngettext("%(num)s sheet is finalised. Its window may object until %(day)s.",
                        "%(num)s sheets are finalised. Their windows may object until %(day)s.", len(made))  # fmt: skip
        messages.success(request, said % {"num": len(made), "day": made[0].objections_until.isoformat()})
        return reverse("desk:sheet", args=[str(quarter), code]) if code else back

    return perform(request, run, back_with_message(request, back))


def publish(request: HttpRequest) -> HttpResponse:
    """Publishes every sheet of a quarter that is ready, but for those of windows where this person serves."""
    staff = request.user
    quarter = known_quarter(request.POST.get("quarter", "")[:10], quarter_at(request.now))
    own, back = windows_of_own(staff), f"{reverse('desk:sheets')}?quarter={quarter}"
    ready = [one for one in queries.ready_to_publish(staff.hall, request.now, quarter) if one.window_id not in own]

    def run() -> str:
        done = commands.publish(hall=staff.hall, sheets=ready, by=staff, now=request.now)
        messages.success(request, ngettext("%(num)s sheet is published.", "%(num)s sheets are published.", done)
                         % {"num": done})  # fmt: skip
        return back

    return perform(request, run, back_with_message(request, back))
