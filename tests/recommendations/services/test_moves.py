"""The table does the moving: one function changes a status, and nothing else can."""

import pytest
from django.core.exceptions import ValidationError

from recommendations.models import Action, Coverage
from recommendations.services import moves
from recommendations.services.moves import locked, move
from safeguarding.history import verb
from safeguarding.models.recording import NotRecorded
from tests.factories import ActionFactory
from tests.moments import london
from tests.recorded import write
from tests.walk import DECIDED, LATER, begin, part, recommend, send_back, stands, support

made = verb()(move)


def test_a_status_that_no_move_changed_is_refused_and_everything_else_may_change(cast):
    action = begin(cast)
    action.status = "complete"

    with pytest.raises(NotRecorded, match=r"The status of Action \d+ changes by a move only"):
        write(action, by=cast.coordinator, at=LATER)

    action.refresh_from_db()
    action.text = "Change the procedure, and say so."
    write(action, by=cast.coordinator, at=LATER)
    assert (Action.objects.get().status, Action.objects.get().text) == ("in-progress", action.text)


def test_a_move_with_another_target_leads_there(cast, monkeypatch):
    """Not the service but the table knows where support leads."""
    action = begin(cast)
    recommend(action, by=cast.owner)
    elsewhere = moves.MOVES["support"].__class__(**vars(moves.MOVES["support"]) | {"target": "withdrawn"})
    monkeypatch.setitem(moves.MOVES, "support", elsewhere)

    support(action, by=cast.dcc)

    assert stands(action)[0] == "withdrawn"


def test_an_action_is_as_far_as_the_last_part_it_covers(cast):
    action = begin(cast, "a", "b")
    for letter in ("a", "b"):
        assert stands(action)[0] == "in-progress"
        recommend(action, by=cast.owner, part=part(action, letter))
    for letter in ("a", "b"):
        assert stands(action)[0] == "recommended-complete"
        support(action, by=cast.dcc, part=part(action, letter))
    assert stands(action)[0] == "complete"


def test_a_part_that_was_supported_keeps_the_decision_it_was_supported_in(cast):
    action = begin(cast, "a", "b")
    recommend(action, by=cast.owner)
    first = support(action, by=cast.dcc, part=part(action, "a"))

    second = support(action, by=cast.deputy, at=LATER)

    kept = dict(Coverage.objects.values_list("part__letter", "supported_in"))
    assert kept == {"a": first.pk, "b": second.pk}


def test_the_history_says_what_the_move_led_to(cast):
    action = begin(cast)
    recommend(action, by=cast.owner)
    send_back(action, by=cast.dcc)

    rows = action.history.order_by("history_id").values_list("history_change_reason", flat=True)
    covered = action.coverages.get().history.order_by("history_id").values_list("history_change_reason", flat=True)
    assert list(rows) == ["", "Recommended complete", "Sends back"]
    assert list(covered) == ["", "Recommended complete", "Sends back"]


def test_fields_that_change_with_a_move_are_kept_in_the_same_state_of_the_history(cast):
    action = ActionFactory(parts=[])

    with verb():
        moved = made("allocate", locked(action), owner=cast.posts.owner, why="Hers", by=cast.coordinator, at=LATER)

    row = moved.history.latest()
    assert (row.status, row.owner, row.history_change_reason) == ("in-progress", cast.posts.owner, "Hers")
    assert moved.history.count() == 2


@pytest.mark.parametrize("words", ["", "  \n"])
def test_a_move_without_the_words_that_it_needs_is_refused_in_its_own(cast, words):
    action = begin(cast)
    recommend(action, by=cast.owner)

    with pytest.raises(ValidationError, match="Say why you send it back"):
        send_back(action, by=cast.dcc, at=DECIDED, reason=words)

    assert stands(action)[0] == "recommended-complete"


def test_a_move_of_one_part_has_to_name_a_part_that_the_action_covers(cast):
    action, other = begin(cast), begin(cast)

    with pytest.raises(ValidationError, match="This action does not answer that part"):
        recommend(action, by=cast.owner, at=london(2015, 8, 1), part=other.coverages.get().part)
