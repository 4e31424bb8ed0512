"""The records that a report prints: on the actions and recommendations of a Register, by what was known at its moment."""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q, QuerySet

from safeguarding.as_at import recorded
from safeguarding.models import Record
from safeguarding.models.people import Role

from ...models import Answer, Question, Settlement, TranscribedStatement
from ...models.scrutiny import asked_as
from ...models.visibility import withheld
from ..no_answer import lacks_answer, on_what_is_closed
from ..prepared import prepared
from ..register_keys import RegisterKeys
from ..standings import Standings


def _records(model, asked):
    """Records of `model` made by then, each with who made it and whether its words are withheld."""
    records = recorded(model, asked.as_at).select_related("recorded_by")
    return records.annotate(withheld=withheld(model, asked.user, asked.now)).order_by("recorded_at", "pk")


@prepared
def records_on_actions(asked: Standings, *, model: type[Record], kept: Callable, key: int) -> QuerySet:
    """Records of `model` on its actions."""
    return _records(model, asked).filter(action__in=RegisterKeys(asked, kept, key).numbers)


@prepared
def answers_to_them(asked: Standings, *, kept: Callable, key: int) -> QuerySet:
    """The answers to questions_on_them()."""
    return _records(Answer, asked).filter(_in_register(RegisterKeys(asked, kept, key), "question__"))


@prepared
def questions_on_them(asked: Standings, *, kept: Callable, key: int) -> QuerySet:
    """The questions on its actions and recommendations, each with its settlement and whether the words of that are withheld too."""
    hidden = Settlement.objects.annotate(hidden=withheld(Settlement, asked.user, asked.now)).filter(hidden=True)
    questions = _records(Question, asked).filter(_in_register(RegisterKeys(asked, kept, key)))
    return questions.select_related("recorded_by", "settlement__recorded_by").annotate(
        settlement_withheld=Exists(hidden.filter(question=OuterRef("pk"))),
        of_the_dcc=asked_as(Role.DCC),
        lacks_answer=lacks_answer(asked.as_at),
        closed=on_what_is_closed(asked.as_at),
    )


def _in_register(keys, prefix=""):
    """A condition on questions, or on what `prefix` leads from: on an action or a recommendation of the register."""
    return Q(**{f"{prefix}action__in": keys.numbers}) | Q(**{f"{prefix}recommendation__in": keys.asked})


@prepared
def statements_on_them(asked: Standings, *, kept: Callable, key: int) -> QuerySet:
    """The statements of documents about its recommendations."""
    made = _records(TranscribedStatement, asked).filter(recommendation__in=RegisterKeys(asked, kept, key).asked)
    return made.select_related("recorded_by", "decision__recorded_by", "document__withdrawal")
