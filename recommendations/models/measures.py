"""The difference made: a measure of a recommendation, its baseline and what was read later (domain.md, The difference made)."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext

from safeguarding.models import HistoryModel

from .correctable import Correctable, InspectedCorrections
from .recommendations import Recommendation
from .visibility import InspectedQuerySet


def number_field(label: str, **kwargs: object) -> models.DecimalField:
    """A number as a report gives it, a percentage with its decimals too."""
    return models.DecimalField(label, max_digits=12, decimal_places=2, **kwargs)


def value_in_words(value: Decimal | None, out_of: Decimal | None, unit: str) -> str:
    """A value of a measure, such as "3 of 8 cases"; "" for none."""
    if value is None:
        return ""
    of = "" if out_of is None else gettext(" of %(number)s") % {"number": _plain(out_of)}
    return f"{_plain(value)}{of} {unit}".strip()


def _plain(number):
    written = f"{Decimal(number):f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _share(value, out_of):
    return value / out_of if out_of else value


class Measure(HistoryModel):
    """A number that would show that children are better protected; its baseline may be to come. Never part of a composite score."""

    class Better(models.TextChoices):
        MORE = "more", "More is better"
        LESS = "less", "Less is better"

    to_inspection = "recommendation__inspection"

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="measures")
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=100, blank=True)
    better = models.CharField(max_length=5, choices=Better)
    baseline = number_field("baseline", null=True, blank=True)
    baseline_of = number_field("out of", null=True, blank=True)
    baseline_on = models.DateField("date of the baseline", null=True, blank=True)
    baseline_source = models.CharField("where the baseline stands", max_length=300, blank=True)
    ended_at = models.DateTimeField("measured no more", null=True, blank=True)

    objects = InspectedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(baseline=None) | ~Q(baseline_source=""),
                name="a_baseline_says_where_it_stands",
                violation_error_message="Say where the baseline stands: the document and page.",
            )
        ]

    def __str__(self) -> str:
        # Not its name, which is for whom the inspection's words are: the admin prints this for everybody who sees the row.
        return f"Measure {self.pk}"

    @property
    def baseline_in_words(self) -> str:
        """Such as "3 of 8 cases"; "to come" before there is one."""
        return value_in_words(self.baseline, self.baseline_of, self.unit) or gettext("to come")

    def compared(self, value: Decimal, out_of: Decimal | None) -> str:
        """A later value against the baseline: "better", "worse" or "the same"; "" where they cannot be compared."""
        if self.baseline is None or bool(self.baseline_of) != bool(out_of):
            return ""
        moved = _share(value, out_of) - _share(self.baseline, self.baseline_of)
        if not moved:
            return "the same"
        return "better" if (moved > 0) == (self.better == Measure.Better.MORE) else "worse"


class MeasureReading(Correctable):
    """A measure as it was read on a day."""

    to_inspection = "measure__recommendation__inspection"

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="readings")
    value = number_field("value")
    out_of = number_field("out of", null=True, blank=True)
    read_on = models.DateField("date of the reading")
    source = models.CharField("where it stands", max_length=300)
    note = models.TextField(blank=True)

    objects = InspectedCorrections.as_manager()

    class Meta(Correctable.Meta):
        ordering = ["recorded_at", "pk"]

    def __str__(self) -> str:
        return f"Reading {self.pk} of measure {self.measure_id}"

    @property
    def text(self) -> str:
        """All that it says, in words."""
        return f"{value_in_words(self.value, self.out_of, self.measure.unit)}, {self.source}. {self.note}".strip()
