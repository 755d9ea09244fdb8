"""What a bench needs to find in the site, run inside it: `python -m bench.worlds open_hall []`."""

import json
import sys
from collections import Counter
from datetime import timedelta
from threading import Thread

import django
from django.db import Error, connection, transaction

import bench.setup_django  # noqa: F401 - settings before models
from bench.recalculation import recalculate
from bench.rows import many_cases
from yichuang.apps.audit import batch, command, leave, once, record
from yichuang.apps.audit.models import ChainHead
from yichuang.apps.audit.queries import first_break
from yichuang.apps.audit.rows import insert
from yichuang.apps.cases.models import Case
from yichuang.apps.catalog.queries import item_of
from yichuang.apps.notices.models import Notice
from yichuang.apps.organization.models import Department, Hall, Staff, Window
from yichuang.apps.organization.queries import only_hall
from yichuang.apps.reception import commands as reception
from yichuang.apps.tickets import commands as tickets
from yichuang.apps.tickets.models import Event, Queue, State, Ticket
from yichuang.config import clock
from yichuang.config.demo.people import identity
from yichuang.config.preparing import prepare

ITEM = "MZ-10"
FILLED = (
    "SELECT quote_ident(relname) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace "
    "AND pg_relation_size(oid) > 0"
)


def open_hall():
    prepare(now=clock.now(), hall="township", demo=False)
    Staff.objects.update(must_change_password=False)
    return only_hall().slug


def sessions(usernames):
    """A signed-in session cookie for each user name."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    cookies = []
    for staff in (Staff.objects.get(username=name) for name in usernames):
        store = SessionStore()
        store[SESSION_KEY] = str(staff.pk)
        store[BACKEND_SESSION_KEY] = "yichuang.apps.organization.backends.StaffBackend"
        store[HASH_SESSION_KEY] = staff.get_session_auth_hash()
        store["seen"] = int(clock.now().timestamp())
        store.create()
        cookies.append(store.session_key)
    return cookies


def clerks():
    return list(
        Staff.objects.filter(roles__contains="CLK", window__isnull=False)
        .order_by("pk")
        .values_list("username", flat=True)
    )


def visits(usernames, each):
    """Open visits for every clerk, and the item's materials: what an intake form needs."""
    hall, now, made = only_hall(), clock.now(), {}
    for staff in Staff.objects.filter(username__in=usernames).select_related("hall", "window__hall"):
        with batch():
            made[staff.username] = [
                reception.open_visit(window=staff.window, matter="基准", own_scope=True, by=staff, now=now).pk
                for _ in range(each)
            ]
    _surveyed()
    identities = [identity(serial) for serial in range(each)]
    return {"visits": made, "materials": len(item_of(hall, ITEM).rules["materials"]), "identities": identities}


def windows_of_one_queue(count, waiting):
    """`count` windows with a clerk each, all calling from queue C, and people waiting in it; returns the clerks."""
    hall, now = only_hall(), clock.now()
    names = clerks()[:count]
    for index, name in enumerate(names):
        staff = Staff.objects.get(username=name)
        window, _ = Window.objects.get_or_create(
            hall=hall, code=f"b{index}", defaults={"number": 90 + index, "name": "基准", "queues": "C"}
        )
        staff.window = window
        staff.save()
    queue = Queue.objects.select_related("hall").get(hall=hall, letter="C")
    with batch():
        for index in range(waiting):
            priority = "priority" if index % 5 == 0 else "normal"
            tickets.take_ticket(queue=queue, priority=priority, reason="", now=now)
    _surveyed()
    return names


def _surveyed():
    """Takes the statistics PostgreSQL plans by; it does so itself within a minute, but a load does not wait for it.

    Of tables that hold something only, as it does: told that a table is empty, it would plan to read all of it each
    time, and go on so while the load fills it.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(FILLED)
            for (table,) in cursor.fetchall():
                cursor.execute(f"ANALYZE {table}")


def finish_at_once():
    """Each bench window is left free as soon as it has called, by a trigger, so that only calls are measured."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("CREATE TRIGGER bench_free AFTER INSERT ON tickets_event WHEN NEW.verb = 'called' BEGIN "
                           "UPDATE tickets_ticket SET state = 'done' WHERE id = NEW.ticket_id; END")  # fmt: skip
        else:
            cursor.execute("CREATE FUNCTION bench_free() RETURNS trigger AS $$ BEGIN UPDATE tickets_ticket SET state = "
                           "'done' WHERE id = NEW.ticket_id; RETURN NEW; END $$ LANGUAGE plpgsql")  # fmt: skip
            cursor.execute("CREATE TRIGGER bench_free AFTER INSERT ON tickets_event FOR EACH ROW "
                           "WHEN (NEW.verb = 'called') EXECUTE FUNCTION bench_free()")  # fmt: skip
    return True


def calls_checked():
    """How many calls there were, and whether any ticket was called twice."""
    called = Counter(Event.objects.filter(verb="called").values_list("ticket", flat=True))
    return {"calls": sum(called.values()), "double": sum(count - 1 for count in called.values())}


def intakes_checked():
    """Whether numbers are gap-free and unique, and the chain holds, after a load."""
    kinds = Counter(Notice.objects.filter(kind__startswith="N").values_list("kind", flat=True))
    gaps = sum(
        Notice.objects.filter(kind=kind).order_by("-sequence").first().sequence - count for kind, count in kinds.items()
    )
    receipts = Case.objects.values_list("receipt", flat=True)
    broken = first_break(only_hall().slug)
    return {"cases": len(receipts), "gaps": gaps, "twice": len(receipts) - len(set(receipts)), "chain": broken is None,
            "entries": ChainHead.objects.get().sequence}  # fmt: skip


def left_rows():
    """Rows of two models left to one statement: code or letter by key, as the command was told and as stored."""
    hall, now = only_hall(), clock.now()

    @command
    def opened(*, now):
        """Opens four departments and two queues."""
        left = ([Department(hall=hall, code=f"d{one}", name="基准") for one in range(4)],
                [Queue(hall=hall, letter=letter, name="基准") for letter in "YZ"])  # fmt: skip
        leave(*left)
        record(hall=hall.slug, verb="queues.loaded", by="system", subject="hall:1", now=now)
        return left

    departments, queues = opened(now=now)
    given = [[one.pk, one.code] for one in departments] + [[one.pk, one.letter] for one in queues]
    stored = [*Department.objects.filter(code__regex="^d[0-3]$").order_by("code").values_list("pk", "code"),
              *Queue.objects.filter(letter__in="YZ").order_by("letter").values_list("pk", "letter")]  # fmt: skip
    return {"given": given, "stored": stored}


def kept_values():
    """A row of every sort of value, as given and as stored: what went to the database as JSON says the same."""
    hall, now = only_hall(), clock.now().replace(microsecond=123456)
    queue = Queue.objects.filter(hall=hall).first()
    text = "𠮷\"'\\ %s\n{}样例"
    rows = [
        Hall(slug="kept", name=text, level="village", parent=hall, settings={"one": [1, 2.5, None, True, text]}),
        Ticket(hall=hall, queue=queue, day=now.date(), number="X1", sequence=2**31 - 1, priority="normal", reason=text,
               token="kept", taken_at=now, waiting_since=now, state=State.DONE),
    ]  # fmt: skip
    told = []
    for row in rows:
        insert([row])
        names = [field.attname for field in row._meta.concrete_fields]
        stored = type(row).objects.values(*names).get(pk=row.pk)
        given = {name: getattr(row, name) for name in names}
        told += [[name, repr(given[name]), repr(stored[name])] for name in names if given[name] != stored[name]]
    return told


def rivals(each):
    """Two windows call from one queue, one after another act of the same submission, one alone: what failed."""
    names = windows_of_one_queue(2, 2 * each)
    finish_at_once()
    failed = []

    @command
    def acted(*, now):
        """Leaves an entry and nothing else."""
        record(hall=only_hall().slug, verb="queues.loaded", by="system", subject="hall:1", now=now)

    def press(name, first):
        staff, now = Staff.objects.select_related("hall", "window__hall").get(username=name), clock.now()

        def run():
            first(now=now)
            tickets.call_next(window=staff.window, by=staff, now=now)
            return "/desk/"

        for key in range(each):
            try:
                once(actor=name, key=f"{key}", body="", now=now, run=run)
            except Exception as error:
                failed.append(repr(error))
        connection.close()

    threads = [Thread(target=press, args=pair) for pair in zip(names, (acted, lambda now: None), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"failed": failed, "chain": first_break(only_hall().slug) is None} | calls_checked()


def try_to_alter():
    """The tables whose rows the database itself refused to change."""
    refused = []
    columns = {"audit_entry": "verb", "notices_notice": "document", "reception_firstcontact": "matter"}
    for table, column in columns.items():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"UPDATE {table} SET {column} = 'x'")
        except Error:
            refused.append(table)
    return refused


def ledger(size):
    """Completed cases up to `size`, by plain inserts: the commands themselves are measured elsewhere."""
    have = Case.objects.count()
    many_cases(only_hall(), have, size, clock.now() - timedelta(days=1))
    _surveyed()
    return Case.objects.count()


def recalculated(size):
    """Seconds for 100,000 due times worked out anew; see bench/recalculation.py."""
    return recalculate(size)


if __name__ == "__main__":
    assert django.VERSION
    print(json.dumps(globals()[sys.argv[1]](*json.loads(sys.argv[2]))))
