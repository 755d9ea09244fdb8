"""A small load generator: keep-alive connections in a process of their own, so that the server keeps its core."""

import http.client
import multiprocessing
import time
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Thread


@dataclass(frozen=True)
class Shot:
    """One request: method, path, body and headers, and the status that counts as done."""

    method: str
    path: str
    body: str = ""
    cookie: str = ""
    wanted: int = 200

    def headers(self) -> dict[str, str]:
        headers = {"Cookie": self.cookie, "Host": "127.0.0.1"}
        if self.method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        return headers


@dataclass(frozen=True)
class Figures:
    """What a load came to: requests a second, milliseconds at the median and the 95th percentile, failures.

    Rate and times are those up to the moment the first client had nothing left: a figure is one at so many clients, and
    where connections fall unevenly to the processes, the rest of a load would measure one process alone.
    """

    rate: float
    p50: float
    p95: float
    failed: int
    faults: tuple[str, ...]


@dataclass(frozen=True)
class _Answer:
    at: float
    seconds: float
    fault: str


def fire(port: int, magazines: Sequence[Sequence[Shot]]) -> Figures:
    """Sends each magazine over its own connection at the same time; all of them start together."""
    parent, child = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_fire, args=(port, magazines, child))
    process.start()
    child.close()
    figures = parent.recv()  # EOFError when the load process died
    process.join()
    return figures


def _fire(port: int, magazines: Sequence[Sequence[Shot]], pipe: "multiprocessing.connection.Connection") -> None:
    told: list[list[_Answer]] = [[] for _ in magazines]
    threads = [Thread(target=_one, args=(port, shots, own)) for shots, own in zip(magazines, told, strict=True)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    end = min(own[-1].at for own in told if own)
    times = sorted(one.seconds for own in told for one in own if one.at <= end)
    faults = tuple(one.fault for own in told for one in own if one.fault)
    pipe.send(Figures(
        rate=len(times) / (end - began),
        p50=1000 * times[len(times) // 2],
        p95=1000 * times[int(len(times) * 0.95)],
        failed=len(faults),
        faults=faults,
    ))  # fmt: skip


def _one(port: int, shots: Sequence[Shot], own: list[_Answer]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for shot in shots:
        began = time.perf_counter()
        connection.request(shot.method, shot.path, shot.body, shot.headers())
        answer = connection.getresponse()
        text = answer.read()
        fault = "" if answer.status == shot.wanted else f"{answer.status} {text[:300]!r}"
        at = time.perf_counter()
        own.append(_Answer(at, at - began, fault))
    connection.close()
