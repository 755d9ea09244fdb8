"""The audit administrator reads the trail and checks the chain."""

import re

import pytest
from django.db import connection

from yichuang.apps.audit import command, record
from yichuang.apps.audit.models import Entry
from yichuang.apps.audit.words import VERBS
from yichuang.core.lifecycle import AUDIT_VERBS

TRAIL, CHECK = "/staff/audit/", "/staff/audit/check/"


@command
def act(*, hall, verb, by, subject, now):
    record(hall=hall.slug, verb=verb, by=by, subject=subject, now=now, detail={"n": 1})


def sequences(answer):
    page = answer.content.decode()
    return [int(number) for number in re.findall(r'<th scope="row" class="numeric">(\d+)</th>', page)]


@pytest.fixture
def office(signed_in):
    return signed_in("admin.audit")


def link(answer, rel):
    found = re.search(rf'rel="{rel}" href="([^"]+)"', answer.content.decode())
    return found and found[1].replace("&amp;", "&")


def test_the_trail_pages_both_ways_without_loss(office, hall, now):
    for _ in range(120):
        act(hall=hall, verb="staff.absent", by="system", subject="thing:1", now=now)
    everything = list(Entry.objects.filter(hall=hall.slug).order_by("-sequence").values_list("sequence", flat=True))
    pages = [office.get(TRAIL)]
    while link(pages[-1], "next"):
        pages.append(office.get(TRAIL + link(pages[-1], "next").removeprefix(TRAIL)))
    assert [number for page in pages for number in sequences(page)] == everything
    assert len(pages) == 3
    assert sequences(office.get(link(pages[2], "prev"))) == sequences(pages[1])
    assert link(pages[0], "prev") is None


def test_the_trail_is_narrowed(office, hall, cast, now):
    act(hall=hall, verb="staff.absent", by=cast.clerk.ref, subject="thing:1", now=now)
    act(hall=hall, verb="staff.back", by="citizen", subject="thing:2", now=now)
    last = Entry.objects.order_by("-sequence").first().sequence
    table = {
        "verb=staff.back": [last],
        f"actor={cast.clerk.ref}": [last - 1],
        "subject=thing:1": [last - 1],
        "day=2026-03-04": [last, last - 1],
        "day=2026-03-05": [],
        "verb=staff.back&subject=thing:1": [],
        "day=0001-01-01": [],
        "day=9999-12-31": [],
        "day=yesterday": [],
        "before=x&after=y": None,
        "before=" + "9" * 19: None,
        "before=" + "9" * 400: None,
    }
    everything = sequences(office.get(TRAIL))
    for query, wanted in table.items():
        answer = office.get(f"{TRAIL}?{query}")
        assert answer.status_code == 200
        assert sequences(answer) == (everything if wanted is None else wanted), query
    page = office.get(TRAIL).content.decode()
    assert "登记返岗" in page
    assert "样例·民政甲" in page
    assert "群众" in page


def test_another_halls_trail_is_not_shown(office, hall, now):
    hall.slug = "elsewhere"
    act(hall=hall, verb="staff.absent", by="system", subject="secret:1", now=now)
    assert "secret:1" not in office.get(TRAIL).content.decode()


def test_an_intact_chain_is_said_to_be_so_with_what_to_write_down(office, hall):
    head = Entry.objects.filter(hall=hall.slug).order_by("-sequence").first()
    page = office.post(CHECK).content.decode()
    assert f"整链完好，共 {head.sequence} 条" in page
    assert " ".join(re.findall("....", head.digest[:16])) in page


def test_a_broken_chain_names_its_first_row(office, hall, now):
    act(hall=hall, verb="staff.absent", by="system", subject="thing:1", now=now)
    last = Entry.objects.filter(hall=hall.slug).order_by("-sequence").first()
    with connection.cursor() as cursor:
        on = "" if connection.vendor == "sqlite" else " ON audit_entry"
        cursor.execute(f"DROP TRIGGER audit_entry_no_update{on}")
        cursor.execute("UPDATE audit_entry SET actor = 'staff:2' WHERE id = %s", [last.pk])
    answer = office.post(CHECK)
    assert answer.status_code == 409
    assert f"第一条不符的记录是第 {last.sequence} 条" in answer.content.decode()
    assert "整链完好" not in answer.content.decode()


@pytest.mark.parametrize("username", ["admin.system", "admin.security", "leader.principal", "minzheng.a"])
def test_the_trail_is_the_audit_administrators_alone(signed_in, username):
    client = signed_in(username)
    assert client.get(TRAIL).status_code == 403
    assert client.post(CHECK).status_code == 403


def test_the_page_costs_few_queries(office, hall, now, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        office.get(TRAIL)


def test_every_verb_of_a_case_has_its_word():
    assert set(AUDIT_VERBS.values()) <= set(VERBS)


def test_every_verb_written_in_the_house_has_its_word():
    from pathlib import Path

    import yichuang.apps
    from yichuang.apps.assessments.models.finding import ACTS

    source = "".join(path.read_text(encoding="utf-8") for path in Path(yichuang.apps.__path__[0]).rglob("*.py"))
    used = set(re.findall(r'verb ?= ?"([a-z_]+\.[a-z_]+)"', source))
    used |= {f"finding.{act}" for act in ACTS if act != "verified"}
    used |= {f"ticket.{verb}" for verb in re.findall(r'_move\(ticket, "([a-z_]+)"', source)}
    assert len(used) > 25
    assert used <= set(VERBS)
