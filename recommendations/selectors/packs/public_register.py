"""The register in public, apart from any meeting: published reports, and the Commissioner's published responses to them.

What stands in it is made by the public edition of a paper, so that nothing can be said here that is left out there. A report
without a day of publication is in a paper if somebody puts it there, and not here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractYear

from inspections.models import Inspection
from safeguarding.lib.dates import in_words

from ...models import AnsweredReport, CommissionerResponse, PackFile
from ...workflow import PartState
from ..commissioner import ResponsePage
from ..standings import Standings
from .contents import Choices, PublicInspection
from .gather import as_the_opcc, reported, reports_of
from .names import Names
from .public import CAN_BE_PUBLIC, NOT_PUBLISHED, public_inspection


class PublicRegister:
    """The register in public as it stands at `at` (aware datetime), of the reports that `only` keeps."""

    def __init__(self, *, at: datetime, only: Q | None = None) -> None:
        self.at, self.asked, self.names = at, as_the_opcc(at), Names()
        self.only = only or Q()

    def reports(self) -> QuerySet[Inspection]:
        """Those that are published and can be public, the latest first."""
        return reports_of(self.asked).filter(CAN_BE_PUBLIC, self.only, published_on__lte=self.asked.today)

    def undated(self) -> QuerySet[Inspection]:
        """Those that are left out for want of a day of publication alone: `only` may ask for years."""
        return reports_of(self.asked).filter(CAN_BE_PUBLIC, published_on=None)

    def inspections(self) -> Iterator[PublicInspection]:
        """Each of reports() with all that is said of it, made one by one: the register is never held whole."""
        for one in self.reports():
            yield public_inspection(reported(one, self.asked, Choices(), self.names))

    def responses(self) -> Iterator["PublicResponse"]:
        """The Commissioner's published responses of which every report is public, the latest first."""
        answered = AnsweredReport.objects.filter(response=OuterRef("pk"), ended_at=None)
        others = answered.exclude(inspection__in=PublicRegister(at=self.at).reports().values("pk"))
        published = CommissionerResponse.objects.filter(Exists(answered), ~Exists(others))
        for one in published.filter(published_on__lte=self.asked.today).order_by("-published_on", "-pk"):
            yield _response(one, self.asked, self.names)

    @staticmethod
    def papers() -> Iterator["PublicPaper"]:
        """Public editions that were issued, of each meeting those of the latest version: a correction takes the place of the rest."""
        of_meeting = PackFile.objects.filter(issue__pack__meeting=OuterRef("issue__pack__meeting"))
        corrected = of_meeting.filter(issue__pack__version__gt=OuterRef("issue__pack__version"))
        files = PackFile.objects.filter(~Exists(corrected), for_public=True).order_by(
            "-issue__pack__meeting__held_on", "issue", "kind"
        )
        for file in files.select_related("issue__pack__meeting__board").iterator(1):
            meeting = file.issue.pack.meeting
            yield PublicPaper(str(meeting.board), meeting.held_on, file.name, file.kind, file.data)


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

    said = (
        ("The Commissioner’s comments", response.comments),
        ("The Chief Constable’s comments", response.chief_officer_comments),
        ("The Commissioner’s reply to them", response.reply),
    )
    return PublicResponse(
        pk=response.pk,
        title=printed(response.title),
        by=page.body,
        published=in_words(response.published_on),
        where=printed(response.published_where),
        reports=tuple((one.slug, one.title) for one in page.inspections),
        said=tuple((heading, printed(words)) for heading, words in said if words),
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
    reports = register.reports().order_by().values("pk")
    still_open = Q(state__in=[state for state in PartState if not state.closed])
    found = register.asked.recommendations().filter(inspection__in=reports)
    found = found.annotate(year=ExtractYear("inspection__published_on")).values_list("inspection__body__name", "year")
    counts = found.annotate(
        reports=Count("inspection", distinct=True), asked=Count("pk"), open=Count("pk", filter=still_open)
    )
    return [Counted(*row) for row in counts.order_by("inspection__body__name", "year")]


def bodies(at: datetime) -> QuerySet[tuple[str, str]]:
    """(slug, name) of each inspecting body that has a report in public."""
    return PublicRegister(at=at).reports().order_by("body__name").values_list("body__slug", "body__name").distinct()
