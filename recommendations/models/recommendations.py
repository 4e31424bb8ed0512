"""Recommendations, part by part, and how one stands to another."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext

from inspections.models import Inspection, Milestone, Theme
from inspections.timescales import Kind as TimescaleKind
from safeguarding.lib.dates import Precision
from safeguarding.lib.folding import without_invisible
from safeguarding.lib.languages import translated
from safeguarding.models import HistoryModel, Post, User

from .paper_lines import PaperLines
from .reference import Board, NamedPlan, Portfolio
from .visibility import InspectedQuerySet


def printed(reference: str) -> str:
    """A reference as it is printed: the number of a next step stands without what keeps it apart from the others."""
    return reference.removeprefix("next-step-")


def part_in_words(kind: str, reference: str, letter: str) -> str:
    """A part as people say it, in the language of the page: "8c", "next step 1"."""
    name = f"{printed(reference)}{letter}"
    return gettext("next step %(number)s") % {"number": name} if kind == Recommendation.Kind.NEXT_STEP else name


def pages(recommendation: "Recommendation") -> str:
    """Where its words stand: as the report has it, and as the force's plan gives it. A row of today or of the past."""
    given = recommendation.plan_page_reference
    return "; ".join(
        filter(
            None,
            (recommendation.page_reference, given and gettext("in the force’s plan, p. %(pages)s") % {"pages": given}),
        )
    )


class Recommendation(PaperLines, HistoryModel):
    """A recommendation or another finding, as printed in the report."""

    class Kind(models.TextChoices):
        RECOMMENDATION = "recommendation", "Recommendation"
        CAUSE_OF_CONCERN = "cause-of-concern", "Cause of concern"
        AREA_FOR_IMPROVEMENT = "area-for-improvement", "Area for improvement"
        STRENGTH = "strength", "Strength"
        MIXED = "mixed", "Strength and area for improvement"
        NEXT_STEP = "next-step", "Next step"

    to_inspection = "inspection"

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="recommendations")
    kind = models.CharField(max_length=25, choices=Kind, default=Kind.RECOMMENDATION)
    # Words, for reports number "8", "2.14" and "R3"; `order` is the report's.
    reference = models.CharField(max_length=50, help_text="As printed, or as the force gave it.")
    order = models.PositiveIntegerField(default=0)
    text = models.TextField()
    page_reference = models.CharField(max_length=100, blank=True)
    # Kept apart as written: the pages that a plan gives are not always those that the words are on.
    plan_page_reference = models.CharField("page in the force’s plan", max_length=100, blank=True)
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True)
    issue_owner = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    issue_owner_words = models.CharField(
        max_length=200, blank=True, help_text="The owner as a document names them, where no post is known."
    )
    corporate_or_local = models.CharField(max_length=50, blank=True)
    board = models.ForeignKey(
        Board, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="reporting board"
    )
    portfolio = models.ForeignKey(
        Portfolio, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="chief officer portfolio"
    )
    plan = models.ForeignKey(NamedPlan, models.PROTECT, null=True, blank=True, related_name="+")
    cause_of_concern = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="recommendations")
    # Where it asks for the same, it is one thing and counted as this recommendation.
    milestone = models.ForeignKey(Milestone, models.PROTECT, null=True, blank=True, related_name="recommendations")
    note = models.TextField(blank=True)
    # Withdrawn and not deleted: history and the import's own record lead to it.
    withdrawn_at = models.DateTimeField(
        "withdrawn",
        null=True,
        blank=True,
        help_text="Entered by mistake, or by an import that was withdrawn.",
    )

    objects = InspectedQuerySet.as_manager()

    class Meta:
        ordering = ["inspection", "order", "pk"]
        constraints = [
            # The same reference again is a second import of one report, whose parts would all be counted twice.
            models.UniqueConstraint(
                fields=["inspection", "reference"],
                condition=Q(withdrawn_at=None),
                name="a_reference_once_an_inspection",
                violation_error_message="This inspection already has a recommendation with this reference.",
            ),
            models.UniqueConstraint(
                fields=["milestone"],
                condition=Q(withdrawn_at=None),
                name="a_milestone_is_one_recommendation",
            ),
        ]

    def __str__(self) -> str:
        return f"{translated(self.get_kind_display())} {printed(self.reference)}"

    def clean(self) -> None:
        """Leave out of a new reference what nobody sees, so that no two look alike."""
        if self._state.adding:
            self.reference = without_invisible(self.reference)

    @property
    def asks(self) -> bool:
        """It asks for something: a strength is reported, and nothing is to be done (domain.md, What is asked for)."""
        return self.kind != self.Kind.STRENGTH


class PartQuerySet(InspectedQuerySet):
    def visible_to(self, user: User, at: datetime) -> "PartQuerySet":
        """Those of the inspections that `user` may know of, but not what was joined to another, withdrawn, or went with its import."""
        return super().visible_to(user, at).filter(ended_at=None)


class Part(HistoryModel):
    """A clause with a letter, an addressee or a date of its own; every recommendation has at least one."""

    to_inspection = "recommendation__inspection"

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="parts")
    letter = models.CharField(max_length=5, blank=True)
    text = models.TextField()
    addressees = models.CharField(max_length=300, blank=True, help_text="As printed; blank: not stated.")
    # A report may ask one thing of several bodies: parts of others only are in no figure of ours (domain.md).
    ours = models.BooleanField("addressed to us", default=True)
    # The words as stated beside the date computed from them, with its rule: the two must not be merged (domain.md).
    timescale = models.CharField(max_length=200, blank=True, help_text="The words as stated.")
    timescale_kind = models.CharField(max_length=10, choices=TimescaleKind, default=TimescaleKind.NONE)
    due_on = models.DateField("inspectorate’s due date", null=True, blank=True)
    due_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    due_rule = models.CharField(max_length=300, blank=True)
    # Not simply the last: one that ends work comes into force only when the DCC agrees it.
    response = models.ForeignKey(
        "Response", models.PROTECT, null=True, blank=True, related_name="+", help_text="The one in force."
    )
    # The inspectorate's last, as the records of models.verdicts have it.
    verdict = models.ForeignKey("Verdict", models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(
        "ended", null=True, blank=True, help_text="Its words are another’s, or a mistake; what was said of it stays."
    )
    joined_to = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The part whose words its own are. One that ended without was withdrawn.",
    )

    objects = PartQuerySet.as_manager()

    class Meta:
        ordering = ["recommendation", "letter", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "letter"],
                condition=Q(ended_at=None),
                name="a_letter_once_a_recommendation",
                violation_error_message="Another part of this recommendation has this letter.",
            ),
            models.CheckConstraint(
                condition=Q(joined_to=None) | Q(ended_at__isnull=False),
                name="a_part_that_is_joined_has_ended",
            ),
        ]

    def __str__(self) -> str:
        return part_in_words(self.recommendation.kind, self.recommendation.reference, self.letter)

    @property
    def asked_immediately(self) -> bool:
        return self.timescale_kind == TimescaleKind.IMMEDIATE


class Link(HistoryModel):
    """How one recommendation stands to another; from a part of it where only that part is meant."""

    class Kind(models.TextChoices):
        ANSWERED_UNDER = "answered-under", "is answered under"
        SUPERSEDES = "supersedes", "supersedes"
        DUPLICATES = "duplicates", "asks the same as"
        DEPENDS_ON = "depends-on", "depends on"
        NOT_SAME = "not-same", "asks something else than"

    kind = models.CharField(max_length=15, choices=Kind)
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="links")
    part = models.ForeignKey(Part, models.PROTECT, null=True, blank=True, related_name="links")
    target = models.ForeignKey(Recommendation, models.PROTECT, related_name="linked_from")
    words = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            # Two constraints, because a database holds no two NULLs equal: the part is empty for the whole.
            models.UniqueConstraint(
                fields=["kind", "recommendation", "target"],
                condition=Q(ended_at=None, part=None),
                name="a_link_is_made_once",
            ),
            models.UniqueConstraint(
                fields=["kind", "part", "target"],
                condition=Q(ended_at=None, part__isnull=False),
                name="a_link_from_a_part_is_made_once",
            ),
            models.CheckConstraint(
                condition=~Q(recommendation=F("target")),
                name="a_link_leads_to_another",
                violation_error_message="Choose another recommendation.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation} {self.get_kind_display()} {self.target}"
