"""The plan of one inspection as it stands: what it asks, who does what by when, and how far it is; a row an action."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from safeguarding.as_at import recorded, rows
from safeguarding.lib.write_tables import plain
from safeguarding.models import Marking

from ..models import Link, Recommendation, TranscribedStatement
from ..models.intake import not_withdrawn
from ..models.visibility import withheld
from ..workflow import ResponseKind
from .plan_export_words import action_words, answer_words, date_words, entry_words, recommendation_words
from .position.report_entries import ReportEntries
from .post_holders import Holders
from .register import visible_register

Means = TranscribedStatement.Means
# Where it stands in the place of an action: words from the update column are not an answer, but to a next step.
ANSWERS = Q(means__in=(Means.NO_ACTION, Means.AWAITING)) | Q(
    means=Means.UPDATE, recommendation__kind=Recommendation.Kind.NEXT_STEP
)


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


def plan_rows(inspection, user, now, as_at=None) -> tuple[PlanRow, ...]:
    """The PlanRows of an inspection that `user` may see, in the report's order, as it stood at `as_at` (None: as it stands).

    Left out: withdrawn actions, and strengths of which nothing is said. An action over several recommendations stands
    in a row of each. Words that are not released to `user` are withheld; posts, days and states never are. A constant
    number of queries.
    """
    seen = visible_register(user, now=now, as_at=as_at, only=Q(inspection_id=inspection.id))
    found = list(seen.recommendations.values())
    said = ReportEntries(user, seen, Holders(seen.posts, as_at), now=now, as_at=as_at)
    stated, links = _stated_answers(inspection, user, now, as_at), _links(seen, as_at)
    return tuple(
        row
        for one in found
        for row in (_with_actions(one, said) if one.actions else _without(one, said, links[one.pk], stated.get(one.pk)))
    )


def _stated_answers(inspection, user, now, as_at):
    """{recommendation: statement}: what a document said last in the place of an action."""
    made = recorded(TranscribedStatement, as_at).annotate(withheld=withheld(TranscribedStatement, user, now))
    stated = made.filter(
        ANSWERS, not_withdrawn(as_at), recommendation__inspection=inspection.id, action=None, part=None
    )
    return {statement.recommendation_id: statement for statement in stated.order_by("recorded_at", "pk")}


def _links(seen, as_at):
    """{recommendation: references} of those in the same inspection under which it is answered, in their order."""
    under = rows(Link, as_at).filter(kind=Link.Kind.ANSWERED_UNDER, ended_at=None, recommendation_id__in=seen.asked)
    targets = defaultdict(set)
    for link in under:
        targets[link.recommendation_id].add(link.target_id)
    return defaultdict(list, {pk: _references(seen, keys) for pk, keys in targets.items()})


def _references(seen, keys):
    return list(dict.fromkeys(one.row.reference for pk, one in seen.recommendations.items() if pk in keys))


def _with_actions(found, said):
    """A row an action; what no action carries is told in the first."""
    aside = said.on_recommendation(found)
    for action in found.actions:
        # The words of an update that a document brought stand beside it as a statement.
        entries = [entry for entry in said.on_action(action, found) if entry.title != "Update" or not entry.note]
        yield _row(found, [*entries, *aside], action)
        aside = []


def _without(found, said, links, statement):
    entries = said.on_recommendation(found)
    if found.row.kind == Recommendation.Kind.STRENGTH and not entries:
        return
    words = answer_words(found, links)
    if not words and statement and not statement.withheld:
        words = statement.words
    yield _row(found, entries, answer=words)


def _row(found, entries, action=None, answer=""):
    """entries: what was said (ReportEntry); what stands in the action's column as `answer` is not told again beside it."""
    issue, own = found.row, action and action.row
    told = [entry for entry in entries if action or not _is_answer(entry, answer)]
    cells = {
        "recommendation": recommendation_words(found),
        "issue_owner": found.issue_owner or issue.issue_owner_words,
        "corporate_or_local": issue.corporate_or_local,
        "action": action_words(action) if action else answer,
        "action_owner": action.owner or own.owner_words if action else "",
        "cost": own.cost_words if action and not action.withheld else "",
        "target": _target(action) if action else "",
        "expected": _expected(action) if action else "",
        "status": action.status.label if action else "",
        "update": "\n".join(entry_words(entry) for entry in sorted(told, key=_oldest)),
    }
    heard = [said for entry in entries for said in (entry, *entry.replies)]
    return PlanRow(
        recommendation=found.pk,
        action=action and action.number,
        cells={name: plain(words) for name, words in cells.items()},
        withheld=bool(action and action.withheld) or any(entry.body is None for entry in heard),
        marking=Marking.highest([*([own.marking] if action else []), *(entry.marking for entry in heard)]),
    )


def _is_answer(entry, answer):
    return entry.kind in ResponseKind.values or entry.body == [f"“{answer}”"]


def _target(action):
    row = action.row
    return date_words(row.target_on, "" if action.withheld else row.target_words, row.target_precision)


def _expected(action):
    return date_words(action.row.expected_on, "" if action.withheld else action.row.expected_words)


def _oldest(entry):
    return entry.on, entry.at
