"""An issue owner finds which of their recommendations lack an action, an action owner or a response."""

from datetime import date

from recommendations.selectors.my_actions import SHOWN, my_actions
from recommendations.services.recommendations import PartDraft, respond
from tests.factories import ActionFactory, RecommendationFactory
from tests.moments import NOW, OPENED
from tests.recommendations.views.reading import shown
from tests.walk import recommendation


def lacks(person):
    """{recommendation: what it lacks, in words} of the page of a person."""
    return {one.recommendation: one.in_words for one in my_actions(person, now=NOW).lacking}


def answered(cast, of, *letters):
    for part in of.parts.filter(letter__in=letters or [""]):
        respond(part, "action-plan", by=cast.coordinator, at=OPENED)
    return of


def test_each_part_says_what_it_lacks(cast):
    of = answered(cast, recommendation(cast, "a", "b", "c", "d"), "a", "c", "d")
    a, b, c, _ = of.parts.order_by("letter")
    ActionFactory(parts=[a, b], owner=cast.posts.owner)
    ActionFactory(parts=[c])

    assert lacks(cast.issue_owner) == {
        of: ["No response for part b", "No action owner for part c", "No action for part d"]
    }


def test_one_that_lacks_nothing_is_not_there_nor_another_s_nor_what_asks_nothing_of_us(cast):
    complete = answered(cast, recommendation(cast))
    ActionFactory(parts=complete.parts.all(), owner=cast.posts.owner)
    RecommendationFactory()
    recommendation(cast, kind="strength")
    recommendation(cast, parts=[PartDraft(text="The College should.", ours=False)])
    respond(recommendation(cast).parts.get(), "in-place", reason="It is there.", by=cast.coordinator, at=OPENED)

    assert lacks(cast.issue_owner) == {}


def test_a_position_needs_no_action(cast):
    of = recommendation(cast)
    said = {"position": "under-way", "said_on": date(2015, 4, 1)}
    respond(of.parts.get(), "position", **said, by=cast.coordinator, at=OPENED)

    assert lacks(cast.issue_owner) == {}


def test_the_first_are_shown_and_all_of_them_by_themselves(client, cast):
    for _ in range(SHOWN + 1):
        recommendation(cast)

    page = shown(client, cast.issue_owner, "/my-actions/")
    assert "Your recommendations that lack something (6)" in page
    assert page.count("No action; No response") == SHOWN
    assert shown(client, cast.issue_owner, "/my-actions/?only=lacking").count("No action; No response") == SHOWN + 1
