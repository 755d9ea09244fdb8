"""A draft written part by part, for those who do not write TOML: heading, bases, rows, readings, one fact once."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.assessments import commands
from yichuang.apps.assessments.models import RulebookVersion
from yichuang.apps.assessments.policies import rulebooks as policies
from yichuang.apps.assessments.rulebooks import defects_in, defects_of
from yichuang.apps.audit import Refusal
from yichuang.apps.audit.web import back_with_message, mark, perform
from yichuang.apps.desk import rulebooks as names
from yichuang.apps.desk.forms.rulebook_parts import Part
from yichuang.apps.desk.rulebook_defects import sentence
from yichuang.apps.desk.rulebook_parts import PARTS, Editor
from yichuang.apps.desk.rulebook_parts import row as row_of
from yichuang.apps.desk.views.rulebook import load, read_or_none, tell_stored
from yichuang.rulebook.assessment_editing import without_row
from yichuang.rulebook.assessment_outline import Outline, outline_of
from yichuang.rulebook.errors import RulebookError

_PARTS = {one.name: one for one in PARTS}


def head(request: HttpRequest, pk: int) -> HttpResponse:
    """Document, title, days, clause."""
    return _part(request, pk, "head")


def bases(request: HttpRequest, pk: int) -> HttpResponse:
    """Total, pass mark, and every section with its base."""
    return _part(request, pk, "bases")


def readings(request: HttpRequest, pk: int) -> HttpResponse:
    """How unclear sentences are read."""
    return _part(request, pk, "readings")


def once(request: HttpRequest, pk: int) -> HttpResponse:
    """Which sections and rules score one fact once."""
    return _part(request, pk, "once")


def _part(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    found = load(request, pk)
    return _edit(request, found, _outline(found), _PARTS[name])


def row(request: HttpRequest, pk: int, section: int, row: int) -> HttpResponse:
    """One rule, by its place: the section and the row in it, from 1 on."""
    found = load(request, pk)
    outline = _outline(found)
    if outline.row(section - 1, row - 1) is None:
        raise Http404
    return _edit(request, found, outline, row_of(section - 1, row - 1), section=section, row=row)


def row_new(request: HttpRequest, pk: int, section: int) -> HttpResponse:
    """A rule more at the end of a section."""
    found = load(request, pk)
    outline = _outline(found)
    if not 0 < section <= len(outline.sections):
        raise Http404
    return _edit(request, found, outline, row_of(section - 1, None), section=section)


def _outline(found: RulebookVersion) -> Outline:
    """Http404 where the text is no TOML: there is nothing to be written part by part."""
    outline = read_or_none(outline_of, found.text)
    if outline is None:
        raise Http404
    return outline


def _edit(request: HttpRequest, found: RulebookVersion, outline: Outline, part: Editor, **place: int) -> HttpResponse:
    if request.method != "POST":
        if not policies.may_rewrite(request.user, found):
            raise Http404
        form = part.form(None, outline)
        form.initial["seen"] = found.digest
        return _page(request, found, outline, part, form, **place)
    form = part.form(request.POST, outline)
    if not form.is_valid():
        return _page(request, found, outline, part, form, **place)
    text = _written(request, found, outline, part, form)
    if text is None:
        return _page(request, found, outline, part, form, anyway=True, **place)

    def run() -> str:
        commands.rewrite(version=found, text=text, seen=form.cleaned_data["seen"], by=request.user, now=request.now)
        tell_stored(request, found)
        return f"{reverse('desk:rulebook_version', args=[found.pk])}#{part.anchor}"

    def again(refusal: Refusal) -> HttpResponse:
        mark(form, refusal)
        return _page(request, found, outline, part, form, **place)

    return perform(request, run, again)


def _written(request: HttpRequest, found: RulebookVersion, outline: Outline, part: Editor, form: Part) -> str | None:
    """The new text; None, and what is wrong beside its field, where this would bring a defect into the part.

    Who has read that may store it all the same (`anyway`): a draft need not hold together, only what is put in force.
    """
    if form.cleaned_data["seen"] != found.digest or not policies.may_rewrite(request.user, found):
        return found.text  # the command says why not
    try:
        text = part.write(found.text, form.cleaned_data, outline)
        new = outline_of(text)
    except RulebookError as error:
        form.add_error(None, sentence(error))
        return None
    if request.POST.get("anyway"):
        return text
    known = {(one.key, str(one)) for one in defects_of(found)}
    for defect in defects_in(found, text):
        field = None if (defect.key, str(defect)) in known else part.field_of(defect.key, new)
        if field is not None:
            form.add_error(field if field in form.fields else None, sentence(defect, in_form=True))
    return None if form.errors else text


def _page(request: HttpRequest, found: RulebookVersion, outline: Outline, part: Editor, form: Part, *,
          anyway: bool = False, **place: int) -> HttpResponse:  # fmt: skip
    return render(request, "desk/rulebook_edit.html", {
        "version": found, "outline": outline, "part": part, "form": form, "names": names, "place": place,
        "section": outline.sections[place["section"] - 1] if place else None,
        "anyway": anyway,
    }, status=422 if form.is_bound else 200)  # fmt: skip


def remove(request: HttpRequest, pk: int, section: int, row: int) -> HttpResponse:
    """Takes a rule out, and what names it under “one fact once”."""
    found = load(request, pk)
    if _outline(found).row(section - 1, row - 1) is None:
        raise Http404
    back = f"{reverse('desk:rulebook_version', args=[pk])}#s{section}"
    try:
        text = without_row(found.text, section - 1, row - 1)
    except RulebookError as error:
        messages.error(request, sentence(error))
        return redirect(back)

    def run() -> str:
        commands.rewrite(version=found, text=text, seen=request.POST.get("seen", "")[:64], by=request.user,
                         now=request.now)  # fmt: skip
        messages.success(request, _("The rule is taken out. It stays among the earlier texts."))
        tell_stored(request, found)
        return back

    return perform(request, run, back_with_message(request, back))
