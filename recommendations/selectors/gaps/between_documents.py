"""The gaps that only appear between what documents say: a caveat that the later of two drops, a date where nobody acts."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Length, StrIndex

from safeguarding.as_at import recorded

from ...models import TranscribedStatement
from ...models.intake import not_withdrawn
from ...models.visibility import withheld
from ..standings import Standings

SHORTEST, DROPPED = 8, 20  # letters: less says nothing by itself, and less than that is no caveat; our convention


def caveat_dropped(asked: Standings) -> Q:
    """A document says of a recommendation what an earlier one says, in the same words but for some that are left out.

    Of the same part and action, and meaning the same. A caveat that is dropped between two versions of a plan is a published
    finding (domain.md, What goes wrong in practice).
    """
    same = Q(part=OuterRef("part")) | Q(part=None) & Q(Exists(_alone("part")))
    same &= Q(action=OuterRef("action")) | Q(action=None) & Q(Exists(_alone("action")))
    earlier = _statements(asked).filter(
        same,
        means=OuterRef("means"),
        recommendation=OuterRef("recommendation"),
        recorded_at__lt=OuterRef("recorded_at"),
        words__icontains=OuterRef("words"),
        letters__gt=OuterRef("letters") + DROPPED,
    )
    later = _statements(asked).filter(Exists(earlier), letters__gte=SHORTEST)
    return Q(recommendation__in=later.values("recommendation"))


def documents_differ(asked: Standings) -> Q:
    """Two documents say different things in the place of an action, and neither all of what the other says."""
    about = {name: OuterRef(name) for name in ("recommendation", "means")}
    earlier = _statements(asked).filter(
        part=None, recorded_at__lt=OuterRef("recorded_at"), letters__gte=DROPPED, **about
    )
    earlier = earlier.exclude(document=OuterRef("document")).exclude(words__icontains=OuterRef("words"))
    earlier = earlier.alias(within=StrIndex(OuterRef("words"), F("words"))).filter(within=0)
    later = _statements(asked).filter(Exists(earlier), means=TranscribedStatement.Means.NO_ACTION, letters__gte=DROPPED)
    return Q(Exists(later.filter(part=None, recommendation=OuterRef("recommendation"))))


def date_without_action(asked: Standings) -> Q:
    """A document gives a date for a recommendation, of which no action answers any part that may be seen."""
    dated = _statements(asked).filter(means=TranscribedStatement.Means.TARGET)
    answered = asked.coverages().filter(part__recommendation=OuterRef("recommendation"))
    return Q(recommendation__in=dated.values("recommendation")) & ~Q(Exists(answered))


def _statements(asked) -> QuerySet[TranscribedStatement]:
    """Statements in words that may be read, each with how many `letters`."""
    hidden = withheld(TranscribedStatement, asked.user, asked.now)
    statements = recorded(TranscribedStatement, asked.as_at).alias(hidden=hidden, letters=Length("words"))
    return statements.filter(not_withdrawn(asked.as_at), hidden=False)


def _alone(name):
    """That the later one, two queries out, is about no part or no action either."""
    return TranscribedStatement.objects.filter(pk=OuterRef(OuterRef("pk")), **{name: None})
