from yichuang.apps.desk.forms.fields import Words
from yichuang.apps.desk.forms.intake import IntakeForm
from yichuang.apps.desk.forms.reception import (
    AnswerForm,
    ConsultForm,
    HandOverForm,
    NoteForm,
    ReasonForm,
    TransferForm,
    VisitForm,
)

__all__ = [
    "AnswerForm", "ConsultForm", "HandOverForm", "IntakeForm", "NoteForm", "ReasonForm", "TransferForm", "VisitForm",
    "Words",
]  # fmt: skip
