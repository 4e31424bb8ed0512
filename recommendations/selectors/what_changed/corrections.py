"""Corrections: a record put right by another that points at it, a text or a date by a change; each with what stood before."""

from functools import cache

from django.db.models import (
    Case,
    Expression,
    F,
    Func,
    Model,
    OuterRef,
    Q,
    Subquery,
    TextChoices,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat
from django.db.models.lookups import Exact
from django.utils.translation import gettext_noop as _

from safeguarding.as_at import states

from ...models import (
    Action,
    Answer,
    CaseAudit,
    Contact,
    InspectorateRequest,
    MeasureReading,
    MeetingNote,
    Part,
    ProgressUpdate,
    Question,
    Recommendation,
    TopicGrade,
    Verdict,
)
from ...models.grades import Topic
from ...models.visibility import withheld
from .of_records import recorded, where
from .sources import Among, Change, Source, as_text


class Lines(Func):
    """Several fields, none of them null, as one text, a line each."""

    template = "%(expressions)s"
    arg_joiner = " || '\n' || "
    output_field = TextField()


def _corrected(
    model: type[Model], title: str, *fields: str | Expression, what: str = "", labels: type[TextChoices] | None = None
) -> Source:
    """Records that correct another, with their words, and those that counted before."""
    words = Lines(*(Cast(field, TextField()) for field in fields))

    def stood(period):
        """The words before, unless they are withheld, which those of the correction need not be."""
        last = _before(model).annotate(hidden=withheld(model, period.asked.user, period.asked.now))
        read = Case(When(hidden=False, then=words), output_field=TextField())
        return Subquery(last.annotate(read=read).values("read")[:1])

    columns = {"old": stood, "new": words, "what": what}
    return _correction(model, columns, title, labels=labels)


def _corrected_grade() -> Source:
    """Grades that correct another, with that one: a grade is never withheld, only its words are."""
    columns = {"old": Subquery(_before(TopicGrade).values("grade")[:1]), "new": "grade", "what": "topic"}
    return _correction(TopicGrade, columns, _("Grade of {what}"), TopicGrade.Grade, Topic)


def _correction(model, columns, title, say="words", labels=None):
    columns = where(model) | columns | {"said": "corrected_because"}
    corrects = Q(corrects__isnull=False)
    return Source(
        Change.CORRECTED, recorded(model), lambda period: corrects, "recorded_at", columns, title, say, labels
    )


def _before(model):
    """The records of the same thing that were made before one, the last first."""
    same = Q(pk=OuterRef("corrects")) | Q(corrects=OuterRef("corrects"))
    return model.objects.filter(same, pk__lt=OuterRef("pk")).order_by("-pk")


@cache
def _changed(model: type[Model], on: str, path: str) -> Among:
    """The function that gives the changes in a Period of what may be seen. on: the method of Period that says so, of `path`."""
    return lambda period: states(model).filter(
        period.holds("history_date"), getattr(period, on)(path), history_type="~"
    )


def _put_right(among: Among, model: type[Model], field: str, title: str, say: str = "words", **columns: str) -> Source:
    """Changes of a field, from the history of `model`."""
    key = model._meta.pk.attname
    before = states(model).filter(**{key: OuterRef(key)}, history_id__lt=OuterRef("history_id"))
    was = Subquery(
        before.order_by("-history_id").values(field)[:1]
    )  # not any before, or each later change would be one again
    other = ~Q(Exact(as_text(was), as_text(F(field))))
    columns |= {"by": "history_user", "old": was, "new": field}
    return Source(Change.CORRECTED, among, lambda period: other, "history_date", columns, title, say)


def _gone(period):
    """Recommendations that were withdrawn in a Period: told of their inspection, since they may be seen no more."""
    on_one = Q(inspection__in=period.inspections.order_by().values("pk"))
    return states(Recommendation).filter(period.holds("history_date"), on_one, withdrawn_at=F("history_date"))


_ACTIONS = _changed(Action, "on_actions", "number")
_RECOMMENDATIONS = _changed(Recommendation, "on_recommendations", "id")
_PARTS = _changed(Part, "on_recommendations", "recommendation")
_CASES = [
    Concat(Value(f"{name.replace('_', ' ').capitalize()}: "), name, output_field=TextField())
    for name in CaseAudit.COUNTS
]
_PART_GONE = Q(ended_at=F("history_date")) & Q(joined_to=None)
_OF_PART = {"on_recommendation": "recommendation", "letter": "letter"}

CORRECTIONS = (
    _corrected(ProgressUpdate, _("Update"), "done", "next", "no_change_because", "shown_by"),
    _corrected(Question, _("Question"), "text"),
    _corrected(Answer, _("Answer"), "text"),
    _corrected(InspectorateRequest, _("Asked of the inspectorate"), "asked_by", "asked_on", "text"),
    _corrected(Verdict, _("Verdict"), "source", "difference"),
    _corrected(Contact, _("Contact with an inspectorate"), "kind", "happened_on", "text", "source", "name"),
    _corrected(MeetingNote, _("Note or minute of the OPCC"), "outcome", "text"),
    _corrected(MeasureReading, _("Reading of a measure"), "value", "source", "note"),
    _corrected_grade(),
    _corrected(CaseAudit, _("Audit of cases: {what}"), *_CASES, what="assessed_by", labels=CaseAudit.By),
    _put_right(_ACTIONS, Action, "text", _("Wording"), on_action="number"),
    _put_right(_RECOMMENDATIONS, Recommendation, "text", _("Wording"), on_recommendation="id"),
    _put_right(_PARTS, Part, "text", _("Wording of a part"), **_OF_PART),
    Source(
        *(Change.CORRECTED, _gone, lambda period: Q(), "history_date"),
        {"by": "history_user", "on_inspection": "inspection", "old": "text", "new": Value("")}
        | {"said": "history_change_reason"},
        _("A recommendation withdrawn"),
    ),
    Source(
        *(Change.CORRECTED, _PARTS, lambda period: _PART_GONE, "history_date"),
        {"by": "history_user", "old": "text", "new": Value(""), "said": "history_change_reason"} | _OF_PART,
        _("A part withdrawn"),
    ),
    _put_right(_PARTS, Part, "due_on", _("Inspectorate’s date"), "day", **_OF_PART),
)
