"""The life of a sheet: finalised after its quarter, objected to, answered, published, scored again."""

import json
from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from tests.apps.assessments.sheet_cast import LAST_DAY, NEXT_DAY, OVER, Q1, a_finding
from yichuang.apps.assessments import commands, queries
from yichuang.apps.assessments.documents import canonical, digest_of, document_of
from yichuang.apps.assessments.models import Finding, Objection, Sheet, SheetVersion
from yichuang.apps.assessments.scoring import sheet_of
from yichuang.apps.audit import Refused
from yichuang.apps.organization.models import Staff
from yichuang.core.worktime import SHANGHAI


@pytest.fixture
def assessor(cast):
    return cast.person("assessor")


@pytest.fixture
def sheet(cast, assessor):
    """The finalised sheet of window 3, with one finding of 5 points."""
    a_finding(cast, "5.2")
    return commands.finalise(hall=cast.hall, quarter=Q1, windows=[cast.window()], by=assessor, now=NEXT_DAY)[0]


def refused(run, **given):
    with pytest.raises(Refused) as caught:
        run(**given)
    return caught.value.refusal.code


def all_of(cast):
    return list(cast.hall.windows.all())


def test_refused_on_the_last_day_and_accepted_on_the_next(cast, assessor):
    given = {"hall": cast.hall, "quarter": Q1, "windows": all_of(cast), "by": assessor}
    assert refused(commands.finalise, now=LAST_DAY, **given) == "quarter_runs"
    assert not Sheet.objects.exists()
    made = commands.finalise(now=NEXT_DAY, **given)
    assert len(made) == SheetVersion.objects.count() == 7
    assert {one.total for one in SheetVersion.objects.all()} == {"100.0"}


def test_a_second_finalisation_is_refused(cast, assessor, sheet):
    given = {"hall": cast.hall, "quarter": Q1, "by": assessor, "now": OVER}
    assert refused(commands.finalise, windows=[cast.window()], **given) == "finalised_already"
    assert refused(commands.finalise, windows=all_of(cast), **given) == "finalised_already"
    assert refused(commands.finalise, windows=[], **given) == "no_window"
    assert SheetVersion.objects.count() == 1


@pytest.mark.parametrize("who", ["minzheng.a", "minzheng.b", "office.b", "leader.principal"])
def test_only_who_assesses_finalises(cast, who):
    given = {"hall": cast.hall, "quarter": Q1, "windows": [cast.window()], "by": cast.person(who), "now": NEXT_DAY}
    assert refused(commands.finalise, **given) == "not_yours"


def test_nobody_scores_the_window_where_he_serves(cast, assessor):
    Staff.objects.filter(pk=assessor.pk).update(window=cast.window("w1"))
    given = {"hall": cast.hall, "quarter": Q1, "by": cast.person("assessor"), "now": NEXT_DAY}
    assert refused(commands.finalise, windows=[cast.window("w1")], **given) == "own_window"
    assert len(commands.finalise(windows=[cast.window("w2")], **given)) == 1
    leader = given | {"by": cast.person("leader.charge")}
    assert len(commands.finalise(windows=[cast.window("w1")], **leader)) == 1


def test_the_frozen_version_holds_the_whole_sheet_and_proves_it(cast, sheet):
    version = SheetVersion.objects.get()
    told = json.loads(version.document)
    assert (version.number, version.total, version.passed) == (1, "95.0", True)
    assert digest_of(version.document) == version.digest == digest_of(canonical(told))
    assert told["rulebook"]["digest"] == version.rulebook_digest
    assert told["readings"]["rate.basis"] == "due"
    assert (told["measures"]["on_time"], told["no_data"]) == ([0, 0], ["on_time", "satisfaction"])
    [line] = [line for part in told["sections"] for line in part["lines"] if line["points"] != "0.0"]
    assert (line["rule"], line["clause"], line["points"]) == ("5.2", "D2.5.2", "-5.0")
    assert (line["finding"], line["evidence"]) == (Finding.objects.get().pk, ["样例记录"])
    assert told["steps"][-1]["result"] == "95.0"


def test_the_same_sheet_gives_the_same_bytes(cast, sheet):
    assert canonical(document_of(sheet_of(cast.window(), Q1))) == SheetVersion.objects.get().document


def test_what_is_frozen_cannot_be_altered(cast, sheet):
    changes = [
        lambda: SheetVersion.objects.update(total="100.0"), lambda: SheetVersion.objects.all().delete(),
        lambda: Sheet.objects.update(objections_until=date(2026, 1, 1)), lambda: Sheet.objects.all().delete(),
    ]  # fmt: skip
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_five_working_days_for_objections_over_the_holiday(sheet):
    # Thu 04-02, Fri 04-03, Tue 04-07 to Thu 04-09: Qingming is off until Monday.
    assert sheet.objections_until == date(2026, 4, 9)


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        (datetime(2026, 4, 9, 23, 59, 59, tzinfo=SHANGHAI), None),  # Thursday
        (datetime(2026, 4, 10, 0, 0, tzinfo=SHANGHAI), "objections_over"),  # Friday
    ],
)
def test_objections_until_the_last_day(cast, sheet, moment, code):
    given = {"sheet": sheet, "words": "当日系统停电", "by": cast.window_head, "now": moment}
    if code:
        assert refused(commands.object_to, **given) == code
    else:
        assert commands.object_to(**given).version == 1


@pytest.mark.parametrize(("who", "words", "code"), [
    ("minzheng.a", "样例", "not_yours"), ("caizheng.b", "样例", "not_yours"), ("minzheng.b", "  ", "words_missing"),
])  # fmt: skip
def test_only_the_head_of_the_window_objects_and_in_words(cast, sheet, who, words, code):
    given = {"sheet": sheet, "words": words, "by": cast.person(who), "now": NEXT_DAY}
    assert refused(commands.object_to, **given) == code
    assert not Objection.objects.exists()


def test_answered_once_with_a_reason(cast, assessor, sheet):
    objection = commands.object_to(sheet=sheet, words="样例", by=cast.window_head, now=NEXT_DAY)
    given = {"objection": objection, "accepted": True, "by": assessor, "now": OVER}
    assert refused(commands.answer_objection, words=" ", **given) == "words_missing"
    assert commands.answer_objection(words="确系停电", **given).accepted is True
    assert refused(commands.answer_objection, words="再答", **given) == "answered_already"


def test_published_only_after_the_time_and_with_every_answer(cast, assessor, sheet):
    objection = commands.object_to(sheet=sheet, words="样例", by=cast.window_head, now=NEXT_DAY)
    given = {"hall": cast.hall, "sheets": [sheet], "by": assessor}
    last = datetime(2026, 4, 9, 18, 0, tzinfo=SHANGHAI)
    assert refused(commands.publish, now=last, **given) == "objections_open"
    assert refused(commands.publish, now=OVER, **given) == "objection_open"
    assert not queries.ready_to_publish(cast.hall, OVER).exists()
    commands.answer_objection(objection=objection, accepted=False, words="记录无误", by=assessor, now=OVER)
    assert list(queries.ready_to_publish(cast.hall, OVER)) == [sheet]
    assert commands.publish(now=OVER, **given) == 1
    sheet.refresh_from_db()
    assert refused(commands.publish, now=OVER, **given | {"sheets": [sheet]}) == "published_already"
    assert refused(commands.publish, now=OVER, **given | {"sheets": []}) == "no_sheet"


def test_scored_again_after_a_finding_is_withdrawn(cast, assessor, sheet):
    given = {"sheet": sheet, "by": assessor, "now": OVER}
    assert refused(commands.rescore, why="样例", **given) == "nothing_changed"
    Finding.objects.update(state="withdrawn")
    assert refused(commands.rescore, why="", **given) == "words_missing"
    made = commands.rescore(why="异议成立，记录撤销", **given)
    assert (made.number, made.total) == (2, "100.0")
    assert SheetVersion.objects.get(number=1).total == "95.0"
    [line] = made.changes["lines"]
    assert (line["rule"], line["what"], line["before"]["points"], line["after"]) == ("5.2", "gone", "-5.0", None)
    assert made.changes["total"] == ["95.0", "100.0"]
    assert [(one["id"], one["before"], one["after"]) for one in made.changes["sections"]] == [("5", "15.0", "20.0")]


def test_the_quarter_just_ended_waits_for_its_sheets(cast, assessor, now):
    assert not queries.unscored(cast.hall, NEXT_DAY).exists(), "a hall that was not at work owes no sheet"
    cast.a_case()
    assert not queries.unscored(cast.hall, LAST_DAY).exists()
    assert queries.unscored(cast.hall, NEXT_DAY).count() == 7
    commands.finalise(hall=cast.hall, quarter=Q1, windows=[cast.window()], by=assessor, now=NEXT_DAY)
    assert queries.unscored(cast.hall, NEXT_DAY + timedelta(days=1)).count() == 6
