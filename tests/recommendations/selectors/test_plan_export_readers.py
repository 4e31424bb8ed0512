"""Whose words of a plan are left out, and for whom; there is something to leak."""

import pytest

from inspections.services import concern_agency, release_to_opcc
from recommendations.selectors.plan_export import plan_rows
from recommendations.services.progress import post_update
from recommendations.services.recommendations import respond
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, OPENED, london

MAY = london(2015, 5, 1)


@pytest.fixture
def secret(cast):
    """An action whose words are for the force, in an inspection that the OPCC and a partner may see."""
    made = InspectionFactory(slug="secret", audience="force")
    release_to_opcc(made, by=cast.coordinator, at=OPENED)
    concern_agency(made, cast.agency, by=cast.coordinator, at=OPENED)
    words = {"text": "Secret wording.", "cost_words": "Secret cost", "target_words": "Secret date"}
    found = RecommendationFactory(inspection=made, reference="1")
    action = ActionFactory(parts=found.parts.all(), owner=cast.posts.owner, **words, marking="official-sensitive")
    post_update(action, done="Secret progress.", by=cast.owner, at=MAY)
    answered = RecommendationFactory(inspection=made, reference="2").parts.get()
    respond(answered, "position", position="under-way", reason="Secret reason.", by=cast.coordinator, at=MAY)
    return made


@pytest.mark.parametrize("person", ["opcc", "partner"])
def test_words_not_released_are_left_out_and_posts_days_and_states_are_not(person, cast, secret):
    [action, answered] = plan_rows(secret, getattr(cast, person), NOW)

    assert [words for row in (action, answered) for words in row.cells.values() if "Secret" in words] == []
    assert (action.withheld, action.marking) == (True, "official-sensitive")
    assert action.cells["action"] == f"Action {action.action}:"
    assert action.cells["action_owner"] == "Detective Chief Inspector"
    assert action.cells["update"] == "01/05/2015, Detective Chief Inspector: Words withheld."
    assert answered.cells["action"] == "Response (under way): Words withheld."


def test_the_force_reads_all_of_it(cast, secret):
    [action, answered] = plan_rows(secret, cast.dcc, NOW)

    assert action.withheld is False
    assert [action.cells[name] for name in ("action", "cost", "target")] == [
        f"Action {action.action}:\nSecret wording.",
        "Secret cost",
        "Secret date",
    ]
    assert answered.cells["action"] == "Response (under way): Secret reason."
