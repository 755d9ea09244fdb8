"""Instant cases at the desk: what is left, in words; taken in or turned into a promised case; service past closing."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from tests.apps.cases.acting import everything
from tests.apps.desk.excel import text_of
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.models import Case, KindChange
from yichuang.apps.reception import commands as reception
from yichuang.core.worktime import SHANGHAI

BEGUN = datetime(2026, 3, 4, 10, 50, tzinfo=SHANGHAI)  # Wednesday


def to(name, *args):
    return reverse(f"desk:{name}", args=args)


def minute(number):
    return BEGUN + timedelta(minutes=number)


@pytest.fixture
def clerk(cast):
    return cast.person("jisheng.a")


@pytest.fixture
def case(cast, clerk):
    cast.now = BEGUN
    return cast.a_case(item=cast.item("JS-02"), by=clerk, now=BEGUN)


@pytest.mark.parametrize(("passed", "said", "unsaid"), [
    (19, "还剩11分钟", "已过"), (20, "已过20分钟", "已过25"), (25, "已过25分钟", "已过20"), (29.5, "不足1分钟", "还剩"),
    (31, "11:20已到时", "还剩"),
])  # fmt: skip
def test_desk_and_case_say_what_is_left(case, signed_in, at, text, passed, said, unsaid):
    at(minute(passed))
    client = signed_in("jisheng.a")
    for address in (to("home"), to("panel"), to("case", case.pk), to("countdown", case.pk)):
        page = text(client.get(address))
        assert said in page and unsaid not in page, address


def test_the_line_is_drawn_anew_each_minute_and_not_between(case, signed_in, at):
    client = signed_in("jisheng.a")
    at(minute(5) + timedelta(seconds=1))
    version = client.get(to("panel"))["X-Version"]
    at(minute(5) + timedelta(seconds=59))
    assert client.get(to("panel"), {"version": version}).status_code == 204
    at(minute(6) + timedelta(seconds=1))
    assert client.get(to("panel"), {"version": version}).status_code == 200


def test_the_countdown_of_a_page_asks_cheaply_and_ends(cast, case, signed_in, at, clerk):
    client = signed_in("jisheng.a")
    at(minute(5))
    version = client.get(to("countdown", case.pk))["X-Version"]
    assert client.get(to("countdown", case.pk), {"version": version}).status_code == 204
    assert signed_in("caizheng.a").get(to("countdown", case.pk)).status_code == 404
    cases.complete_instant(case=case, result="样例", recipient="样例", by=clerk, now=minute(6))
    assert signed_in("jisheng.a").get(to("countdown", case.pk)).status_code == 404


class TestTakenInAsPromised:
    def post(self, client, visit, code="JS-02", **typed):
        sent = {"identity": "42999919900307001X", "name": "样例申请人", "phone": "13800001234", "decision": "promise",
                "mark-1": "present", "mark-2": "present", "mark-3": "present"}  # fmt: skip
        return client.post(to("intake", visit.pk, code), sent | typed)

    @pytest.fixture
    def sent(self, cast, clerk):
        from tests.cast import identity

        cast.now = BEGUN
        return cast.a_visit(by=clerk, item_code="JS-02"), {"identity": identity(7)}

    def test_with_its_reason(self, signed_in, at, sent):
        at(BEGUN)
        visit, who = sent
        answer = self.post(signed_in("jisheng.a"), visit, promised_because="样例：须核查", **who)
        assert (answer.status_code, answer["Location"]) == (302, to("outcome", visit.pk))
        assert Case.objects.get().kind == "promised" and KindChange.objects.get().reason == "样例：须核查"

    @pytest.mark.parametrize("because", ["", " ", "样\x00例", "长" * 301])
    def test_without_one_it_is_refused_and_kept(self, signed_in, at, text, sent, because):
        at(BEGUN)
        visit, who = sent
        before = everything()
        answer = self.post(signed_in("jisheng.a"), visit, promised_because=because, **who)
        page = text(answer)
        assert answer.status_code == 422 and "id_promised_because-error" in page and "样例申请人" in page
        assert everything() == before

    def test_offered_for_instant_items_alone(self, cast, signed_in, at, text, sent):
        at(BEGUN)
        visit, _ = sent
        marks = {f"mark-{n}": "present" for n in range(1, 8)}
        client = signed_in("jisheng.a")
        assert 'value="promise"' in text(client.post(to("opinion", visit.pk, "JS-02"), marks))
        assert 'value="promise"' not in text(client.post(to("opinion", visit.pk, "JS-01"), marks))


class TestTurned:
    def test_by_its_handler(self, case, signed_in, at, text):
        at(minute(5))
        client = signed_in("jisheng.a")
        assert to("promise_instead", case.pk) in text(client.get(to("case", case.pk)))
        answer = client.post(to("promise_instead", case.pk), {"promised_because": "样例：须核查"})
        assert answer.status_code == 302
        page = text(client.get(to("case", case.pk)))
        assert "样例：须核查" in page and "还剩" not in page

    @pytest.mark.parametrize(("who", "status"), [("jisheng.b", 422), ("caizheng.a", 404), ("assessor", 403)])
    def test_by_nobody_else(self, case, signed_in, at, who, status):
        at(minute(5))
        before = everything()
        answer = signed_in(who).post(to("promise_instead", case.pk), {"promised_because": "样例"})
        assert answer.status_code == status and everything() == before

    def test_too_late_it_is_refused_in_words(self, case, signed_in, at, text):
        at(minute(31))
        answer = signed_in("jisheng.a").post(to("promise_instead", case.pk), {"promised_because": "样例：须核查"})
        assert answer.status_code == 422 and "时限已过" in text(answer) and "样例：须核查" in text(answer)


class TestRegister:
    def test_entries_and_totals(self, cast, case, clerk, signed_in, at, text):
        cases.complete_instant(case=case, result="样例", recipient="样例", by=clerk, now=minute(22))
        reception.close_visit(visit=case.visit, by=clerk, now=minute(25))
        at(minute(30))
        page = text(signed_in("assessor").get(to("overtime")))
        assert case.number in page and '<td class="numeric">12</td>' in page and '<td class="numeric">15</td>' in page
        other = text(signed_in("assessor").get(to("overtime"), {"window": "w1"}))
        assert case.number not in other

    def test_the_month_goes_to_excel(self, case, clerk, signed_in, at):
        cases.complete_instant(case=case, result="样例", recipient="样例", by=clerk, now=minute(22))
        at(minute(30))
        client = signed_in("assessor")
        asked = ({}, {"window": "w1"}, {"month": "2026-02"})
        here, elsewhere, before = (text_of(client.get(to("overtime_xlsx"), query)) for query in asked)
        assert case.number in here and case.number not in elsewhere + before

    @pytest.mark.parametrize("query", [{}, {"month": "2026-02"}, {"month": "x\x01", "window": "\x01" * 99}])
    def test_an_empty_month_teaches(self, cast, signed_in, text, query):
        answer = signed_in("minzheng.a").get(to("overtime"), query)
        assert answer.status_code == 200 and "empty" in text(answer)

    def test_twenty_a_page_at_the_same_cost(self, cast, clerk, signed_in, at, django_assert_max_num_queries):
        cast.now = BEGUN
        for number in range(23):
            visit = cast.a_visit(by=clerk)
            reception.close_visit(visit=visit, by=clerk, now=minute(12 + number))
        at(minute(60))
        client = signed_in("minzheng.a")
        with django_assert_max_num_queries(8):
            page = client.get(to("overtime")).content.decode()
        assert 'rel="next"' in page
