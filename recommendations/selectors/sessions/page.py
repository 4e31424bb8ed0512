"""A session as its page shows it: the agenda with what waits, and what was decided on each item, which are its minutes."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from safeguarding.lib.dates import london_date
from safeguarding.lib.words import WITHHELD
from safeguarding.models import Marking, User

from ...importers.owners import posts_named
from ...models import Action, AgendaItem, ScrutinySession
from ..action_lines import ActionLine, add_parts
from ..inspections.readers import embargoes
from ..scrutiny.queue_order import Waiting
from ..standings import Standings
from ..steps import Step
from .agenda import address, agenda, matter_of, waiting_on
from .arising import Arising, arising
from .drafted import Drafted, drafts_in
from .outcomes import Outcome, outcomes_in


@dataclass
class Item:
    """One matter on the agenda. about: what it answers, or of which inspection it is. waits: what waits for a decision now.

    drafts: what is drafted for the DCC and waits for them, while the session is not closed.
    """

    item: AgendaItem
    number: int
    title: str
    text: str
    about: str
    owner: str
    url: str
    waits: list[Waiting]
    outcomes: list[Outcome]
    drafts: list[Drafted]

    @property
    def dealt_with(self) -> bool:
        """Return whether anything was decided or asked on it."""
        return any(outcome.deals for outcome in self.outcomes)


@dataclass(frozen=True)
class SessionPage:
    """before: what arises from the session held before, or None. hidden: how many items the reader may not see."""

    session: ScrutinySession
    before: Arising | None
    items: list[Item]
    hidden: int
    steps: list[Step]
    marking: Marking
    embargoes: list[str]

    @property
    def decided(self) -> int:
        """How many items were dealt with."""
        return sum(item.dealt_with for item in self.items)

    @property
    def drafted(self) -> int:
        """How many drafts wait for the DCC."""
        return sum(len(item.drafts) for item in self.items)

    @property
    def to_draft(self) -> Item | None:
        """The first item on which something waits and nothing is drafted."""
        return next((item for item in self.items if item.waits and not item.drafts), None)

    @property
    def start(self) -> Item | None:
        """The first item on which something still waits."""
        return next((item for item in self.items if item.waits), None)


def session_page(session: ScrutinySession, user: User, *, at: datetime) -> SessionPage:
    """The SessionPage for `user` at `at`, of what they may see. A constant number of queries."""
    on_it = agenda(session, user, at=at)
    found = list(on_it.select_related("recommendation__inspection", "recommendation__issue_owner"))
    waits, outcomes = waiting_on(found, user, at), outcomes_in(session, user, at)
    drafts = defaultdict(list)
    for draft in drafts_in(session, user, at=at) if session.state != ScrutinySession.State.CLOSED else ():
        drafts[draft.item_id].append(Drafted(draft))
    # Of those that may be seen, since they say whether their words are withheld.
    actions = Action.objects.visible_to(user, at).filter(pk__in=on_it.values("action")).select_related("owner")
    lines = {action.pk: ActionLine(action, london_date(at)) for action in actions}
    add_parts(lines, user, at)
    items = [
        _item(one, number, lines, waits, outcomes=outcomes[one.pk], drafts=drafts[one.pk])
        for number, one in enumerate(found, start=1)
    ]
    return SessionPage(
        session=session,
        before=arising(session, user, at=at),
        items=items,
        hidden=session.items.filter(taken_off_at=None).count() - len(items),
        steps=_steps(session),
        marking=Marking.highest(
            lines[one.action_id].action.marking if one.action_id else one.recommendation.inspection.marking
            for one in found
        ),
        embargoes=embargoes(_reports(found, lines), Standings(user, now=at)),
    )


def _reports(found, lines):
    """The inspections that the items are of."""
    for one in found:
        if one.action_id:
            yield from (part.recommendation.inspection for part in lines[one.action_id].parts)
        else:
            yield one.recommendation.inspection


def _item(item, number, lines, waits, **facts):
    facts |= {"url": address(item, waits), "waits": waits.get(matter_of(item), [])}
    if item.action_id:
        line = lines[item.action_id]
        action = line.action
        owner = str(action.owner or posts_named(action.owner_words))
        text = f"{WITHHELD}." if action.withheld else action.text
        return Item(item, number, str(action), text, line.covers, owner, **facts)
    asked = item.recommendation
    owner = str(asked.issue_owner or posts_named(asked.issue_owner_words))
    return Item(item, number, str(asked), asked.text, str(asked.inspection), owner, **facts)


def _steps(session):
    """Of the rows of its history those with which it came into another state, or another took it up."""
    steps, before = [], None
    for row in session.history.select_related("history_user").order_by("history_date", "history_id"):
        if row.state != before:
            done = "opened" if row.state == ScrutinySession.State.OPEN else row.state
            steps.append(Step(done, str(row.history_user or ""), row.history_date, row.history_change_reason))
        before = row.state
    return steps
