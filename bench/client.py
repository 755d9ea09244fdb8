"""A small load generator: keep-alive connections in a process of their own, so that the server keeps its core."""

import http.client
import multiprocessing
import time
from collections.abc import Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event, Thread


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
    """What a load came to: requests a second, milliseconds at the median and the 95th percentile, failures, shots."""

    rate: float
    p50: float
    p95: float
    failed: int
    fired: int
    answers: tuple[str, ...]


def fire(port: int, magazines: Sequence[Sequence[Shot]], *, keep: bool = False) -> Figures:
    """Sends each magazine over its own connection at the same time.

    All of them start together and, as the figure is one at so many clients, stop when the first has nothing left.
    """
    parent, child = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_fire, args=(port, magazines, keep, child))
    process.start()
    child.close()
    figures = parent.recv()  # EOFError when the load process died
    process.join()
    return figures


def _fire(
    port: int, magazines: Sequence[Sequence[Shot]], keep: bool, pipe: "multiprocessing.connection.Connection"
) -> None:
    results: SimpleQueue[tuple[float, bool, str]] = SimpleQueue()
    empty = Event()
    threads = [Thread(target=_one, args=(port, shots, keep, results, empty)) for shots in magazines]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    told = _drain(results)
    times = sorted(seconds for seconds, _, _ in told)
    pipe.send(Figures(
        rate=len(told) / took,
        p50=1000 * times[len(times) // 2],
        p95=1000 * times[int(len(times) * 0.95)],
        failed=sum(not fine for _, fine, _ in told),
        fired=len(told),
        answers=tuple(answer for _, _, answer in told if answer),
    ))  # fmt: skip


def _drain(results: "SimpleQueue[tuple[float, bool, str]]") -> list[tuple[float, bool, str]]:
    told = []
    while True:
        try:
            told.append(results.get_nowait())
        except Empty:
            return told


def _one(
    port: int, shots: Sequence[Shot], keep: bool, results: "SimpleQueue[tuple[float, bool, str]]", empty: Event
) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for shot in shots:
        if empty.is_set():
            break
        began = time.perf_counter()
        connection.request(shot.method, shot.path, shot.body, shot.headers())
        answer = connection.getresponse()
        text = answer.read()
        fine = answer.status == shot.wanted
        note = (answer.headers.get("Location") or "") if keep else ""
        results.put((time.perf_counter() - began, fine, note if fine else f"{answer.status} {text[:300]!r}"))
    empty.set()
    connection.close()
