"""A few scans and a survey for cases under way: drawn here, and plainly marked as samples."""

from datetime import datetime, timedelta
from io import BytesIO

import pylopdf_fonts_zh_cn as noto
from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFont

from yichuang.apps.attachments.intake import Upload, read
from yichuang.apps.audit import batch
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.commands import Seen
from yichuang.apps.cases.models import Case
from yichuang.apps.cases.permissions import handler_refusal
from yichuang.apps.organization.models import Hall
from yichuang.core.lifecycle import State
from yichuang.core.worktime import SHANGHAI

SURVEYED = 2
# What a case is judged by is seen at home or in the field: relief, forestry, house plots.
SEEN_ON_THE_SPOT = ("MZ-", "NL-", "GT-")
A4, WIDE = (1240, 1754), (1600, 1200)
PAPER, FIELD = "#fbfaf6", "#a9c48a"


def add_scans(hall: Hall, *, now: datetime) -> int:
    """Adds scans to the newest case of each window, a survey with a photo to two cases; returns how many files."""
    under_way = Case.objects.filter(hall=hall, state=State.ACCEPTED).exclude(kind="instant")
    newest = under_way.order_by("-received_at", "-id")
    # The post is asked for as well: its A or B, whoever is there, goes to see the place.
    found = list(newest.select_related("hall", "item__post__a", "item__post__b", "applicant", "handler"))
    chosen = list({case.front_window_id: case for case in reversed(found)}.values())
    sheets = [(case, one) for case in chosen for one in case.item.rules["materials"][:2]]
    drawn = [(case, one["id"], _drawn(one["name"], A4, PAPER, now)) for case, one in sheets]
    photo = _drawn("踏勘现场", WIDE, FIELD, now)
    with batch():
        for case, material, upload in drawn:
            cases.add_scans(case=case, uploads=[upload], material=material, by=case.handler, now=now)
        seen_there = [case for case in chosen if case.item.code.startswith(SEEN_ON_THE_SPOT)]
        surveyed = [case for case in seen_there if handler_refusal(case.handler, case) is None][:SURVEYED]
        for case in surveyed:
            seen = Seen(
                place="样例村三组", at=max(case.received_at, now - timedelta(hours=2)), present="样例甲、样例乙",
                findings="现场与申请材料一致，四至清楚，无争议。（样例）",
            )  # fmt: skip
            cases.record_survey(case=case, seen=seen, photos=[photo], by=case.handler, now=now)
    return len(drawn) + len(surveyed)


def _drawn(title: str, size: tuple[int, int], colour: str, now: datetime) -> Upload:
    """A sheet or a field that says that it is a sample."""
    image = Image.new("RGB", size, colour)
    pen, face = ImageDraw.Draw(image), noto.serif_path()
    width, height = size
    pen.rectangle((60, 60, width - 60, height - 60), outline="#555555", width=4)
    pen.text((width / 2, 180), title[:16], "#222222", ImageFont.truetype(face, 60), anchor="mm")
    pen.text((width / 2, height / 2), "样例", "#c23b22", ImageFont.truetype(face, 260), anchor="mm")
    pen.text((width / 2, height - 160), "非真实材料", "#555555", ImageFont.truetype(face, 48), anchor="mm")
    into = BytesIO()
    image.save(into, "JPEG", quality=80)
    return read(ContentFile(into.getvalue(), f"{title}.jpg"), on=now.astimezone(SHANGHAI).date())
