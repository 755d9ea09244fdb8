"""Notices as given out: the list, the frozen text, the paper again and again the same, and how one is revoked."""

from django.contrib import messages
from django.db.models import Count
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from yichuang.apps.audit.web import mark, perform
from yichuang.apps.cases.queries import case_for
from yichuang.apps.desk.case_paging import page_of, with_query
from yichuang.apps.desk.forms.case_acts import RevokeForm
from yichuang.apps.desk.visibility import OF_A_CASE, notice_for, notices_for
from yichuang.apps.notices import commands
from yichuang.apps.notices.kinds import FORMS, Kind
from yichuang.apps.notices.models import Notice
from yichuang.apps.notices.queries import document_of
from yichuang.apps.organization.roles import Role
from yichuang.core.identity import Fault, clean_text
from yichuang.integrations.pdf import render_pdf

STANDINGS = ("valid", "revoked")
MAY_REVOKE = (Role.WINDOW_HEAD, Role.HALL_OFFICE)


def load(request: HttpRequest, pk: int) -> Notice:
    """The notice, if this person may see it; else Http404."""
    found = notice_for(request.user, pk)
    if found is None:
        raise Http404
    return found


def notices(request: HttpRequest) -> HttpResponse:
    found, asked = notices_for(request.user).annotate(printed=Count("prints")), request.GET
    kind, standing, typed = asked.get("kind", ""), asked.get("standing", ""), asked.get("q", "").strip()
    if kind:
        found = found.filter(kind=kind) if kind in tuple(Kind) else found.none()
    if standing:
        found = found.filter(revocation__isnull=standing == "valid") if standing in STANDINGS else found.none()
    words = clean_text(typed, max_length=60)
    if typed:
        found = found.none() if isinstance(words, Fault) else found.filter(number__icontains=words)
    page = page_of(found, "-issued_at", request)
    return render(request, "desk/notices.html", {
        "page": page, "rows": [(one, FORMS[Kind(one.kind)].title) for one in page.rows], "query": typed,
        "chips": [(_("Kind"), _kinds(request, kind)), (_("Standing"), _standings(request, standing))],
        "narrowed": bool(kind or standing or typed),
        "keep": [(name, asked[name]) for name in ("kind", "standing") if asked.get(name)],
    })  # fmt: skip


def _kinds(request: HttpRequest, chosen: str) -> list[dict[str, object]]:
    chips = [(kind.value, FORMS[kind].title) for kind in Kind]
    return [{"label": label, "url": with_query(request, kind=value), "active": chosen == value}
            for value, label in [("", _("All")), *chips]]  # fmt: skip


def _standings(request: HttpRequest, chosen: str) -> list[dict[str, object]]:
    chips = [("", _("All")), ("valid", _("Valid")), ("revoked", _("Revoked"))]
    return [{"label": label, "url": with_query(request, standing=value), "active": chosen == value}
            for value, label in chips]  # fmt: skip


def notice(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, load(request, pk))


def _show(request: HttpRequest, found: Notice, form: Form | None = None) -> HttpResponse:
    is_case = found.subject.startswith(OF_A_CASE)
    about = case_for(request.user, int(found.subject.removeprefix(OF_A_CASE))) if is_case else None
    revocation = getattr(found, "revocation", None)
    shown = {
        "notice": found, "document": document_of(found), "revocation": revocation, "case": about,
        "prints": list(found.prints.select_related("by").order_by("id")),
        "may_revoke": revocation is None and request.user.has(*MAY_REVOKE),
        "form": form or RevokeForm(auto_id="revoke-%s"),
    }  # fmt: skip
    answer = render(request, "desk/notice.html", shown, status=422 if form else 200)
    answer["Cache-Control"] = "no-store"
    return answer


def notice_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper itself; made from the frozen text, so every printing has the same bytes (D5.5.4)."""
    found = load(request, pk)
    answer = HttpResponse(render_pdf(document_of(found)), content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=f"{found.number}.pdf")
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer


def notice_printed(request: HttpRequest, pk: int) -> HttpResponse:
    """Every printing is noted before the paper appears; the second and later ones count as copies (lessons 1)."""
    found = load(request, pk)
    commands.log_print(notice=found, by=request.user, now=request.now)
    return redirect("desk:notice_pdf", pk)


def notice_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = load(request, pk), RevokeForm(request.POST, auto_id="revoke-%s")
    if not form.is_valid():
        return _show(request, found, form)

    def run() -> str:
        commands.revoke(notice=found, reason=form.cleaned_data["reason"], by=request.user, now=request.now)
        messages.success(request, _("The notice is revoked. Its public page says so from now on."))
        return reverse("desk:notice", args=[pk])

    def again(refusal: object) -> HttpResponse:
        mark(form, refusal)  # type: ignore[arg-type]
        return _show(request, load(request, pk), form)

    return perform(request, run, again)
