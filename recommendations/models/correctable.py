"""Records whose words can be corrected: what was said first stays, and a later record of the same kind points at it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from safeguarding.as_at import recorded
from safeguarding.models import Record

from .visibility import EntryQuerySet, InspectedQuerySet, OfInspectionQuerySet


class Corrections(models.QuerySet):
    """Records of which some correct others."""

    def originals(self) -> "Corrections":
        """Those that correct none: each thing that was said, once."""
        return self.filter(corrects=None)

    def as_corrected(self, at: datetime | None = None) -> "Corrections":
        """Of each thing that was said by `at` (None: by now) the words that counted then: its last correction, else itself.

        Each with `said_at`, when it was first said.
        """
        first = Coalesce(OuterRef("corrects"), OuterRef("pk"))
        later = recorded(self.model, at).filter(corrects=first, pk__gt=OuterRef("pk"))
        records = self if at is None else self.filter(recorded_at__lte=at)
        return records.filter(~Exists(later)).annotate(said_at=Coalesce("corrects__recorded_at", "recorded_at"))

    def with_words(self, *fields: str) -> "Corrections":
        """The originals, each with `fields` as its last correction has them now: `text` as `text_now`."""
        last = self.model.objects.filter(corrects=OuterRef("pk")).order_by("-pk")
        corrected = self.originals().annotate(corrected_at=Subquery(last.values("recorded_at")[:1]))
        # A correction that leaves a field empty has emptied it, so an original's own value stands only where there is none.
        return corrected.annotate(
            **{
                f"{name}_now": Case(When(corrected_at=None, then=F(name)), default=Subquery(last.values(name)[:1]))
                for name in fields
            }
        )


class CorrectableQuerySet(Corrections, EntryQuerySet):
    """Entries of which some correct others."""


class InspectedCorrections(Corrections, InspectedQuerySet):
    """Records that hang on a recommendation, of which some correct others."""


class OfInspectionCorrections(Corrections, OfInspectionQuerySet):
    """Records that hang on an inspection, of which some correct others."""


class Correctable(Record):
    """A record that was wrong is corrected by another, and stays: both are seen, and the last one counts.

    corrects: the first of them, also where a correction is corrected, so that what answers or decides on it finds the same one.
    """

    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")
    corrected_because = models.TextField("why it was corrected", blank=True)

    objects = CorrectableQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(corrects=None) | ~Q(corrected_because=""),
                name="%(class)s_is_corrected_with_a_reason",
                violation_error_message="Say why it is corrected.",
            )
        ]

    @property
    def first_id(self) -> int:
        """The key of what was said first; its own where it corrects none."""
        return self.corrects_id or self.pk


def folded(records: Iterable[Correctable]) -> list[Correctable]:
    """Of `records`, in the order of their recording, the ones that count, in the order of what they correct.

    Each says `first`: what was said first, itself where it was not corrected. One whose first is not among them stands for itself.
    """
    latest = {}
    for record in records:
        first = latest[record.first_id].first if record.first_id in latest else record
        record.first = first
        latest[record.first_id] = record
    return list(latest.values())
