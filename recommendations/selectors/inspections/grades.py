"""The grades of an inspection beside those of the one before, now or as they had been recorded."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from inspections.models import Inspection
from safeguarding.as_at import recorded

from ...models import CaseAudit, TopicGrade
from ...models.grades import Topic
from ...models.visibility import withheld
from ..prepared import prepared
from ..standings import Standings


@dataclass(frozen=True)
class Grades:
    """topics: (topic, TopicGrade here, that of the inspection `before`), each None where not graded. audits: those of both.

    Each record says whether its source is `withheld`; a grade never is.
    """

    topics: list[tuple[str, TopicGrade | None, TopicGrade | None]]
    audits: list[CaseAudit]
    audits_before: list[CaseAudit]
    before: Inspection | None

    def __bool__(self) -> bool:
        return bool(self.topics or self.audits)


def grades(inspection: Inspection, asked: Standings) -> Grades:
    """The Grades of an inspection, a row of today or of the past that may be seen. Two queries, three where there are any.

    The one before is the last of the same kind that was published earlier and has grades.
    """
    found = _found(inspection.id, asked)
    if not any(found):
        return Grades([], [], [], None)
    before = _before(inspection, asked)
    earlier = _found(before.pk, asked) if before else ([], [])
    here, there = ({grade.topic: grade for grade in topics} for topics in (found[0], earlier[0]))
    topics = [(topic.label, here.get(topic), there.get(topic)) for topic in Topic if topic in here or topic in there]
    return Grades(topics, found[1], earlier[1], before)


def _found(key, asked):
    return _topics(asked, inspection=key), [audit for audit in _audits(asked, inspection=key) if audit.cases]


@prepared
def _topics(asked, *, inspection):
    return _counting(TopicGrade, asked).filter(inspection=inspection).exclude(grade="")


@prepared
def _audits(asked, *, inspection):
    return _counting(CaseAudit, asked).filter(inspection=inspection).order_by("assessed_by")


def _counting(model, asked):
    return model.objects.as_corrected(asked.as_at).annotate(withheld=withheld(model, asked.user, asked.now))


def _before(inspection, asked):
    graded = [
        Exists(recorded(model, asked.as_at).filter(inspection=OuterRef("pk"))) for model in (TopicGrade, CaseAudit)
    ]
    earlier = asked.inspections.filter(Q(graded[0]) | Q(graded[1]), kind=inspection.kind_id)
    return earlier.filter(published_on__lt=inspection.published_on).order_by("-published_on", "-pk").first()
