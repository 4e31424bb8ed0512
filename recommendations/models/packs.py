"""Papers for meetings and to inspectorates: the standing text of a board, a paper that is prepared, and what was issued."""

from base64 import b64decode

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext

from inspections.models import Inspection, Theme
from safeguarding.models import HistoryModel, Record

from .meetings import Meeting
from .recommendations import Recommendation
from .reference import Board
from .visibility import OfInspectionQuerySet


def _text(label: str) -> models.TextField:
    return models.TextField(label, blank=True)


def _line(label: str) -> models.CharField:
    return models.CharField(label, max_length=200, blank=True)


class StandingText(HistoryModel):
    """The text that each paper to a board has alike: the lines of its header, and of its numbered sections (domain.md)."""

    class For(models.TextChoices):
        INFORMATION = "information", "For Information"
        DECISION = "decision", "For Decision"

    board = models.OneToOneField(Board, models.PROTECT, related_name="standing_text")
    comes_for = models.CharField("the paper is", max_length=15, choices=For, default=For.INFORMATION)
    report_to = _line("report to")
    report_of = _line("report of")
    report_author = _line("report author")
    email = _line("e-mail")
    other_contacts = _line("other contacts")
    purpose = _text("purpose")
    recommendations = _text("recommendations")
    reasons = _text("reasons for recommendations")
    financial = _text("financial implications")
    human_resources = _text("human resources implications")
    equality = _text("equality implications")
    risk = _text("risk management")
    policy = _text("policy implications and Police and Crime Plan links")
    legislation = _text("changes in legislation")
    consultation = _text("outcome of consultation")

    class Meta:
        ordering = ["board__name"]

    def __str__(self) -> str:
        return f"Standing text for {self.board}"


STANDING = tuple(
    field.name
    for field in StandingText._meta.fields
    if field.name != "board" and isinstance(field, models.CharField | models.TextField)
)


class Pack(HistoryModel):
    """One version of a paper while it is prepared; once issued it stays as it is, and a correction is the next.

    It is for a meeting, or goes to an inspectorate, about an inspection or a theme. key_points: of one for a meeting, a line a
    paragraph; blank where those drafted from the figures stand.
    """

    class Paper(models.TextChoices):
        MEETING = "meeting", "Paper"
        UPDATE = "update", "Update for the inspectorate"
        REVISIT = "revisit", "Pack for a revisit"
        ACTION_FORM = "action-form", "Action form"

    ABOUT = ("meeting", "inspection", "theme")  # exactly one of them

    paper = models.CharField(max_length=15, choices=Paper, default=Paper.MEETING)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="packs")
    inspection = models.ForeignKey(Inspection, models.PROTECT, null=True, blank=True, related_name="+")
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    cut_off_at = models.DateTimeField("as it stood at")
    agenda_item = _line("agenda item")
    key_points = _text("key points")
    public_key_points = _text("key points of the public edition")
    corrects = models.TextField("changed since the version before", blank=True)
    # Begun in error; preparing it takes it up again.
    given_up_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["meeting", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "version"], name="a_version_of_a_paper_once"),
            models.UniqueConstraint(fields=["inspection", "paper", "version"], name="a_version_on_an_inspection_once"),
            models.UniqueConstraint(fields=["theme", "paper", "version"], name="a_version_on_a_theme_once"),
            models.CheckConstraint(
                condition=Q(paper="meeting", meeting__isnull=False, inspection=None, theme=None)
                | Q(~Q(paper="meeting"), meeting=None, inspection__isnull=False, theme=None)
                | Q(paper="revisit", meeting=None, inspection=None, theme__isnull=False),
                name="a_paper_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(version=1) | ~Q(corrects=""),
                name="a_correction_of_a_paper_says_what_changed",
                violation_error_message="Say what changed.",
            ),
        ]

    def __str__(self) -> str:
        words = gettext("%(paper)s on %(about)s, version %(number)s")
        if self.meeting_id:
            words = gettext("%(paper)s for %(about)s, version %(number)s")
        return words % {"paper": gettext(self.get_paper_display()), "about": self.about, "number": self.version}

    @property
    def about(self) -> Meeting | Inspection | Theme:
        """The meeting that it is for, or what it tells an inspectorate of."""
        return next(getattr(self, name) for name in self.ABOUT if getattr(self, f"{name}_id"))

    @property
    def is_issued(self) -> bool:
        """Return whether it was issued; an issue that was refused does not count."""
        issue = getattr(self, "issue", None)
        return issue is not None and issue.pk is not None


class PackChoice(HistoryModel):
    """How a report stands in a paper, or one recommendation of it: ready, not ready, left out."""

    class State(models.TextChoices):
        READY = "ready", "Ready"
        NOT_READY = "not-ready", "Not ready"
        LEFT_OUT = "left-out", "Left out"

    to_inspection = "inspection"

    pack = models.ForeignKey(Pack, models.PROTECT, related_name="choices")
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State)
    reason = models.TextField(blank=True)

    objects = OfInspectionQuerySet.as_manager()

    class Meta:
        ordering = ["pack", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pack", "inspection"], condition=Q(recommendation=None), name="a_report_stands_once_in_a_paper"
            ),
            models.UniqueConstraint(fields=["pack", "recommendation"], name="a_recommendation_stands_once_in_a_paper"),
            models.CheckConstraint(
                condition=Q(state="ready") | ~Q(reason=""),
                name="left_out_of_a_paper_with_a_reason",
                violation_error_message="Say why.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation or 'Report'} of {self.inspection}: {self.get_state_display().lower()}"


class PackIssue(Record):
    """A paper was issued, by somebody who had not prepared it.

    layout: in which of packs.layouts; content: the SHA-256 of all that both editions say. Both "" of what was issued before they were kept.
    """

    pack = models.OneToOneField(Pack, models.PROTECT, related_name="issue")
    layout = models.CharField(max_length=10, blank=True)
    content = models.CharField("SHA-256 of what it says", max_length=64, blank=True)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(recorded_by=F("prepared_by")),
                name="a_paper_is_issued_by_another",
                violation_error_message="You prepared this paper, so somebody else has to issue it.",
            )
        ]


class PackFile(Record):
    """A file of an issued paper, byte for byte: in the database, so that what keeps and seals records keeps and seals it too."""

    issue = models.ForeignKey(PackIssue, models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=5)
    for_public = models.BooleanField()
    sha256 = models.CharField(max_length=64)
    base64 = models.TextField()  # a text, as the ledger reads every column

    class Meta:
        ordering = ["issue", "for_public", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "kind", "for_public"], name="a_file_of_a_paper_once"),
        ]

    @property
    def data(self) -> bytes:
        """Its bytes."""
        return b64decode(self.base64)
