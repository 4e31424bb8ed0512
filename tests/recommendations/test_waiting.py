"""What waits is of the action, the part and the person asked about, and of no other beside it."""

from datetime import date

from recommendations.models import Link
from recommendations.services import actions
from recommendations.services.links import link, put_link_right
from recommendations.services.recommendations import PartDraft
from recommendations.waiting import answered_under, deadlines, inspectorate_due, sent_back
from safeguarding.history import version_of
from tests.factories import ActionFactory, RecommendationFactory
from tests.moments import OPENED, london
from tests.walk import DECIDED, LATER, begin, recommend, recommendation, send_back

PUBLISHED_WITH = {"timescale": "Within three months"}
MAY = london(2015, 5, 1)


def test_a_date_asked_for_waits_for_the_dcc_or_for_the_issue_owner(cast):
    within, beyond = (
        actions.request_deadline(
            begin(cast), new_on, because="it", reason="The records project.", by=cast.owner, at=MAY
        )
        for new_on in (date(2015, 5, 10), date(2016, 5, 10))
    )

    assert list(deadlines(with_dcc=False)) == [within]
    assert list(deadlines(with_dcc=True)) == [beyond]
    assert set(deadlines()) == {within, beyond}


def test_a_part_is_answered_under_what_its_own_recommendation_is_linked_to_still(cast):
    answered, another, answering = (recommendation(cast) for _ in range(3))
    made = link(answered, answering, Link.Kind.ANSWERED_UNDER, by=cast.coordinator, at=OPENED)
    link(another, answering, Link.Kind.ANSWERED_UNDER, by=cast.coordinator, at=OPENED)
    part = answered.parts.get()
    assert list(answered_under(part, answered)) == [made]

    ended = {"ended_at": DECIDED, "version": version_of(made), "why": "It is not the same."}
    put_link_right(made, **ended, by=cast.coordinator, at=DECIDED)
    assert not answered_under(part, answered).exists()


def test_the_inspectorate_s_date_is_that_of_parts_of_ours(cast):
    parts = [
        PartDraft(text="a", letter="a", ours=False, **PUBLISHED_WITH),
        PartDraft(text="b", letter="b", **PUBLISHED_WITH),
    ]
    theirs, ours = RecommendationFactory(parts=parts).parts.order_by("letter")

    assert list(inspectorate_due(ActionFactory(parts=[theirs, ours]))) == [ours.due_on]
    assert list(inspectorate_due(ActionFactory(parts=[theirs]))) == []


def test_an_action_that_was_sent_back_is_so_until_an_update_on_itself(cast):
    returned, other = begin(cast), begin(cast)
    recommend(returned, by=cast.owner)
    decision = send_back(returned, by=cast.dcc)
    recommend(other, by=cast.owner, at=LATER)
    assert list(sent_back()) == [decision]

    recommend(returned, by=cast.owner, at=LATER)
    assert not sent_back().exists()
