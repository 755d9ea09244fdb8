"""A hall from its rule files into the database: windows, people, queues, service items."""

from datetime import datetime

from yichuang.apps.catalog import commands as catalog
from yichuang.apps.organization import commands as organization
from yichuang.apps.organization.models import Hall
from yichuang.apps.tickets import commands as tickets
from yichuang.rulebook.catalog import load_catalog
from yichuang.rulebook.halls import load_hall


def load(slug: str, *, now: datetime) -> Hall:
    """Loads or reloads a hall by its slug; raises RulebookError when a rule file is wrong. Loses nothing."""
    rules = load_hall(slug)
    hall = organization.load_hall(rules=rules, now=now)
    tickets.load_queues(hall=hall, now=now)
    catalog.load_items(hall=hall, rules=rules, catalog=load_catalog(), now=now)
    return hall
