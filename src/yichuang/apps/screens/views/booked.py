"""Who has booked checks in at the kiosk: by the code, or by name and the last four digits of the telephone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from yichuang.apps.audit import Refusal
from yichuang.apps.audit.web import mark, perform
from yichuang.apps.organization.web import public_hall
from yichuang.apps.reception import commands, queries
from yichuang.apps.screens.forms import BookedForm
from yichuang.apps.screens.language import in_the_halls_language
from yichuang.ui.limits import Limit, count, is_spent, source_of

REFUSED, TOO_MANY = 422, 429
# A kiosk is one source for everybody in front of it; whoever tries codes there is stopped for five minutes.
TRIES = Limit("kiosk-booked", 20, 300)


@never_cache
@in_the_halls_language
def booked(request: HttpRequest) -> HttpResponse:
    form = BookedForm(request.POST if request.method == "POST" else None)

    def show(status: int = 200) -> HttpResponse:
        shown = {"form": form, "kiosk_home_url": f"{reverse('screens:kiosk')}?fresh=1"}
        return render(request, "screens/booked.html", shown, status=status)

    if request.method != "POST":
        return show()
    source = source_of(request)
    if is_spent(TRIES, source):
        form.add_error(None, _("Too many tries. Please go to the hall office."))
        return show(TOO_MANY)
    if not form.is_valid():
        return show(REFUSED)
    hall, now = public_hall(request), request.now  # type: ignore[attr-defined]
    found = queries.arriving(hall, now, **form.cleaned_data)
    if found is None:
        count(TRIES, source)
        form.add_error(None, _("No booking of today fits. Check the digits, or take an ordinary number."))
        return show(REFUSED)

    def run() -> str:
        return reverse("screens:taken", args=[commands.check_in(appointment=found, now=now).token])

    def again(refusal: Refusal) -> HttpResponse:
        mark(form, refusal)
        return show(REFUSED)

    return perform(request, run, again)
