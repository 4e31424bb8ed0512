"""All that may be taken out of the record has words for a page, in either language."""

from recommendations.selectors.redactable import redactable, things
from recommendations.selectors.redactable_words import FIELDS, KINDS


def test_every_kind_of_thing_and_every_field_of_it_has_words():
    kept = {name: redactable(model) for name, model in things().items()}

    assert {name for name, fields in kept.items() if fields} == set(KINDS)
    assert {field for fields in kept.values() for field in fields} == set(FIELDS)
