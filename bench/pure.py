"""What needs no server: due times, office minutes, the notice as PDF."""

import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import cycle
from pathlib import Path
from statistics import median


def rate(act: Callable[[int], object], count: int) -> float:
    for index in range(min(count, 1000)):
        act(index)
    began = time.perf_counter()
    for index in range(count):
        act(index)
    return count / (time.perf_counter() - began)


def due_times() -> float:
    """Due times a second for ten working days from starts spread over the calendar."""
    from yichuang.core.worktime import SHANGHAI, Limit, Unit, due
    from yichuang.rulebook.worktime import load_calendar

    calendar, limit = load_calendar("township"), Limit(10, Unit.WORKING_DAY)
    starts = [datetime(2017, 1, 3, 9, tzinfo=SHANGHAI) + timedelta(days=day) for day in range(3400)]
    return rate(lambda index: due(starts[index % 3400], limit, calendar), 300_000)


def office_minutes() -> float:
    from yichuang.core.worktime import SHANGHAI
    from yichuang.core.worktime import office_minutes as minutes
    from yichuang.rulebook.worktime import load_calendar

    calendar = load_calendar("township")
    begin, end = datetime(2018, 1, 2, 9, 7, tzinfo=SHANGHAI), datetime(2018, 3, 2, 15, tzinfo=SHANGHAI)
    spans = [(begin + timedelta(days=n), end + timedelta(days=n)) for n in range(2500)]
    return rate(lambda index: minutes(*spans[index % 2500], calendar), 300_000)


def counting_loop() -> float:
    """The plain loop over days of a dictionary of holidays, the usual way: the limit the table is compared with."""
    from yichuang.core.worktime import SHANGHAI
    from yichuang.rulebook.worktime import load_calendar

    calendar = load_calendar("township")
    start = datetime(2017, 1, 3, 9, tzinfo=SHANGHAI).date()

    def walk(index: int) -> object:
        day, left = start + timedelta(days=index % 3400), 10
        while left:
            day += timedelta(days=1)
            left -= calendar.is_working(day)
        return day

    return rate(walk, 20_000)


def notice_milliseconds() -> tuple[float, float]:
    """Median milliseconds of N01 as PDF with changing content, and of one empty page by the same engine."""
    import typst

    from tests.integrations.pdf.samples import N01
    from yichuang.integrations.pdf import NoticeDocument, render_pdf

    text = N01.to_json()
    blank = Path(tempfile.mkdtemp(prefix="yichuang-bench-")) / "blank.typ"
    blank.write_text('#set page(paper: "a4")\n#text("样例")\n', encoding="utf-8")
    compiler = typst.Compiler(blank)
    taken, empty = [], []
    for index in cycle(range(60)):
        document = NoticeDocument.from_json(text.replace("〕", f"〕{index}", 1))
        began = time.perf_counter()
        render_pdf(document)
        between = time.perf_counter()
        compiler.compile(format="pdf")
        taken.append(1000 * (between - began))
        empty.append(1000 * (time.perf_counter() - between))
        if len(taken) >= 60:
            break
    return median(taken[10:]), median(empty[10:])
