"""The board of a round: each post that owes a return, and how far it is; now or at a past moment."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.translation import gettext_noop

from safeguarding.as_at import recorded
from safeguarding.lib.dates import is_late
from safeguarding.models import Holding, Post

from ...models import Return, ReturnLine, ReturnNotice, UpdateRound
from ..post_holders import titles_and_holders
from ..standings import Standings
from .asked import OWED, InRound

# The states of a return, in words.
STATES = {
    "returned": gettext_noop("Returned"),
    "excused": gettext_noop("Excused"),
    "late": gettext_noop("Missing"),
    "waiting": gettext_noop("Not yet returned"),
}


@dataclass(frozen=True)
class PostRow:
    """How far one post is. actions: those of the round that it has in progress; missing: of these, nobody said anything of.

    returned: its last Return, or None. no_change: of how many actions it returned that nothing changed.
    notices: when it was chased and excused, in order.
    """

    post: int
    title: str
    holder: str
    state: str
    actions: int
    missing: int
    no_change: int
    returned: Return | None
    notices: list[ReturnNotice]

    @property
    def label(self) -> str:
        return STATES[self.state]

    @property
    def chased(self) -> ReturnNotice | None:
        """The last time that it was."""
        return next((one for one in reversed(self.notices) if one.kind == ReturnNotice.Kind.CHASED), None)

    @property
    def excused(self) -> ReturnNotice | None:
        """The notice by which it is excused, where that is so."""
        return self.notices[-1] if self.state == "excused" else None


class Board(Sequence[PostRow]):
    """The posts of a round as `asked` sees them, by title; none of them read before it is asked for.

    round: a row of today or as at the moment of `asked`.
    """

    def __init__(self, round: UpdateRound, asked: Standings) -> None:
        self.round, self.asked = round, asked
        self.on = InRound(round.id, round.commissioned_at, as_at=asked.as_at)
        self.posts = self._posts()

    def tally(self) -> dict[str, int]:
        """How many posts there are in each of STATES. One query."""
        counts = self.posts.order_by().values("state").annotate(posts=Count("pk")).values_list("state", "posts")
        return dict.fromkeys(STATES, 0) | dict(counts)

    def silent(self) -> QuerySet[Post]:
        """The posts that returned nothing, are not excused, and that somebody holds now, who can be asked again."""
        held = Holding.objects.on(self.asked.now).filter(post=OuterRef("pk"))
        return self.posts.filter(Exists(held), state__in=("late", "waiting"))

    def __len__(self) -> int:
        return self.posts.count()

    def __getitem__(self, place: slice) -> list[PostRow]:
        """Those of a slice: seven queries, whatever is in it."""
        return self._read(list(self.posts[place]))

    def _posts(self) -> QuerySet[Post]:
        """Those that have an action of the round in progress, or returned something to it."""
        owned = self._actions().filter(status=OWED)
        returns = recorded(Return, self.asked.as_at).filter(round=self.round.id, post=OuterRef("pk"))
        last = recorded(ReturnNotice, self.asked.as_at).filter(round=self.round.id, post=OuterRef("pk")).order_by("-pk")
        state = Case(
            When(Exists(returns), then=Value("returned")),
            When(notice=ReturnNotice.Kind.EXCUSED, then=Value("excused")),
            default=Value("late" if is_late(self.round.returns_by, self.asked.today) else "waiting"),
        )
        found = Post.objects.filter(Q(pk__in=owned.values("owner")) | Q(Exists(returns)))
        return found.alias(notice=Subquery(last.values("kind")[:1])).annotate(state=state).order_by("title")

    def _actions(self):
        return self.asked.actions().filter(self.on.asked(), owner__isnull=False).order_by()

    def _read(self, posts):
        keys, as_at = [post.pk for post in posts], self.asked.as_at
        of_posts = {"round": self.round.id, "post__in": keys}
        returns = recorded(Return, as_at).filter(**of_posts).select_related("recorded_by").order_by("pk")
        notices = recorded(ReturnNotice, as_at).filter(**of_posts).select_related("recorded_by").order_by("pk")
        returned, by_post = {one.post_id: one for one in returns}, {key: [] for key in keys}
        for notice in notices:
            by_post[notice.post_id].append(notice)
        counts, no_change = self._counts(keys), self._no_change(keys)
        named = titles_and_holders(keys, self.asked)
        return [
            PostRow(
                post=post.pk,
                title=named[post.pk][0],
                holder=named[post.pk][1],
                state=post.state,
                **counts.get(post.pk, {"actions": 0, "missing": 0}),
                no_change=no_change.get(post.pk, 0),
                returned=returned.get(post.pk),
                notices=by_post[post.pk],
            )
            for post in posts
        ]

    def _counts(self, keys):
        missing = Count("pk", filter=~Q(self.on.answered()) & ~Q(self.on.reported()))
        owned = self._actions().filter(status=OWED, owner__in=keys).values("owner")
        found = owned.annotate(actions=Count("pk"), missing=missing)
        return {row.pop("owner"): row for row in found}

    def _no_change(self, keys):
        lines = recorded(ReturnLine, self.asked.as_at).filter(of__round=self.round.id, of__post__in=keys)
        unchanged = lines.exclude(update__no_change_because="").order_by().values("of__post")
        return dict(unchanged.annotate(actions=Count("pk")).values_list("of__post", "actions"))
