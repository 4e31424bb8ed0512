"""The inspectorate's ledger: what an inspecting body says of a recommendation, beside what the force says and never merged with it."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from inspections.models import InspectingBody, Inspection
from safeguarding.as_at import rows
from safeguarding.lib.dates import in_words
from safeguarding.models import User

from ..workflow import Grade, VerdictOutcome
from .actions import Coverage
from .correctable import Correctable, InspectedCorrections
from .recommendations import Part, Recommendation
from .visibility import of_recommendations, withheld


class VerdictQuerySet(InspectedCorrections):
    """Verdicts, of which some correct others."""

    def counting(self) -> "VerdictQuerySet":
        """Those that count, as last corrected, without those recorded in error; the last given is the last."""
        verdicts = self.as_corrected().exclude(outcome=VerdictOutcome.NONE)
        return verdicts.order_by("given_on", "said_at", "pk")

    def visible_on(
        self, action: int, user: User, now: datetime, as_at: datetime | None = None, *, own: bool = False
    ) -> "VerdictQuerySet":
        """Those on what the action of this number answers, or answered at `as_at`, of what `user` may see; as EntryQuerySet.visible_on."""
        covered = rows(Coverage, as_at).filter(ended_at=None, action=action)
        of_whole = Exists(covered.filter(part__recommendation=OuterRef("recommendation")))
        meant = Q(of_whole, part=None) | Q(Exists(covered.filter(part=OuterRef("part"))))
        visible = self.filter(meant, of_recommendations(self.model, user, now, as_at))
        return visible.annotate(withheld=withheld(self.model, user, now))


class Verdict(Correctable):
    """A body's verdict on a recommendation, or on one part of it: dated, by whom, in which document.

    `grade` is theirs, `claimed` what the force said of itself, each where there is one. Recording one moves no action: what is
    complete stays so until the DCC reopens it (domain.md, Two ledgers).
    """

    to_inspection = "recommendation__inspection"
    to_part = "part"

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="verdicts")
    part = models.ForeignKey(Part, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=VerdictOutcome)
    grade = models.CharField("met, as they say", max_length=5, choices=Grade, blank=True)
    claimed = models.CharField("met, as we said", max_length=5, choices=Grade, blank=True)
    given_on = models.DateField("date of the verdict")
    body = models.ForeignKey(InspectingBody, models.PROTECT, related_name="+")
    source = models.CharField("document and page", max_length=300)
    given_in = models.ForeignKey(
        Inspection, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="inspection that says so"
    )
    difference = models.TextField("why they see it otherwise", blank=True)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [
            *Correctable.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(outcome=VerdictOutcome.NONE) | Q(corrects__isnull=False),
                name="only_a_correction_takes_a_verdict_back",
            ),
            # "A closure disputed by the inspectorate with no place to say so" is a published finding (domain.md).
            models.CheckConstraint(
                condition=Q(grade="") | Q(claimed="") | Q(grade=F("claimed")) | ~Q(difference=""),
                name="grades_that_differ_are_explained",
                violation_error_message="Say why their grade is another than ours.",
            ),
        ]

    @property
    def text(self) -> str:
        """All that it says, in words."""
        met = f", met: {self.get_grade_display().lower()}" if self.grade else ""
        words = f" {self.difference}" if self.difference else ""
        return f"{self}{met}, {in_words(self.given_on)}. {self.source}.{words}"

    def __str__(self) -> str:
        return f"{self.body}: {self.get_outcome_display().lower()}"
