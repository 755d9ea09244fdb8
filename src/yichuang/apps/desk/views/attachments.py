"""Scans and photos: added to a case, shown small on its page, opened in full with a trace, withdrawn with a reason."""

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from yichuang.apps.attachments import queries
from yichuang.apps.attachments.commands import note_opening
from yichuang.apps.attachments.models import Attachment
from yichuang.apps.attachments.queries import ENDINGS, FileFault
from yichuang.apps.audit import Refused
from yichuang.apps.audit.web import back_with_message
from yichuang.apps.cases import commands
from yichuang.apps.cases.models import Case
from yichuang.apps.desk.attached import attachment_for
from yichuang.apps.desk.forms.attachments import ScansForm, SurveyForm, WithdrawForm
from yichuang.apps.desk.panels.attachments import act_of
from yichuang.apps.desk.views.case_acts import act_on
from yichuang.apps.desk.views.cases import load
from yichuang.core.worktime import SHANGHAI

# Nothing in a file may run or load anything, wherever a browser opens it.
NO_RIGHTS = "default-src 'none'; sandbox"
# What some system takes for a folder, a drive or a command in a name.
UNSAFE = str.maketrans(dict.fromkeys('\\/:*?"<>|%', "_"))


def add_scans(request: HttpRequest, pk: int) -> HttpResponse:
    case = load(request, pk)
    form = ScansForm(request.POST, request.FILES, case=case, on=_today(request), auto_id="add_scans-%s")

    def do(case: Case, typed: dict[str, Any]) -> object:
        return commands.add_scans(case=case, by=request.user, now=request.now, **typed)

    return act_on(request, case, "add_scans", form, do, _("The scans are stored with the case."))


def record_survey(request: HttpRequest, pk: int) -> HttpResponse:
    case = load(request, pk)
    form = SurveyForm(request.POST, request.FILES, on=_today(request), auto_id="record_survey-%s")

    def do(case: Case, typed: dict[str, Any]) -> object:
        photos, seen = typed["uploads"], {name: value for name, value in typed.items() if name != "uploads"}
        return commands.record_survey(case=case, seen=commands.Seen(**seen), photos=photos, by=request.user,
                                      now=request.now)  # fmt: skip

    return act_on(request, case, "record_survey", form, do, _("The survey is recorded."))


def withdraw_scan(request: HttpRequest, pk: int, attachment: int) -> HttpResponse:
    case, (found, _page) = load(request, pk), _load(request, attachment)
    name = act_of(found)

    def do(case: Case, typed: dict[str, Any]) -> object:
        return commands.withdraw_scan(case=case, attachment=found, by=request.user, now=request.now, **typed)

    form = WithdrawForm(request.POST, auto_id=f"{name}-%s")
    return act_on(request, case, name, form, do, _("It is withdrawn. Its row stays with the reason."))


def attachment_open(request: HttpRequest, pk: int) -> HttpResponse:
    """The full scan or photo as a file to save; that it was opened is on record before it leaves."""
    found, page = _load(request, pk)
    try:
        content = queries.content_of(found)
        note_opening(attachment=found, by=request.user, now=request.now)
    except FileFault:
        return _damaged(request, page)
    except Refused as refused:
        return back_with_message(request, page)(refused.refusal)
    answer = _answer(content, found.media_type)
    answer["Content-Disposition"] = disposition(found)
    return answer


def attachment_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """A small picture of an image, too small to read numbers from; we made it ourselves, so a page may show it."""
    found, _page = _load(request, pk)
    if not found.preview or found.withdrawn:
        raise Http404
    try:
        return _answer(queries.preview_of(found), "image/jpeg")
    except FileFault:
        raise Http404 from None


def disposition(found: Attachment) -> str:
    """To be saved and not shown, by a name no system takes for anything else; ASCII first for old programs."""
    ending = ENDINGS[found.media_type]
    shown = f"{found.title.translate(UNSAFE).strip(' .')}-{found.pk}.{ending}"
    return f"attachment; filename=\"attachment-{found.pk}.{ending}\"; filename*=UTF-8''{quote(shown, safe='')}"


def _answer(content: bytes, media_type: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = NO_RIGHTS
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "no-store"
    return answer


def _damaged(request: HttpRequest, page: str) -> HttpResponse:
    messages.error(request, _("The stored file is missing or damaged. Tell the administrator, who has the backup."))
    return redirect(page)


def _load(request: HttpRequest, pk: int) -> tuple[Attachment, str]:
    """The attachment with the page it stands on, if this person may see it; else Http404."""
    found = attachment_for(request.user, pk)
    if found is None:
        raise Http404
    return found


def _today(request: HttpRequest) -> Any:
    return request.now.astimezone(SHANGHAI).date()
