"""How one recommendation stands to another is linked by the coordinator, and put right or ended with a reason."""

import pytest
from django.core.exceptions import ValidationError

from recommendations.models import Link
from recommendations.permissions import Refused
from recommendations.services.as_shown import ChangedMeanwhile
from recommendations.services.links import link, put_link_right
from safeguarding.history import version_of
from tests.moments import OPENED, london
from tests.walk import recommendation

LATER = london(2015, 5, 5)


@pytest.fixture
def pair(cast):
    return recommendation(cast), recommendation(cast)


def put_right(made, cast, **changes):
    return put_link_right(made, version=version_of(made), by=cast.coordinator, at=LATER, **changes)


@pytest.fixture
def made(pair, cast):
    return link(*pair, "depends-on", words="See 1.", by=cast.coordinator, at=OPENED)


def test_only_the_coordinator_links_and_puts_right(pair, made, cast):
    for forbidden in (
        lambda by: link(*pair, "duplicates", by=by, at=LATER),
        lambda by: put_link_right(made, version=version_of(made), why="Wrong.", ended_at=LATER, by=by, at=LATER),
    ):
        with pytest.raises(Refused, match="This is for the inspection coordinator"):
            forbidden(cast.issue_owner)


def test_a_link_leads_to_another_recommendation_once(pair, made, cast):
    first, second = pair

    with pytest.raises(ValidationError, match=r"It depends on Recommendation \d+ already"):
        link(first, second, "depends-on", by=cast.coordinator, at=LATER)
    with pytest.raises(ValidationError, match="Choose another recommendation"):
        link(first, first, "depends-on", by=cast.coordinator, at=LATER)

    assert list(Link.objects.all()) == [made]


def test_words_and_end_are_kept_with_their_reasons_and_what_was_stays(made, cast):
    put_right(made, cast, words="See 2.", why="Mistyped.")
    put_right(made, cast, ended_at=LATER, why="They ask for two things.")

    rows = made.history.order_by("history_id").values_list("words", "ended_at", "history_change_reason")
    assert list(rows) == [
        ("See 1.", None, ""),
        ("See 2.", None, "Mistyped."),
        ("See 2.", LATER, "They ask for two things."),
    ]


def test_what_somebody_changed_meanwhile_is_not_changed_unseen(made, cast):
    seen = version_of(made)
    put_right(made, cast, words="See 2.", why="Mistyped.")

    with pytest.raises(
        ChangedMeanwhile, match="Connie Coordinator changed this link after you opened this page: “Mistyped"
    ):
        put_link_right(made, version=seen, ended_at=LATER, why="Wrong.", by=cast.coordinator, at=LATER)


def test_a_link_that_has_ended_can_be_made_anew_and_then_does_not_stand_twice(pair, made, cast):
    ended = put_right(made, cast, ended_at=LATER, why="Wrong.")

    assert link(*pair, "depends-on", by=cast.coordinator, at=LATER) != made
    with pytest.raises(ValidationError, match="already"):
        put_right(ended, cast, ended_at=None, why="Right after all.")


def test_what_it_joins_is_not_put_right_but_linked_anew(pair, made, cast):
    with pytest.raises(TypeError, match="Not put right here: target"):
        put_right(made, cast, target=pair[0], why="Wrong.")
