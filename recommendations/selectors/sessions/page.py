"""A session as its page shows it: the agenda with what waits, and what was decided on each item, which are its minutes."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from safeguarding.lib.dates import in_words, london_date
from safeguarding.lib.words import WITHHELD
from safeguarding.models import Marking, User

from ...models import Action, AgendaItem, AgendaOutcome, ScrutinySession
from ...models.sessions import OUTCOMES
from ..action_lines import ActionLine, add_parts
from ..facts import quoted
from ..scrutiny.queue_order import Waiting
from .agenda import address, agenda, matter_of, waiting_on


@dataclass(frozen=True)
class Outcome:
    """One thing that was decided or asked, in words, by whom, when, and why; words: "" where there are none."""

    what: str
    by: str
    at: datetime
    words: str
    withheld: bool


@dataclass
class Item:
    """One matter on the agenda. about: what it answers, or of which inspection it is. waits: what waits for a decision now."""

    item: AgendaItem
    number: int
    title: str
    text: str
    about: str
    owner: str
    url: str
    waits: list[Waiting]
    outcomes: list[Outcome] = field(default_factory=list)


@dataclass(frozen=True)
class Step:
    """One turn in the life of a session: planned, opened, paused, closed, in words; why: "" where nothing was said."""

    done: str
    by: str
    at: datetime
    why: str


@dataclass(frozen=True)
class SessionPage:
    """hidden: how many items the reader may not see."""

    session: ScrutinySession
    items: list[Item]
    hidden: int
    steps: list[Step]
    marking: Marking

    @property
    def decided(self) -> int:
        """How many items have an outcome."""
        return sum(bool(item.outcomes) for item in self.items)

    @property
    def start(self) -> Item | None:
        """The first item on which something still waits."""
        return next((item for item in self.items if item.waits), None)


def session_page(session: ScrutinySession, user: User, *, at: datetime) -> SessionPage:
    """The SessionPage for `user` at `at`, of what they may see. A constant number of queries."""
    on_it = agenda(session, user, at=at)
    found = list(on_it.select_related("recommendation__inspection", "recommendation__issue_owner"))
    waits, outcomes = waiting_on(found, user, at), _outcomes(session, user, at)
    # Of those that may be seen, since they say whether their words are withheld.
    actions = Action.objects.visible_to(user, at).filter(pk__in=on_it.values("action")).select_related("owner")
    lines = {action.pk: ActionLine(action, london_date(at)) for action in actions}
    add_parts(lines, user, at)
    items = [_item(one, number, lines, waits, outcomes[one.pk]) for number, one in enumerate(found, start=1)]
    return SessionPage(
        session=session,
        items=items,
        hidden=session.items.filter(taken_off_at=None).count() - len(items),
        steps=_steps(session),
        marking=Marking.highest(
            lines[one.action_id].action.marking if one.action_id else one.recommendation.inspection.marking
            for one in found
        ),
    )


def _item(item, number, lines, waits, outcomes):
    facts = {"url": address(item, waits), "waits": waits.get(matter_of(item), []), "outcomes": outcomes}
    if item.action_id:
        line = lines[item.action_id]
        action = line.action
        owner = str(action.owner or quoted(action.owner_words))
        text = f"{WITHHELD}." if action.withheld else action.text
        return Item(item, number, str(action), text, line.covers, owner, **facts)
    asked = item.recommendation
    owner = str(asked.issue_owner or quoted(asked.issue_owner_words))
    return Item(item, number, str(asked), asked.text, str(asked.inspection), owner, **facts)


# What was decided


def _outcomes(session, user, at):
    """{key of an item: its Outcomes in order}. A query for the outcomes, and one for each kind of which there are any."""
    bound = list(AgendaOutcome.objects.filter(item__session=session).values("item", *OUTCOMES))
    found = defaultdict(list)
    for name, model in OUTCOMES.items():
        items = {row[name]: row["item"] for row in bound if row[name]}
        if items:
            of_session = AgendaOutcome.objects.filter(item__session=session).exclude(**{name: None}).values(name)
            records = model.objects.visible_to(user, at).filter(pk__in=of_session)
            for record in records.select_related("recorded_by", *_NAMED.get(name, ())):
                what, words = _WORDS[name](record)
                said = "" if record.withheld else words
                found[items[record.pk]].append(
                    Outcome(what, str(record.author), record.recorded_at, said, bool(record.withheld and words))
                )
    for outcomes in found.values():
        outcomes.sort(key=lambda outcome: outcome.at)
    return found


_NAMED = {
    "decision": ("part__recommendation",),
    "question": ("part__recommendation",),
    "deadline_decision": ("request",),
    "response_decision": ("response__part__recommendation",),
}


def _decision(one):
    return f"{one.get_outcome_display()}{_of(one.part)}", one.reason


def _question(one):
    by = f", to be answered by {in_words(one.answer_by)}" if one.answer_by else ""
    return f"Question asked{_of(one.part)}{by}", one.text


def _deadline(one):
    return f"{in_words(one.request.new_on)} {'agreed' if one.agreed else 'not agreed'}", one.reason


def _response(one):
    agreed = "agreed" if one.agreed else "not agreed"
    return f"{one.response.get_kind_display()} {agreed}{_of(one.response.part)}", one.reason


def _of(part):
    return f", {part}" if part and part.letter else ""


def _settled(one):
    return one.get_outcome_display(), one.reason


_WORDS = {
    "decision": _decision,
    "question": _question,
    "settlement": _settled,
    "deadline_decision": _deadline,
    "response_decision": _response,
    "statement_decision": lambda one: (f"Statement in a document: {one.get_outcome_display().lower()}", one.reason),
}


def _steps(session):
    """Of the rows of its history those with which it came into another state, or another took it up."""
    steps, before = [], None
    for row in session.history.select_related("history_user").order_by("history_date", "history_id"):
        if row.state != before:
            done = "opened" if row.state == ScrutinySession.State.OPEN else row.state
            steps.append(Step(done, str(row.history_user or ""), row.history_date, row.history_change_reason))
        before = row.state
    return steps
