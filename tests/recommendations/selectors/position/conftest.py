"""A small register whose figures are counted by hand."""

from datetime import date
from types import SimpleNamespace

import pytest

from inspections.services import release_to_opcc
from recommendations.models import Recommendation
from recommendations.selectors.scrutiny.state_digest import state_digest
from recommendations.services.actions import decide_deadline, request_deadline
from recommendations.services.progress import post_update
from recommendations.services.recommendations import PartDraft
from recommendations.services.scrutiny import support
from safeguarding.history import verb
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import OPENED, london

Kind = Recommendation.Kind


@pytest.fixture
@verb()
def small(cast):
    """One inspection, released: of what asks something of us one complete, two in progress, one with no action.

    Action 1 complete; 2 late (30 April) and never moved; 3 moved from 30 June to 1 December; 4 without a date.
    """
    inspection = InspectionFactory(slug="small", title="The small inspection")
    release_to_opcc(inspection, by=cast.coordinator, at=OPENED)

    def recommend(reference, *drafts, kind=Kind.RECOMMENDATION, owner=cast.posts.issue_owner):
        drafts = drafts or [PartDraft("Do it.", timescale="Within three months")]
        return RecommendationFactory(
            inspection=inspection, reference=reference, kind=kind, parts=list(drafts), issue_owner=owner
        )

    made = SimpleNamespace(inspection=inspection)
    made.complete = recommend("1")
    made.late = recommend("2", PartDraft("At once.", timescale="Immediately"))
    made.both = recommend("3", PartDraft("Ours.", "a"), PartDraft("Theirs.", "b", ours=False))
    made.none = recommend("4", owner=None)
    recommend("5", PartDraft("The college shall.", ours=False))
    recommend("6", kind=Kind.STRENGTH)
    recommend("7", kind=Kind.NEXT_STEP)

    part = {name: getattr(made, name).parts.order_by("letter").first() for name in ("complete", "late", "both")}
    made.done = ActionFactory(parts=[part["complete"]], owner=cast.posts.owner, target_on=date(2015, 4, 30))
    ActionFactory(parts=[part["late"]], owner=cast.posts.owner, target_on=date(2015, 4, 30))
    made.moved = ActionFactory(parts=[part["both"]], owner=cast.posts.owner, target_on=date(2015, 6, 30))
    ActionFactory(parts=[part["both"]])

    post_update(made.done, done="Done.", recommends_complete=True, shown="tested", by=cast.owner, at=london(2015, 7, 1))
    support(made.done, reason="Seen.", digest=state_digest(made.done), by=cast.dcc, at=london(2015, 8, 7))
    asked = request_deadline(
        made.moved, date(2015, 12, 1), because="it", reason="The system is late.", by=cast.owner, at=london(2015, 6, 1)
    )
    decide_deadline(asked, agreed=True, reason="It cannot be helped.", by=cast.dcc, at=london(2015, 6, 8))
    return made
