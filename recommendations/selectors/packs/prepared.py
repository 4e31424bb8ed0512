"""A paper as it is prepared: its latest version, and how each report stands in it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.urls import reverse

from inspections.models import Inspection, Theme
from safeguarding.history import version_of

from ...models import Meeting, Pack, PackChoice
from ...permissions import may_issue, readable_papers
from ..lateness import SOON
from ..prepared import prepared
from ..register import visible_inspections
from ..standings import Standings
from .contents import Choices, Contents
from .gather import as_the_opcc

State = PackChoice.State


@dataclass(frozen=True)
class ReportInPaper:
    """How one report stands in a paper: what is said of it, None for nothing yet, and of single recommendations."""

    inspection: Inspection
    whole: PackChoice | None
    single: list[PackChoice]

    @property
    def is_settled(self) -> bool:
        """Return whether it is ready or left out, and nothing of it is not ready: the paper need not wait for it."""
        return self.whole is not None and all(one.state != State.NOT_READY for one in (self.whole, *self.single))


def latest(
    about: Meeting | Inspection | Theme, paper: str = Pack.Paper.MEETING, *, issued: bool = False
) -> Pack | None:
    """The latest version of a paper (of Pack.Paper) about something that was not given up, or of those `issued`, with what issued it."""
    versions = _versions(about, paper).filter(given_up_at=None)
    return versions.filter(issue__isnull=False).first() if issued else versions.first()


def given_up(about: Meeting | Inspection | Theme, paper: str = Pack.Paper.MEETING) -> Pack | None:
    """The version of a paper that was given up and not taken up again; `gave_up`: the row of its history that says who, when and why."""
    found = _versions(about, paper).exclude(given_up_at=None).first()
    if found:
        found.gave_up = found.history.select_related("history_user").latest()
    return found


def _versions(about, paper):
    versions = Pack.objects.filter(paper=paper, **{about._meta.model_name: about})
    return versions.select_related("meeting__board", "inspection__body", "theme", "issue")


def page_of(paper: Pack) -> str:
    """The address of the page on which it is prepared, issued and read."""
    if paper.meeting_id:
        return reverse("meeting-detail", args=[paper.meeting_id])
    return reverse("inspectorate-papers" if paper.inspection_id else "revisit-papers", args=[paper.about.slug])


def papers_to_issue(asked: Standings) -> list[Pack]:
    """Those that are ready and not issued, which the reader may issue: for meetings in the next SOON, and to inspectorates."""
    return [
        pack for pack in _ready(asked) if may_issue(asked.user, pack, at=asked.now) and _is_settled(pack, asked.now)
    ]


@prepared
def _ready(asked):
    near = Q(meeting=None) | Q(meeting__held_on__range=(asked.today, asked.day(SOON.days)))
    doubted = PackChoice.objects.filter(pack=OuterRef("pk"), state=State.NOT_READY)
    found = readable_papers(asked.user, at=asked.now).filter(~Exists(doubted), near, issue=None, given_up_at=None)
    return found.select_related(*Pack.ABOUT, "meeting__board", "issue")


def _is_settled(pack, at):
    """Return whether something is said of each of its reports; of those of one to an inspectorate it is from the beginning."""
    return not (pack.meeting_id and _unsettled(as_the_opcc(at, pack.cut_off_at), pack=pack.pk))


@prepared
def _unsettled(asked, *, pack):
    """The key of a report that they may see, and of which nothing is said; none where there is no such report."""
    settled = PackChoice.objects.filter(pack=pack, recommendation=None).values("inspection")
    reports = visible_inspections(asked.user, now=asked.now, as_at=asked.as_at)
    return reports.exclude(id__in=settled).values_list("id")[:1]


def papers_issued(asked: Standings, since: datetime) -> QuerySet[Pack]:
    """The papers for meetings that were issued after `since` and the reader may read, each with who prepared and who issued it."""
    issued = readable_papers(asked.user, at=asked.now).filter(issue__recorded_at__gte=since).exclude(meeting=None)
    return issued.select_related("meeting__board", "issue__prepared_by").order_by("issue__recorded_at", "pk")


def choices_of(pack: Pack) -> Choices:
    """All that it leaves out, and why."""
    left = pack.choices.filter(state=State.LEFT_OUT)
    return Choices(
        {one.inspection_id: one.reason for one in left if one.recommendation_id is None},
        {one.recommendation_id: one.reason for one in left if one.recommendation_id},
    )


def reports_in_paper(pack: Pack, contents: Contents) -> list[ReportInPaper]:
    """How each report stands that the OPCC may see by its cut-off, those left out last."""
    keys = [one.pk for one in contents.inspections] + [one.id for one, _ in contents.left_out]
    reports = Inspection.objects.in_bulk(keys)
    choices = list(pack.choices.select_related("recommendation"))
    return [
        ReportInPaper(
            reports[key],
            next((one for one in choices if one.inspection_id == key and not one.recommendation_id), None),
            [one for one in choices if one.inspection_id == key and one.recommendation_id],
        )
        for key in keys
        if key in reports
    ]


def version_of_choices(pack: Pack) -> str:
    """A version of all that is said of it: a page or a file made from another is stale."""
    last = PackChoice.history.filter(pack_id=pack.pk).aggregate(last=Max("history_id"))["last"]
    text = getattr(pack.meeting.board, "standing_text", None) if pack.meeting else None
    return f"{version_of(pack)}-{last or 0}-{version_of(text) if text else 0}"
