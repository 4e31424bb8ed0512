"""How it is shown that complete actions worked, by the last word of their owners (domain.md, The difference made)."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.lookups import Exact

from ...models import ProgressUpdate
from ...workflow import Status
from ..figures import Addresses, Figure
from ..prepared import prepared
from ..standings import Standings

Shown = ProgressUpdate.Shown


@dataclass(frozen=True)
class Worked:
    """The complete actions; of them those tested without or before an effect, and those whose effect was shown."""

    complete: Figure
    tested: Figure
    effect_shown: Figure


def worked(asked: Standings, to: Addresses) -> Worked:
    """The Worked of `asked`. One statement."""
    counts = dict(_by_shown(asked))
    return Worked(
        Figure(sum(counts.values()), "action", to.actions(state=Status.COMPLETE.value)),
        *(
            Figure(counts.get(word, 0), "action", to.actions(shown=word.value))
            for word in (Shown.TESTED, Shown.EFFECT_SHOWN)
        ),
    )


@prepared
def _by_shown(asked):
    complete = asked.actions().filter(status=Status.COMPLETE).order_by()
    return complete.annotate(shown=last_shown(asked)).values_list("shown").annotate(Count("pk"))


def is_shown(word: str, asked: Standings) -> Q:
    """A condition on actions: complete, and this is the last word on what shows that it worked."""
    return Q(Exact(last_shown(asked), word), status=Status.COMPLETE)


def last_shown(asked: Standings) -> Subquery:
    """An expression: one of ProgressUpdate.Shown, as last said of an action and corrected since; None where nobody said."""
    updates = ProgressUpdate.objects.as_corrected(asked.as_at).filter(action=OuterRef("action")).exclude(shown="")
    of_part = Q(part=None) | asked.known.of("part__recommendation__inspection")
    return Subquery(updates.filter(of_part).order_by("-said_at", "-pk").values("shown")[:1])


QUESTIONS = (_by_shown,)  # to be asked at once with others
