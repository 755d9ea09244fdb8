"""Findings in the browser: entered with evidence, confirmed, contested, settled; who sees which; the register (R26)."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.apps.attachments.sending import a_file
from tests.apps.desk.excel import text_of
from yichuang.apps.assessments import commands
from yichuang.apps.assessments.found import Proof
from yichuang.apps.assessments.models import Correction, Evidence, Finding
from yichuang.apps.attachments.models import Attachment
from yichuang.apps.organization.models import Staff

pytestmark = pytest.mark.django_db
MINUTE = (Proof("minute", "", "", "样例记录"),)


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.ATTACHMENTS = tmp_path / "attachments"


def to(name, *args):
    return reverse(f"desk:{name}", args=args)


@pytest.fixture
def case(cast):
    return cast.a_case()


@pytest.fixture
def typed(cast, case):
    return {"rule": "2.1", "window": cast.window().pk, "person": cast.clerk.pk, "happened_at": "2026-03-04T09:00",
            "fact": "样例事实", "times": "1", "points": "", "level": "", "reason": "样例理由", "number": case.number,
            "minute": "", "verification": ""}  # fmt: skip


@pytest.fixture
def draft(cast):
    return commands.find(window=cast.window(), rule="2.1", fact="样例", happened_at=cast.now, evidence=MINUTE,
                         by=cast.person("assessor"), now=cast.now, person=cast.clerk, reason="样例理由")  # fmt: skip


@pytest.fixture
def confirmed(cast, draft):
    return commands.confirm(finding=draft, by=cast.person("assessor"), now=cast.now)


def stored(one):
    return Finding.objects.get(pk=one.pk)


class TestEntry:
    def test_a_case_proves_it_and_opens(self, signed_in, typed, case, text):
        client = signed_in("assessor")
        answer = client.post(to("finding_new"), typed)
        made = Finding.objects.get()
        assert answer["Location"] == to("finding", made.pk) and made.state == "draft"
        page = text(client.get(to("finding", made.pk)))
        assert f'href="{to("case", case.pk)}"' in page and "与服务对象吵架，每人次扣1分" in page and "−1" in page

    def test_a_photo_proves_it_and_only_those_it_concerns_open_it(self, signed_in, typed, text):
        client = signed_in("assessor")
        client.post(to("finding_new"), typed | {"number": "", "files": [a_file()]})
        one, photo = Finding.objects.get(), Attachment.objects.get()
        assert [proof.kind for proof in one.evidence.all()] == ["attachment"] and photo.subject == one.ref
        assert to("attachment_open", photo.pk) in text(client.get(to("finding", one.pk)))
        for who, status in (("minzheng.a", 200), ("caizheng.a", 404)):
            assert signed_in(who).post(to("attachment_open", photo.pk)).status_code == status

    def test_what_is_no_picture_is_refused(self, signed_in, typed, text):
        answer = signed_in("assessor").post(to("finding_new"), typed | {"files": [a_file(b"MZ" + b"\x00" * 1000)]})
        assert answer.status_code == 422 and "样例理由" in text(answer) and not Finding.objects.exists()

    @pytest.mark.parametrize("changed", [
        {"rule": "9.9"}, {"rule": ""}, {"rule": "6.1"}, {"window": "99999"}, {"happened_at": "gestern"}, {"fact": " "},
        {"times": "0"}, {"times": "x"}, {"points": "-1"}, {"points": "1"}, {"number": "", "minute": ""},
        {"number": "W3-2026-999999"}, {"happened_at": "2099-01-01T09:00"},
        {"happened_at": "2010-01-01T09:00"}, {"happened_at": "0001-01-01T00:00"},
        {"fact": "长" * 9000}, {"reason": "\x00"},
        {"rule": "3.6", "reason": ""}, {"person": "elsewhere"}, {"rule": "3.6", "points": "9"}, {"level": "county"},
    ], ids=str)  # fmt: skip
    def test_bad_input_is_kept_and_changes_nothing(self, signed_in, cast, typed, text, changed):
        if changed.get("person") == "elsewhere":
            changed = {"person": cast.other_clerk.pk}
        answer = signed_in("assessor").post(to("finding_new"), typed | changed)
        assert answer.status_code in (400, 422) and not Finding.objects.exists() and not Evidence.objects.exists()
        if answer.status_code == 422 and "reason" not in changed:
            assert "样例理由" in text(answer) and "data-refused" in text(answer)

    def test_a_finding_needs_its_assessor(self, signed_in, typed, cast):
        assert signed_in("minzheng.a").post(to("finding_new"), typed).status_code == 403
        Staff.objects.filter(username="assessor").update(window=cast.window())
        assert signed_in("assessor").post(to("finding_new"), typed).status_code == 422
        assert not Finding.objects.exists()

    def test_the_case_may_be_given_with_the_address(self, signed_in, case, text):
        assert f'value="{case.number}"' in text(signed_in("assessor").get(to("finding_new"), {"case": case.number}))


class TestActs:
    def test_confirmed_contested_withdrawn(self, signed_in, draft, text):
        assert to("finding", draft.pk) not in text(signed_in("minzheng.a").get(to("todo")))
        signed_in("assessor").post(to("finding_confirm", draft.pk), {})
        clerk = signed_in("minzheng.a")
        assert stored(draft).state == "confirmed" and to("finding", draft.pk) in text(clerk.get(to("todo")))
        assert clerk.post(to("finding_contest", draft.pk), {"words": ""}).status_code == 422
        clerk.post(to("finding_contest", draft.pk), {"words": "当时不在岗"})
        assert stored(draft).state == "contested"
        refused = signed_in("assessor").post(to("finding_settle", draft.pk), {"upheld": "no", "reason": "属实"})
        assert refused.status_code == 422 and "属实" in text(refused) and stored(draft).state == "contested"
        leader = signed_in("leader.charge")
        assert to("finding", draft.pk) in text(leader.get(to("todo")))
        leader.post(to("finding_settle", draft.pk), {"upheld": "no", "reason": "经核实不成立"})
        assert stored(draft).state == "withdrawn" and "当时不在岗" in text(leader.get(to("finding", draft.pk)))

    def test_rejected_with_a_reason(self, signed_in, draft):
        client = signed_in("assessor")
        assert client.post(to("finding_reject", draft.pk), {"reason": " "}).status_code == 422
        client.post(to("finding_reject", draft.pk), {"reason": "样例"})
        assert stored(draft).state == "rejected"
        assert client.post(to("finding_confirm", draft.pk), {}).status_code == 422

    @pytest.mark.parametrize(("who", "name"), [("caizheng.a", "contest"), ("assessor", "contest"),
                                               ("minzheng.a", "settle"), ("minzheng.a", "reject")])  # fmt: skip
    def test_not_by_others(self, signed_in, confirmed, who, name):
        answer = signed_in(who).post(to(f"finding_{name}", confirmed.pk), {"words": "样例", "reason": "样例"})
        assert answer.status_code in (403, 404) and stored(confirmed).state == "confirmed"


class TestCorrections:
    """No finding that counts is edited: one proposes, a second decides, the scored person is told (R26)."""

    def test_whom_it_is_about_stays_though_he_has_left_his_window(self, signed_in, confirmed, text):
        Staff.objects.filter(pk=confirmed.person_id).update(window=None)
        client = signed_in("assessor")
        assert f'<option value="{confirmed.person_id}" selected>' in text(client.get(to("finding", confirmed.pk)))
        typed = {"what": "replace", "why": "样例：次数记错", "rule": "2.1", "person": confirmed.person_id, "times": "2"}
        client.post(to("finding_correct", confirmed.pk), typed)
        assert Correction.objects.get().replacement.person_id == confirmed.person_id

    def test_proposed_decided_and_told(self, signed_in, confirmed, text):
        client = signed_in("assessor")
        page = text(client.get(to("finding", confirmed.pk)))
        assert 'id="act-correct"' in page and 'id="act-acknowledge"' not in page
        typed = {"what": "replace", "why": "样例：次数记错", "rule": "2.1", "person": confirmed.person_id, "times": "2"}
        assert client.post(to("finding_correct", confirmed.pk), typed | {"why": ""}).status_code == 422
        same = client.post(to("finding_correct", confirmed.pk), typed | {"times": "1"})
        assert same.status_code == 422 and "样例：次数记错" in text(same) and not Correction.objects.exists()
        client.post(to("finding_correct", confirmed.pk), typed)
        assert 'id="act-second"' not in text(client.get(to("finding", confirmed.pk)))
        leader = signed_in("leader.charge")
        assert f"{to('finding', confirmed.pk)}#corrections" in text(leader.get(to("todo")))
        assert leader.post(to("finding_second", confirmed.pk), {"accepted": "", "words": "x"}).status_code == 422
        leader.post(to("finding_second", confirmed.pk), {"accepted": "yes", "words": "已核对"})
        other = Finding.objects.get(corrects=confirmed)
        assert (stored(confirmed).state, other.state, other.times) == ("corrected", "confirmed", 2)
        clerk = signed_in("minzheng.a")
        assert to("finding", other.pk) in text(clerk.get(to("todo")))
        clerk.post(to("finding_acknowledge", other.pk))
        clerk.post(to("finding_acknowledge", confirmed.pk))
        assert to("finding", other.pk) not in text(clerk.get(to("todo")))

    def test_taken_back_by_who_proposed_it(self, signed_in, confirmed, text):
        client = signed_in("assessor")
        client.post(to("finding_correct", confirmed.pk), {"what": "withdraw", "why": "样例：记错窗口"})
        page = text(client.get(to("finding", confirmed.pk)))
        assert 'id="act-take_back"' in page and 'id="act-second"' not in page
        assert client.post(to("finding_take_back", confirmed.pk), {"why": ""}).status_code == 422
        other = signed_in("leader.charge").post(to("finding_take_back", confirmed.pk), {"why": "看错"})
        assert other.status_code == 422 and not Correction.objects.get().ended
        client = signed_in("assessor")
        client.post(to("finding_take_back", confirmed.pk), {"why": "看错"})
        page = text(client.get(to("finding", confirmed.pk)))
        assert Correction.objects.get().ended == "taken_back" and "看错" in page and 'id="act-correct"' in page
        assert client.post(to("finding_take_back", confirmed.pk), {"why": "看错"}).status_code == 404
        assert to("finding", confirmed.pk) not in text(signed_in("leader.charge").get(to("todo")))

    def test_it_ends_with_a_finding_that_a_contest_withdrew(self, signed_in, confirmed, text):
        signed_in("assessor").post(to("finding_correct", confirmed.pk), {"what": "withdraw", "why": "样例：记错窗口"})
        signed_in("minzheng.a").post(to("finding_contest", confirmed.pk), {"words": "当时停电"})
        principal = signed_in("leader.principal")
        principal.post(to("finding_settle", confirmed.pk), {"upheld": "no", "reason": "停电属实"})
        page = text(principal.get(to("finding", confirmed.pk)))
        assert "因异议成立撤销考核记录而终结" in page and 'id="act-second"' not in page

    def test_the_principal_leader_is_the_second_as_well(self, signed_in, confirmed, text):
        signed_in("assessor").post(to("finding_correct", confirmed.pk), {"what": "withdraw", "why": "样例：记错窗口"})
        principal = signed_in("leader.principal")
        assert f"{to('finding', confirmed.pk)}#corrections" in text(principal.get(to("todo")))
        principal.post(to("finding_second", confirmed.pk), {"accepted": "yes", "words": "属实"})
        assert stored(confirmed).state == "withdrawn"

    def test_withdrawn_needs_nothing_but_the_reason(self, signed_in, confirmed):
        signed_in("assessor").post(to("finding_correct", confirmed.pk), {"what": "withdraw", "why": "样例：记错窗口"})
        signed_in("leader.charge").post(to("finding_second", confirmed.pk), {"accepted": "yes", "words": "属实"})
        assert stored(confirmed).state == "withdrawn"

    @pytest.mark.parametrize(("who", "name"), [("minzheng.a", "correct"), ("minzheng.a", "second"),
                                               ("assessor", "acknowledge"), ("caizheng.a", "acknowledge")])  # fmt: skip
    def test_not_by_others(self, signed_in, confirmed, who, name):
        answer = signed_in(who).post(to(f"finding_{name}", confirmed.pk), {"what": "withdraw", "why": "样例"})
        assert answer.status_code in (403, 404) and not Correction.objects.exists()

    def test_without_an_open_one_there_is_nothing_to_decide(self, signed_in, confirmed):
        answer = signed_in("assessor").post(to("finding_second", confirmed.pk), {"accepted": "yes", "words": "x"})
        assert answer.status_code == 404

    def test_the_last_day_over_nobody_is_offered_to_contest(self, signed_in, cast, confirmed, text, at):
        at(cast.now + timedelta(days=1))
        client = signed_in("minzheng.a")
        page = text(client.get(to("finding", confirmed.pk)))
        assert 'id="act-contest"' in page and 'id="contest-over"' not in page
        assert "2026-03-11止可提出异议" in text(client.get(to("todo")))
        at(cast.now + timedelta(days=30))
        page = text(client.get(to("finding", confirmed.pk)))
        assert 'id="act-contest"' not in page and 'id="act-acknowledge"' in page and 'id="contest-over"' in page
        todo = text(client.get(to("todo")))
        assert "止可提出异议" not in todo and "异议期已于2026-03-11届满，只待阅知" in todo
        late = client.post(to("finding_contest", confirmed.pk), {"words": "当时不在岗"})
        assert late.status_code == 422 and 'id="contest-over"' in text(late) and stored(confirmed).state == "confirmed"
        client.post(to("finding_acknowledge", confirmed.pk))
        assert to("finding", confirmed.pk) not in text(client.get(to("todo")))


class TestRegister:
    @pytest.mark.parametrize(("who", "seen"), [("assessor", True), ("office.b", True), ("leader.charge", True),
                                               ("minzheng.a", True), ("minzheng.b", True), ("caizheng.a", False),
                                               ("caizheng.b", False)])  # fmt: skip
    def test_who_sees_what(self, signed_in, confirmed, text, who, seen):
        client = signed_in(who)
        assert (to("finding", confirmed.pk) in text(client.get(to("findings")))) is seen
        assert client.get(to("finding", confirmed.pk)).status_code == (200 if seen else 404)

    def test_narrowed_and_as_a_file(self, signed_in, cast, confirmed, text):
        other = commands.find(window=cast.window("w1"), rule="1.1", fact="样例二", happened_at=cast.now,
                              evidence=MINUTE, by=cast.person("assessor"), now=cast.now)  # fmt: skip
        client = signed_in("assessor")

        def shown(**query):
            page = text(client.get(to("findings"), query))
            return {one for one in (confirmed.pk, other.pk) if re.search(rf'findings/{one}/"', page)}

        both = {confirmed.pk, other.pk}
        assert shown() == both == shown(show="nonsense") == shown(origin="entered")
        assert shown(show="draft") == {other.pk} == shown(window="w1") == shown(q="样例二") == shown(section="1")
        assert shown(section="2") == {confirmed.pk} and shown(section="9") == both
        assert shown(q="\x01") == shown(origin="automatic") == shown(quarter="2025-Q4") == set()
        file = text_of(client.get(to("findings_xlsx"), {"show": "draft"}))
        assert "样例二" in file and "样例理由" not in file

    def test_it_costs_the_same_however_many_rows(self, signed_in, cast, django_assert_max_num_queries):
        for number in range(12):
            commands.find(window=cast.window(), rule="2.1", fact=f"样例{number}", happened_at=cast.now,
                          evidence=MINUTE, by=cast.person("assessor"), now=cast.now)  # fmt: skip
        client = signed_in("assessor")
        with django_assert_max_num_queries(7):
            assert client.get(to("findings")).status_code == 200

    def test_an_empty_register_teaches(self, signed_in, text):
        assert "本季度还没有考核记录" in text(signed_in("assessor").get(to("findings")))
