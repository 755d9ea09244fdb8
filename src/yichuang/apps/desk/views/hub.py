"""The registers of the hall on one page, each with a line that says what stands in it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.desk.registers import GROUPS


def hub(request: HttpRequest) -> HttpResponse:
    """Only what this person may open: asked of the same table that answers the address (`request.may`)."""
    groups = [
        (_(title), [(reverse(one.route), _(one.label), _(one.holds)) for one in entries if request.may(one.route)])
        for title, entries in GROUPS
    ]
    return render(request, "desk/hub.html", {"groups": [group for group in groups if group[1]]})
