"""A paper as it is prepared: its latest version, and how each report stands in it."""

from dataclasses import dataclass

from django.db.models import Max, Q

from inspections.models import Inspection, Theme
from safeguarding.history import version_of

from ...models import Meeting, Pack, PackChoice
from ...permissions import may_issue, readable_papers
from ..lateness import SOON
from ..standings import Standings
from .contents import Choices, Contents

State = PackChoice.State


@dataclass(frozen=True)
class Stands:
    """How one report stands in a paper: what is said of it, None for nothing yet, and of single recommendations."""

    inspection: Inspection
    whole: PackChoice | None
    single: list[PackChoice]


def latest(
    about: Meeting | Inspection | Theme, paper: str = Pack.Paper.MEETING, *, issued: bool = False
) -> Pack | None:
    """The latest version of a paper (of Pack.Paper) about something, or of those that were `issued`, with what issued it."""
    versions = Pack.objects.filter(paper=paper, **{about._meta.model_name: about})
    versions = versions.select_related("meeting__board", "inspection__body", "theme", "issue")
    return versions.filter(issue__isnull=False).first() if issued else versions.first()


def papers_to_issue(asked: Standings) -> list[Pack]:
    """Those that are prepared and not issued, which the reader may issue: for meetings in the next SOON, and to inspectorates."""
    near = Q(meeting=None) | Q(meeting__held_on__range=(asked.today, asked.today + SOON))
    found = (
        readable_papers(asked.user, at=asked.now).filter(near, issue=None).select_related(*Pack.ABOUT, "meeting__board")
    )
    return [pack for pack in found if may_issue(asked.user, pack, at=asked.now)]


def choices_of(pack: Pack) -> Choices:
    """All that it leaves out, and why."""
    left = pack.choices.filter(state=State.LEFT_OUT)
    return Choices(
        {one.inspection_id: one.reason for one in left if one.recommendation_id is None},
        {one.recommendation_id: one.reason for one in left if one.recommendation_id},
    )


def stands(pack: Pack, contents: Contents) -> list[Stands]:
    """How each report stands that the OPCC may see by its cut-off, those left out last."""
    keys = [one.pk for one in contents.inspections] + [one.id for one, _ in contents.left_out]
    reports = Inspection.objects.in_bulk(keys)
    said = list(pack.choices.select_related("recommendation"))
    return [
        Stands(
            reports[key],
            next((one for one in said if one.inspection_id == key and not one.recommendation_id), None),
            [one for one in said if one.inspection_id == key and one.recommendation_id],
        )
        for key in keys
        if key in reports
    ]


def stands_at(pack: Pack) -> str:
    """A version of all that is said of it: a page or a file made from another is stale."""
    last = PackChoice.history.filter(pack_id=pack.pk).aggregate(last=Max("history_id"))["last"]
    text = getattr(pack.meeting.board, "standing_text", None) if pack.meeting else None
    return f"{version_of(pack)}-{last or 0}-{version_of(text) if text else 0}"
