"""Archives and loans on their pages: entered, archived in a batch, secret, lent with consent, who may, broken input."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.apps.desk.excel import text_of
from tests.apps.desk.test_stock_pages import post
from tests.apps.keeping.test_archives import a_file, a_paper
from yichuang.apps.audit.models import Entry
from yichuang.apps.keeping.models import Archive, ArchiveChange, ArchiveLoss, Loan
from yichuang.core.lifecycle import State

pytestmark = pytest.mark.django_db
BAD = ["", "\x00", "a\ud800b", "长" * 10_000, "\u202e颠倒"]
LOAN = {"kind": "lend", "borrower": "样例县民政局", "what": "整卷", "reason": "复查", "due_on": "2026-03-10"}


def to(name, *args):
    return reverse(f"desk:{name}", args=args)


@pytest.fixture
def later(at, cast):
    """Two days on: what was closed at the opening can be archived."""
    at(cast.now + timedelta(days=2))


@pytest.mark.usefixtures("later")
class TestDue:
    @pytest.fixture
    def cases(self, cast):
        return [cast.a_case(at=State.COMPLETED) for _ in range(3)]

    def test_closed_cases_wait_with_their_notices_and_go_to_one_place(self, desk, cast, cases, text):
        page = text(desk.get(to("archives_due")))
        assert all(case.number in page for case in cases) and "2026-03-18" in page and "已逾期" not in page
        body = {"cases": [cases[0].pk, cases[2].pk], "place": "甲柜", "secrecy": "ordinary"}
        answer = desk.post(to("archives_due"), body)
        assert answer["Location"] == to("archives_due")
        page = text(desk.get(to("archives_due")))
        assert cases[1].number in page and cases[0].number not in page
        assert set(Archive.objects.values_list("case", "place")) == {(cases[0].pk, "甲柜"), (cases[2].pk, "甲柜")}
        one = Archive.objects.get(case=cases[0])
        assert one.number in text(desk.get(to("case", cases[0].pk)))
        assert "归档期限" in text(desk.get(to("case", cases[1].pk)))

    def test_refused_the_marks_stay(self, desk, cases, text):
        answer = desk.post(to("archives_due"), {"cases": [cases[1].pk], "place": "", "secrecy": "ordinary"})
        page = text(answer)
        assert answer.status_code == 422 and f'value="{cases[1].pk}" checked' in page and not Archive.objects.exists()
        assert f'value="{cases[0].pk}" checked' not in page

    @pytest.mark.parametrize("chosen", [[], ["x"], [""], ["9" * 40], ["-1"], ["999999"], ["\x00"]])
    def test_cases_that_are_none(self, desk, cases, chosen):
        answer = desk.post(to("archives_due"), {"cases": chosen, "place": "甲柜", "secrecy": "ordinary"})
        assert answer.status_code == 422 and not Archive.objects.exists()

    def test_what_is_archived_or_open_or_anothers_is_refused(self, desk, cast, cases):
        a_file(cast, case=cases[0])
        for case in (cases[0], cast.a_case(), cast.a_case(at=State.COMPLETED, item=cast.item("JS-04"),
                                                          by=cast.person("jisheng.a"))):  # fmt: skip
            answer = desk.post(to("archives_due"), {"cases": [case.pk], "place": "甲柜", "secrecy": "ordinary"})
            assert answer.status_code == 422 and Archive.objects.count() == 1

    def test_late_ones_say_so_on_the_to_do_list_too(self, desk, at, cast, cases, text):
        at(cast.now + timedelta(days=20))
        assert "已逾期" in text(desk.get(to("archives_due")))
        assert cases[0].number in text(desk.get(to("todo")))

    def test_it_costs_the_same_however_many_rows(self, desk, cast, cases, django_assert_max_num_queries):
        with django_assert_max_num_queries(8):
            desk.get(to("archives_due"))


class TestCatalogue:
    BODY = {"owner": "w3", "category": "policies", "title": "样例文件", "dated": "2026-03-02", "place": "乙柜",
            "secrecy": "ordinary"}  # fmt: skip

    def test_entered_listed_narrowed_and_taken_to_excel(self, desk, text):
        made = desk.post(to("archives"), self.BODY)
        one = Archive.objects.get()
        assert made["Location"] == to("archive", one.pk)
        assert "样例文件" in text(desk.get(to("archives"), {"q": one.number, "owner": "w3", "category": "policies"}))
        assert "没有符合条件的档案" in text(desk.get(to("archives"), {"show": "lost"}))
        assert "样例文件" in text_of(desk.get(to("archives_xlsx")))

    def test_the_hall_office_enters_the_halls(self, signed_in, text):
        client = signed_in("office.a")
        client.post(to("archives"), self.BODY | {"owner": "hall", "category": "minutes"})
        assert Archive.objects.get().window is None
        assert client.post(to("archives"), self.BODY | {"owner": "hall"}).status_code == 422

    @pytest.mark.parametrize("owner", ["hall", "w1", "", "x"])
    def test_another_owner_cannot_be_chosen(self, desk, owner):
        assert desk.post(to("archives"), self.BODY | {"owner": owner}).status_code == 422
        assert not Archive.objects.exists()

    @pytest.mark.parametrize("bad", BAD)
    @pytest.mark.parametrize("field", ["category", "title", "dated", "place", "secrecy"])
    def test_broken_input_is_refused(self, desk, field, bad):
        assert post(desk, to("archives"), self.BODY | {field: bad}).status_code in (400, 422)
        assert not Archive.objects.exists()

    def test_it_costs_the_same_however_many_rows(self, desk, cast, django_assert_max_num_queries):
        for _ in range(25):
            a_paper(cast, cast.clerk)
        with django_assert_max_num_queries(8):
            assert 'rel="next"' in desk.get(to("archives")).content.decode()


def test_the_catalogue_sorts_by_when_it_was_archived(desk, cast, text):
    for title in ("先归档", "后归档"):
        a_paper(cast, cast.clerk, title=title)
    for query, first in (({}, "后归档"), ({"order": "oldest"}, "先归档")):
        for page in (text(desk.get(to("archives"), query)), text_of(desk.get(to("archives_xlsx"), query))):
            assert min(("先归档", "后归档"), key=page.index) == first
    assert 'aria-sort="ascending"' in text(desk.get(to("archives"), {"order": "oldest"}))


class TestArchive:
    @pytest.fixture
    def paper(self, cast):
        return a_paper(cast, cast.clerk)

    def test_moved_and_lost(self, desk, paper, text):
        desk.post(to("archive_move", paper.pk), {"place": "丙柜", "secrecy": "ordinary", "reason": "整理"})
        assert ArchiveChange.objects.get().place == "丙柜"
        desk.post(to("archive_lost", paper.pk), {"words": "清点时不见"})
        page = text(desk.get(to("archive", paper.pk)))
        assert "清点时不见" in page and "乙柜 → 丙柜" in page and "act-lost" not in page
        assert desk.post(to("archive_lost", paper.pk), {"words": "又"}).status_code == 422

    @pytest.mark.parametrize("bad", BAD)
    @pytest.mark.parametrize(("name", "body", "field"), [
        ("archive_move", {"place": "丙柜", "secrecy": "ordinary", "reason": "整理"}, "place"),
        ("archive_move", {"place": "丙柜", "secrecy": "ordinary", "reason": "整理"}, "reason"),
        ("archive_lost", {"words": "不见"}, "words"), ("loan_ask", LOAN, "borrower"), ("loan_ask", LOAN, "what"),
        ("loan_ask", LOAN, "reason"), ("loan_ask", LOAN, "due_on"), ("loan_ask", LOAN, "kind"),
    ])  # fmt: skip
    def test_broken_input_is_refused(self, desk, paper, name, body, field, bad):
        assert post(desk, to(name, paper.pk), body | {field: bad}).status_code in (400, 422)
        assert not (Loan.objects.exists() or ArchiveLoss.objects.exists() or ArchiveChange.objects.exists())

    @pytest.mark.parametrize(("who", "read", "write"), [
        ("caizheng.a", 404, 404), ("minzheng.head", 200, 403), ("office.a", 200, 422), ("assessor", 200, 403),
        ("leader.charge", 200, 403), ("admin.system", 403, 403),
    ])  # fmt: skip
    def test_who_reads_and_who_changes(self, signed_in, paper, who, read, write):
        client = signed_in(who)
        assert client.get(to("archive", paper.pk)).status_code == read
        for name, body in [("archive_move", {"place": "丙", "secrecy": "ordinary", "reason": "理"}),
                           ("archive_lost", {"words": "不见"}), ("loan_ask", LOAN)]:  # fmt: skip
            assert client.post(to(name, paper.pk), body).status_code == write
        assert not (Loan.objects.exists() or ArchiveLoss.objects.exists() or ArchiveChange.objects.exists())

    @pytest.mark.parametrize("who", ["caizheng.a", "assessor", "office.a", "minzheng.head"])
    def test_what_is_secret_is_hidden_and_who_asked_is_on_record(self, signed_in, cast, who, text):
        secret = a_paper(cast, cast.clerk, secrecy="confidential", title="不公开的材料")
        client = signed_in(who)
        assert "不公开的材料" not in text(client.get(to("archives")))
        assert "不公开的材料" not in text_of(client.get(to("archives_xlsx")))
        assert client.get(to("archive", secret.pk)).status_code == 404
        entry = Entry.objects.order_by("-sequence").first()
        assert (entry.verb, entry.subject, entry.actor) == (
            "archive.reading_refused", secret.ref, cast.person(who).ref
        )  # fmt: skip

    def test_a_page_loaded_again_is_one_attempt(self, signed_in, cast, at, now):
        secret, client = a_paper(cast, cast.clerk, secrecy="confidential"), signed_in("caizheng.a")
        attempts = Entry.objects.filter(verb="archive.reading_refused", subject=secret.ref)
        for minutes, count in ((0, 1), (0, 1), (9, 1), (10, 2), (12, 2)):
            at(now + timedelta(minutes=minutes))
            assert client.get(to("archive", secret.pk)).status_code == 404
            assert attempts.count() == count
        assert signed_in("assessor").get(to("archive", secret.pk)).status_code == 404
        assert attempts.count() == 3, "another person's attempt is his own"

    def test_an_ordinary_one_of_another_window_is_not_there_and_nothing_is_written(self, signed_in, paper):
        client, before = signed_in("caizheng.a"), Entry.objects.count()
        assert client.get(to("archive", paper.pk)).status_code == 404
        assert Entry.objects.count() == before

    def test_what_is_not_there_leaves_no_trace(self, desk, paper):
        before = Entry.objects.count()
        for pk in (paper.pk + 1, 10**30):
            assert desk.get(to("archive", pk)).status_code == 404
        assert Entry.objects.count() == before


class TestLoans:
    @pytest.fixture
    def loan(self, desk, cast):
        paper = a_paper(cast, cast.clerk)
        assert desk.post(to("loan_ask", paper.pk), LOAN)["Location"] == to("archive", paper.pk)
        return Loan.objects.get()

    def test_consented_out_and_back(self, signed_in, loan, text):
        client = signed_in("minzheng.a")
        client.post(to("loan_out", loan.pk))
        assert Loan.objects.get().out_at is None and "分管领导" in text(client.get(to("loan", loan.pk)))
        leader = signed_in("leader.charge")
        assert to("loan", loan.pk) in text(leader.get(to("todo")))
        assert leader.post(to("loan_decide", loan.pk), {"decision": "decline", "remark": ""}).status_code == 422
        leader.post(to("loan_decide", loan.pk), {"decision": "approve", "remark": ""})
        client = signed_in("minzheng.b")
        client.post(to("loan_out", loan.pk))
        page = text(client.get(to("loans"), {"show": "out"}))
        assert "样例县民政局" in page and to("loan", loan.pk) in page
        client.post(to("loan_back", loan.pk), {"note": "少一页"})
        assert "少一页" in text(client.get(to("loan", loan.pk)))
        assert "样例县民政局" in text_of(client.get(to("loans_xlsx")))

    def test_overdue_it_waits_on_the_list_of_who_lent_it(self, signed_in, at, cast, loan, text):
        signed_in("leader.charge").post(to("loan_decide", loan.pk), {"decision": "approve", "remark": ""})
        signed_in("minzheng.a").post(to("loan_out", loan.pk))
        at(cast.now + timedelta(days=7))
        client = signed_in("minzheng.a")
        assert to("loan", loan.pk) in text(client.get(to("todo")))
        assert "已逾期" in text(client.get(to("loans"), {"show": "late"}))
        assert to("loan", loan.pk) not in text(signed_in("caizheng.a").get(to("todo")))

    @pytest.mark.parametrize(("who", "read", "decide", "hand"), [
        ("minzheng.a", 200, 403, 302), ("caizheng.a", 404, 403, 404), ("assessor", 200, 403, 403),
        ("leader.principal", 200, 403, 403), ("leader.charge", 200, 302, 403), ("admin.system", 403, 403, 403),
    ])  # fmt: skip
    def test_who_does_what(self, signed_in, loan, who, read, decide, hand):
        client = signed_in(who)
        assert client.get(to("loan", loan.pk)).status_code == read
        assert client.post(to("loan_out", loan.pk)).status_code == hand and Loan.objects.get().out_at is None
        assert client.post(to("loan_decide", loan.pk), {"decision": "approve", "remark": ""}).status_code == decide
        assert (Loan.objects.get().approved is None) == (decide != 302)

    @pytest.mark.parametrize("body", [{}, {"decision": "x"}, {"decision": "approve", "remark": "长" * 301},
                                      {"decision": "\x00"}])  # fmt: skip
    def test_no_decision_is_none(self, signed_in, loan, body):
        assert signed_in("leader.charge").post(to("loan_decide", loan.pk), body).status_code == 422
        assert Loan.objects.get().approved is None

    def test_it_costs_the_same_however_many_rows(self, desk, cast, loan, django_assert_max_num_queries):
        for _ in range(25):
            desk.post(to("loan_ask", loan.archive_id), LOAN)
        with django_assert_max_num_queries(7):
            assert 'rel="next"' in desk.get(to("loans")).content.decode()
        with django_assert_max_num_queries(12):
            desk.get(to("archive", loan.archive_id))
