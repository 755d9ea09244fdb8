"""What Django says of a wrong field is said in the house's words: what is wrong, and what to do."""

import pytest
from django import forms
from django.utils import translation


class Everything(forms.Form):
    choice = forms.ChoiceField(choices=[("a", "A")])
    several = forms.MultipleChoiceField(choices=[("a", "A")])
    day = forms.DateField()
    hour = forms.TimeField()
    moment = forms.DateTimeField()
    number = forms.IntegerField(min_value=2, max_value=5)
    amount = forms.DecimalField()
    words = forms.CharField(max_length=3)
    plain = forms.CharField()


TYPED = {
    "choice": "b\0", "several": ["z"], "day": "2026-02-30", "hour": "25:61", "moment": "soon", "number": "x",
    "amount": "x", "words": "四个字的", "plain": "a\0b",
}  # fmt: skip


@pytest.mark.parametrize("sent", [TYPED, TYPED | {"number": "9"}, TYPED | {"number": "1"}, {}])
def test_every_complaint_names_a_remedy_in_chinese(sent):
    with translation.override("zh-hans"):
        told = {name: list(errors) for name, errors in Everything(sent).errors.items()}
    assert told.keys() == TYPED.keys()
    for name, sentences in told.items():
        for sentence in sentences:
            assert "请" in sentence and "字段" not in sentence, (name, sentence)
