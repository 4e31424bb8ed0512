"""An action of the cast's, taken along its life through the services, a step at a time."""

from recommendations.selectors.scrutiny.state_digest import state_digest
from recommendations.services import actions, progress, scrutiny
from recommendations.services.recommendations import PartDraft
from recommendations.workflow import Status
from safeguarding.history import verb

from .factories import ActionFactory, RecommendationFactory
from .moments import london

RECOMMENDED = london(2015, 8, 1)
SCRUTINISED = london(2015, 8, 7)
DECIDED = london(2015, 8, 10)
LATER = london(2015, 8, 20)


def recommendation(cast, *letters, **fields):
    """A recommendation of the issue owner's; with a part for each letter."""
    drafts = [PartDraft(text=f"Clause {letter}", letter=letter, timescale="Within three months") for letter in letters]
    return RecommendationFactory(issue_owner=cast.posts.issue_owner, **({"parts": drafts} if drafts else {}), **fields)


@verb()
def begin(cast, *letters, **fields):
    """An action in progress with the owner, on every part of a new recommendation; each part has its letter."""
    return ActionFactory(parts=recommendation(cast, *letters).parts.all(), owner=cast.posts.owner, **fields)


def part(action, letter):
    """The part with this letter that the action covers."""
    return action.coverages.get(part__letter=letter).part


def recommend(action, by, at=RECOMMENDED, **said):
    """The owner recommends complete; returns the update."""
    said = {"done": "The procedure was issued.", "shown": "tested"} | said
    return progress.post_update(action, recommends_complete=True, by=by, at=at, **said)


def support(action, by, at=DECIDED, reason="I have seen the procedure.", **said):
    """Support completion of the state as it is; with the reason, since of most no evidence is kept here."""
    return scrutiny.support(action, reason=reason, digest=state_digest(action), by=by, at=at, **said)


def send_back(action, by, at=DECIDED, reason="The audit is missing.", **said):
    """Send back the state as it is."""
    return scrutiny.send_back(action, reason=reason, digest=state_digest(action), by=by, at=at, **said)


def reopen(action, by, at=LATER, reason="The audit found it had lapsed.", **said):
    """Reopen the state as it is."""
    return scrutiny.reopen(action, reason=reason, digest=state_digest(action), by=by, at=at, **said)


def withdraw(action, by, at=DECIDED, reason="Another action does it."):
    """Withdraw the state as it is."""
    return scrutiny.withdraw(action, reason=reason, digest=state_digest(action), by=by, at=at)


def reopen_withdrawn(action, by, at=LATER, reason="Nothing else does it after all."):
    """Take up again what was withdrawn, in the state as it is."""
    return scrutiny.reopen_withdrawn(action, reason=reason, digest=state_digest(action), by=by, at=at)


def stands(action):
    """Its status now; and by letter of its parts whether that part is recommended, and supported."""
    action.refresh_from_db()
    parts = {
        coverage.part.letter: (bool(coverage.recommended_in_id), bool(coverage.supported_in_id))
        for coverage in action.coverages.select_related("part")
    }
    return action.status, parts


def taken_to(status, cast):
    """A new action that stands at `status`."""
    if status == Status.AWAITING_ALLOCATION:
        return ActionFactory(parts=recommendation(cast).parts.all())
    action = begin(cast)
    if status == Status.WITHDRAWN:
        withdraw(action, by=cast.dcc)
    if status in (Status.RECOMMENDED_COMPLETE, Status.COMPLETE):
        recommend(action, by=cast.owner)
    if status == Status.COMPLETE:
        support(action, by=cast.dcc)
    action.refresh_from_db()
    return action


def handed_over(action, post, by, at=LATER):
    """Handed over to another post."""
    return actions.hand_over(action, post, why="Moved to another command.", by=by, at=at)
