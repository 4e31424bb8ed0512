"""Which actions and which recommendations have every word, in whichever of their texts.

The conditions hold subqueries and never a list of keys, and are for what the person may see: give them to what visible_to
gives.
"""

from datetime import datetime

from django.db.models import F, Q

from safeguarding.models import User

from ...models import Action, Coverage, OwnerName, Recommendation, SearchText
from ...models.search import IndexedHolds
from .asked import Asked, read

_REFERENCES = (SearchText.Source.REFERENCE, SearchText.Source.PART_REFERENCE)


def actions_with_every_word(typed: str, user: User, now: datetime) -> Q:
    """A condition on actions: every word that was typed stands in a text, an owner's name, or is their number."""
    return actions_asked(read(typed), user, now)


def recommendations_with_every_word(typed: str, user: User, now: datetime) -> Q:
    """A condition on recommendations: every word that was typed stands in a text, a reference or an issue owner's name."""
    return recommendations_asked(read(typed), user, now)


def actions_asked(asked: Asked, user: User, now: datetime) -> Q:
    """The condition on actions for what a person typed."""
    found = Q()
    for word in asked.words:
        found &= _action_has(word, user, now)
    return found


def recommendations_asked(asked: Asked, user: User, now: datetime) -> Q:
    """The condition on recommendations for what a person typed."""
    found = Q()
    for word in asked.words:
        found &= _recommendation_has(word, user, now)
    return found


def referred_to(asked: Asked, user: User, now: datetime) -> Q:
    """A condition on recommendations: theirs, or that of one of their parts, is the reference that was typed."""
    if not asked.references:
        return Q(pk__in=[])
    texts = SearchText.objects.readable_by(user, now)
    return Q(pk__in=texts.filter(source__in=_REFERENCES, folded__in=asked.references).values("recommendation"))


def any_word(words: tuple[str, ...]) -> Q:
    """A condition on SearchText: it has one of the words at least."""
    found = Q(pk__in=[])
    for word in words:
        found |= Q(IndexedHolds(F("folded"), word))
    return found


def _action_has(word, user, now):
    texts = SearchText.objects.readable_by(user, now).having(word)
    keys = texts.filter(action__isnull=False).values("action")
    keys = keys.union(Action.objects.filter(owner__in=_owners(word, now)).order_by().values("number"), all=True)
    if not any(map(str.isdigit, word)):  # without a digit it is no number, nor the reference of a part
        return Q(pk__in=keys)
    parts = texts.filter(source=SearchText.Source.PART_REFERENCE).values("part")
    covering = Coverage.objects.filter(ended_at=None, part__in=parts).order_by().values("action")
    number = Q(pk=int(word)) if word.isdecimal() and len(word) <= 18 else Q(pk__in=[])
    return Q(pk__in=keys.union(covering, all=True)) | number


def _recommendation_has(word, user, now):
    texts = SearchText.objects.readable_by(user, now).having(word).filter(recommendation__isnull=False)
    owned = Recommendation.objects.filter(issue_owner__in=_owners(word, now)).order_by().values("pk")
    return Q(pk__in=texts.values("recommendation").union(owned, all=True))


def _owners(word, now):
    return OwnerName.objects.having(word, now).values("post")
