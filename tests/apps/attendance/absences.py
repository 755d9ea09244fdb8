"""Slips and off-post records as people make them; OPENING is a Wednesday, ten in the morning (8-11, 13-16:30)."""

from datetime import datetime, timedelta

from yichuang.apps.attendance import commands
from yichuang.apps.attendance.commands import Filing, Seen
from yichuang.core.worktime import SHANGHAI

HOUR = timedelta(hours=1)


def at(hour, minute=0, *, day=4):
    return datetime(2026, 3, day, hour, minute, tzinfo=SHANGHAI)


class Absences:
    def __init__(self, cast):
        self.cast = cast
        self.clerk, self.head = cast.clerk, cast.stand_in
        self.charge, self.duty = cast.person("leader.charge"), cast.person("leader.duty")
        self.assessor, self.office = cast.person("assessor"), cast.person("dangzheng.head")

    def filed(self, begins=None, ends=None, *, now=None, by=None, **said):
        begins, ends = begins or at(13), ends or at(15)
        given = {"person": self.clerk, "kind": "private", "reason": "家中有事（样例）", "destination": "县医院"} | said
        filing = Filing(begins=begins, ends=ends, **given)
        return commands.file_slip(filing=filing, by=by or given["person"], now=now or self.cast.now)

    def made_up(self, begins=None, ends=None, *, now=None, **said):
        given = {"explanation": "突发急病（样例）"} | said
        return self.filed(begins or at(8), ends or at(9), now=now or at(10), **given)

    def approve(self, slip, *, by=None, now=None, **said):
        by = by or (self.duty if slip.retro else self.charge)
        empty = commands.approve_slip(slip=slip, by=by, now=now or self.cast.now, **said)
        slip.refresh_from_db()
        return empty

    def approved(self, *args, **said):
        slip = self.filed(*args, **said)
        self.approve(slip, now=said.get("now"))
        return slip

    def noted(self, begins=None, ends=None, *, by=None, now=None, **said):
        given = {"person": self.clerk, "window": self.cast.window("w3"), "words": "柜台无人（样例）"} | said
        seen = Seen(begins=begins or at(8), ends=ends, **given)
        return commands.note_off_post(seen=seen, by=by or self.assessor, now=now or self.cast.now)
