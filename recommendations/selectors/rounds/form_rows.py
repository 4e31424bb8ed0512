"""The rows of a return's form as it goes out: every action that is owed an answer, with what stands there already."""

from dataclasses import dataclass
from datetime import datetime

from safeguarding.models import Post, User

from ...models import ReturnDraft, UpdateRound
from ..action_lines import ActionLine, action_lines
from .asked import OWED
from .keys import RowKey
from .rows import AT_ONCE, asked_of


@dataclass(frozen=True)
class FormRow:
    """One action. draft: what is kept for it, or one that is empty."""

    key: RowKey
    line: ActionLine
    draft: ReturnDraft


def form_rows(round: UpdateRound, post: Post, user: User, *, now: datetime) -> list[FormRow]:
    """The FormRows of what `user` may see, in the order of the actions' numbers. A few queries for each AT_ONCE."""
    asked = asked_of(round, post).visible_to(user, now).filter(answered=False, status=OWED)
    asked = asked.select_related("owner").order_by("number")
    found = []
    while some := list(asked[len(found) : len(found) + AT_ONCE]):
        kept = ReturnDraft.objects.filter(round=round, action__in=[action.pk for action in some])
        drafts = {draft.action_id: draft for draft in kept}
        for line in action_lines(some, user, now):
            draft = drafts.get(line.number) or ReturnDraft(round=round, action=line.action)
            last = line.last_update.first_id if line.last_update else 0
            found.append(FormRow(RowKey(line.number, round.pk, post.pk, draft.version, last), line, draft))
    return found
