"""The grades of an inspection are recorded as its report gives them; another grade later corrects the first, with why."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from inspections.models import Inspection
from safeguarding.history import verb, write
from safeguarding.models import User

from ..models import CaseAudit, TopicGrade
from ..permissions import insist, may_coordinate


@verb()
def record_grades(
    inspection: Inspection,
    *,
    topics: Mapping[str, str],
    audits: Mapping[str, Mapping[str, int]],
    source: str,
    why: str = "",
    by: User,
    at: datetime,
) -> list[TopicGrade | CaseAudit]:
    """Record what is other than it stands, and return that.

    topics: grade ("" for none) by Topic. audits: cases by CaseAudit.COUNTS, by CaseAudit.By. why: needed where something stands
    already. Raises Refused, ValidationError.
    """
    insist(may_coordinate(by, at=at))
    held = Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)
    stands = {grade.topic: grade for grade in held.topic_grades.as_corrected()}
    made = [
        TopicGrade(topic=topic, grade=grade, corrects=_first(last))
        for topic, grade in topics.items()
        if grade != (((last := stands.get(topic)) and last.grade) or "")
    ]
    audited = {audit.assessed_by: audit for audit in held.case_audits.as_corrected()}
    made += [
        CaseAudit(assessed_by=assessor, corrects=_first(last), **counts)
        for assessor, counts in audits.items()
        if counts != _counts(last := audited.get(assessor))
    ]
    if not made:
        raise ValidationError(gettext("Nothing is changed yet. Enter a grade, or change one"))
    if any(record.corrects for record in made) and not why.strip():
        raise ValidationError({"why": gettext("Say why. What was recorded first is kept beside it")})
    for record in made:
        record.inspection, record.source = held, source
        record.audience, record.marking = held.audience, held.marking
        record.corrected_because = why if record.corrects else ""
        write(record, by=by, at=at)
    return made


def _first(last):
    return last and (last.corrects or last)


def _counts(audit):
    return {name: getattr(audit, name, 0) for name in CaseAudit.COUNTS}
