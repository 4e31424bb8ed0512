"""The plan of one inspection as it stands: what it asks, who does what by when, and how far it is; a row an action."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.db.models import Q

from safeguarding.as_at import decided, recorded, rows
from safeguarding.lib.writers.tables import plain
from safeguarding.models import Marking
from safeguarding.roles import authority

from ..importers.owners import posts_named
from ..models import Link, Recommendation, TranscribedStatement
from ..models.intake import not_withdrawn
from ..models.paper_lines import lines_of
from ..models.visibility import withheld
from ..workflow import ResponseKind
from .how_it_stands import HowItStands
from .places import places_of
from .plan_export_words import action_words, answer_words, date_words, entry_words, recommendation_words, state_words
from .position.report_entries import ReportEntries
from .post_holders import Holders
from .register import visible_register
from .register_keys import Only, of_inspection

Means = TranscribedStatement.Means
# Where it stands in the place of an action: words from the update column are not an answer, but to a next step.
ANSWERS = Q(means__in=(Means.NO_ACTION, Means.AWAITING)) | Q(
    means=Means.UPDATE, recommendation__kind=Recommendation.Kind.NEXT_STEP
)
# How documents fill the columns of an action where there is none.
NO_ACTION = "n/a"
NOT_CONFIRMED = "transcribed, not confirmed"
ASKED_FOR, NOT_AGREED = "asked for:", "not agreed:"


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
    register = visible_register(user, now=now, as_at=as_at, only=Only(of_inspection, inspection.id))
    found = list(register.recommendations.values())
    report_entries = ReportEntries(user, register, Holders(register.posts, as_at), now=now, as_at=as_at)
    stands = HowItStands(user, now=now, as_at=as_at, inspection=inspection.id)
    stated, links = _Stated(inspection, user, now, as_at), _links(register, as_at)
    hears = authority(user, now).hears(inspection.audience)
    return tuple(
        row
        for one in found
        for row in _with_lines(
            _with_actions(one, report_entries, stands)
            if one.actions
            else _without(one, report_entries, links[one.pk], stated),
            lines_of(one.row) if hears else [],
        )
    )


def _with_lines(found: Iterable[PlanRow], lines) -> Iterator[PlanRow]:
    """The rows of one recommendation, the first with its lines for the paper."""
    for row in found:
        lines_of_action = [row.cells["stands"], *(f"{heading}: {words}" for heading, words in lines)]
        yield replace(row, cells=row.cells | {"stands": plain("\n".join(lines_of_action))})
        lines = []


class _Stated:
    """The last that documents said in the place of an action and as its date, by recommendation. One query."""

    def __init__(self, inspection, user, now, as_at):
        made = recorded(TranscribedStatement, as_at).annotate(withheld=withheld(TranscribedStatement, user, now))
        statements = made.filter(
            ANSWERS | Q(means=Means.TARGET),
            not_withdrawn(as_at),
            document__isnull=False,  # the words of a plan stand in a plan
            recommendation__inspection=inspection.id,
            action=None,
            part=None,
        )
        self.answers, self.targets = {}, {}
        for statement in statements.select_related("decision").order_by("recorded_at", "pk"):
            statement.waits = statement.means in TranscribedStatement.TO_CONFIRM and not decided(statement, as_at)
            kept = self.targets if statement.means == Means.TARGET else self.answers
            kept[statement.recommendation_id] = statement

    def answer(self, found) -> TranscribedStatement | None:
        """The words in the place of an action, where its words may be read."""
        return _readable(self.answers.get(found.pk))

    def target(self, found) -> str:
        """The date beside it, as written."""
        statement = _readable(self.targets.get(found.pk))
        return statement.words if statement else ""


def _readable(statement):
    return statement if statement and not statement.withheld else None


def _links(register, as_at):
    """{recommendation: references} of those in the same inspection under which it is answered, in their order."""
    under = rows(Link, as_at).filter(
        kind=Link.Kind.ANSWERED_UNDER, ended_at=None, recommendation_id__in=register.keys.asked
    )
    targets = defaultdict(set)
    for link in under:
        targets[link.recommendation_id].add(link.target_id)
    return defaultdict(list, {pk: _references(register, keys) for pk, keys in targets.items()})


def _references(register, keys):
    return list(dict.fromkeys(one.row.reference for pk, one in register.recommendations.items() if pk in keys))


def _with_actions(found, report_entries, stands):
    """A row an action; what no action carries is told in the first."""
    aside = report_entries.on_recommendation(found)
    for action in found.actions:
        # The words of an update that a document brought stand beside it as a statement.
        entries = [
            entry for entry in report_entries.on_action(action, found) if entry.title != "Update" or not entry.note
        ]
        yield _row(found, action, [*entries, *aside], _of_action(action, stands), stands)
        aside = []


def _without(found, report_entries, links, stated):
    entries = report_entries.on_recommendation(found)
    if found.row.kind == Recommendation.Kind.STRENGTH and not entries:
        return
    words, statement, tag = answer_words(found, links), stated.answer(found), ""
    if not words and statement:
        words, tag = statement.words, f" ({NOT_CONFIRMED})" if statement.waits else ""
    target = stated.target(found)
    # What stands in the columns of the action and of its date is not told again beside them.
    listed = [entry for entry in entries if not (entry.kind in ResponseKind.values or _says(entry, words, target))]
    cells = {"action": words + tag}
    if words:
        cells |= {"action_owner": NO_ACTION, "cost": NO_ACTION, "target": target or NO_ACTION, "expected": NO_ACTION}
    yield _row(found, None, listed, cells, heard=entries)


def _says(entry, *words):
    return entry.body in [[f"“{each}”"] for each in words if each]


def _of_action(action, stands):
    row = action.row
    return {
        "action": action_words(action),
        "action_owner": action.owner or posts_named(row.owner_words),
        "cost": "" if action.withheld else row.cost_words,
        "target": _target(action, stands),
        "expected": date_words(row.expected_on, "" if action.withheld else row.expected_words),
        "status": action.status.label,
    }


def _row(found, action, entries, cells, stands=None, *, heard=None):
    """entries: what was said (ReportEntry) in the column of updates; heard: all that was, where that is more."""
    issue, heard = found.row, [one for entry in heard or entries for one in (entry, *entry.replies)]
    stood = [("", state_words(found)), *places_of(issue), *(stands.lines(action) if action else ())]
    blank = dict.fromkeys(("action_owner", "cost", "target", "expected", "status"), "")
    cells = blank | {
        "recommendation": recommendation_words(found),
        "issue_owner": found.issue_owner or posts_named(issue.issue_owner_words),
        "corporate_or_local": issue.corporate_or_local,
        **cells,
        "update": "\n".join(entry_words(entry) for entry in sorted(entries, key=lambda entry: (entry.on, entry.at))),
        "stands": "\n".join(f"{label}: {words}" if label else words for label, words in stood),
    }
    markings = [*([action.row.marking, *stands.markings(action.number)] if action else []), *(e.marking for e in heard)]
    return PlanRow(
        recommendation=found.pk,
        action=action and action.number,
        cells={name: plain(words) for name, words in cells.items()},
        withheld=bool(action and action.withheld) or any(entry.body is None for entry in heard),
        marking=Marking.highest(markings),
    )


def _target(action, stands):
    """The target in force as written; one of its first day is said to be asked for, or not agreed, where nobody agreed it."""
    row, asked = action.row, stands.asked_for(action.number)
    if row.target_on is None and asked:
        return f"{ASKED_FOR} {asked:%d/%m/%Y}"
    words = date_words(row.target_on, "" if action.withheld else row.target_words, row.target_precision)
    if asked and row.target_on == asked:
        return f"{ASKED_FOR} {words}"
    return f"{NOT_AGREED} {words}" if stands.is_refused(action.number, row.target_on) else words
