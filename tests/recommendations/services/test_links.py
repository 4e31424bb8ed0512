"""How one recommendation stands to another is linked, said in other words and ended by the coordinator, with reasons."""

import pytest
from django.core.exceptions import ValidationError

from recommendations.models import Link
from recommendations.permissions import Refused
from recommendations.services.links import end_link, link, reword_link
from tests.moments import OPENED, london
from tests.walk import recommendation

LATER = london(2015, 5, 5)


@pytest.fixture
def pair(cast):
    return recommendation(cast), recommendation(cast)


@pytest.fixture
def made(pair, cast):
    return link(*pair, "depends-on", words="See 1.", by=cast.coordinator, at=OPENED)


def test_only_the_coordinator_links_rewords_and_ends(pair, made, cast):
    for forbidden in (
        lambda by: link(*pair, "duplicates", by=by, at=LATER),
        lambda by: reword_link(made, "See 2.", why="Mistyped.", by=by, at=LATER),
        lambda by: end_link(made, why="Wrong.", by=by, at=LATER),
    ):
        with pytest.raises(Refused, match="This is for the inspection coordinator"):
            forbidden(cast.issue_owner)


def test_a_link_leads_to_another_recommendation_once(pair, made, cast):
    first, second = pair

    with pytest.raises(ValidationError, match="It is linked so to Recommendation .* already"):
        link(first, second, "depends-on", by=cast.coordinator, at=LATER)
    with pytest.raises(ValidationError, match="Choose another recommendation"):
        link(first, first, "depends-on", by=cast.coordinator, at=LATER)

    assert list(Link.objects.all()) == [made]


def test_words_and_end_are_kept_with_their_reasons_and_what_was_stays(made, cast):
    reword_link(made, "See 2.", why="Mistyped.", by=cast.coordinator, at=LATER)
    end_link(made, why="They ask for two things.", by=cast.coordinator, at=london(2015, 5, 6))

    rows = made.history.order_by("history_id").values_list("words", "ended_at", "history_change_reason")
    assert list(rows) == [
        ("See 1.", None, ""),
        ("See 2.", None, "Mistyped."),
        ("See 2.", london(2015, 5, 6), "They ask for two things."),
    ]


def test_a_link_that_has_ended_is_neither_reworded_nor_ended_again_and_can_be_made_anew(pair, made, cast):
    end_link(made, why="Wrong.", by=cast.coordinator, at=LATER)

    with pytest.raises(ValidationError, match="ended before"):
        reword_link(made, "See 2.", why="Mistyped.", by=cast.coordinator, at=LATER)
    with pytest.raises(ValidationError, match="ended before"):
        end_link(made, why="Again.", by=cast.coordinator, at=LATER)
    assert link(*pair, "depends-on", by=cast.coordinator, at=LATER) != made
