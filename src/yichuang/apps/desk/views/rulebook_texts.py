"""The texts a version has had: who wrote which, what differs between two, back to one of them."""

import difflib
from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.assessments import commands, queries
from yichuang.apps.assessments.models import RulebookText, RulebookVersion
from yichuang.apps.assessments.policies import rulebooks as policies
from yichuang.apps.assessments.rulebook_difference import changes
from yichuang.apps.audit.web import back_with_message, perform
from yichuang.apps.desk import rulebooks as names
from yichuang.apps.desk.views.listing import asked
from yichuang.apps.desk.views.rulebook import load, read_or_none
from yichuang.rulebook.assessment import read_rulebook

SHOWN = 100


def texts(request: HttpRequest, pk: int) -> HttpResponse:
    """Every text, the newest first, and what differs between two of them: by default the last two."""
    found = load(request, pk)
    rows = list(queries.texts_of(found)[:SHOWN])
    before, after = _chosen(request, found, rows)
    return render(request, "desk/rulebook_texts.html", {
        "version": found, "rows": rows, "before": before, "after": after, "names": names,
        "lines": list(_lines(before.text, after.text)) if before and after else [],
        "changes": _told(before.text, after.text) if before and after else None,
        "may_take_back": policies.may_rewrite(request.user, found),
    })  # fmt: skip


def _chosen(
    request: HttpRequest, found: RulebookVersion, rows: list[RulebookText]
) -> tuple[RulebookText | None, RulebookText | None]:
    given = asked(request, "before", "after")
    latest = rows[0].number if rows else 1
    after = _number(given["after"]) or latest
    before = _number(given["before"]) or max(after - 1, 1)
    chosen = tuple(queries.text_numbered(found, one) for one in (before, after))
    if rows and None in chosen:
        raise Http404
    return chosen


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and text.isascii() else 0


def _lines(before: str, after: str) -> Iterator[tuple[str, str]]:
    """What differs as (kind, line): out, put, or same for a line around; … where lines are left out."""
    kinds = {"-": "out", "+": "put", " ": "same"}
    for line in list(difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=1))[2:]:
        yield ("gap", "…") if line.startswith("@@") else (kinds[line[0]], line[1:])


def _told(before: str, after: str) -> list[object] | None:
    """Rule by rule, where both hold together."""
    books = [read_or_none(lambda text: read_rulebook(text.encode(), "text"), one) for one in (before, after)]
    return list(changes(*books)) if None not in books else None


def take_back(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Makes an earlier text the draft's text again."""
    found, back = load(request, pk), reverse("desk:rulebook_texts", args=[pk])

    def run() -> str:
        commands.take_back(version=found, number=number, seen=request.POST.get("seen", "")[:64], by=request.user,
                           now=request.now)  # fmt: skip
        messages.success(request, _("The draft has its text %(number)s again.") % {"number": number})
        return reverse("desk:rulebook_version", args=[pk])

    return perform(request, run, back_with_message(request, back))
