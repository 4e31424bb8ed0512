"""The plan of one inspection as it stands: what it asks, who does what by when, and how far it is; a row an action."""

from dataclasses import dataclass, replace

from safeguarding.lib.table_files import plain
from safeguarding.models import Marking

from ..models import Recommendation, TranscribedStatement
from ..workflow import ResponseKind
from .holders import Holders
from .plan_words import action_words, answer_words, date_words, entry_words, recommendation_words
from .position.said import EverythingSaid
from .register import register

Means = TranscribedStatement.Means
# What the importer keeps as a statement where the action column holds no action.
ANSWERS = (Means.NO_ACTION, Means.AWAITING, Means.UPDATE)


@dataclass(frozen=True)
class PlanRow:
    """One recommendation with one action that answers it, or with none: `action` is its number or None.

    cells: words by the importer's names of fields, alike in every kind of file. withheld: whether words are left out
    that are not released to the reader. marking: the highest of what stands in it (a value of Marking).
    """

    recommendation: int
    action: int | None
    cells: dict[str, str]
    withheld: bool = False
    marking: str = Marking.OFFICIAL


def plan_rows(inspection, user, at) -> tuple[PlanRow, ...]:
    """The PlanRows of an inspection that `user` may see at `at`, in the report's order.

    Left out: withdrawn actions, and strengths of which nothing is said. An action over several recommendations stands
    in a row of each. Words that are not released to `user` are withheld; posts, days and states never are. A constant
    number of queries.
    """
    seen = register(user, now=at)
    found = [one for one in seen.recommendations.values() if one.inspection.pk == inspection.pk]
    said = EverythingSaid(user, seen, Holders(seen.posts), now=at)
    stated = _stated_answers(inspection, user, at)
    return tuple(row for one in found for row in _rows(one, said, stated))


def _stated_answers(inspection, user, at):
    """{recommendation: statement}: what a document said last in the place of an action."""
    stated = TranscribedStatement.objects.visible_to(user, at).filter(
        recommendation__inspection=inspection, action=None, means__in=ANSWERS
    )
    return {statement.recommendation_id: statement for statement in stated.order_by("recorded_at", "pk")}


def _rows(found, said, stated):
    """What no action carries is told in the recommendation's first row."""
    aside = said.on_recommendation(found)
    if not found.actions:
        if found.row.kind != Recommendation.Kind.STRENGTH or aside:
            yield _without_action(found, aside, stated.get(found.pk))
        return
    for action in found.actions:
        # The words of an update that a document brought stand beside it as a statement.
        entries = [entry for entry in said.on_action(action, found) if entry.title != "Update" or not entry.note]
        yield _row(found, [*entries, *aside], action)
        aside = []


def _without_action(found, entries, statement):
    words = answer_words(found)
    if not words and statement:
        words = "" if statement.withheld else statement.words
    # What stands in the action's column is not told again beside it.
    rest = [entry for entry in entries if entry.kind not in ResponseKind.values and entry.body != [f"“{words}”"]]
    row = _row(found, rest)
    return replace(row, cells=row.cells | {"action": plain(words)})


def _row(found, entries, action=None):
    issue = found.row
    cells = {
        "recommendation": recommendation_words(found),
        "issue_owner": found.issue_owner or issue.issue_owner_words,
        "corporate_or_local": issue.corporate_or_local,
        "action": action_words(action) if action else "",
        "action_owner": action.owner or action.row.owner_words if action else "",
        "cost": action.row.cost_words if action and not action.withheld else "",
        "target": _target(action) if action else "",
        "expected": _expected(action) if action else "",
        "status": action.status.label if action else "",
        "update": "\n".join(entry_words(entry) for entry in sorted(entries, key=_oldest)),
    }
    heard = [reply for entry in entries for reply in (entry, *entry.replies)]
    return PlanRow(
        recommendation=found.pk,
        action=action and action.number,
        cells={name: plain(words) for name, words in cells.items()},
        withheld=bool(action and action.withheld) or any(entry.body is None for entry in heard),
        marking=Marking.highest([*([action.row.marking] if action else []), *(entry.marking for entry in heard)]),
    )


def _target(action):
    row = action.row
    return date_words(row.target_on, "" if action.withheld else row.target_words, row.target_precision)


def _expected(action):
    return date_words(action.row.expected_on, "" if action.withheld else action.row.expected_words)


def _oldest(entry):
    return entry.on, entry.at
