"""The register in public, apart from any meeting: published reports, and the Commissioner's published responses to them.

What stands in it is made by the public edition of a paper, so that nothing can be said here that is left out there. A report
without a day of publication is in a paper if somebody puts it there, and not here. As at a past day it tells what stood then of
what can be public today: nothing that was closed to the public since comes out by asking for a day before.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractYear

from inspections.models import InspectingBody, Inspection
from safeguarding.as_at import field_of, recorded, rows
from safeguarding.lib import counting
from safeguarding.lib.dates import in_words
from safeguarding.models import Audience, Marking

from ...models import Action, AnsweredReport, CommissionerResponse, PackFile, PackIssue
from ...workflow import PartState
from ..commissioner import ResponsePage
from ..standings import Standings
from .contents import Choices, PublicInspection, ReportedInspection
from .gather import as_the_opcc, reported, reports_of
from .names import Names
from .public import CAN_BE_PUBLIC, NOT_PUBLISHED, public_inspection


class PublicRegister:
    """The register in public as it stood at `as_at` (None: as it stands at `at`, which is now), of the reports that `only` keeps."""

    def __init__(self, *, at: datetime, as_at: datetime | None = None, only: Q | None = None) -> None:
        self.at, self.asked, self.names = at, as_the_opcc(at, as_at), Names()
        self.only = only or Q()

    @property
    def stood_at(self) -> datetime:
        """The moment at which everything in it stood so."""
        return self.asked.as_at or self.at

    def reports(self) -> QuerySet[Inspection]:
        """Those that are published and can be public, the latest first."""
        return self._open().filter(self.only, published_on__lte=self.asked.today)

    def _open(self):
        found = reports_of(self.asked).filter(CAN_BE_PUBLIC)
        if self.asked.as_at is None:
            return found
        return found.filter(id__in=reports_of(as_the_opcc(self.at)).filter(CAN_BE_PUBLIC).order_by().values("pk"))

    def undated(self) -> QuerySet[Inspection]:
        """Those that are left out for want of a day of publication alone: `only` may ask for years."""
        return self._open().filter(published_on=None)

    def inspections(self, count: counting.Count = counting.uncounted) -> Iterator[PublicInspection]:
        """Each of reports() with all that is said of it, made one by one: the register is never held whole.

        count: told how many of them are made.
        """
        for one in counting.counted_off(self.reports(), count, "reports"):
            report = reported(one, self.asked, Choices(), self.names)
            yield public_inspection(_without_closed(report) if self.asked.as_at else report)

    def responses(self) -> Iterator["PublicResponse"]:
        """The Commissioner's published responses of which every report is public, the latest first."""
        as_at = self.asked.as_at
        answered = rows(AnsweredReport, as_at).filter(response=OuterRef("id"), ended_at=None)
        public = PublicRegister(at=self.at, as_at=as_at).reports().order_by().values("id")
        others = answered.exclude(inspection__in=public)
        published = rows(CommissionerResponse, as_at).filter(Exists(answered), ~Exists(others))
        for one in published.filter(published_on__lte=self.asked.today).order_by("-published_on", "-id"):
            yield _response(one, self.asked, self.names)

    def papers(self) -> Iterator["PublicPaper"]:
        """Public editions that were issued, of each meeting those of the latest version: a correction takes the place of the rest."""
        issued = recorded(PackIssue, self.asked.as_at)
        later = issued.filter(
            pack__meeting=OuterRef("issue__pack__meeting"), pack__version__gt=OuterRef("issue__pack__version")
        )
        files = PackFile.objects.filter(~Exists(later), issue__in=issued.order_by().values("pk"), for_public=True)
        files = files.order_by("-issue__pack__meeting__held_on", "issue", "kind")
        for file in files.select_related("issue__pack__meeting__board").iterator(1):
            meeting = file.issue.pack.meeting
            yield PublicPaper(str(meeting.board), meeting.held_on, file.name, file.kind, file.data)


def _without_closed(one: ReportedInspection) -> ReportedInspection:
    """A report as it stood, without the words of actions that are marked or for the force alone today."""
    numbers = {action.number for item in one.items for action in item.actions}
    closed = ~Q(marking=Marking.OFFICIAL) | Q(audience=Audience.FORCE)
    closed_today = set(Action.objects.filter(closed, number__in=numbers).values_list("number", flat=True))

    def actions(item):
        return tuple(
            replace(action, can_be_public=False) if action.number in closed_today else action for action in item.actions
        )

    return replace(one, items=tuple(replace(item, actions=actions(item)) for item in one.items))


@dataclass(frozen=True)
class PublicComment:
    """The Commissioner's comment on one recommendation, as that is printed: "Recommendation 8"."""

    report: str
    name: str
    kind: str
    words: str


@dataclass(frozen=True)
class PublicResponse:
    """A response of the Commissioner's to reports (Police Act 1996 s.55). by: the body that responds. said: (heading, words)."""

    pk: int
    title: str
    by: str
    published: str
    where: str
    reports: tuple[tuple[str, str], ...]
    said: tuple[tuple[str, str], ...]
    comments: tuple[PublicComment, ...]


def _response(response, asked: Standings, names: Names) -> PublicResponse:
    page = ResponsePage(response, asked)

    def printed(words):
        return NOT_PUBLISHED if names.in_any(words) else words

    paragraphs = (
        ("The Commissioner’s comments", response.comments),
        ("The Chief Constable’s comments", response.chief_officer_comments),
        ("The Commissioner’s reply to them", response.reply),
    )
    return PublicResponse(
        pk=response.id,
        title=printed(response.title),
        by=page.body,
        published=in_words(response.published_on),
        where=printed(response.published_where),
        reports=tuple((one.slug, one.title) for one in page.inspections),
        said=tuple((heading, printed(words)) for heading, words in paragraphs if words),
        comments=tuple(
            PublicComment(
                report=one.row.inspection.title,
                name=f"{one.row.kind or 'Recommendation'} {one.row.reference}",
                kind=one.comment.get_kind_display(),
                words=printed(one.comment.text),
            )
            for one in page.recommendations
            if one.comment
        ),
    )


class PublicPaper(NamedTuple):
    """A file of the public edition of a paper that was issued."""

    board: str
    held_on: date
    name: str
    kind: str
    data: bytes


class Counted(NamedTuple):
    """How many reports a body published in a year; how many findings and recommendations they have, and of these are open."""

    body: str
    year: int
    reports: int
    asked: int
    open: int


def counted_by_body(register: PublicRegister) -> list[Counted]:
    """All that is in the reports of the register, by body and year. One query."""
    reports = register.reports().order_by().values("id")
    still_open = Q(state__in=[state for state in PartState if not state.closed])
    found = register.asked.recommendations().filter(inspection__in=reports)
    name = field_of(InspectingBody, "name", "inspection__body", register.asked.as_at)
    found = found.annotate(body=name, year=ExtractYear("inspection__published_on")).values_list("body", "year")
    counts = found.annotate(
        reports=Count("inspection", distinct=True), asked=Count("pk"), open=Count("pk", filter=still_open)
    )
    return [Counted(*row) for row in counts.order_by("body", "year")]


def bodies(register: PublicRegister) -> QuerySet[tuple[str, str]]:
    """(slug, name) of each inspecting body that has a report in this register."""
    return register.reports().order_by("body__name").values_list("body__slug", "body__name").distinct()
