"""Nobody becomes the one who watches him; and a person's own number, which keeps him from his own matter (D4.4.4)."""

import pytest
from django.urls import reverse

from tests.cast import identity
from yichuang.apps.audit import Refused
from yichuang.apps.audit.models import Entry
from yichuang.apps.cases.models import Case
from yichuang.apps.organization import commands
from yichuang.apps.organization.models import Staff
from yichuang.config import clock
from yichuang.core.lifecycle import State

SYSTEM, SECURITY, AUDIT, CLERK = "admin.system", "admin.security", "admin.audit", "minzheng.a"
OWN = identity(77)


def route(name, staff):
    return reverse(f"organization:{name}", args=[staff.pk])


@pytest.fixture(autouse=True)
def evening(cast, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: cast.now.replace(hour=18))


@pytest.mark.parametrize(("by", "of", "code"), [
    (SYSTEM, CLERK, ""), (SYSTEM, AUDIT, "not_account_keeper"), (SYSTEM, SECURITY, "keeper_only"),
    (SYSTEM, SYSTEM, "not_account_keeper"), (SECURITY, CLERK, "not_account_keeper"), (SECURITY, SYSTEM, ""),
    (SECURITY, AUDIT, ""), (SECURITY, SECURITY, "keeper_only"), (AUDIT, SECURITY, "keeper_only"),
    (AUDIT, SYSTEM, "not_account_keeper"),
])  # fmt: skip
def test_whose_password_is_reset_by_whom(cast, by, of, code):
    staff, actor = cast.person(of), cast.person(by)
    before = staff.password
    if not code:
        password = commands.reset_password(staff=staff, by=actor, now=cast.now)
        assert cast.person(of).check_password(password)
        return
    with pytest.raises(Refused) as refused:
        commands.reset_password(staff=staff, by=actor, now=cast.now)
    assert (refused.value.refusal.code, cast.person(of).password) == (code, before)
    if by != of:
        with pytest.raises(Refused) as refused:
            commands.set_active(staff=staff, active=False, by=actor, now=cast.now)
        assert refused.value.refusal.code == code and cast.person(of).is_active


@pytest.mark.parametrize("act", ["person_reset", "person_active"])
def test_the_system_administrator_is_told_who_keeps_the_security_administrator(cast, signed_in, act):
    staff = cast.person(SECURITY)
    page = signed_in(SYSTEM).post(route(act, staff), {"active": "0"}, follow=True).content.decode()
    assert "yichuang create-admin township NAME ... --role secadmin" in page
    assert (cast.person(SECURITY).is_active, cast.person(SECURITY).password) == (True, staff.password)
    assert route("person_reset", staff) not in page, "the page offers what it would refuse"


def test_of_two_who_close_an_account_at_once_one_succeeds(cast):
    one, other, by = cast.person(CLERK), cast.person(CLERK), cast.person(SYSTEM)
    commands.set_active(staff=one, active=False, by=by, now=cast.now)
    with pytest.raises(Refused, match="account_moved"):
        commands.set_active(staff=other, active=False, by=by, now=cast.now)


def stored(signed_in, staff, number=OWN):
    return signed_in(SYSTEM).post(route("person_identity", staff), {"identity": number}, follow=True)


def test_only_whether_a_number_is_stored_is_told(cast, signed_in):
    page = stored(signed_in, cast.clerk).content.decode()
    assert "已录入" in page and OWN not in page
    assert cast.clerk.identity_index and OWN not in cast.clerk.identity_index
    assert OWN not in "".join(Entry.objects.values_list("detail", flat=True))
    assert "未录入" in stored(signed_in, cast.clerk, "  ").content.decode()
    assert cast.clerk.identity_index == ""


@pytest.mark.parametrize("number", [OWN[:-1] + "?", "123", "a\x00b", "9" * 30, "1" * 10_000])
def test_a_wrong_number_is_refused_and_changes_nothing(cast, signed_in, number):
    stored(signed_in, cast.clerk)
    before = (cast.clerk.identity_index, Entry.objects.count())
    assert stored(signed_in, cast.clerk, number).status_code in (400, 422)
    assert (cast.clerk.identity_index, Entry.objects.count()) == before


@pytest.mark.parametrize(("act", "who", "state", "typed"), [
    ("handle", CLERK, State.ACCEPTED, {}), ("review", "minzheng.b", State.HANDLED, {}),
    ("approve", "minzheng.head", State.REVIEWED, {}),
    ("complete", CLERK, State.APPROVED, {"result": "样例", "recipient": "样例"}),
])  # fmt: skip
def test_once_it_is_stored_nobody_deals_with_his_own_case(cast, signed_in, act, who, state, typed):
    case = cast.a_case(at=state, identity=OWN)
    stored(signed_in, cast.person(who))
    answer = signed_in(who).post(reverse(f"desk:{act}", args=[case.pk]), typed)
    assert answer.status_code == 422 and "本人" in answer.content.decode()
    assert Case.objects.get().state == state


def test_once_it_is_stored_nobody_takes_his_own_application_in(cast, signed_in):
    stored(signed_in, cast.clerk)
    visit, materials = cast.a_visit(item_code="MZ-10"), len(cast.item().rules["materials"])
    typed = {f"mark-{number}": "present" for number in range(1, materials + 1)}
    typed |= {"name": "样例", "identity": OWN, "phone": "13800001234", "decision": "accept"}
    answer = signed_in(CLERK).post(reverse("desk:intake", args=[visit.pk, "MZ-10"]), typed)
    assert answer.status_code == 422 and "本人" in answer.content.decode() and not Case.objects.exists()
    assert Staff.objects.exclude(identity_index="").count() == 1
