"""A round of updates and what is returned to it, for the tests of its pages, services and files."""

from datetime import date

from recommendations.services import returns, rounds
from tests.moments import NOW, london

COMMISSIONED = london(2015, 8, 20)
BY = date(2015, 9, 3)


def commission(cast, at=COMMISSIONED, **changed):
    """A round of all open actions by 3 September 2015."""
    facts = {"title": "September", "returns_by": BY, "session": None, "inspections": [], "plans": []}
    return rounds.commission_round(**facts | changed, by=cast.coordinator, at=at)


def drafted(action, version=0, **said):
    """What somebody typed for an action."""
    return returns.Drafted(action.pk, version, **said)


def submit(round, post, *typed, by, at=NOW):
    """Keep what was typed, and submit the return."""
    returns.keep_drafts(round, post, typed, by=by, at=at)
    return returns.submit_return(round, post, by=by, at=at)
