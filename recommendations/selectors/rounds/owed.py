"""The returns that somebody owes, by the posts that they hold: how many actions, how far filled in, when chased."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, IntegerField, Value
from django.utils.translation import gettext

from safeguarding.lib.dates import is_late
from safeguarding.lib.languages import counted
from safeguarding.models import Post

from ...models import MailedForm, ReturnNotice, UpdateRound
from ..standings import Standings
from .asked import InRound
from .mailed import waiting_forms

OPEN_AT_ONCE = 5  # rounds: our convention, so that a page asks a limited number of questions


@dataclass(frozen=True)
class OwedReturn:
    """The return that one post owes to one round. chased: the last time it was, or None. mailed: the forms that wait for it."""

    round: UpdateRound
    post: Post
    actions: int
    filled: int
    chased: ReturnNotice | None
    today: date
    mailed: list[MailedForm]

    @property
    def late(self) -> bool:
        return is_late(self.round.returns_by, self.today)

    @property
    def says(self) -> str:
        return gettext("%(actions)s, %(filled)s filled in") % {
            "actions": counted(self.actions, "action"),
            "filled": self.filled,
        }


def owed_returns(posts: Collection[int], asked: Standings) -> list[OwedReturn]:
    """Those of the posts, of actions that may be seen, the soonest first. One query where no round is open, else five."""
    rounds = {one.pk: one for one in UpdateRound.objects.filter(closed_at=None).order_by("returns_by")[:OPEN_AT_ONCE]}
    if not rounds or not posts:
        return []
    first, *others = (_counted(one, posts, asked) for one in rounds.values())
    found = list(first.union(*others, all=True))
    notices = ReturnNotice.objects.filter(round__in=rounds, post__in=posts).order_by("pk")
    last = {(notice.round_id, notice.post_id): notice for notice in notices}
    held = Post.objects.in_bulk({row["owner"] for row in found}) if found else {}
    mailed, today = defaultdict(list), asked.today
    for one in waiting_forms(rounds, posts) if found else ():
        mailed[one.round_id, one.post_id].append(one)
    owed = [
        OwedReturn(
            rounds[row["of"]],
            held[row["owner"]],
            row["actions"],
            row["filled"],
            notice,
            today,
            mailed[row["of"], row["owner"]],
        )
        for row in found
        if (notice := last.get((row["of"], row["owner"]))) is None or notice.kind != ReturnNotice.Kind.EXCUSED
    ]
    return sorted(owed, key=lambda one: (one.round.returns_by, one.post.title))


def _counted(round, posts, asked):
    """A row for each of the posts that owes it a return."""
    on = InRound.of(round)
    owed = asked.actions().filter(on.owed(), owner__in=posts).order_by()
    filled = Count("pk", filter=on.drafted() | on.reported())
    of = Value(round.pk, output_field=IntegerField())
    return owed.annotate(of=of).values("of", "owner").annotate(actions=Count("pk"), filled=filled)
