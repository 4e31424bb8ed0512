"""Questions, each with its answers and what became of it, now or as they stood."""

from dataclasses import dataclass

from django.db.models import Prefetch

from safeguarding.as_at import recorded

from ...models import Answer, Question
from ...models.visibility import withheld
from ..standings import Standings


@dataclass(frozen=True)
class Asked:
    """A question with the answers to it; both say whether their words are `withheld`.

    accepted: the answer was enough. again: it was not, and another question took its place.
    """

    question: Question
    answers: list[Answer]
    accepted: bool
    again: bool

    @property
    def is_closed(self) -> bool:
        return self.accepted or self.again


def questions_on(recommendation: int, asked: Standings) -> list[Asked]:
    """Every question Asked on the recommendation of this key by the moment of `asked`, the oldest first.

    For who may see the recommendation. One query, and another where something was asked.
    """
    return _asked(_records(Question, asked).filter(recommendation=recommendation), asked)


def as_asked(question: Question, asked: Standings) -> Asked:
    """One question that may be seen, as Asked. Two queries."""
    return _asked(_records(Question, asked).filter(pk=question.pk), asked)[0]


def _asked(found, asked):
    found = found.select_related("part__recommendation", "settlement", "followed_by")
    found = found.prefetch_related(Prefetch("answers", _records(Answer, asked), to_attr="said"))
    return [
        Asked(
            question,
            question.said,
            accepted=_by_then(question, "settlement", asked.as_at),
            again=_by_then(question, "followed_by", asked.as_at),
        )
        for question in found
    ]


def _records(model, asked):
    made = recorded(model, asked.as_at).select_related("recorded_by").order_by("recorded_at", "pk")
    return made.annotate(withheld=withheld(model, asked.user, asked.now))


def _by_then(question, name, as_at):
    record = getattr(question, name, None)
    return record is not None and (as_at is None or record.recorded_at <= as_at)
