"""The actions for which the owner of a post answers in a round, a page at a time, with what is drafted for each."""

from dataclasses import dataclass, field
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, QuerySet

from safeguarding.models import Marking, Post, User

from ...models import Action, ActionStanding, ReturnDraft, UpdateRound
from ..action_lines import ActionLine, action_lines
from .asked import OWED, InRound

AT_ONCE = 100  # actions that are looked up by one statement, where all of them are read
PAGE = 25  # actions: a page of the form keeps under the number of fields that a request may have


@dataclass(frozen=True)
class ReturnRow:
    """One action of the round. draft: what is kept for it, or one that is empty."""

    line: ActionLine
    draft: ReturnDraft

    @property
    def number(self) -> int:
        return self.line.number

    @property
    def owed(self) -> bool:
        """Return whether anything is to be said: no return answers for it, and it is in progress."""
        return not self.line.action.answered and self.line.action.status == OWED

    @property
    def reported(self) -> bool:
        """Return whether its owner posted an update since the round was commissioned, which answers for it already."""
        return self.line.action.reported


@dataclass(frozen=True)
class ReturnRows:
    """A page of them. hidden: how many of all the reader may not see."""

    page: Page
    rows: list[ReturnRow] = field(default_factory=list)
    hidden: int = 0

    @property
    def marking(self) -> str:
        return Marking.highest(row.line.action.marking for row in self.rows).label


def asked_of(round: UpdateRound, post: Post) -> QuerySet[Action]:
    """The actions of a post that the round asks about, in order; each says whether it is `answered` and `reported` on."""
    on = InRound.of(round, number="number")
    return Action.objects.filter(on.asked(), owner=post).annotate(answered=on.answered(), reported=on.reported())


def handed_over(round: UpdateRound, post: Post, user: User, *, now: datetime) -> QuerySet[Action]:
    """The actions that were the post's when the round asked about them, and are another's now, who answers for them.

    Of those that `user` may see, each with its `owner`. One query.
    """
    then = ActionStanding.objects.at(round.commissioned_at).filter(owner=post, action=OuterRef("number"))
    asked = Action.objects.filter(InRound.of(round, number="number").asked(), Exists(then)).exclude(owner=post)
    return asked.visible_to(user, now).select_related("owner").order_by("number")


def return_rows(round: UpdateRound, post: Post, user: User, *, now: datetime, page: int) -> ReturnRows:
    """The ReturnRows of a page, the nearest where there is no such page, as `user` sees them. A constant number of queries."""
    asked = asked_of(round, post).select_related("owner").order_by("number")
    owed = asked.visible_to(user, now)
    one = Paginator(owed, PAGE).get_page(page)
    lines = action_lines(one.object_list, user, now)
    kept = ReturnDraft.objects.filter(round=round, action__in=[line.number for line in lines])
    drafts = {draft.action_id: draft for draft in kept.select_related("edited_by")}
    rows = [ReturnRow(line, drafts.get(line.number) or ReturnDraft(round=round, action=line.action)) for line in lines]
    return ReturnRows(one, rows, asked.count() - one.paginator.count)
