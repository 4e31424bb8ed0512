"""Whatever was said and was wrong is corrected: by a new record, with its reason; what was said first stays."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from safeguarding.history import verb, write
from safeguarding.lib.dates import london_date
from safeguarding.models import User

from ..models import Answer, ProgressUpdate, Question, Recommendation
from ..models.correctable import Correctable
from ..permissions import insist, may_correct
from .moves import locked

# The fields that a correction may change. What the record is about, and whether it recommends, it has from the first.
OF_UPDATE = ("done", "next", "no_change_because", "assessment", "expected_on", "shown", "shown_by")
OF_QUESTION = ("text", "answer_by")
OF_ANSWER = ("text",)
# A question is followed by one; the words of a correction stand in no document.
NOT_COPIED = ("id", "recorded_at", "recorded_by_id", "corrects_id", "corrected_because", "follows_id", "source")


class CorrectedMeanwhile(ValidationError):
    """Somebody else corrected it after the page was drawn."""

    def __init__(self, last: Correctable) -> None:
        super().__init__(
            gettext("%(person)s corrected this while you were typing. Read what it says now, then correct that.")
            % {"person": last.author}
        )


@verb()
def correct_update(
    update: ProgressUpdate, *, why: str, seen: int, by: User, at: datetime, **words: object
) -> ProgressUpdate:
    """Correct an update; one that recommended completion goes on recommending it.

    seen: the key of its last correction when the page was drawn, else its own. words: fields of OF_UPDATE.
    Raises Refused, CorrectedMeanwhile, ValidationError.
    """
    action = locked(update.action)
    before, after = _correct(update, OF_UPDATE, why, seen, words, by=by, at=at)
    # The owner's forecast, where nothing but this update said it.
    if before.expected_on != after.expected_on and action.expected_on == before.expected_on:
        action.expected_on = after.expected_on
        write(action, by=by, at=at, why="Forecast in a corrected update")
    return after


@verb()
def correct_answer(answer: Answer, *, why: str, seen: int, by: User, at: datetime, **words: object) -> Answer:
    """Correct an answer, be it accepted. As correct_update(), with words of OF_ANSWER."""
    _lock(answer.question)
    return _correct(answer, OF_ANSWER, why, seen, words, by=by, at=at)[1]


@verb()
def correct_question(question: Question, *, why: str, seen: int, by: User, at: datetime, **words: object) -> Question:
    """Correct a question, which blocks as before and keeps its answers. As correct_update(), with words of OF_QUESTION."""
    _lock(question)
    return _correct(question, OF_QUESTION, why, seen, words, by=by, at=at, asked_on=london_date(at))[1]


def corrected_by(
    record: Correctable,
    fields: Collection[str],
    why: str,
    seen: int,
    words: Mapping[str, object],
    *,
    besides: bool = False,
    by: User,
    at: datetime,
) -> Correctable:
    """The record that corrects `record`, other words in some of these `fields`; for another verb. As correct_update().

    besides: the verb changes something else with it, so that the words may be the same.
    """
    return _correct(record, fields, why, seen, words, besides=besides, by=by, at=at)[1]


def _lock(question):
    """Of two who correct at once, the second finds what the first has recorded."""
    if question.action:
        locked(question.action)
    else:
        Recommendation.objects.select_for_update().get(pk=question.recommendation_id)


def _correct(record, fields, why, seen, words, *, besides=False, by, at, **its_own):
    """(the record that stood, the one that corrects it): a copy with other words, which points at the first."""
    first = record.corrects or record
    insist(may_correct(by, first, at=at))
    last = first.corrections.last() or first
    if last.pk != seen:
        raise CorrectedMeanwhile(last)
    stood = {name: getattr(last, name) for name in fields}
    if stood == stood | words and not besides:
        raise ValidationError(gettext("Nothing is changed yet. Change what is wrong"))
    kept = {field.attname for field in first._meta.concrete_fields if field.name not in stood}.difference(NOT_COPIED)
    copied = {name: getattr(first, name) for name in kept}
    after = type(first)(corrects=first, corrected_because=why, **copied | stood | words | its_own)
    return last, write(after, by=by, at=at)
