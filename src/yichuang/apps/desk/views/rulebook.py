"""One rulebook: to read, print and save; a draft also to write, compare, put in force or discard."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from yichuang.apps.assessments import commands, queries
from yichuang.apps.assessments.models import RulebookVersion
from yichuang.apps.assessments.policies import rulebooks as policies
from yichuang.apps.assessments.rulebook_difference import changes, points_of, short
from yichuang.apps.assessments.rulebooks import book_of, defects_of, known_rulebook, rulebooks_known, text_of
from yichuang.apps.audit import Refusal
from yichuang.apps.audit.web import back_with_message, mark, perform
from yichuang.apps.desk import rulebooks as names
from yichuang.apps.desk.forms.rulebooks import TextForm
from yichuang.apps.desk.rulebook_defects import FIELDS, told
from yichuang.core.assessment import Rulebook
from yichuang.rulebook.assessment import all_rulebooks
from yichuang.rulebook.assessment_outline import outline_of
from yichuang.rulebook.errors import RulebookError

X, Y = TypeVar("X"), TypeVar("Y")


def on_file(request: HttpRequest, number: str) -> HttpResponse:
    """A rulebook on file."""
    return render(request, "desk/rulebook.html", {
        "book": _on_file(request, number), "state": "on_file", "names": names, "points_of": points_of, "short": short,
    })  # fmt: skip


def on_file_toml(request: HttpRequest, number: str) -> HttpResponse:
    """The file as it stands."""
    _on_file(request, number)
    return _toml(number, text_of(request.user.hall, number))


def _on_file(request: HttpRequest, number: str) -> Rulebook:
    book = rulebooks_known(request.user.hall).get(number)
    if book is None or number not in all_rulebooks():
        raise Http404
    return book


def version(request: HttpRequest, pk: int) -> HttpResponse:
    """A version written in the hall; whoever neither writes nor decides sees it only when it is in force."""
    return _show(request, load(request, pk))


def version_toml(request: HttpRequest, pk: int) -> HttpResponse:
    """The text exactly as it is kept: the bytes of its digest."""
    found = load(request, pk)
    return _toml(found.number, found.text)


def load(request: HttpRequest, pk: int) -> RulebookVersion:
    found, staff = queries.version_of(request.user.hall, pk), request.user
    hidden = found is not None and found.state != RulebookVersion.State.IN_FORCE
    if found is None or (hidden and not staff.has(*policies.WRITERS, *policies.DECIDERS)):
        raise Http404
    return found


def _toml(number: str, text: str) -> HttpResponse:
    answer = HttpResponse(text.encode(), content_type="application/toml")
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{number}.toml")
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _show(request: HttpRequest, found: RulebookVersion, form: TextForm | None = None) -> HttpResponse:
    staff, writes = request.user, policies.may_rewrite(request.user, found)
    defects = defects_of(found) if found.state == RulebookVersion.State.DRAFT else []
    book, outline = read_or_none(book_of, found), read_or_none(outline_of, found.text)
    listed = told(defects, found.pk, outline)
    kept = {"text": found.text, "seen": found.digest}
    return render(request, "desk/rulebook.html", {
        "version": found, "book": book, "state": found.state, "names": names, "points_of": points_of, "short": short,
        "defects": listed, "changes": _changes(found, book), "writes": writes,
        "outline": outline, "fields": FIELDS, "wrong": {one.url for one in listed},
        "form": form or (TextForm(initial=kept) if writes else None),
        "may_discard": policies.may_discard(staff, found),
        "may_put_in_force": policies.may_put_in_force(staff, found) and not listed,
    }, status=422 if form else 200)  # fmt: skip


def read_or_none(read: Callable[[X], Y], found: X) -> Y | None:
    """What is read, or None where it cannot be."""
    try:
        return read(found)
    except RulebookError:
        return None


def _changes(found: RulebookVersion, book: Rulebook | None) -> list[object] | None:
    """What it says otherwise than its base; None while it cannot be read."""
    if book is None:
        return None
    try:
        return list(changes(known_rulebook(found.hall, found.based_on), book))
    except RulebookError:
        return None


def rewrite(request: HttpRequest, pk: int) -> HttpResponse:
    """Stores the whole text of a draft, with whatever defects it has."""
    found, form = load(request, pk), TextForm(request.POST)
    form.full_clean()
    typed = form.cleaned_data

    def run() -> str:
        commands.rewrite(version=found, text=typed.get("text", ""), seen=typed.get("seen", ""), by=request.user,
                         now=request.now)  # fmt: skip
        tell_stored(request, found)
        return reverse("desk:rulebook_version", args=[pk])

    def again(refusal: Refusal) -> HttpResponse:
        mark(form, refusal)
        return _show(request, found, form)

    return perform(request, run, again)


def tell_stored(request: HttpRequest, found: RulebookVersion) -> None:
    if defects_of(found):
        messages.warning(
            request, _("The draft is stored. It does not hold together yet; what is wrong stands on its page.")
        )
    else:
        messages.success(request, _("The draft is stored and holds together."))


def put_in_force(request: HttpRequest, pk: int) -> HttpResponse:
    """The second person puts in force what he has read."""
    found, back = load(request, pk), reverse("desk:rulebook_version", args=[pk])

    def run() -> str:
        commands.put_in_force(version=found, seen=request.POST.get("seen", "")[:64], by=request.user, now=request.now)
        messages.success(request, _("The rulebook is in force. Adopt it from a quarter on, so that it scores."))
        return reverse("desk:rulebooks")

    return perform(request, run, back_with_message(request, back))


def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Gives the draft up."""
    found, back = load(request, pk), reverse("desk:rulebook_version", args=[pk])

    def run() -> str:
        commands.discard(version=found, by=request.user, now=request.now)
        messages.success(request, _("The draft is discarded. Its text stays to be read."))
        return reverse("desk:rulebooks")

    return perform(request, run, back_with_message(request, back))
