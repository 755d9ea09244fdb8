"""From a posted form to a command and back: once per submission, and refusals in the reader's language."""

import logging
from collections.abc import Callable

from django.contrib import messages
from django.db import IntegrityError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yichuang.apps.audit.frame import once
from yichuang.apps.audit.refusal import Refusal, Refused, SameKeyOtherBody
from yichuang.core.identity import N_, Fault
from yichuang.core.sentences import Sentence
from yichuang.integrations.keys import sm3_hex
from yichuang.integrations.site import sealer
from yichuang.ui.filters import sentences
from yichuang.ui.wording import say

log = logging.getLogger("yichuang.web")

KEY = "submission_key"
DONE_MEANWHILE = Refusal(
    "done_meanwhile",
    N_("Somebody else has just done the same, so nothing was changed."),
    N_("Reload the page to see how it stands."),
)
LONGEST_KEY = 64


def sentence(refusal: Refusal | Fault) -> str:
    """What is wrong and what to do, translated and filled."""
    return sentences(say(Sentence(said, refusal.values)) for said in (refusal.sentence, refusal.remedy) if said)


def mark(form: Form, refusal: Refusal) -> None:
    """Puts a refusal beside the field it is about, or above the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, sentence(refusal))


def perform(request: HttpRequest, run: Callable[[], str], again: Callable[[Refusal], HttpResponse]) -> HttpResponse:
    """Runs a command through `run`, which returns the address to go to; a refusal goes to `again` with nothing changed.

    The same submission key from the same person gives the first answer again; with another body it is a conflict (409).
    """
    try:
        return redirect(_answer(request, run))
    except Refused as refused:
        return again(refused.refusal)
    except SameKeyOtherBody:
        return render(request, "ui/409.html", status=409)
    except IntegrityError:
        # Two people did the same at the same moment and the database let only one of them.
        log.warning("refused by a constraint: %s", request.resolver_match.view_name, exc_info=True)
        return again(DONE_MEANWHILE)


def _answer(request: HttpRequest, run: Callable[[], str]) -> str:
    key = request.POST.get(KEY, "")[:LONGEST_KEY]
    if not key:
        return run()
    return once(actor=actor_of(request), key=key, body=_digest(request), now=request.now, run=run)  # type: ignore[attr-defined]


def actor_of(request: HttpRequest) -> str:
    return request.user.ref if request.user.is_authenticated else "citizen"  # type: ignore[union-attr]


def _digest(request: HttpRequest) -> str:
    sent = sorted((name, values) for name, values in request.POST.lists() if name not in (KEY, "csrfmiddlewaretoken"))
    for name, files in request.FILES.lists():
        for file in files:
            file.seek(0)  # its form has read it
            sent.append((name, [file.name, sm3_hex(file.read())]))
    # Keyed, so that nobody can find a number in it by trying all there are.
    return sealer().blind_index("submission", f"{request.path}{sent!a}")


def back_with_message(request: HttpRequest, to: str) -> Callable[[Refusal], HttpResponse]:
    """For acts without a form of their own: says why not, on the page one came from."""

    def answer(refusal: Refusal) -> HttpResponse:
        messages.error(request, sentence(refusal))
        return redirect(to)

    return answer
