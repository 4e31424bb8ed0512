"""Which posts there are and who held which when."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import F, FilteredRelation, Prefetch, Q, QuerySet

from safeguarding.as_at import pk_of, rows
from safeguarding.lib.database.prepared import put_together_once
from safeguarding.models import Holding, Post, User

from .prepared import prepared
from .standings import Standings


def titles_of(posts: Collection[int | None], as_at: datetime | None) -> dict[int, str]:
    """{key: title} of these posts, as at a moment (None: now)."""
    return {pk_of(Post, post): post.title for post in rows(Post, as_at).filter(id__in=posts)}


def titles_and_holders(posts: Collection[int | None], asked: Standings) -> dict[int, tuple[str, str]]:
    """{key: (title, name of the holder, or "")} of these posts at the moment of `asked`. One query, of the past two."""
    if asked.as_at:
        titles = titles_of(posts, asked.as_at)
        holders = Holders(titles, asked.as_at)
        return {post: (title, holders.of(post, asked.as_at)) for post, title in titles.items()}
    found = {}
    for post, title, *named in with_holder(asked, posts=tuple(posts)):
        is_held = named[0] is not None
        found.setdefault(
            post, (title, User(**dict(zip(_NAMED_BY, named, strict=True))).called(asked.now) if is_held else "")
        )
    return found


_NAMED_BY = ("username", "first_name", "last_name", "former_names")


@prepared
def with_holder(asked: Standings, *, posts: tuple[int | None, ...]) -> QuerySet[Post]:
    """Rows of key and title of these posts, and by what who holds them is named. It can be asked at once with others."""
    running = Q(holdings__ends_at=None) | Q(holdings__ends_at__gt=asked.now)
    holding = FilteredRelation("holdings", condition=running & Q(holdings__starts_at__lte=asked.now))
    named = Post.objects.filter(pk__among=posts).annotate(holding=holding)
    holder = (f"holding__holder__{name}" for name in _NAMED_BY)
    return named.order_by("holding__starts_at", "holding__pk").values_list("pk", "title", *holder)


def posts_to_choose(at: datetime) -> QuerySet[Post]:
    """Posts that somebody holds at `at`, each with its `held` ([Holding]): work never sits with nobody."""
    running = Holding.objects.on(at).select_related("holder")
    held = Post.objects.filter(pk__in=running.values("post"))
    return held.prefetch_related(Prefetch("holdings", queryset=running, to_attr="held"))


def running(moment: datetime) -> Q:
    """A condition on holdings: begun at `moment`, and not yet ended."""
    return (Q(ends_at=None) | Q(ends_at__gt=moment)) & Q(starts_at__lte=moment)


def posts_held(moment: datetime, as_at: datetime | None = None) -> QuerySet:
    """The keys of the posts that somebody held at `moment`, by what was known at `as_at` (None: by what is known now)."""
    return rows(Holding, as_at).filter(running(moment)).values("post")


def posts_to_come(person: User, at: datetime) -> QuerySet[Holding]:
    """The posts that a person holds from a moment after `at`, and was not called off, the next first."""
    kept = Q(ends_at=None) | Q(ends_at__gt=F("starts_at"))
    return Holding.objects.filter(kept, holder=person, starts_at__gt=at).select_related("post").order_by("starts_at")


class Holders:
    """Who held which of some posts when, by what was known at `as_at` (None: by what is known now). One query.

    titles: {post id: title}.
    """

    def __init__(self, titles: dict[int, str], as_at: datetime | None = None) -> None:
        self.titles = titles
        self.holdings = _holdings(posts=tuple(titles), as_at=as_at)

    def of(self, post_id: int | None, moment: datetime) -> str:
        """The holder's name at `moment`, as it was then, or ""."""
        return next((held.holder.called(moment) for held in self._running(moment) if held.post_id == post_id), "")

    def posts_of(self, person: User, moment: datetime) -> str:
        """The titles of the posts that a User held at `moment`, in words; "" for none."""
        held = (holding.post_id for holding in self._running(moment) if holding.holder_id == person.pk)
        return ", ".join(self.titles[post_id] for post_id in held if post_id in self.titles)

    def held(self, moment: datetime) -> set[int]:
        """The ids of the posts that somebody held at `moment`."""
        return {holding.post_id for holding in self._running(moment)}

    def _running(self, moment):
        return (held for held in self.holdings if held.starts_at <= moment and not _ended(held, moment))


@put_together_once
def _holdings(posts, as_at):
    held = rows(Holding, as_at).filter(post__pk__among=posts).select_related("holder")
    return held.order_by("starts_at", "id")


def _ended(holding, moment):
    return holding.ends_at is not None and holding.ends_at <= moment
