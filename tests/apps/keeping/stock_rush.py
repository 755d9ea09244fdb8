"""Several people give out the same paper at once; `python -m tests.apps.keeping.stock_rush FOLDER` tells how."""

import json
import os
import subprocess
import sys
import threading

from tests.apps.tickets.rush import prepare, set_up

THERE, EACH, PROCESSES, THREADS = 50, 20, 2, 2


def people():
    from tests.cast import Cast
    from tests.conftest import OPENING
    from yichuang.apps.organization.models import Hall

    return Cast(Hall.objects.get(), now=OPENING)


def work(pk, said):
    """Gives out two at a time, more in all than there are; every worker holds the card as it was at the start."""
    from django.db import connection

    from yichuang.apps.audit import Refused
    from yichuang.apps.keeping import commands
    from yichuang.apps.keeping.models import StockCard

    cast = people()
    card, clerk = StockCard.objects.select_related("hall").get(pk=pk), cast.clerk
    for _ in range(EACH):
        try:
            commands.move_stock(card=card, kind="out", quantity=2, by=clerk, now=cast.now)
            said["given"] += 2
        except Refused as refused:
            said["refused"] += refused.refusal.code == "not_so_many"
    connection.close()


def play(pk):
    said = {"given": 0, "refused": 0, "errors": []}

    def guarded():
        try:
            work(pk, said)
        except Exception as error:
            said["errors"].append(repr(error))

    workers = [threading.Thread(target=guarded) for _ in range(THREADS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return said


def rush(folder):
    from django.conf import settings
    from django.db import connection

    from tests.apps.keeping.test_stock import a_card
    from yichuang.apps.keeping.models import Outage, StockMove
    from yichuang.integrations.keys import load_master_key

    load_master_key(settings.FIELD_KEY_FILE, create=True)
    prepare()
    card = a_card(people(), counted=THERE)
    connection.close()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "tests.apps.keeping.stock_rush", folder, str(card.pk)]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) for _ in range(PROCESSES)]
    told = [json.loads(one.communicate()[0]) for one in started]
    card.refresh_from_db()
    return {name: sum((one[name] for one in told), start=type(told[0][name])()) for name in told[0]} | {
        "left": card.balance, "outages": Outage.objects.count(),
        "balances": list(StockMove.objects.order_by("id").values_list("balance", flat=True)),
    }  # fmt: skip


def main():
    folder, *card = sys.argv[1:]
    set_up(folder)
    sys.stdout.write(json.dumps(play(int(card[0])) if card else rush(folder)))


if __name__ == "__main__":
    main()
