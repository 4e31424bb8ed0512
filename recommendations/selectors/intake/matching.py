"""Which action of the register a row of a plan means, and which posts its owners' words mean."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from django.db.models import F, FilteredRelation, Q

from safeguarding.lib.folding import as_typed
from safeguarding.models import Post, User

from ...importers.owners import read_owner
from ...models import Action
from .answers import NEW, NOBODY, POST, Answers
from .known import Histories
from .planned_rows import PlannedRow

ALIKE = 0.25  # the share of the shorter text's words that both have: our convention; a reworded action keeps more
SHORTENED = 4  # times: “Audit two files” is not a long action reworded because that names files too
_WORD = re.compile(r"\w{4,}")
# Words that any two actions share, long enough for _WORD.
_SAY_NOTHING = {
    *("also", "been", "each", "from", "have", "into", "that", "their", "there", "they"),
    *("this", "were", "what", "when", "where", "which", "will", "with"),
}


class Matching:
    """The rows of one recommendation against the actions that answer it: by what was answered, else by the same words, else by
    a number that the tracker printed or by what is left, where the words are alike. Anything else is asked.

    rows: (key, PlannedRow) in the order of the document, those with an action of their own. known: the actions, by number.
    answers: what was answered, by key. histories: what the actions said before. `meant` are the actions by key, `in_doubt`
    those that a row may mean.
    """

    def __init__(
        self,
        rows: Sequence[tuple[str, PlannedRow]],
        known: Mapping[int, Action],
        answers: Mapping[str, str],
        histories: Histories,
    ) -> None:
        self.meant, self.in_doubt, self._free, self._histories = {}, {}, dict(known), histories
        rows = [(key, row) for key, row in rows if answers.get(key) != NEW]
        # All rows by the surest sign before any by the next, so that no row takes by a guess what another means for certain.
        for meets in (
            lambda key, row, action: answers.get(key) == str(action.pk),
            lambda key, row, action: row.action_number == action.pk and same(row.task, action.text),
            lambda key, row, action: same(row.task, action.text),
            lambda key, row, action: row.action_number == action.pk and self._reworded(row, action),
        ):
            for key, row in rows:
                if key not in self.meant:
                    self._take(key, next((a for a in self._free.values() if meets(key, row, a)), None))
        self._share_out([(key, row) for key, row in rows if key not in self.meant])

    def _take(self, key, action):
        if action:
            self.meant[key] = action
            del self._free[action.pk]

    def _share_out(self, left):
        """One row and one action left belong together where their words are alike; rows alone open actions."""
        places = Counter(row.action_place or key for key, row in left)
        free = list(self._free.values())
        if len(places) == 1 == len(free) and self._reworded(left[0][1], free[0]):
            self.meant |= {key: free[0] for key, _ in left}
        elif free:
            # Never guessed: the coordinator says which.
            self.in_doubt = {key: free for key, _ in left}

    def _reworded(self, row, action):
        """Alike to the action as it is, or as it was before somebody put it in other words here."""
        return any(alike(row.task, text) for text in (action.text, *(past.text for past in self._histories.of(action))))


def same(words: str | None, others: str | None) -> bool:
    """Return whether two texts differ in nothing but space and what a word processor makes of quotation marks and hyphens."""
    return as_typed(words or "") == as_typed(others or "")


def alike(words: str | None, others: str | None) -> bool:
    """Return whether two texts may be one action reworded: they share enough of their longer words."""
    one, other = (set(_WORD.findall((text or "").casefold())) - _SAY_NOTHING for text in (words, others))
    shorter, longer = sorted((len(one), len(other)))
    return longer <= SHORTENED * max(1, shorter) and len(one & other) >= ALIKE * max(1, shorter)


class Owners:
    """The posts of the register by title and by other spelling, and what was answered about words that match none.

    One query, and one more where words that match none are asked about.
    """

    def __init__(self, answers: Answers) -> None:
        self.posts = {post.pk: post for post in Post.objects.all()}
        self.answered = answers.owners
        self.by_words = {}
        for post in list(self.posts.values()):
            self.add(post)

    def add(self, post: Post) -> None:
        """Know this post too."""
        self.posts[post.pk] = post
        for spelling in (post.title, *post.aliases.splitlines()):
            self.by_words.setdefault(folded(spelling), post)

    def post(self, words: str) -> Post | None:
        """The Post that the words mean, or None: nobody is named, nothing was answered, or a post is to be made."""
        post = self.by_words.get(folded(words))
        choice = self.answered.get(words, "")
        if post is None and choice == NEW:
            return self.by_words.get(folded(self._title(words)))
        if post is None and choice.startswith(POST):
            key = choice.removeprefix(POST)
            return self.posts.get(int(key)) if key.isdecimal() else None
        return post

    def is_new(self, words: str) -> bool:
        """Return whether a post is to be made of them."""
        return self.answered.get(words) == NEW and self.post(words) is None and bool(self._title(words))

    def new_title(self, words: str) -> str:
        """The title of a post to be made of the words, without the name of whoever holds it; "" where none can be.

        A person's name is no post's, and a post that is known already is not made again.
        """
        title = self._title(words)
        return "" if folded(title) in self.by_words else title

    def likely(self, words: str) -> list[Post]:
        """The posts that the words may mean: those that the person whom they name holds, then what is called as they say."""
        read = read_owner(words)
        held = self.people.get(folded(read.name or ""), ())
        called = self.by_words.get(folded(read.post or ""))
        keys = dict.fromkeys([*held, *([called.pk] if called else [])])
        return [self.posts[key] for key in keys if key in self.posts]

    @cached_property
    def people(self) -> dict[str, list[int]]:
        """{folded name: keys of the posts that this person holds} of everybody who can sign in. One query."""
        found = {}
        holds = FilteredRelation("holdings", condition=Q(holdings__ends_at=None))
        for person in User.objects.filter(is_active=True).annotate(holds=holds, held=F("holds__post")):
            found.setdefault(folded(str(person)), []).extend([person.held] if person.held else [])
        return found

    def _title(self, words):
        read = read_owner(words)
        title = " ".join((read.post or read.name or "").split())
        return "" if folded(title) in self.people else title

    def meant(self, words: str | None) -> str:
        """The post that the words mean or would make, in words; "" for none."""
        return str(
            self.post(words or "") or (f"a new post, {self.new_title(words)}" if self.is_new(words or "") else "")
        )

    def unknown(self, words: str) -> bool:
        """Return whether the words name somebody whom the register does not know, and nothing was answered about them."""
        return bool(words.strip()) and self.post(words) is None and self.answered.get(words) not in (NEW, NOBODY)


def folded(words: str) -> str:
    """Words made comparable: case and runs of space levelled."""
    return " ".join(words.casefold().split())
