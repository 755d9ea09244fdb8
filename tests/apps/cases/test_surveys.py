"""A survey says where, when, who and what, by the handler, on the way (D3.4.7); scans by who works on a case."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.apps.attachments.sending import an_upload, stored
from tests.apps.cases.acting import everything
from tests.cast import identity
from yichuang.apps.attachments.queries import of_subject
from yichuang.apps.audit import Refused
from yichuang.apps.audit.models import Entry
from yichuang.apps.cases import commands as cases
from yichuang.apps.cases.commands import Seen
from yichuang.apps.cases.models import Survey
from yichuang.apps.cases.queries import case_for
from yichuang.apps.organization.models import Staff
from yichuang.core.lifecycle import State
from yichuang.integrations.site import sealer

SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.ATTACHMENTS = tmp_path / "attachments"


@pytest.fixture
def survey(cast, acting):
    """`survey(case, at=…)`: by the clerk, some hours after acceptance."""

    def record(case, *, by=None, photos=(), **changed):
        seen = {"place": "样例村三组", "at": acting.now, "present": "样例甲", "findings": "地基未越界"} | changed
        return cases.record_survey(case=case, seen=Seen(**seen), photos=photos, by=by or cast.clerk, now=acting.now)

    return record


def refusal_of(run):
    before = (everything(), Survey.objects.count())
    with pytest.raises(Refused) as refused:
        run()
    assert (everything(), Survey.objects.count()) == before and not stored()
    return refused.value.refusal


def test_it_is_kept_with_its_photos_and_one_entry(cast, survey):
    case = cast.a_case()
    entries = Entry.objects.count()
    made = survey(case, photos=[an_upload(cast.now), an_upload(cast.now)])
    assert (made.by, made.findings) == (cast.clerk, "地基未越界")
    assert [(one.title, one.kind) for one in of_subject(cast.hall, made.ref)] == [
        ("踏勘照片1", "photo"), ("踏勘照片2", "photo"),
    ]  # fmt: skip
    assert Entry.objects.count() == entries + 1
    entry = Entry.objects.order_by("-id").first()
    assert (entry.verb, entry.subject) == ("case.surveyed", case.ref) and "样例甲" not in entry.detail


@pytest.mark.parametrize(("state", "code"), [
    (State.SUPPLEMENTING, "step_too_early"), (State.ACCEPTED, None), (State.HANDLED, None), (State.REVIEWED, None),
    (State.APPROVED, None), (State.COMPLETED, "step_ended"), (State.RETURNED, "step_ended"),
])  # fmt: skip
def test_only_between_acceptance_and_end(acting, survey, state, code):
    case = acting.case_at(state)
    if code is None:
        assert survey(case).case == case
    else:
        assert refusal_of(lambda: survey(case)).code == code


def test_it_lies_between_receipt_and_now(cast, acting, survey):
    case = cast.a_case()
    for at in (case.received_at - SECOND, acting.now + SECOND):
        assert refusal_of(lambda at=at: survey(case, at=at)).field == "at"
    for at in (case.received_at, acting.now):
        assert survey(case, at=at).at == at


@pytest.mark.parametrize("field", ["place", "present", "findings"])
def test_what_it_must_say(cast, survey, field):
    case = cast.a_case()
    refusal = refusal_of(lambda: survey(case, **{field: "  "}))
    assert (refusal.field, refusal.clause) == (field, "D3.4.7")


def test_by_the_handler_or_who_stands_in(cast, survey):
    case = cast.a_case()
    for other in (cast.stand_in, cast.other_clerk, cast.department_head):
        assert refusal_of(lambda other=other: survey(case, by=other)).code == "not_yours"
    Staff.objects.filter(pk=cast.clerk.pk).update(absent=True)
    assert survey(case_for(cast.stand_in, case.pk), by=cast.stand_in).by == cast.stand_in


def test_never_in_the_own_matter(cast, survey):
    number = identity(77)
    case = cast.a_case(identity=number)
    Staff.objects.filter(pk=cast.clerk.pk).update(identity_index=sealer().blind_index("identity", number))
    assert refusal_of(lambda: survey(case, by=cast.clerk)).code == "own_matter"
    upload = an_upload(cast.now)
    again = refusal_of(lambda: cases.add_scans(case=case, uploads=[upload], by=cast.clerk, now=cast.now))
    assert again.code == "own_matter"


def test_the_database_holds_what_was_seen(cast, survey):
    made = survey(cast.a_case())
    for statement in ("UPDATE cases_survey SET findings = 'x'", "DELETE FROM cases_survey"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    made.pk, made.present = None, ""
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)


class TestScans:
    def test_all_of_them_or_none(self, cast, monkeypatch):
        from yichuang.apps.attachments import store

        case, real, done = cast.a_case(), store.put, []

        def second_fails(digest, whole):
            done.append(digest)
            if len(done) > 2:
                raise OSError(28, "No space left on device")
            real(digest, whole)

        uploads = [an_upload(cast.now), an_upload(cast.now)]
        monkeypatch.setattr(store, "put", second_fails)
        before = everything()
        with pytest.raises(Refused) as refused:
            cases.add_scans(case=case, uploads=uploads, by=cast.clerk, now=cast.now)
        assert refused.value.refusal.code == "no_room" and everything() == before
        assert not of_subject(cast.hall, case.ref).exists()

    def test_by_who_works_on_the_case(self, cast):
        case, upload = cast.a_case(), an_upload(cast.now)
        for other in (cast.other_clerk, cast.principal):
            add = {"case": case, "uploads": [upload], "by": other, "now": cast.now}
            assert refusal_of(lambda add=add: cases.add_scans(**add)).code == "not_yours"
        for one in (cast.clerk, cast.stand_in, cast.department_head):
            cases.add_scans(case=case, uploads=[upload], by=one, now=cast.now)
        assert of_subject(cast.hall, case.ref).count() == 3

    def test_withdrawn_by_who_added_it_or_a_head(self, cast):
        case, upload = cast.a_case(), an_upload(cast.now)
        by_head, by_clerk = (
            cases.add_scans(case=case, uploads=[upload], by=one, now=cast.now)[0]
            for one in (cast.department_head, cast.clerk)
        )
        given = {"case": case, "reason": "样例", "now": cast.now}
        with pytest.raises(Refused) as refused:
            cases.withdraw_scan(attachment=by_head, by=cast.clerk, **given)
        assert refused.value.refusal.code == "not_yours"
        cases.withdraw_scan(attachment=by_clerk, by=cast.window_head, **given)
        cases.withdraw_scan(attachment=by_head, by=cast.department_head, **given)

    def test_a_material_of_another_item_is_refused(self, cast):
        add = {"case": cast.a_case(), "uploads": [an_upload(cast.now)], "by": cast.clerk, "now": cast.now}
        assert refusal_of(lambda: cases.add_scans(**add, material="GT-01.1")).field == "material"
        assert refusal_of(lambda: cases.add_scans(**(add | {"uploads": []}))).code == "no_file"
