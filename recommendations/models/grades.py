"""Grades that an inspection gives: the five topics of the child protection programme, and audits of cases. No composite."""

from django.db import models
from django.db.models import Q

from inspections.models import Inspection

from .correctable import Correctable, OfInspectionCorrections


class Topic(models.TextChoices):
    """The topics of the child protection programme since February 2024 (domain.md, Clocks)."""

    LEADERSHIP = "leadership", "Leadership"
    PARTNERSHIP = "partnership", "Partnership working"
    INITIAL_RESPONSE = "initial-response", "Initial response"
    RISK = "risk", "Risk assessment and referral"
    INVESTIGATION = "investigation", "Investigation"


class TopicGrade(Correctable):
    """The grade of one topic; one without a grade takes back what was recorded in error."""

    class Grade(models.TextChoices):
        OUTSTANDING = "outstanding", "Outstanding"
        GOOD = "good", "Good"
        ADEQUATE = "adequate", "Adequate"
        REQUIRES_IMPROVEMENT = "requires-improvement", "Requires improvement"
        INADEQUATE = "inadequate", "Inadequate"

    to_inspection = "inspection"

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="topic_grades")
    topic = models.CharField(max_length=20, choices=Topic)
    grade = models.CharField(max_length=20, choices=Grade, blank=True)
    source = models.CharField("document and page", max_length=300)

    objects = OfInspectionCorrections.as_manager()

    class Meta(Correctable.Meta):
        ordering = ["recorded_at", "pk"]
        constraints = [
            *Correctable.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(grade="") | Q(corrects__isnull=False), name="only_a_correction_takes_a_grade_back"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_topic_display()}: {self.get_grade_display() or 'not graded'}"


class CaseAudit(Correctable):
    """How many audited cases were of which grade. None of any grade: taken back."""

    class By(models.TextChoices):
        FORCE = "force", "Assessed by the force"
        INSPECTORS = "inspectors", "Assessed by the inspectors"

    COUNTS = ("good", "adequate", "requires_improvement", "inadequate")

    to_inspection = "inspection"

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="case_audits")
    assessed_by = models.CharField(max_length=10, choices=By)
    good = models.PositiveIntegerField(default=0)
    adequate = models.PositiveIntegerField(default=0)
    requires_improvement = models.PositiveIntegerField(default=0)
    inadequate = models.PositiveIntegerField(default=0)
    source = models.CharField("document and page", max_length=300)

    objects = OfInspectionCorrections.as_manager()

    class Meta(Correctable.Meta):
        ordering = ["recorded_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_assessed_by_display()}: {self.cases} cases"

    @property
    def cases(self) -> int:
        """How many were audited."""
        return sum(getattr(self, name) for name in self.COUNTS)
