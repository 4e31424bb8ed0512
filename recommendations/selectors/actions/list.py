"""The list of actions: what each filter and each order means, and what a row shows.

Figures elsewhere lead here by query string; both count the same Standings, so that they agree.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_noop as _

from safeguarding.as_at import recorded, rows
from safeguarding.lib.database.batches import batched
from safeguarding.lib.database.prepared import reckoned
from safeguarding.lib.dates import Precision
from safeguarding.models import Marking

from ... import waiting
from ...models import Action, ActionStanding, DeadlineRequest, Evidence, ProgressUpdate
from ...models.visibility import withheld_actions
from ...workflow import Status
from ..ages import is_of_age
from ..figures import Addresses
from ..how_it_stands import HowItStands
from ..lateness import (
    STANDINGS,
    Late,
    Soon,
    comes_soon,
    days_ahead,
    days_past,
    is_late_in,
    is_open,
    lateness,
    stands_at,
)
from ..named_parts import NAMED_BY, NamedPart, named_part, named_parts
from ..places import NAMES, at_place, names_of
from ..position.worked import is_shown
from ..post_holders import titles_and_holders, with_holder
from ..prepared import ask_at_once, prepared
from ..rounds.last import not_returned
from ..slippage import has_slipped
from ..standings import Standings
from ..update_requests import has_request

# What a filter keeps: (value asked for, Standings) -> condition on their actions.
ACTION_CONDITIONS = {
    "state": lambda state, asked: is_open() if state == "open" else Q(status=state),
    "late": is_late_in,
    "due": lambda when, asked: (
        stands_at(when, asked) if when in STANDINGS else is_open() & comes_soon("target_on", asked, days_ahead(when))
    ),
    "due_after": lambda day, asked: Q(target_on__gte=day),
    "due_before": lambda day, asked: Q(target_on__lte=day),
    "no_date": lambda value, asked: stands_at("no-date", asked),
    "unowned": lambda value, asked: is_open() & Q(owner=None),
    "shown": is_shown,
    "silent": lambda value, asked: is_silent(asked),
    "unreturned": lambda value, asked: not_returned(asked),
    "asked": lambda value, asked: is_asked_for(asked),
    "update_asked": lambda value, asked: has_request(asked),
    "immediate": lambda value, asked: is_open() & asked.dated(asked_on__isnull=False),
    "age": is_of_age,
    "waiting": lambda kind, asked: Q(asked.awaiting_on_it(kind=kind, with_dcc=True)),
    "moved": has_slipped,
    "inspection": lambda slug, asked: asked.covering(inspection__slug=slug),
    "body": lambda slug, asked: asked.covering(inspection__body__slug=slug),
    "theme": lambda slug, asked: asked.covering(**at_place("theme", slug)),
    "owner": lambda post, asked: Q(owner=post),
    "board": lambda slug, asked: asked.covering(**at_place("board", slug)),
    "portfolio": lambda slug, asked: asked.covering(**at_place("portfolio", slug)),
    "plan": lambda slug, asked: asked.covering(**at_place("plan", slug)),
}

SILENT = timedelta(days=30)  # our convention: scrutiny comes round once a month


def is_silent(asked: Standings) -> Q:
    """A condition: in progress, its owner's for SILENT at least, and nothing was reported on it in that time."""
    before = reckoned(datetime, lambda moment: moment - SILENT, asked.as_at or asked.now)
    theirs = ActionStanding.objects.at(before).filter(action=OuterRef("action"), owner=OuterRef("owner"))
    reported = recorded(ProgressUpdate, asked.as_at).filter(action=OuterRef("action"), recorded_at__gt=before)
    return Q(Exists(theirs), ~Exists(reported), status=Status.IN_PROGRESS)


def is_asked_for(asked: Standings) -> Q:
    """A condition: another target date was asked for, and nobody has decided it."""
    return Q(action__in=waiting.deadlines(asked.as_at).values("action"))


ACTION_COLUMNS = {
    "number": (_("Action"), "action"),
    "answers": (_("Answers"), "inspection__title"),
    "owner": (_("Owner"), "owner__title"),
    "target": (_("Target date"), "target_on"),
    "state": (_("State"), Case(*(When(status=status, then=Value(n)) for n, status in enumerate(Status)))),
}


READ = 2000  # actions at a time, of a list that is read whole: 11 MB while it lasts
OF_STANDING = ("action_id", "status", "owner_id", "target_on", "original_target_on")  # of them all that a row shows
OF_PART = tuple(f"part__{column}" for column in NAMED_BY)  # of those that it covers


class ActionRow(NamedTuple):
    """One action in a list. text: "" while its words are withheld. covers: (title of an inspection, parts in it). places: names
    by label of the boards, portfolios and plans of what it answers.

    original_on: where the target was moved. due_on: the inspectorate's earliest date. past: by how many days, by ways of LATE.
    """

    number: int
    to: Addresses
    text: str
    covers: list[tuple[str, list[NamedPart]]]
    places: dict[str, list[str]]
    owner: str
    holder: str
    status: Status
    target_on: date | None
    target_words: str
    original_on: date | None
    due_on: date | None
    late: Late | None
    soon: Soon | None
    past: dict[str, int]
    immediate_days: int | None
    immediate: str
    marking: str

    @property
    def url(self) -> str:
        """Its page. Worked out when it is asked for, since a file has no use for it."""
        return self.to.action(self.number)


def action_rows(actions: Collection[ActionStanding], asked: Standings) -> list[ActionRow]:
    """Rows for some actions of `asked`, in their order. One query, of the past five."""
    # Of many the rows are longer to read from one statement than from several.
    numbers, posts = tuple(standing.action_id for standing in actions), tuple({one.owner_id for one in actions})
    ask_at_once(asked, (_words, _covering, *(() if asked.as_at else (with_holder,))), numbers=numbers, posts=posts)
    owners = titles_and_holders(posts, asked)
    return _rows(actions, owners, asked)


def every_action_row(actions: QuerySet[ActionStanding], asked: Standings) -> Iterator[tuple[ActionRow, HowItStands]]:
    """The rows of all `actions`, each with how it stands, read some at a time. The owners by two queries, of the past three; then
    for each READ of them three, of the past six.
    """
    posts = set(actions.order_by().values_list("owner", flat=True).distinct())
    owners = titles_and_holders(posts, asked)
    # Rows of values, since an object for each takes several times as long.
    standings = actions.values_list(*OF_STANDING, named=True).iterator(READ)
    for some in batched(standings, READ):
        stands = HowItStands(asked.user, now=asked.now, as_at=asked.as_at, numbers=tuple(one.action_id for one in some))
        yield from ((row, stands) for row in _rows(some, owners, asked))


def highest_marking(actions: QuerySet[ActionStanding], asked: Standings) -> Marking:
    """The highest marking of `actions`, and of the dates asked for and the evidence on them. One query."""
    numbers = actions.order_by().values("action")
    marked = rows(Action, asked.as_at).filter(number__in=numbers).order_by().values_list("marking", flat=True)
    kept = (
        recorded(model, asked.as_at).filter(action__in=numbers).order_by().values_list("marking", flat=True)
        for model in (DeadlineRequest, Evidence)
    )
    return Marking.highest(marked.union(*kept))


def _rows(actions, owners, asked):
    numbers = tuple(standing.action_id for standing in actions)
    words = {row.number: row for row in _words(asked, numbers=numbers)}
    covered, to = defaultdict(list), Addresses(asked.as_at)
    for coverage in _covering(asked, numbers=numbers):
        covered[coverage.action_id].append(coverage)
    parts = _parts([one for found in covered.values() for one in found], asked, to)
    return [
        _action_row(
            standing,
            words[standing.action_id],
            covered[standing.action_id],
            parts,
            owners.get(standing.owner_id, ("", "")),
            asked.today,
            to,
        )
        for standing in actions
    ]


@prepared
def _words(asked, *, numbers):
    """Rows of what the actions themselves say, and whether it is withheld."""
    actions = rows(Action, asked.as_at).filter(number__among=numbers)
    actions_with_withheld = actions.annotate(withheld=withheld_actions(asked.user, asked.now)).order_by()
    return actions_with_withheld.values_list("number", "text", "target_words", "marking", "withheld", named=True)


@prepared
def _covering(asked, *, numbers):
    """Rows of what is covered; of today with the columns by which parts are named, which of then are other rows."""
    coverages = asked.coverages().filter(action__pk__among=numbers).order_by("part")
    named = () if asked.as_at else OF_PART
    return coverages.values_list("action_id", "part_id", "due_on", "asked_on", *NAMES, *named, named=True)


def _parts(covered, asked, to):
    """{key: NamedPart} of the parts of these rows."""
    if asked.as_at:
        return named_parts({one.part_id for one in covered}, asked.as_at)
    return {one.part_id: named_part(one[-len(OF_PART) :], to) for one in covered}


def _action_row(standing, words, covered, parts, owned, today, to):
    due_on = min((coverage.due_on for coverage in covered if coverage.due_on), default=None)
    asked_on, precision = min(
        ((one.asked_on, parts[one.part_id].published_precision) for one in covered if one.asked_on),
        default=(None, Precision.DAY),
    )
    stands = lateness(standing, due_on=due_on, asked_on=asked_on, asked_precision=precision, today=today)
    owner, holder = owned
    return ActionRow(
        number=standing.action_id,
        to=to,
        text="" if words.withheld else words.text,
        covers=_covers(covered, parts),
        places=names_of(covered),
        owner=owner,
        holder=holder,
        status=Status(standing.status),
        target_on=standing.target_on,
        target_words="" if words.withheld else words.target_words,
        original_on=standing.original_target_on if stands.moved else None,
        due_on=due_on,
        late=stands.late,
        soon=stands.soon,
        past=days_past(standing, due_on, today),
        immediate_days=stands.immediate_days,
        immediate=stands.immediate,
        marking=words.marking,
    )


def _covers(covered, parts):
    found = defaultdict(list)
    for coverage in covered:
        part = parts[coverage.part_id]
        found[part.inspection].append(part)
    return list(found.items())
