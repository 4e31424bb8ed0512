"""Nothing of a report is left out of a paper without saying so: each grade, finding and recommendation, asked of the records anew."""

from safeguarding.as_at import recorded
from safeguarding.models.people import Role
from safeguarding.roles import anybody

from ...models import CaseAudit, Pack, PackChoice, TopicGrade
from ..standings import Standings
from .contents import Contents, LeftOut
from .prepared import choices_of, reports_in_paper

GRADES = {"topic": TopicGrade, "audit": CaseAudit}
MISSING = "It is in the report, and neither in the paper nor left out with a reason."


def lacks(pack: Pack, contents: Contents) -> list[LeftOut]:
    """All that stands against issuing a paper: reports and recommendations that are not ready, and what is missing without a reason."""
    return [*_not_ready(pack, contents), *missing(pack, contents)]


def _not_ready(pack, contents):
    for one in reports_in_paper(pack, contents):
        if one.whole is None:
            yield LeftOut(one.inspection.title, "Nobody has said that it is ready.")
        for choice in filter(None, (one.whole, *one.single)):
            if choice.state == PackChoice.State.NOT_READY:
                yield LeftOut(str(choice.recommendation or one.inspection.title), f"Not ready. {choice.reason}")


def missing(pack: Pack, contents: Contents) -> list[LeftOut]:
    """Each grade, finding and recommendation of the reports that the OPCC may see, which the paper neither prints nor leaves out.

    Asked of the standings and the records, and not of what gathered the contents. Four statements.
    """
    asked = Standings(anybody(Role.OPCC), now=contents.at, as_at=contents.at)
    chosen = choices_of(pack)
    printed = {item.pk for one in contents.inspections for item in one.items} | set(chosen.recommendations)
    there = asked.recommendations().exclude(inspection__in=list(chosen.inspections))
    found = there.exclude(recommendation__in=list(printed)).select_related("recommendation", "inspection")
    left_out = [LeftOut(f"{one.recommendation} of {one.inspection}", MISSING) for one in found]
    shown = {grade.key for one in contents.inspections for grade in one.grades}
    for kind, model in GRADES.items():
        given = recorded(model, asked.as_at).filter(asked.known.of("inspection"))
        given = given.exclude(inspection__in=list(chosen.inspections)).select_related("inspection")
        last = {record.first_id: record for record in given.order_by("recorded_at", "pk")}
        left_out += [
            LeftOut(f"{record} of {record.inspection}", MISSING)
            for first, record in last.items()
            if _says(record) and (kind, first) not in shown
        ]
    return left_out


def _says(record):
    """Return whether it grades anything, and does not take back what was recorded in error."""
    return bool(record.grade if isinstance(record, TopicGrade) else record.cases)
