"""Searching in tests: what one person finds at NOW."""

from recommendations.selectors.search.page import find
from tests.moments import NOW


def found_actions(typed, person, at=NOW):
    """The numbers of the actions found, in their order."""
    return [action.pk for action in find(person, typed, at).actions]


def found_recommendations(typed, person, at=NOW):
    """The keys of the recommendations found, in their order."""
    return [one.pk for one in find(person, typed, at).recommendations]


def shown(typed, person, of="actions", at=NOW):
    """[(where, text)] of every place that is shown."""
    found = find(person, typed, at)
    results = found.results(of, found.of[of][:25])
    return [(p.where, "".join(piece.text for piece in p.pieces)) for result in results for p in result.places]
