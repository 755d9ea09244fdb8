"""Accounts and roles: who may change what, what is shown once, and what the database itself refuses."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from yichuang.apps.audit.models import Entry
from yichuang.apps.organization.models import Hall, Staff
from yichuang.apps.organization.people import Wanted, people_page
from yichuang.apps.organization.roles import ADMINISTRATORS, Role

PEOPLE = "/staff/people/"
TOLD = re.compile(r'class="one-time"[^>]*>([^<]+)<')


def route(name, staff):
    return reverse(f"organization:{name}", args=[staff.pk])


def new(**changed):
    return {"username": "xin.a", "name": "样例新人", "phone": "", "submission_key": "k1"} | changed


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
@pytest.mark.parametrize("other", ["CLK", "PT", "auditadmin", "sysadmin", "secadmin"])
def test_the_database_keeps_administrators_apart(cast, role, other):
    if role == other:
        return
    for roles in (f"{role},{other}", f"{other},{role}"):
        with pytest.raises(IntegrityError, match="holds_no_other_role"), transaction.atomic():
            Staff.objects.filter(pk=cast.clerk.pk).update(roles=roles)


def test_the_database_keeps_a_and_b_apart(cast):
    post = cast.clerk.posts_as_a.first()
    with pytest.raises(IntegrityError, match="post_a_is_not_b"), transaction.atomic():
        type(post).objects.filter(pk=post.pk).update(b=post.a)


def test_a_new_person_gets_a_password_shown_once(signed_in, hall):
    office = signed_in("admin.system")
    answer = office.post(PEOPLE + "new/", new(window=hall.windows.first().pk))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "样例新人" in page
    assert "xin.a" in page
    password = TOLD.search(page)[1]
    staff = Staff.objects.get(username="xin.a")
    assert staff.check_password(password)
    assert (staff.must_change_password, staff.roles, staff.hall, staff.window) == (True, "", hall, hall.windows.first())
    assert password not in "".join(Entry.objects.values_list("detail", flat=True))
    again = office.post(PEOPLE + "new/", new(window=hall.windows.first().pk))
    assert again["Location"].split("#")[0] == route("person", staff)
    assert password not in office.get(route("person", staff)).content.decode()
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("phone", ["3570099", "13900001234", "0719-2345678"])
def test_a_local_number_is_a_telephone_too(signed_in, phone):
    assert signed_in("admin.system").post(PEOPLE + "new/", new(phone=phone)).status_code == 200
    assert Staff.objects.get(username="xin.a").phone == phone


BAD = [
    ("user name taken", {"username": "minzheng.a"}, "username"),
    ("capital letters", {"username": "Xin.A"}, "username"),
    ("too short", {"username": "x"}, "username"),
    ("too long", {"username": "x" * 41}, "username"),
    ("full-width", {"username": "ｘｉｎ.ａ"}, "username"),
    ("line break", {"username": "xin.a\n\nb"}, "username"),
    ("NUL", {"username": "xin\0a"}, "username"),
    ("no name", {"name": ""}, "name"),
    ("blank name", {"name": "   "}, "name"),
    ("NUL in name", {"name": "样\0例"}, "name"),
    ("turned-round name", {"name": "样\u202e例"}, "name"),
    ("ten kilobytes", {"name": "样" * 10_000}, "name"),
    ("wrong phone", {"phone": "123"}, "phone"),
    ("window of nowhere", {"window": "999999"}, "window"),
    ("window in words", {"window": "'; DROP"}, "window"),
]


@pytest.mark.parametrize(("changed", "field"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_a_wrong_field_is_named_and_what_was_typed_stays(signed_in, changed, field):
    before = (Staff.objects.count(), Entry.objects.count())
    answer = signed_in("admin.system").post(PEOPLE + "new/", new(**changed))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_{field}-error"' in page
    assert ("样例新人" in page) or field == "name"
    assert (Staff.objects.count(), Entry.objects.count()) == before


def test_missing_keys_and_the_same_key_with_another_body(signed_in):
    office = signed_in("admin.system")
    assert office.post(PEOPLE + "new/", {}).status_code == 422
    office.post(PEOPLE + "new/", new())
    assert office.post(PEOPLE + "new/", new(username="xin.b")).status_code == 409
    assert not Staff.objects.filter(username="xin.b").exists()


def test_a_rare_character_beyond_the_first_plane_is_a_name(signed_in):
    signed_in("admin.system").post(PEOPLE + "new/", new(name="𠮷样"))
    assert Staff.objects.get(username="xin.a").name == "𠮷样"


def test_a_reset_ends_the_old_password_and_its_sessions(signed_in, cast):
    from django.test import Client

    clerk, theirs = cast.clerk, Client()
    Staff.objects.filter(pk=clerk.pk).update(must_change_password=False)
    theirs.force_login(clerk)
    assert theirs.get("/staff/password/").status_code == 200
    page = signed_in("admin.system").post(route("person_reset", clerk)).content.decode()
    assert "样例·民政甲" in page
    clerk.refresh_from_db()
    assert clerk.check_password(TOLD.search(page)[1])
    assert clerk.must_change_password
    assert theirs.get("/staff/password/").status_code == 302


def test_roles_given_and_taken_hold_from_the_next_request(signed_in, cast):
    from django.test import Client

    clerk, theirs = cast.clerk, Client()
    Staff.objects.filter(pk=clerk.pk).update(must_change_password=False)
    theirs.force_login(clerk)
    office = signed_in("admin.security")
    assert theirs.get("/staff/ledger/").status_code == 200
    assert theirs.get("/staff/absences/").status_code == 403
    office.post(route("person_roles", clerk), {"roles": ["CLK", "WH"]})
    assert theirs.get("/staff/absences/").status_code == 200
    office.post(route("person_roles", clerk), {"roles": []})
    assert theirs.get("/staff/ledger/").status_code == 403
    assert Entry.objects.filter(verb="staff.roles_changed").count() == 2


@pytest.mark.parametrize(
    "roles",
    [["sysadmin", "CLK"], ["sysadmin", "secadmin"], ["nonsense"], ["CLK\0"], ["auditadmin", "secadmin", "sysadmin"]],
)
def test_roles_that_do_not_go_together_change_nothing(signed_in, cast, roles):
    answer = signed_in("admin.security").post(route("person_roles", cast.clerk), {"roles": roles})
    assert answer.status_code == 422
    assert cast.clerk.roles == "CLK"
    assert not Entry.objects.filter(verb="staff.roles_changed").exists()


def test_nobody_changes_himself(signed_in, cast):
    security, system = cast.person("admin.security"), cast.person("admin.system")
    assert signed_in("admin.security").post(route("person_roles", security), {"roles": ["CLK"]}).status_code == 422
    signed_in("admin.system").post(route("person_active", system), {"active": "0"})
    assert cast.person("admin.security").roles == Role.SECURITY_ADMINISTRATOR
    assert cast.person("admin.system").is_active


def test_a_closed_account_is_out_at_once_and_may_come_back(signed_in, cast):
    from django.test import Client

    clerk, theirs = cast.clerk, Client()
    Staff.objects.filter(pk=clerk.pk).update(must_change_password=False)
    theirs.force_login(clerk)
    office = signed_in("admin.system")
    office.post(route("person_active", clerk), {"active": "0"})
    assert theirs.get("/staff/password/").status_code == 302
    office.post(route("person_active", clerk), {"active": "1"})
    assert cast.clerk.is_active


ACTS = ("person_reset", "person_active", "person_identity", "person_roles", "person_unlock")
OF_SYSTEM = ("person_reset", "person_active", "person_identity")


@pytest.mark.parametrize("act", ACTS)
def test_each_act_belongs_to_one_administrator(signed_in, cast, act):
    owner = "admin.system" if act in OF_SYSTEM else "admin.security"
    for username in ("admin.system", "admin.security", "admin.audit", "minzheng.a", "leader.principal"):
        before, entries = Staff.objects.filter(pk=cast.other_clerk.pk).values().get(), Entry.objects.count()
        signed_in(username).post(route(act, cast.other_clerk), {"active": "1", "roles": ["CLK"]})
        after = Staff.objects.filter(pk=cast.other_clerk.pk).values().get()
        assert (Entry.objects.count() > entries) is (username == owner), username
        assert after == before or username == owner, username


@pytest.mark.parametrize("act", ("person", *ACTS))
def test_people_of_another_hall_are_not_there(signed_in, cast, act):
    other = Hall.objects.create(slug="other", name="另一大厅", level="township", document_prefix="样")
    stranger = Staff.objects.create(username="stranger", name="样例外人", hall=other)
    client = signed_in("admin.security" if act in ("person", "person_roles", "person_unlock") else "admin.system")
    ask = client.get if act == "person" else client.post
    assert ask(route(act, stranger)).status_code == 404
    assert ask(route(act, stranger).replace(str(stranger.pk), "999999999999999999999")).status_code == 404


def test_the_list_pages_both_ways_without_loss(hall):
    everybody = list(Staff.objects.filter(hall=hall).order_by("username").values_list("username", flat=True))
    forward, after, pages = [], "", []
    while True:
        page = people_page(hall, Wanted(), after=after)
        pages.append(page)
        forward += [one.username for one in page.rows]
        if not page.after:
            break
        after = page.after
    assert forward == everybody
    assert len(pages) > 1
    assert people_page(hall, Wanted(), before=pages[-1].before).rows == pages[-2].rows


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(role="PT"), {"leader.principal"}),
        (Wanted(role="sysadmin"), {"admin.system"}),
        (Wanted(role="DZ"), {"leader.duty"}),
        (Wanted(words="minzheng.h"), {"minzheng.head"}),
        (Wanted(words="民政甲"), {"minzheng.a"}),
        (Wanted(words="zzz"), set()),
        (Wanted(words="\0"), set()),
        (Wanted(role="nonsense"), set()),
        (Wanted(department="nowhere"), set()),
    ],
)
def test_the_list_is_narrowed(hall, wanted, found):
    assert {one.username for one in people_page(hall, wanted).rows} == found


def test_the_list_costs_few_queries(signed_in, django_assert_max_num_queries):
    client = signed_in("admin.security")
    with django_assert_max_num_queries(4):
        assert client.get(PEOPLE + "?q=%01&role=x&after=%01").status_code == 200
