"""The sample's amended rulebook: whole, from a later day on, otherwise in one rule; it waits for a second person."""

from yichuang.apps.assessments.models import RulebookVersion
from yichuang.apps.assessments.rulebook_difference import changes
from yichuang.apps.assessments.rulebooks import book_of, defects_of, known_rulebook
from yichuang.config.demo.rulebooks import add_draft


def test_an_amended_draft_waits(cast):
    add_draft(cast.hall, now=cast.now)
    draft = RulebookVersion.objects.get()
    assert (draft.state, defects_of(draft)) == ("draft", [])
    found = changes(known_rulebook(cast.hall, draft.based_on), book_of(draft))
    assert [(one.kind, one.name) for one in found] == [("head", "effective"), ("rule", "2.2")]
    assert found[0].after > found[0].before and "0.2" in found[1].before and "0.5" in found[1].after
