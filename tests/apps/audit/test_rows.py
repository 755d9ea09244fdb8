"""Plain inserts: what they bind is what the mapper would have bound."""

import pytest
from django.apps import apps
from django.db.models import BooleanField, CharField, DateField, JSONField, TextField

from yichuang.apps.audit.rows import _columns, real

SAMPLES = {str: "样例", int: 7, type(None): None}
OURS = [model for model in apps.get_models() if model.__module__.startswith("yichuang.")]


@pytest.mark.django_db
@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_what_is_bound_unprepared_is_what_preparing_gives(model):
    database = real()
    for _name, field, taken in _columns(model)[0]:
        for kind in taken:
            prepared = field.get_db_prep_save(SAMPLES[kind], database)
            assert (type(prepared), prepared) == (kind, SAMPLES[kind]), field


@pytest.mark.django_db
def test_texts_go_unprepared_and_what_the_database_writes_otherwise_does_not():
    bound = [(field, taken) for model in OURS for _, field, taken in _columns(model)[0]]
    texts = [taken for field, taken in bound if isinstance(field, CharField | TextField)]
    others = [taken for field, taken in bound if isinstance(field, JSONField | DateField | BooleanField)]
    assert len(texts) > 100 and all(str in taken for taken in texts)
    assert len(others) > 100 and not any(others)
