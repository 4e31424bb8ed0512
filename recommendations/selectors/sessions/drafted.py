"""Drafts for the DCC: on an item, on a whole agenda, and in which state of what each is on."""

from collections.abc import Collection
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from safeguarding.lib.dates import london_date
from safeguarding.lib.languages import in_words, translated
from safeguarding.models import Record, User

from ...models import (
    Action,
    AgendaItem,
    DraftedOutcome,
    Part,
    Response,
    ScrutinySession,
    StatementDecision,
    TranscribedStatement,
)
from ...permissions import Ruling
from ...workflow import MOVES
from ..scrutiny.item import Item
from ..scrutiny.state_digest import action_digests, part_digests, state_digest
from ..scrutiny.statement import StatementPage

Suggests, Outcome = DraftedOutcome.Suggests, StatementDecision.Outcome
OF_NO_PART = _("no part")  # words on the whole of a recommendation that no action answers: nothing of it is decided on
ON_ACTION = (Suggests.SUPPORT, Suggests.SEND_BACK, Suggests.QUESTION)  # names of MOVES
CHANGED = _("What is drafted here was changed after you opened it. Look at it again.")
_NAMED = (
    *("recorded_by", "part__recommendation", "deadline_request"),
    *("response__part__recommendation", "statement__part__recommendation"),
)


@dataclass(frozen=True)
class Drafted:
    """A draft in words. digest: of the state in which what it is on stands now, where that was asked."""

    draft: DraftedOutcome
    digest: str = ""

    @property
    def stale(self) -> bool:
        """Return whether what it is on changed after it was drafted."""
        return self.digest != self.draft.digest

    @property
    def by(self) -> str:
        """Who drafted it and when: "Stefan Notional, 6 August 2015"."""
        return f"{self.draft.author}, {in_words(london_date(self.draft.recorded_at))}"

    @property
    def suggests(self) -> str:
        """The suggestion in words."""
        draft, label, part = self.draft, translated(self.draft.get_suggests_display()), self.draft.part
        if draft.instead_on:
            label = gettext("Agree %(on)s instead of %(on2)s") % {
                "on": in_words(draft.instead_on),
                "on2": in_words(draft.deadline_request.new_on),
            }
        elif draft.deadline_request:
            to = "" if draft.suggests == Suggests.AGREE else " to"
            label = f"{label}{to} {in_words(draft.deadline_request.new_on)}"
        elif draft.response:
            label, part = f"{label}: {translated(draft.response.get_kind_display()).lower()}", draft.response.part
        elif draft.statement:
            label, part = f"{label}: {translated(draft.statement.get_means_display()).lower()}", draft.statement.part
        answer = gettext(", to be answered by %(on)s") % {"on": in_words(draft.answer_by)} if draft.answer_by else ""
        return f"{label}{f', {part}' if part and part.letter else ''}{answer}"


def drafts_in(session: ScrutinySession, user: User, *, at: datetime) -> QuerySet[DraftedOutcome]:
    """The drafts on its agenda that wait for the DCC, of what `user` may see, in the order of the agenda."""
    drafts = DraftedOutcome.objects.visible_to(user, at).waiting().filter(item__session=session)
    return drafts.select_related(*_NAMED, "item").order_by("item__order", "item", "recorded_at", "pk")


def standing_on(item: AgendaItem, user: User, *, at: datetime, **about: Record) -> list[Drafted]:
    """The drafts on an item that wait for the DCC, the oldest first. about: the date, response or statement, else the action itself.

    Three queries at most.
    """
    of_action = {"deadline_request": None, "response": None, "statement": None}
    drafts = DraftedOutcome.objects.visible_to(user, at).waiting().filter(item=item, **of_action | about)
    found = list(drafts.select_related(*_NAMED, "item"))
    digests = digests_of(found)
    return [Drafted(draft, digests[draft.pk]) for draft in found]


def digests_of(drafts: Collection[DraftedOutcome]) -> dict[int, str]:
    """{key of a draft: the digest of the state in which what it is on stands now}. Two queries at most."""
    if not drafts:
        return {}
    among = DraftedOutcome.objects.filter(pk__in=[draft.pk for draft in drafts])
    of_actions, of_parts = {}, {}
    if any(draft.item.action_id for draft in drafts):
        of_actions = action_digests(Action.objects.filter(pk__in=among.values("item__action")))
    if any(not draft.item.action_id for draft in drafts):
        meant = Q(pk__in=among.values("response__part")) | Q(pk__in=among.values("statement__part"))
        meant |= Q(pk__in=among.values("part"))
        of_parts = part_digests(Part.objects.filter(meant))
    return {
        draft.pk: of_actions[draft.item.action_id]
        if draft.item.action_id
        else of_parts.get((draft.response or draft.statement or draft).part_id, OF_NO_PART)
        for draft in drafts
    }


def digest_on(
    item: AgendaItem, about: Response | TranscribedStatement | None = None, *, part: Part | None = None
) -> str:
    """The digest of the state in which an item stands now: on a recommendation alone, of the part that is meant. One query.

    about: the response or the statement that it is on; part: where it is on neither.
    """
    if item.action_id:
        return state_digest(item.action)
    key = about.part_id if about else part and part.pk
    return part_digests(Part.objects.filter(pk=key)).get(key, OF_NO_PART)


def stated_to_draft(stated: StatementPage) -> StatementPage:
    """The StatementPage as one who drafts has it: what the DCC could decide, whoever that is in the end."""
    without = {Outcome.SUPPORT, Outcome.ASK} if stated.statement.action_id is None else set()
    return replace(stated, closed={one: why for one, why in stated.closed.items() if one in without}, ruling=Ruling())


def to_draft(item: Item) -> Item:
    """The Item as one who drafts has it: what the DCC could decide, whoever that is in the end."""
    moves = [MOVES[name] for name in ON_ACTION]
    fits = [move.name for move in moves if set(item.statuses.values()) & set(move.sources)]
    drafted = copy(item)
    drafted.outcomes, drafted.ruling = fits, Ruling()
    return drafted
