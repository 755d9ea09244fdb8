"""Plays a rush on a site of its own: `python -m tests.apps.tickets.rush FOLDER {guarded|naive}` writes a line of JSON.

Eight workers in two processes take numbers and call them at the same moments, over one SQLite file. `naive` reads the
next number and writes the call in two statements, as it must not be done: the control that shows the test would notice.
"""

import json
import os
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

TICKETS, WINDOWS, PROCESSES = 60, 8, 2


def set_up(folder):
    os.environ["YICHUANG_HOME"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = os.environ.get("DJANGO_SETTINGS_MODULE", "yichuang.config.settings")
    import django

    import yichuang.config  # noqa: F401 - the right SQLite first

    django.setup()


def prepare():
    from django.core.management import call_command

    from tests.conftest import OPENING
    from tests.template import begin
    from yichuang.config.loading import load

    begin(os.environ["YICHUANG_HOME"])
    call_command("migrate", verbosity=0)
    load("township", now=OPENING)
    from yichuang.apps.organization.models import Hall, Window

    hall = Hall.objects.get()
    Window.objects.filter(hall=hall).update(queues="C")
    Window.objects.get_or_create(hall=hall, code="w8", defaults={"number": 8, "name": "临时", "queues": "C"})


def guarded(window, staff, now):
    from yichuang.apps.tickets import commands

    return commands.call_next(window=window, by=staff, now=now).pk


def naive(window, staff, now):
    """Read, then write: between the two another window may have read the same row."""
    import time

    from yichuang.apps.audit import Refusal, Refused
    from yichuang.apps.tickets.models import State, Ticket

    first = Ticket.objects.filter(state=State.WAITING).order_by("id").values_list("pk", flat=True).first()
    if first is None:
        raise Refused(Refusal("nobody_waits", ""))
    time.sleep(0.001)
    Ticket.objects.filter(pk=first).update(state=State.CALLED, window=window, caller=staff)
    return first


def work(number, call, said):
    """One window: takes numbers, then calls until nobody waits; every call is passed over at once to free it."""
    from django.db import connection

    from tests.conftest import OPENING
    from yichuang.apps.audit import Refused
    from yichuang.apps.organization.models import Staff, Window
    from yichuang.apps.tickets import commands
    from yichuang.apps.tickets.models import Queue, State, Ticket

    window = Window.objects.select_related("hall").get(code=f"w{number}" if number != 7 else "office")
    staff, queue = (
        Staff.objects.filter(window__isnull=False)[number - 1],
        Queue.objects.select_related("hall").get(letter="C"),
    )
    for _ in range(TICKETS // WINDOWS + 1):
        said["taken"].append(commands.take_ticket(queue=queue, priority="normal", now=OPENING).number)
    while True:
        try:
            called = call(window, staff, OPENING)
        except Refused:
            break
        said["called"].append(called)
        Ticket.objects.filter(pk=called, state=State.CALLED).update(state=State.NO_SHOW)
    connection.close()


def play(first, how):
    said = {"taken": [], "called": [], "errors": []}

    def guarded_work(number):
        try:
            work(number, {"guarded": guarded, "naive": naive}[how], said)
        except Exception as error:
            said["errors"].append(repr(error))

    workers = [
        threading.Thread(target=guarded_work, args=(number,)) for number in range(first, first + WINDOWS // PROCESSES)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return said


def rush(folder, how):
    """Runs the processes side by side and adds up what they say."""
    set_up(folder)
    prepare()
    from django.db import connection

    connection.close()
    share = WINDOWS // PROCESSES
    root = str(Path(__file__).resolve().parents[3])
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.apps.tickets.rush", folder, how, str(1 + share * n)],
            cwd=root, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        for n in range(PROCESSES)
    ]  # fmt: skip
    parts = [json.loads(one.communicate()[0]) for one in started]
    return {name: [value for part in parts for value in part[name]] for name in parts[0]}


def doubled(values):
    return [value for value, times in Counter(values).items() if times > 1]


def main():
    folder, how, *share = sys.argv[1:]
    if not share:
        sys.stdout.write(json.dumps(rush(folder, how)))
        return
    set_up(folder)
    sys.stdout.write(json.dumps(play(int(share[0]), how)))


if __name__ == "__main__":
    main()
