"""Many ask for the last places of one time at once: `python -m tests.apps.reception.last_place FOLDER` tells in JSON.

Eight threads in two processes over one SQLite file, all for the same slot of two places.
"""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

from tests.apps.tickets.rush import set_up

THREADS, PROCESSES = 4, 2


def prepare():
    from django.conf import settings
    from django.core.management import call_command

    from tests.conftest import OPENING
    from tests.template import begin
    from yichuang.config.loading import load
    from yichuang.integrations.keys import load_master_key

    begin(os.environ["YICHUANG_HOME"])
    load_master_key(settings.FIELD_KEY_FILE, create=True)
    call_command("migrate", verbosity=0)
    load("township", now=OPENING)


def work(number, said, ready):
    from datetime import timedelta

    from django.db import connection

    from tests.conftest import OPENING
    from yichuang.apps.audit import Refused
    from yichuang.apps.organization.models import Window
    from yichuang.apps.reception.commands import Wish, book

    window = Window.objects.select_related("hall").get(code="w3")
    starts = OPENING + timedelta(days=1)
    ready.wait(timeout=30)
    try:
        wish = Wish("样例预约人", f"139000000{number:02d}", "申请临时救助", window, starts_at=starts)
        said["seats"].append(book(wish=wish, channel="page", now=OPENING).seat)
    except Refused as refused:
        said["refused"].append(refused.refusal.code)
    except Exception as error:
        said["errors"].append(repr(error))
    connection.close()


def play(first):
    said, ready = {"seats": [], "refused": [], "errors": []}, threading.Barrier(THREADS)
    workers = [threading.Thread(target=work, args=(number, said, ready)) for number in range(first, first + THREADS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return said


def main():
    folder, *first = sys.argv[1:]
    set_up(folder)
    if first:
        sys.stdout.write(json.dumps(play(int(first[0]))))
        return
    prepare()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "tests.apps.reception.last_place", folder]
    started = [
        subprocess.Popen([*command, str(THREADS * n)], cwd=str(Path(__file__).resolve().parents[3]),
                         stdout=subprocess.PIPE, env=environment)
        for n in range(PROCESSES)
    ]  # fmt: skip
    parts = [json.loads(one.communicate()[0]) for one in started]
    sys.stdout.write(json.dumps({name: [value for part in parts for value in part[name]] for name in parts[0]}))


if __name__ == "__main__":
    main()
