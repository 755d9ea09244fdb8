"""The registers of the desk: hand-overs, first contacts, consultations; and the items with their sheets."""

from django.db.models import F, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.audit.web import back_with_message, perform
from yichuang.apps.catalog import queries as catalog
from yichuang.apps.catalog.limits import limit_sentence
from yichuang.apps.desk.case_paging import page_of, with_query
from yichuang.apps.desk.forms import AnswerForm, NoteForm
from yichuang.apps.desk.seat import require_seat
from yichuang.apps.desk.views.acts import press, refused, visit_here
from yichuang.apps.desk.words import KINDS, MODES
from yichuang.apps.notices import commands as notices
from yichuang.apps.organization.roles import Role
from yichuang.apps.reception import commands as reception
from yichuang.apps.reception import queries as receptions
from yichuang.apps.tickets.queries import business_day

LONGEST_QUERY = 60


def _asked(request: HttpRequest) -> dict[str, str]:
    """Search words and filters of a list, shorn of what cannot be searched for."""
    return {name: value[:LONGEST_QUERY].replace("\x00", "").strip() for name, value in request.GET.items()}


def hand_overs(request: HttpRequest) -> HttpResponse:
    """Citizens handed to me, to confirm; and those I handed over and still answer for (D5.1.4)."""
    context = {
        "to_confirm": receptions.to_confirm(request.user),
        "unconfirmed": receptions.unconfirmed_from(request.user).select_related("to_staff__window"),
        "modes": MODES,
    }
    return render(request, "desk/hand_overs.html", context)


def confirm_hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes the citizen over and goes to the desk with the matter already written in."""
    found = receptions.hand_over_for(request.user, pk)
    if found is None:
        raise Http404
    done = _("Confirmed. From here you answer for the citizen.")
    run = reception.confirm_hand_over
    # The address names the hand-over alone: what the citizen came for belongs in no history or log.
    to = f"{reverse('desk:home')}?hand_over={found.pk}"
    return press(request, lambda: run(hand_over=found, by=request.user, now=request.now), done, to)


def first_contacts(request: HttpRequest) -> HttpResponse:
    """The register of first contacts (R07), newest first."""
    asked = _asked(request)
    rows = receptions.visits_of(request.user.hall).prefetch_related("first_contact__notes__by", "hand_overs__to_staff")
    if words := asked.get("q"):
        match = Q(first_contact__matter__icontains=words) | Q(first_contact__staff__name__icontains=words)
        rows = rows.filter(match | Q(ticket__number__iexact=words))
    kind = asked.get("show", "")
    if kind == "mine":
        rows = rows.filter(first_contact__staff=request.user)
    elif kind == "other":
        rows = rows.filter(first_contact__own_scope=False)
    elif kind == "open":
        rows = rows.filter(first_contact__own_scope=False).exclude(hand_overs__confirmed_at__isnull=False)
    chips = _chips(request, kind, ("", _("All")), ("mine", _("Mine")), ("other", _("Of another window")),
                   ("open", _("Not yet taken over")))  # fmt: skip
    context = {"page": page_of(rows, "-opened_at", request), "chips": chips, "q": asked.get("q", ""), "kind": kind,
               "may_note": request.user.has(Role.CLERK)}  # fmt: skip
    return render(request, "desk/first_contacts.html", context)


def note_first_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Adds a remark beside a first contact that was written down wrongly; the contact itself stays (D3.2.2)."""
    visit = visit_here(request, pk)
    form = NoteForm(request.POST, auto_id=f"note-{pk}-%s")

    def show() -> HttpResponse:
        return render(request, "desk/note.html", {"visit": visit, "form": form}, status=422)

    if not form.is_valid():
        return show()

    def run() -> str:
        text = form.cleaned_data["text"]
        reception.note_first_contact(visit=visit, text=text, by=request.user, now=request.now)
        return reverse("desk:first_contacts")

    return perform(request, run, refused(form, show))


def consultations(request: HttpRequest) -> HttpResponse:
    """The register of consultations (R05); those that owe a reply stand first, the earliest promise on top (D5.1.5)."""
    asked = _asked(request)
    kind = asked.get("show", "")
    every = receptions.consultations_of(request.user.hall)
    owing = every.filter(Q(answer="") | Q(satisfied=False))
    rows = owing if kind == "open" else every
    if words := asked.get("q"):
        rows = rows.filter(Q(question__icontains=words) | Q(asker__icontains=words) | Q(staff__name__icontains=words))
    first = not words and not kind and not asked.get("page")
    context = {
        "owed": list(every.filter(answer="").order_by(F("reply_by").asc(nulls_last=True), "id")[:20]) if first else [],
        "page": page_of(rows, "-at", request),
        "chips": _chips(request, kind, ("", _("All")), ("open", _("Not yet content"))),
        "q": asked.get("q", ""),
        "kind": kind,
        "may_answer": receptions.answerable_by(request.user),
        "today": business_day(request.now),
    }
    return render(request, "desk/consultations.html", context)


def answer_consultation(request: HttpRequest, pk: int) -> HttpResponse:
    found = receptions.consultation_of_hall(request.user.hall, pk)
    if found is None:
        raise Http404
    form = AnswerForm(request.POST)

    def show() -> HttpResponse:
        return render(request, "desk/answer.html", {"one": found, "form": form}, status=422)

    if not form.is_valid():
        return show()

    def run() -> str:
        reception.answer_consultation(consultation=found, **form.cleaned_data, by=request.user, now=request.now)
        return reverse("desk:consultations")

    return perform(request, run, refused(form, show))


def items(request: HttpRequest) -> HttpResponse:
    """Every item of the hall: how to find it, where it is served, its sheet for the citizen."""
    asked = _asked(request)
    words = asked.get("q", "")
    found = catalog.search(request.user.hall, words) if words else catalog.items_of(request.user.hall).values()
    mine = asked.get("show") == "mine" and request.user.window_id
    rows = [one for one in found if not mine or one.window_id == request.user.window_id]
    chips = _chips(request, asked.get("show", ""), ("", _("All")), ("mine", _("Of my window")))
    today = business_day(request.now)
    context = {
        "rows": rows, "chips": chips, "q": words, "kinds": KINDS, "may_print": request.user.has(Role.CLERK),
        "limit_of": lambda item: limit_sentence(item, today),
    }  # fmt: skip
    return render(request, "desk/items.html", context)


def item_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """Issues the one-time notification of an item (N07) and goes to its paper (D5.5.1)."""
    item, window = catalog.item_of(request.user.hall, code), require_seat(request).window
    if item is None:
        raise Http404

    def run() -> str:
        made = notices.issue_notification(item=item, window=window, by=request.user, now=request.now)
        return reverse("desk:notice_pdf", args=[made.pk])

    return perform(request, run, back_with_message(request, reverse("desk:items")))


def _chips(request: HttpRequest, kind: str, *choices: tuple[str, str]) -> list[dict[str, object]]:
    """Filters of a list as chips; the search stays."""
    return [{"label": label, "url": with_query(request, show=code), "active": code == kind} for code, label in choices]
