"""A question at the counter: answered or promised, numbered on the spot, open until the citizen is content (D3.4.3)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.conftest import OPENING
from yichuang.apps.audit import Refused
from yichuang.apps.notices.models import Notice
from yichuang.apps.reception import commands as reception
from yichuang.apps.reception.commands import Question
from yichuang.apps.reception.models import Consultation, ConsultationAnswer
from yichuang.apps.reception.queries import consultations_of

LATER = OPENING + timedelta(hours=3)


def refusal(call):
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.refusal


def asked(cast, **given):
    question = Question(**({"question": "低保怎么申请", "answer": "备齐五样材料，到三号窗口"} | given))
    return reception.consult(visit=cast.a_visit(), asked=question, by=cast.clerk, now=cast.now)


def test_an_answer_comes_with_its_numbered_notice(cast):
    made, notice = asked(cast)
    assert (notice.kind, notice.subject, notice.sequence) == ("N02", made.ref, 1)
    assert notice.number == "样乡便咨〔2026〕1号"
    assert (made.answered_at, made.satisfied) == (cast.now, False)


def test_without_an_answer_a_day_for_the_reply_is_owed(cast):
    said = refusal(lambda: asked(cast, answer=""))
    assert (said.code, said.field, said.clause) == ("reply_owed", "answer", "D5.1.5")
    assert (Consultation.objects.count(), Notice.objects.count()) == (0, 0)
    made, _ = asked(cast, answer="", reply_by=date(2026, 3, 6), satisfied=True)
    assert (made.answered_at, made.satisfied) == (None, False), "nobody is content with no answer"


def test_a_refused_consultation_uses_no_number_up(cast):
    asked(cast)
    refusal(lambda: asked(cast, question=" "))
    assert asked(cast)[1].sequence == 2


def test_the_telephone_is_sealed(cast):
    made, notice = asked(cast, asker="样例来访人", phone="13800001234")
    assert "13800001234" not in made.phone + notice.document


def test_it_stays_open_until_the_citizen_is_content(cast):
    made, _ = asked(cast, answer="", reply_by=date(2026, 3, 6))
    reception.answer_consultation(consultation=made, answer="可以申请", satisfied=False, by=cast.clerk, now=cast.now)
    reception.answer_consultation(
        consultation=made, answer="详见一次性告知单", satisfied=True, by=cast.clerk, now=cast.now
    )
    again = lambda: reception.answer_consultation(  # noqa: E731
        consultation=made, answer="再答", satisfied=True, by=cast.clerk, now=cast.now
    )
    assert refusal(again).code == "consultation_closed"
    assert consultations_of(cast.hall).get().answer == "详见一次性告知单"


def test_a_matter_of_another_window_may_end_as_a_consultation(cast):
    visit = cast.a_visit(own_scope=False)
    reception.consult(visit=visit, asked=Question("问", "答"), by=cast.clerk, now=cast.now)
    reception.close_visit(visit=visit, by=cast.clerk, now=cast.now)
    assert visit.closed_at == cast.now


@pytest.mark.parametrize(("who", "may"), [
    ("minzheng.a", True), ("minzheng.b", True), ("office.a", True), ("caizheng.a", False), ("jisheng.b", False),
])  # fmt: skip
def test_only_the_window_that_was_asked_or_the_office_answers(cast, who, may):
    made, _ = asked(cast)
    give = lambda: reception.answer_consultation(  # noqa: E731
        consultation=made, answer="另答", satisfied=False, by=cast.person(who), now=cast.now
    )
    if may:
        assert give().answer == "另答"
    else:
        assert (refusal(give).code, Consultation.objects.get().answer) == ("not_yours", "备齐五样材料，到三号窗口")


def test_earlier_answers_stay_with_who_gave_them(cast):
    made, _ = asked(cast)
    office = cast.person("office.a")
    reception.answer_consultation(consultation=made, answer="更全的答复", satisfied=True, by=office, now=LATER)
    kept = list(ConsultationAnswer.objects.values_list("answer", "satisfied", "by__username", "at"))
    first = ("备齐五样材料，到三号窗口", False, "minzheng.a", cast.now)
    assert kept == [first, ("更全的答复", True, "office.a", LATER)]
    for act in (lambda rows: rows.update(answer="改"), lambda rows: rows.delete()):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            act(ConsultationAnswer.objects.all())


def test_of_two_who_answer_at_once_one_succeeds(cast):
    asked(cast, answer="", reply_by=date(2026, 3, 6))
    one, other = Consultation.objects.get(), Consultation.objects.get()
    reception.answer_consultation(consultation=one, answer="先答", satisfied=False, by=cast.clerk, now=LATER)
    again = lambda: reception.answer_consultation(  # noqa: E731
        consultation=other, answer="后答", satisfied=True, by=cast.stand_in, now=LATER
    )
    assert refusal(again).code == "answered_meanwhile"
    assert Consultation.objects.get().answer == ConsultationAnswer.objects.get().answer == "先答"
