"""How stock, archives and loans are called on screens, and whose turn they are."""

from collections.abc import Sequence
from datetime import datetime, time
from functools import cache

from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.apps.desk.duty import Duty, Owed
from yichuang.apps.keeping import queries
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.roles import Role
from yichuang.apps.tickets.queries import business_day
from yichuang.core.identity import N_
from yichuang.core.lifecycle import Light
from yichuang.core.worktime import SHANGHAI

PAPERS = {"guide": N_("Guide"), "form": N_("Form to fill in"), "other": N_("Other paper")}
MOVES = {"in": N_("Taken in"), "out": N_("Given out to citizens"), "count": N_("Stock count")}
STOCK = {
    "out": (N_("out of stock"), "bad"), "low": (N_("running low"), "warn"), "enough": (N_("in stock"), "good"),
    "retired": (N_("no longer used"), "quiet"),
}  # fmt: skip
CATEGORIES = {
    "directives": N_("Documents of the Party committee and the government"),
    "meetings_above": N_("Papers of higher meetings"),
    "centre_papers": N_("Papers of the centre"),
    "minutes": N_("Minutes of meetings"),
    "speeches": N_("Speeches of leaders"),
    "summaries": N_("Summaries of work"),
    "materials": N_("Reference materials"),
    "photos": N_("Photographs"),
    "recordings": N_("Sound and film"),
    "rules": N_("Rules of the hall"),
    "cadres": N_("Cadres: files, rosters, rewards, changes"),
    "notices": N_("Notices and receipts"),
    "policies": N_("Business and policy files of the window"),
    "window_rules": N_("Rules of the window"),
    "case_file": N_("Files of closed cases"),
    "in_progress": N_("Papers of matters in progress"),
}
SECRECY = {
    "ordinary": N_("Ordinary"), "work_secret": N_("Work secret"), "confidential": N_("Confidential"),
    "classified": N_("Classified"), "top": N_("Top secret"),
}  # fmt: skip
LOANS = {"lend": N_("Loan"), "copy": N_("Copy")}
STANDINGS = {
    "asked": (N_("waits for consent"), "warn"), "declined": (N_("declined"), "quiet"),
    "consented": (N_("consented to"), "info"), "out": (N_("lent out"), "info"), "back": (N_("back"), "good"),
    "lost": (N_("lost"), "bad"), "copied": (N_("copied"), "good"),
}  # fmt: skip


def _low(staff: Staff, now: datetime, most: int) -> Sequence[Owed]:
    """What is out, red; what is low, yellow."""
    return [Owed(reverse("desk:stock_card", args=[one.pk]),
                 _("%(name)s, window %(window)s: %(left)s left")
                 % {"name": one.name, "window": one.window.number, "left": one.balance},
                 light=Light.YELLOW if one.balance else Light.RED)
            for one in queries.low_stock(staff)[:most]]  # fmt: skip


def _to_archive(staff: Staff, now: datetime, most: int) -> Sequence[Owed]:
    url, due_of = reverse("desk:archives_due"), cache(lambda day: queries.archiving_of(staff.hall, day))
    found = []
    for case in queries.to_archive(staff, now)[:most]:
        due, what = due_of(business_day(case.ended_at)), f"{case} {case.item_name}"
        light = Light.RED if due and now > due.ends else Light.GREEN
        found.append(Owed(url, what, due.ends, light) if due else Owed(url, what))
    return found


def _consent(staff: Staff, now: datetime, most: int) -> Sequence[Owed]:
    return [Owed(reverse("desk:loan", args=[one.pk]),
                 f"{_(LOANS[one.kind])} · {one.archive.number} · {one.borrower}", one.asked_at)
            for one in queries.loans_to_consent(staff)[:most]]  # fmt: skip


def _late(staff: Staff, now: datetime, most: int) -> Sequence[Owed]:
    return [Owed(reverse("desk:loan", args=[one.pk]), f"{one.archive.number} · {one.borrower}",
                 datetime.combine(one.due_on, time(23, 59), SHANGHAI), Light.RED)
            for one in queries.loans_out_late(staff, business_day(now))[:most]]  # fmt: skip


DUTIES = (
    Duty("low_stock", N_("Guides and forms running low"), (Role.CLERK, Role.WINDOW_HEAD), _low, "desk:stock",
         N_("A guide or form of your window appears here when it is out or at its low-water mark."),
         lambda staff, now: queries.low_stock(staff)),
    Duty("to_archive", N_("Closed cases to archive"), (Role.CLERK, Role.WINDOW_HEAD), _to_archive,
         "desk:archives_due", N_("Files of closed cases appear here until they are archived."),
         queries.to_archive),
    Duty("loans_consent", N_("Loans and copies to consent to"), (Role.LEADER_IN_CHARGE,), _consent, "desk:loans",
         N_("Nothing is lent or copied from an archive before you consent."),
         lambda staff, now: queries.loans_to_consent(staff)),
    Duty("loans_late", N_("Archives not back by their day"), (Role.CLERK, Role.WINDOW_HEAD, Role.HALL_OFFICE), _late,
         "desk:loans", N_("A file that you or your window lent appears here once its day is over."),
         lambda staff, now: queries.loans_out_late(staff, business_day(now))),
)  # fmt: skip
