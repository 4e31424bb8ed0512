"""Which actions and which recommendations have every word, in whichever of their texts.

The conditions hold subqueries and never a list of keys, and are for what the person may see: give them to what visible_to
gives.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import F, Q, QuerySet

from safeguarding.models import User

from ...models import Action, Coverage, OwnerName, Recommendation, SearchText
from ...models.search import IndexedHolds
from .asked import Asked, read

Source = SearchText.Source


def actions_with_every_word(typed: str, user: User, now: datetime) -> Q:
    """A condition on actions: every word that was typed stands in a text, an owner's name, or is their number."""
    return Matching(user, now).actions(read(typed))


def recommendations_with_every_word(typed: str, user: User, now: datetime) -> Q:
    """A condition on recommendations: every word that was typed stands in a text, a reference or an issue owner's name."""
    return Matching(user, now).recommendations(read(typed))


def any_word(words: tuple[str, ...]) -> Q:
    """A condition on SearchText: it has one of the words at least."""
    return _joined((Q(IndexedHolds(F("folded"), word)) for word in words), Q.OR)


@dataclass(frozen=True)
class Matching:
    """The conditions for one person at one moment. They share their querysets, since Django takes longer to build these anew
    than the database to answer."""

    user: User
    now: datetime

    @cached_property
    def texts(self) -> QuerySet:
        """Every SearchText that they may read."""
        return SearchText.objects.readable_by(self.user, self.now)

    def actions(self, asked: Asked) -> Q:
        """The condition on actions that they have every word."""
        return _joined(map(self._action_has, asked.words), Q.AND)

    def recommendations(self, asked: Asked) -> Q:
        """The condition on recommendations that they have every word."""
        return _joined(map(self._recommendation_has, asked.words), Q.AND)

    def referred_to(self, asked: Asked) -> Q:
        """The condition on recommendations that theirs, or that of one of their parts, is the reference that was typed."""
        if not asked.references:
            return Q(pk__in=[])
        references = self.texts.filter(
            source__in=(Source.REFERENCE, Source.PART_REFERENCE), folded__in=asked.references
        )
        return Q(pk__in=references.values("recommendation"))

    def _action_has(self, word):
        texts = self.texts.having(word)
        keys = [
            texts.filter(action__isnull=False).values("action"),
            Action.objects.filter(owner__in=self._owners(word)).order_by().values("number"),
        ]
        if not any(map(str.isdigit, word)):  # without a digit it is no number, nor the reference of a part
            return _in_any(keys)
        parts = texts.filter(source=Source.PART_REFERENCE).values("part")
        keys.append(Coverage.objects.filter(ended_at=None, part__in=parts).order_by().values("action"))
        return _in_any(keys) | (Q(pk=int(word)) if word.isdecimal() else Q(pk__in=[]))

    def _recommendation_has(self, word):
        texts = self.texts.having(word).filter(recommendation__isnull=False).values("recommendation")
        owned = Recommendation.objects.filter(issue_owner__in=self._owners(word)).order_by().values("pk")
        return _in_any([texts, owned])

    def _owners(self, word):
        return OwnerName.objects.having(word, self.now).values("post")


def _in_any(keys):
    """A union, which a database can begin from; of conditions with OR it tries every row."""
    first, *others = keys
    return Q(pk__in=first.union(*others, all=True))


def _joined(conditions, connector):
    return Q(*conditions, _connector=connector)
