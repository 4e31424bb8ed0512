"""All that an inspectorate is shown of some recommendations: asked, answered, done, proved by numbered evidence, still open.

As whoever prints it in the force reads it, but the words recorded for the force alone: those never leave it.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from inspections.models import Inspection
from safeguarding.as_at import recorded
from safeguarding.lib.dates import in_words
from safeguarding.models import Audience, Marking

from ...importers.owners import posts_named
from ...models import Evidence, Recommendation
from ...workflow import Ledgers, PartState, Status
from ..contacts import contacts
from ..lateness import STANDINGS
from ..measures import measured
from ..plan_export_words import date_words, recommendation_words
from ..position.page import asks_of_us
from ..register import visible_register
from ..register_keys import Only
from ..standings import Standings
from ..verdicts import add_verdicts

LEFT_OUT = "These words are for the force alone."
MOST = 300  # recommendations and findings in one paper


@dataclass(frozen=True)
class Proof:
    """A piece of evidence under the number that the paper gives it. of: a value of Evidence.Of."""

    number: int
    action: int
    title: str
    of: str
    on: date | None
    held: str
    marking: str


@dataclass(frozen=True)
class Work:
    """An action: dates in words; standing: a key of lateness.STANDINGS, "" once closed. target, expected: as the action form has them."""

    number: int
    text: str
    owner: str
    status: Status
    dates: str
    standing: str
    target: str
    expected: str
    cost: str


@dataclass(frozen=True)
class Shown:
    """A recommendation or finding. responses, measures, verdicts: each in a sentence. asks: it is in the count; strength: of nothing."""

    report: str
    name: str
    words: str
    issue_owner: str
    corporate_or_local: str
    state: PartState
    asks: bool
    strength: bool
    due: str
    responses: tuple[str, ...]
    works: tuple[Work, ...]
    proofs: tuple[Proof, ...]
    measures: tuple[str, ...]
    verdicts: tuple[str, ...]
    ledgers: Ledgers


@dataclass(frozen=True)
class Passed:
    """A contact, the words of which are not for the force alone. about: what it was about, with the verdicts that it gave.

    document: it and where it is kept, and the name of its file where that is kept here.
    """

    on: date
    what: str
    about: str
    words: str
    document: str
    marking: str


@dataclass(frozen=True)
class ForInspectorate:
    """Those of a paper, in the order of their reports; marking: the highest of anything in it, as it is printed.

    passed: of one inspection, the contact so far.
    """

    items: tuple[Shown, ...]
    marking: str
    passed: tuple[Passed, ...] = ()


def for_inspectorate(asked: Standings, only: Only, inspection: Inspection | None = None) -> ForInspectorate:
    """All of the recommendations that `only` keeps, at the moment of `asked`. A constant number of queries.

    inspection: the one that they are of, where it is one. asked: of somebody in the force. Callers count first: beyond MOST it is
    no paper.
    """
    register = visible_register(asked.user, now=asked.now, as_at=asked.as_at, only=only)
    add_verdicts(register, asked)
    found = sorted(register.recommendations.values(), key=lambda one: one.inspection.title)
    evidence, markings = _evidence(found, asked), {Marking.OFFICIAL}
    read = defaultdict(list)
    for one in measured(asked, Audience.FORCE, recommendation_id__in=register.keys.asked):
        read[one.row.recommendation_id].append(_measure(one))
    items, numbers = [], {}  # of evidence: on an action that answers several it is one
    for one in found:
        records = [record for action in one.actions for record in evidence[action.number]]
        proofs = tuple(_proof(record, numbers.setdefault(record.pk, len(numbers) + 1)) for record in records)
        items.append(_shown(one, proofs, tuple(read[one.pk])))
        markings |= {one.inspection.marking, *(action.row.marking for action in one.actions)}
        markings |= {record.marking for record in records}
        markings |= {part.response.marking for part in one.parts if part.response}
    passed = tuple(_passed(inspection, asked)) if inspection else ()
    markings |= {one.marking for one in passed}
    return ForInspectorate(tuple(items), Marking.highest(markings).label, passed)


def _passed(inspection, asked):
    """The contact on it, the first first."""
    for one in reversed(contacts(inspection, asked, ~Q(audience=Audience.FORCE))):
        contact = one.contact
        document = "; ".join(filter(None, (contact.source, contact.name)))
        yield Passed(contact.happened_on, one.what, one.about_in_words, contact.text, document, contact.marking)


def _evidence(found, asked):
    """{action: [Evidence]} in the order of recording; of a part of another report none that may not be seen."""
    numbers = {action.number for one in found for action in one.actions}
    visible = Q(part=None) | asked.known.of("part__recommendation__inspection")
    by_action = defaultdict(list)
    given = recorded(Evidence, asked.as_at).not_taken_back(asked.as_at)
    for record in given.filter(visible, action__in=numbers).order_by("recorded_at", "pk"):
        if record.audience != Audience.FORCE:
            by_action[record.action_id].append(record)
    return by_action


def _proof(record, number):
    held = record.held_elsewhere or record.link or record.name or "a file in the tracker"
    marking = Marking(record.marking).label
    return Proof(number, record.action_id, record.title, record.of, record.speaks_of_on, held, marking)


def _shown(one, proofs, measures):
    dues = [in_words(part.row.due_on, part.row.due_precision) for part in one.parts if part.row.due_on]
    at_once = ["immediately"] if any(part.asked_immediately for part in one.parts) else []
    return Shown(
        report=one.inspection.title,
        name=str(one),
        words=recommendation_words(one),
        issue_owner=one.issue_owner or posts_named(one.row.issue_owner_words),
        corporate_or_local=one.row.corporate_or_local,
        state=one.state,
        asks=asks_of_us(one.row.kind, one.state),
        strength=one.row.kind == Recommendation.Kind.STRENGTH,
        due=", ".join(dict.fromkeys([*at_once, *dues])),
        responses=tuple(_response(part) for part in one.parts if part.response),
        works=tuple(map(_work, one.actions)),
        proofs=proofs,
        measures=measures,
        verdicts=tuple(verdict.stands.text for verdict in one.verdicts if verdict.stands.outcome != "none"),
        ledgers=one.ledgers,
    )


def _response(part):
    response = part.response
    words = LEFT_OUT if response.audience == Audience.FORCE else response.reason
    letter = f"Part {part.row.letter}: " if part.row.letter else ""
    kind = ", ".join(filter(None, (response.get_kind_display(), response.get_position_display().lower())))
    on = f", {in_words(response.said_on)}" if response.said_on else ""
    agreed = " Not agreed by the DCC yet." if part.undecided is response and response.ends_work else ""
    return f"{letter}{kind}{on}. {words}{agreed}".strip()


def _work(action):
    row, late = action.row, action.lateness
    for_force = row.audience == Audience.FORCE
    target = in_words(row.target_on, row.target_precision) if row.target_on else "" if for_force else row.target_words
    first = row.original_target_on
    dates = [
        f"target {target}" if target else "no target date",
        f"first target {in_words(first)}" if first and first != row.target_on else "",
        STANDINGS[late.standing].lower() if late.standing else "",
    ]
    return Work(
        number=action.number,
        text=LEFT_OUT if for_force else row.text,
        owner=action.owner,
        status=action.status,
        dates=", ".join(filter(None, dates)),
        standing=late.standing,
        target=date_words(row.target_on, "" if for_force else row.target_words, row.target_precision),
        expected=date_words(row.expected_on, "" if for_force else row.expected_words),
        cost="" if for_force else row.cost_words,
    )


def _measure(one):
    last = next((reading for reading in reversed(one.readings) if reading.words), None)
    baseline = f"{one.row.name}: baseline {one.baseline or 'not stated'}"
    if last is None or last.versions.stands.audience == Audience.FORCE:
        return f"{baseline}; not read since."
    stands = last.versions.stands
    return f"{baseline}; {last.words} on {in_words(stands.read_on)} ({stands.source}): {one.shows}."
