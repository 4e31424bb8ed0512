"""Waivers: a severe gap of the plan that a named person sets aside until a day, with the reason; and that taken back."""

from datetime import date, datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext

from safeguarding.as_at import not_yet, recorded
from safeguarding.lib.languages import translated
from safeguarding.models import Record

from ..workflow import WAIVABLE, Gap
from .actions import Action
from .recommendations import Part, Recommendation
from .visibility import EntryQuerySet

_WHERE = Q(action__isnull=False, recommendation=None, part=None) | Q(action=None, recommendation__isnull=False)


class GapWaiver(Record):
    """A gap of an action, of a recommendation or of one part of it is set aside, `until` and including that day."""

    to_inspection = "recommendation__inspection"
    to_action = "action"
    to_part = "part"

    gap = models.CharField(max_length=25, choices=[(gap.value, gap.label) for gap in WAIVABLE])
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="gap_waivers")
    recommendation = models.ForeignKey(
        Recommendation, models.PROTECT, null=True, blank=True, related_name="gap_waivers"
    )
    part = models.ForeignKey(Part, models.PROTECT, null=True, blank=True, related_name="+")
    until = models.DateField("waived until")
    reason = models.TextField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [models.CheckConstraint(condition=_WHERE, name="a_waiver_is_on_an_action_or_a_recommendation")]

    def __str__(self) -> str:
        return f"Waiver {self.pk}: {Gap(self.gap).label.lower()}"

    @property
    def about(self) -> str:
        """The thing that has the gap, in words; it follows the keys, so whoever lists them fetches what they lead to."""
        if self.action_id:
            return str(Action(self.action_id))
        what = self.recommendation
        if self.part:
            what = f"{translated(what.get_kind_display())} {self.part}"
        return gettext("%(recommendation)s of %(inspection)s") % {
            "recommendation": what,
            "inspection": self.recommendation.inspection,
        }


class GapWaiverTakenBack(Record):
    """A waiver ends before its day."""

    to_inspection = "waiver__recommendation__inspection"
    to_action = "waiver__action"
    to_part = "waiver__part"

    waiver = models.OneToOneField(GapWaiver, models.PROTECT, related_name="taken_back")
    reason = models.TextField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "waiver taken back"
        verbose_name_plural = "waivers taken back"
        ordering = ["recorded_at", "pk"]


def waivers_in_force(today: date, at: datetime | None = None) -> models.QuerySet[GapWaiver]:
    """Those that set a gap aside on `today` in London, of those that had been recorded by `at` (None: by now)."""
    return recorded(GapWaiver, at).filter(not_yet("taken_back", at), until__gte=today)
