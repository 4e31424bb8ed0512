"""The returns of a post to a round: for each action the update by which it answered, now or at a past moment."""

from collections.abc import Iterable
from dataclasses import dataclass

from safeguarding.as_at import recorded
from safeguarding.models import Marking

from ...models import ProgressUpdate, Return, ReturnLine, UpdateRound
from ..standings import Standings


@dataclass(frozen=True)
class ReturnedLine:
    """One action that was answered for. update: with its `withheld`."""

    action: int
    update: ProgressUpdate


@dataclass(frozen=True)
class Returned:
    """One Return with its lines, in the order of the actions' numbers. hidden: how many of them the reader may not see."""

    of: Return
    lines: list[ReturnedLine]
    hidden: int


def returned(round: UpdateRound, post: int, asked: Standings) -> list[Returned]:
    """The returns of a post that had been recorded by the moment of `asked`, in order. Three queries."""
    returns = recorded(Return, asked.as_at).filter(round=round.id, post=post).select_related("recorded_by", "post")
    lines = list(
        ReturnLine.objects.filter(of__in=returns.values("pk")).order_by("action").values("of", "action", "update")
    )
    updates_seen = ProgressUpdate.objects.visible_to(asked.user, asked.now).filter(
        pk__in=[line["update"] for line in lines]
    )
    updates = {update.pk: update for update in updates_seen.select_related("recorded_by")}
    return [_returned(one, [line for line in lines if line["of"] == one.pk], updates) for one in returns.order_by("pk")]


def marking_of(answers: Iterable[Returned]) -> str:
    """The label of the highest marking of what was returned."""
    return Marking.highest(line.update.marking for one in answers for line in one.lines).label


def _returned(one, lines, updates):
    shown = [ReturnedLine(line["action"], updates[line["update"]]) for line in lines if line["update"] in updates]
    return Returned(one, shown, len(lines) - len(shown))
