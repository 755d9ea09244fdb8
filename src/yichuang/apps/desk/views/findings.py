"""Findings (R26): the register, and the entry of one by an assessor."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.assessments import commands, queries
from yichuang.apps.assessments.models import Finding
from yichuang.apps.assessments.quarters import quarter_at, span_of
from yichuang.apps.assessments.rulebooks import known_rulebook
from yichuang.apps.assessments.scoring import rulebook_of
from yichuang.apps.assessments.words import plain
from yichuang.apps.audit import Refusal
from yichuang.apps.audit.web import mark, perform
from yichuang.apps.cases import queries as cases
from yichuang.apps.desk import findings as words
from yichuang.apps.desk.case_paging import page_of, with_query
from yichuang.apps.desk.forms.findings import FindingForm
from yichuang.apps.desk.views.listing import asked, chips, excel, group
from yichuang.apps.desk.views.sheets import quarter_asked
from yichuang.apps.organization.queries import windows_of
from yichuang.apps.tickets.queries import business_day
from yichuang.core.assessment import Section, exact, figure
from yichuang.rulebook.errors import RulebookError
from yichuang.ui.filters import local

NARROWED = ("q", "show", "origin", "section", "window")
SHOWN = {code: word for code, (word, _tone) in words.STATES.items()}


def findings(request: HttpRequest) -> HttpResponse:
    """The findings of a quarter that this person may see, newest first."""
    given, quarter, sections = asked(request, *NARROWED), quarter_asked(request), _sections(request)
    windows = ((one.code, str(one)) for one in windows_of(request.user.hall))
    page = page_of(_found(request, sections), "-happened_at", request)
    quarters = [{"label": str(one), "url": with_query(request, quarter=str(one)), "active": one == quarter}
                for one in queries.quarters_known(request.user.hall, request.now)]  # fmt: skip
    return render(request, "desk/findings.html", {
        "page": page, "rows": [(one, rule_of(one)) for one in page.rows], "words": words, "quarter": quarter,
        "q": given["q"], "keep": [(name, value) for name, value in request.GET.items() if name not in ("q", "after")],
        "groups": [(_("Quarter"), quarters), (_("State"), group(request, "show", SHOWN)),
                   (_("Origin"), group(request, "origin", words.ORIGINS)),
                   (_("Section"), chips(request, "section", [(one.id, f"{one.id} {one.title}") for one in sections])),
                   (_("Window"), chips(request, "window", windows))],
        "narrowed": any(given.values()), "xlsx": f"{reverse('desk:findings_xlsx')}?{request.GET.urlencode()}",
    })  # fmt: skip


def findings_xlsx(request: HttpRequest) -> HttpResponse:
    heads = [_("Rule of assessment"), _("Points"), _("Window"), _("Person"), _("When it happened"), _("State"),
             _("Origin"), _("Reason"), _("Fact")]  # fmt: skip
    rows = _cells(_found(request, _sections(request)).order_by("-happened_at", "-id").iterator(chunk_size=1000))
    return excel(request, _("Findings"), heads, rows, reverse("desk:findings"))


def _cells(found: Iterator[Finding]) -> Iterator[list[str]]:
    for one in found:
        yield [f"{one.rule} {rule_of(one).title}", points_of(one), str(one.window), one.person.name if one.person else
               "", local(one.happened_at), _(words.STATES[one.state][0]), _(words.ORIGINS[one.origin]), one.reason,
               one.fact]  # fmt: skip


def _found(request: HttpRequest, sections: Sequence[Section]) -> QuerySet[Finding]:
    given = asked(request, *NARROWED)
    begin, end = span_of(quarter_asked(request))
    found = queries.findings_seen_by(request.user).filter(happened_at__gte=begin, happened_at__lt=end)
    if given["show"] in words.STATES:
        found = found.filter(state=given["show"])
    if given["origin"] in words.ORIGINS:
        found = found.filter(origin=given["origin"])
    for section in sections:
        if section.id == given["section"]:
            found = found.filter(rule__in=[rule.id for rule in section.rules])
    if given["window"]:
        found = found.filter(window__code=given["window"])
    if text := given["q"]:
        found = found.filter(Q(rule=text) | Q(reason__icontains=text) | Q(fact__icontains=text)
                             | Q(person__name__icontains=text) | Q(window__name__icontains=text))  # fmt: skip
    return found


def _sections(request: HttpRequest) -> Sequence[Section]:
    """The sections of the quarter's rulebook; none where no rulebook was in force."""
    try:
        return rulebook_of(request.user.hall, quarter_asked(request)).sections
    except RulebookError:
        return ()


def rule_of(one: Finding) -> Any:
    return known_rulebook(one.hall, one.rulebook).rules[one.rule]


def points_of(one: Finding) -> str:
    """What one time costs or earns: as found, else as the rule fixes it, else its range."""
    rule = rule_of(one)
    sign = "+" if rule.adds else "−"
    if one.points is not None:
        return f"{sign}{plain(figure(exact(one.points)))}"
    low, high = (plain(figure(part)) for part in (rule.low, rule.high))
    return f"{sign}{low}" if low == high else f"{sign}{low}–{high}"


def finding_new(request: HttpRequest) -> HttpResponse:
    """A finding entered by an assessor, as a draft with its evidence."""
    hall = request.user.hall
    given = {"hall": hall, "book": rulebook_of(hall, quarter_at(request.now)), "on": business_day(request.now)}
    if request.method != "POST":
        return _entry(request, FindingForm(initial={"number": asked(request, "case")["case"]}, **given))
    form = FindingForm(request.POST, request.FILES, **given)
    if not form.is_valid():
        return _entry(request, form)
    typed = dict(form.cleaned_data)
    number, minute = typed.pop("number"), typed.pop("minute")
    case = cases.visible_to(request.user).filter(number=number).first() if number else None
    if number and case is None:
        form.add_error("number", _("The hall has no case of this number."))
        return _entry(request, form)
    record, seen = commands.ProofKind.RECORD, commands.ProofKind.MINUTE
    proofs = [commands.Proof(record, "desk:case", str(case.pk), f"{case} {case.item_name}")] if case else []
    proofs += [commands.Proof(seen, "", "", minute)] if minute else []

    def go() -> str:
        made = commands.find(evidence=proofs, by=request.user, now=request.now, **typed)
        messages.success(request, _("The finding is entered. It counts once it is confirmed."))
        return reverse("desk:finding", args=[made.pk])

    def again(refusal: Refusal) -> HttpResponse:
        mark(form, refusal)
        return _entry(request, form)

    return perform(request, go, again)


def _entry(request: HttpRequest, form: FindingForm) -> HttpResponse:
    return render(request, "desk/finding_new.html", {"form": form}, status=422 if form.is_bound else 200)
