"""Several clerks take the same ticket numbers at once; `python -m tests.apps.cases.ticket_rush FOLDER` tells how."""

import json
import os
import subprocess
import sys
import threading

from tests.apps.tickets.rush import prepare, set_up

NUMBERS, PROCESSES, THREADS = 6, 2, 2


def people():
    from tests.cast import Cast
    from tests.conftest import OPENING
    from yichuang.apps.organization.models import Hall

    return Cast(Hall.objects.get(), now=OPENING)


def lay_out():
    """A book, and for every worker as many cases as there are numbers."""
    from tests.apps.cases.charging import Charging

    charging = Charging(people())
    charging.book(f"A{1:04d}", f"A{NUMBERS:04d}")
    return [[charging.case().pk for _ in range(NUMBERS)] for _ in range(PROCESSES * THREADS)]


def work(keys, said):
    """Charges each case on the number of the same place, as all the others do; then gives out one and the same run."""
    from django.db import connection

    from tests.apps.cases.charging import Charging
    from yichuang.apps.audit import Refused
    from yichuang.apps.cases.queries import case_for

    charging = Charging(people())
    for number, pk in enumerate(keys, start=1):
        try:
            said["used"].append(charging.charge(case_for(charging.clerk, pk), ticket=f"A{number}").ticket)
        except Refused as refused:
            said["refused"] += refused.refusal.code == "ticket_used"
    try:
        charging.book("Z1", "Z9")
        said["runs"] += 1
    except Refused:
        pass
    connection.close()


def play(shares):
    said = {"used": [], "refused": 0, "runs": 0, "errors": []}

    def guarded(keys):
        try:
            work(keys, said)
        except Exception as error:
            said["errors"].append(repr(error))

    workers = [threading.Thread(target=guarded, args=(keys,)) for keys in shares]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return said


def rush(folder):
    from django.conf import settings

    from yichuang.integrations.keys import load_master_key

    load_master_key(settings.FIELD_KEY_FILE, create=True)
    prepare()
    shares = lay_out()
    from django.db import connection

    connection.close()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    parts = [json.dumps(shares[n * THREADS : (n + 1) * THREADS]) for n in range(PROCESSES)]
    command = [sys.executable, "-m", "tests.apps.cases.ticket_rush", folder]
    started = [subprocess.Popen([*command, part], stdout=subprocess.PIPE, env=environment) for part in parts]
    told = [json.loads(one.communicate()[0]) for one in started]
    return {name: sum((one[name] for one in told), start=type(told[0][name])()) for name in told[0]} | {
        "numbers": NUMBERS
    }


def main():
    folder, *share = sys.argv[1:]
    set_up(folder)
    sys.stdout.write(json.dumps(play(json.loads(share[0])) if share else rush(folder)))


if __name__ == "__main__":
    main()
