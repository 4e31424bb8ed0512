"""Questions, each with its answers and what became of it, now or as they stood."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q, prefetch_related_objects

from safeguarding.as_at import recorded

from ...models import Answer, Question, Settlement
from ...models.visibility import withheld
from ..no_answer import on_what_is_closed
from ..prepared import prepared
from ..standings import Standings
from ..with_corrections import WithCorrections, with_corrections


@dataclass(frozen=True)
class Asked:
    """A question with the answers to it.

    accepted: the answer was enough. aside: none was needed any more, and why. again: another question took its place.
    closed: the recommendation asks nothing more of us.
    """

    question: WithCorrections
    answers: list[WithCorrections]
    accepted: bool
    aside: str
    again: bool
    closed: bool

    @property
    def is_closed(self) -> bool:
        return bool(self.accepted or self.aside or self.again)


def questions_on(recommendation: int, asked: Standings) -> list[Asked]:
    """Every question Asked on the recommendation of this key by the moment of `asked`, the oldest first.

    For who may see the recommendation. One query, and another where something was asked.
    """
    return _asked(_on(asked, recommendation=recommendation), asked)


def as_asked(question: Question, asked: Standings) -> Asked:
    """One question that may be seen, as Asked. Two queries."""
    return _asked(list(_questions(asked).filter(Q(pk=question.pk) | Q(corrects=question.pk))), asked)[0]


@prepared
def _on(asked, *, recommendation):
    return _questions(asked).filter(recommendation=recommendation)


def _questions(asked):
    found = _records(Question, asked).select_related("part__recommendation", "settlement", "followed_by")
    return found.annotate(closed=on_what_is_closed(asked.as_at))


def _asked(found, asked):
    prefetch_related_objects(found, Prefetch("answers", _records(Answer, asked), to_attr="replies"))
    return [_with_outcome(question, asked) for question in with_corrections(found, asked.user)]


def _with_outcome(question, asked):
    settled = _by_then(question.first, "settlement", asked.as_at)
    return Asked(
        question,
        with_corrections(question.first.replies, asked.user),
        accepted=settled is not None and settled.outcome == Settlement.Outcome.ACCEPTED,
        aside=settled.reason if settled else "",
        again=_by_then(question.first, "followed_by", asked.as_at) is not None,
        closed=question.first.closed,
    )


def _records(model, asked):
    made = recorded(model, asked.as_at).select_related("recorded_by").order_by("recorded_at", "pk")
    return made.annotate(withheld=withheld(model, asked.user, asked.now))


def _by_then(question, name, as_at):
    record = getattr(question, name, None)
    return record if record and (as_at is None or record.recorded_at <= as_at) else None
