"""The loads themselves: intakes, calls, ledger pages, against a served site."""

import uuid
from statistics import median
from urllib.parse import urlencode

from bench.client import Figures, Shot, fire
from bench.site import Site

SECRET = "b" * 32
CLIENTS = 16


def cookie(session: str = "") -> str:
    return f"csrftoken={SECRET}" + (f"; sessionid={session}" if session else "")


def post(path: str, session: str, **fields: str) -> Shot:
    fields |= {"csrfmiddlewaretoken": SECRET, "submission_key": uuid.uuid4().hex}
    return Shot("POST", path, urlencode(fields), cookie(session), wanted=302)


def intakes(site: Site, each: int = 60) -> tuple[Figures, dict]:
    """16 clerks hand in applications that are accepted at once: everything but the PDF."""
    clerks = site.world("clerks")
    names = [clerks[index % len(clerks)] for index in range(CLIENTS)]
    world = site.world("visits", sorted(set(names)), (each + 3) * 2)
    sessions = site.world("sessions", names)
    pools = {name: list(keys) for name, keys in world["visits"].items()}
    with site.served() as port:
        fire(
            port, [_applications(world, pools[name], session, 3) for name, session in zip(names, sessions, strict=True)]
        )
        magazines = [
            _applications(world, pools[name], session, each) for name, session in zip(names, sessions, strict=True)
        ]
        figures = fire(port, magazines)
    return figures, site.world("intakes_checked")


def _applications(world: dict, pool: list[int], session: str, count: int) -> list[Shot]:
    marks = {f"mark-{index}": "present" for index in range(1, world["materials"] + 1)}
    identities = world["identities"]
    count = min(count, len(pool))
    visits = [pool.pop() for _ in range(count)]
    return [
        post(f"/desk/visits/{visit}/intake/MZ-10/", session, identity=identities[index], name="样例甲子",
             phone="13900001234", decision="accept", **marks)
        for index, visit in enumerate(visits)
    ]  # fmt: skip


def smallest(site: Site, each: int = 40) -> Figures:
    """The smallest Django view over the same rows, in the same server."""
    with site.served("bench.minimal:application") as port:
        fire(port, [[Shot("POST", "/smallest/")] * 3] * CLIENTS)
        return fire(port, [[Shot("POST", "/smallest/")] * each] * CLIENTS)


def calls(site: Site, windows: int = 8, each: int = 120) -> tuple[Figures, dict]:
    """Eight windows call from one queue as fast as they can."""
    names = site.world("windows_of_one_queue", windows, windows * (each + 5))
    sessions = site.world("sessions", names)
    site.world("finish_at_once")
    with site.served() as port:
        fire(port, [[post("/desk/call/", session) for _ in range(5)] for session in sessions])
        figures = fire(port, [[post("/desk/call/", session) for _ in range(each)] for session in sessions])
    return figures, site.world("calls_checked")


def ledger(site: Site, size: int, each: int = 60) -> Figures:
    """The public ledger, page of 20, at the head and by the keyset of later pages."""
    site.world("ledger", size)
    with site.served() as port:
        return _turned(port, each)


def flatness(small: Site, large: Site, each: int = 60, rounds: int = 3) -> float:
    """How many times slower the ledger of the large site is: both served at once and asked in turn, the medians."""
    rates: tuple[list[float], list[float]] = ([], [])
    with small.served() as one, large.served() as other:
        for _ in range(rounds):
            for kept, port in zip(rates, (one, other), strict=True):
                kept.append(_turned(port, each).rate)
    return median(rates[0]) / median(rates[1])


def _turned(port: int, each: int) -> Figures:
    pages = _pages(port)
    shots = [[Shot("GET", pages[index % len(pages)]) for index in range(each)]] * CLIENTS
    # The first round fills the caches and takes the machine out of its rest; what holds is the second.
    fire(port, shots)
    return fire(port, shots)


def _pages(port: int, count: int = 5) -> list[str]:
    """The first pages a reader turns, by following 'next' as he would."""
    import re
    import urllib.request

    pages = ["/ledger/"]
    while len(pages) < count:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{pages[-1]}", timeout=20) as answer:  # noqa: S310
            found = re.search(r'rel="next" href="([^"]+)"|href="([^"]+)" rel="next"', answer.read().decode())
        if found is None:
            raise RuntimeError("the ledger has no next page to turn to")
        link = (found[1] or found[2]).replace("&amp;", "&")
        pages.append(link if link.startswith("/") else f"/ledger/{link}")
    return pages
