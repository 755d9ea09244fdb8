"""A hall from its rule files into the database: windows, people, queues, service items."""

from datetime import datetime

from yichuang.apps.audit import batch
from yichuang.apps.catalog import commands as catalog
from yichuang.apps.organization import commands as organization
from yichuang.apps.organization.models import Hall
from yichuang.apps.tickets import commands as tickets
from yichuang.rulebook.catalog import load_catalog
from yichuang.rulebook.halls import load_hall
from yichuang.rulebook.worktime import forget, load_calendar


def load(slug: str, *, now: datetime) -> Hall:
    """Loads or reloads a hall, all of it or nothing; raises RulebookError when a rule file is wrong."""
    forget()
    rules, items = load_hall(slug), load_catalog()
    load_calendar(slug)
    with batch():
        hall = organization.load_hall(rules=rules, now=now)
        tickets.load_queues(hall=hall, now=now)
        catalog.load_items(hall=hall, rules=rules, catalog=items, now=now)
    return hall
