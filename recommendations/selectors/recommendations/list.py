"""The list of recommendations: what each filter and each order means, and what a row shows.

Figures elsewhere lead here by query string; both count the same Standings, so that they agree.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from inspections.models import Inspection
from safeguarding.as_at import rows
from safeguarding.lib.database.prepared import put_together_once
from safeguarding.lib.dates import days_between, is_late
from safeguarding.lib.languages import open_in_words, translated

from ...models import PartStanding, Recommendation, RecommendationStanding
from ...models.partners import unchecked
from ...models.recommendations import printed
from ...workflow import Ledgers, PartState
from ..ages import was_published
from ..figures import Addresses
from ..lateness import Late, Soon, comes_soon, days_ahead, soonest
from ..places import at_place
from ..post_holders import titles_and_holders
from ..prepared import in_all, number_in, prepared
from ..rag import is_rated
from ..repeats import is_repeat
from ..standings import Standings

OURS, OTHERS = "ours", "others"

CLOSED = [state for state in PartState if state.closed]
OPEN_PART = ~Q(state__in=CLOSED)

# What a filter keeps: (value asked for, Standings) -> condition on their recommendations.
RECOMMENDATION_CONDITIONS = {
    "kind": lambda kinds, asked: Q(kind__in=kinds),
    "state": lambda state, asked: OPEN_PART if state == "open" else Q(state=state),
    "rated": lambda states, asked: is_rated(states),
    "part_state": lambda state, asked: asked.with_part(state=state),
    "verdict": lambda word, asked: has_verdict(word),
    "repeat": lambda value, asked: is_repeat(asked),
    "unchecked": lambda value, asked: has_unchecked(asked),
    "ours": lambda whose, asked: asked.with_part(ours=whose == OURS),
    "late": lambda way, asked: is_past_due(asked),
    "due": lambda when, asked: has_part_due(days_ahead(when), asked),
    "due_after": lambda day, asked: asked.with_part(due_on__gte=day),
    "due_before": lambda day, asked: asked.with_part(due_on__lte=day),
    "no_date": lambda value, asked: asked.with_part(OPEN_PART, due_on=None, immediate=False),
    "unowned": lambda value, asked: is_unowned(),
    "immediate": lambda value, asked: Q(immediate=True),
    "age": lambda age, asked: OPEN_PART & was_published(age, asked),
    "waiting": lambda kind, asked: is_awaited(kind, asked),
    "inspection": lambda slug, asked: Q(inspection__slug=slug),
    "body": lambda slug, asked: Q(inspection__body__slug=slug),
    "theme": lambda slug, asked: Q(**at_place("theme", slug)),
    "owner": lambda post, asked: Q(issue_owner=post),
    "board": lambda slug, asked: Q(**at_place("board", slug)),
    "portfolio": lambda slug, asked: Q(**at_place("portfolio", slug)),
    "plan": lambda slug, asked: Q(**at_place("plan", slug)),
}

RECOMMENDATION_COLUMNS = {
    "inspection": (_("Recommendation"), "inspection__title"),
    "state": (_("State"), Case(*(When(state=state, then=Value(n)) for n, state in enumerate(PartState)))),
    "due": (_("Inspectorate’s date"), "due_on"),
    "owner": (_("Issue owner"), "issue_owner__title"),
}


def is_counted() -> Q:
    """A condition: next steps are demands outside the count of recommendations (domain.md, What is asked for)."""
    return ~Q(kind=Recommendation.Kind.NEXT_STEP)


def next_steps(asked: Standings) -> int:
    """How many there are. One statement."""
    return number_in(_next_steps(asked))


@prepared
def _next_steps(asked):
    return in_all(asked.recommendations().filter(~is_counted()), number=Count("pk"))


def is_past_due(asked: Standings) -> Q:
    """A condition: open past the inspectorate's date; while a part is open, `due_on` is the earliest of those that are."""
    return OPEN_PART & Q(due_on__lt=asked.today)


def has_part_due(days: int, asked: Standings) -> Q:
    """A condition: the date of an open part comes within so many days. As a list, which is made once, not asked of each."""
    due = PartStanding.objects.at(asked.as_at).filter(OPEN_PART, comes_soon("due_on", asked, days))
    return Q(recommendation__in=due.values("recommendation"))


def has_verdict(word: str) -> Q:
    """A condition: both ledgers are as one of Ledgers says; what we have closed is still open to them too."""
    return Q(ledgers__in=[Ledgers.STILL_OPEN, Ledgers.DISPUTED]) if word == Ledgers.STILL_OPEN else Q(ledgers=word)


def has_unchecked(asked: Standings) -> Q:
    """A condition: an agency responded to a part of it, and the coordinator has not checked that."""
    return Q(recommendation__in=unchecked(asked.as_at).order_by().values("part__recommendation"))


def is_awaited(kind: str, asked: Standings) -> Q:
    """A condition: something of this kind (of AwaitedStanding.Kind) waits for the DCC on it, and on none of its actions."""
    alone = asked.awaited().filter(recommendation=OuterRef("recommendation"), action=None, with_dcc=True)
    return Q(Exists(alone.filter(kind=kind)))


def is_unowned() -> Q:
    """A condition: it asks something of us still, and no post holds the issue."""
    return OPEN_PART & Q(issue_owner=None)


@dataclass(frozen=True)
class RecommendationRow:
    """One recommendation in a list, with the earliest date that binds us and is still open.

    kind: in words, "" for a recommendation. immediate: how long it has been open, where an open part was asked for
    immediately; "" where none was. ledgers: None without a verdict. concern: the key of the cause of concern that it stands under, or None.
    """

    pk: int
    url: str
    reference: str
    kind: str
    concern: int | None
    inspection: Inspection
    text: str
    state: PartState
    ledgers: Ledgers | None
    due_on: date | None
    due_precision: str
    late: Late | None
    soon: Soon | None
    immediate: str
    owner: str
    holder: str
    unowned: bool


def recommendation_rows(found: Collection[RecommendationStanding], asked: Standings) -> list[RecommendationRow]:
    """Rows for some recommendations of `asked`, in their order. Three queries, of the past four."""
    at = asked.as_at
    found_rows = _of_keys(model=Recommendation, keys=tuple(standing.recommendation_id for standing in found), at=at)
    texts = {row.id: row for row in found_rows}
    reports = _of_keys(model=Inspection, keys=tuple({standing.inspection_id for standing in found}), at=at)
    inspections = {row.id: row for row in reports}
    owners = titles_and_holders({standing.issue_owner_id for standing in found}, asked)
    return [
        _recommendation_row(
            standing,
            texts[standing.recommendation_id],
            inspections[standing.inspection_id],
            *owners.get(standing.issue_owner_id, ("", "")),
            asked,
        )
        for standing in found
    ]


@put_together_once
def _of_keys(model, keys, at):
    return rows(model, at).filter(id__among=keys).order_by()


def _immediate(standing, inspection, asked):
    if not standing.immediate:
        return ""
    opened = open_in_words(standing.asked_on, asked.today, inspection.published_precision)
    return opened or gettext("open since a day that is not known")


def _recommendation_row(standing, words, inspection, owner, holder, asked):
    state, kind = PartState(standing.state), Recommendation.Kind(standing.kind)
    late = not state.closed and is_late(standing.due_on, asked.today)
    return RecommendationRow(
        pk=standing.recommendation_id,
        url=Addresses(asked.as_at).recommendation(standing.recommendation_id),
        reference=printed(words.reference),
        kind="" if kind == Recommendation.Kind.RECOMMENDATION else translated(kind.label),
        concern=words.cause_of_concern_id,
        inspection=inspection,
        text=words.text,
        state=state,
        ledgers=None if standing.ledgers == Ledgers.NONE else Ledgers(standing.ledgers),
        due_on=standing.due_on,
        due_precision=standing.due_precision,
        late=Late(days_between(standing.due_on, asked.today)) if late else None,
        soon=None if state.closed else soonest({"": standing.due_on}, asked.today),
        immediate=_immediate(standing, inspection, asked),
        owner=owner,
        holder=holder,
        unowned=not state.closed and standing.issue_owner_id is None,
    )
