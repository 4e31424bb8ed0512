"""Asked of an inspectorate, and what it answered: whether a date may be later than its own, or how it sees a whole matter."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from inspections.models import InspectingBody
from safeguarding.as_at import recorded
from safeguarding.lib.languages import in_words
from safeguarding.models import Record

from .actions import Action
from .correctable import Correctable, CorrectableQuerySet
from .deadlines import DeadlineRequest
from .recommendations import Recommendation
from .visibility import EntryQuerySet


class InspectorateRequestQuerySet(CorrectableQuerySet):
    def waiting(self, at: datetime | None = None) -> "InspectorateRequestQuerySet":
        """Those that the inspectorate had not answered at `at` (None: now), as they stood corrected then."""
        first = Coalesce(OuterRef("corrects"), OuterRef("pk"))
        return self.as_corrected(at).filter(~Exists(recorded(InspectorateReply, at).filter(request=first)))


class InspectorateRequest(Correctable):
    """An inspectorate was asked about an action or a recommendation; or about a date that is asked for on an action.

    It stops no clock and decides nothing: a date that it agrees is the DCC's to agree still (domain.md, Dates that must not be
    merged).
    """

    to_inspection = "recommendation__inspection"
    to_action = "action"

    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="asked_of_inspectorate")
    recommendation = models.ForeignKey(
        Recommendation, models.PROTECT, null=True, blank=True, related_name="asked_of_inspectorate"
    )
    deadline_request = models.ForeignKey(
        DeadlineRequest, models.PROTECT, null=True, blank=True, related_name="asked_of_inspectorate"
    )
    body = models.ForeignKey(InspectingBody, models.PROTECT, related_name="+", verbose_name="who was asked")
    asked_by = models.CharField("who asked", max_length=200)
    asked_on = models.DateField("when it was asked")
    text = models.TextField("what was asked")

    objects = InspectorateRequestQuerySet.as_manager()

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [
            *Correctable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(action__isnull=False, recommendation=None)
                | Q(action=None, deadline_request=None, recommendation__isnull=False),
                name="an_inspectorate_is_asked_about_an_action_or_a_recommendation",
            ),
        ]

    @property
    def matter(self) -> Action | Recommendation:
        """The action or the recommendation that it is about."""
        return self.action or self.recommendation


class InspectorateReply(Record):
    """The answer of an inspectorate, in a document. Of several the last counts: it may change its mind, or was written down wrongly."""

    class Outcome(models.TextChoices):
        AGREED = "agreed", "They agree"
        REFUSED = "refused", "They do not agree"
        NOT_ASKED = "not-asked", "It was not asked after all, and recorded in error"

    to_inspection = "request__recommendation__inspection"
    to_action = "request__action"

    # To what was asked first, however that was corrected.
    request = models.ForeignKey(InspectorateRequest, models.PROTECT, related_name="replies")
    outcome = models.CharField(max_length=10, choices=Outcome)
    until = models.DateField("agreed until", null=True, blank=True)
    said_on = models.DateField("date of the answer", null=True, blank=True)
    source = models.CharField("document and page", max_length=300, blank=True)
    text = models.TextField("what they say", blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["recorded_at", "pk"]
        verbose_name_plural = "inspectorate replies"
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="agreed") | Q(until=None),
                name="only_what_is_agreed_is_agreed_until_a_day",
                violation_error_message="Leave the day empty, since they do not agree.",
            ),
            models.CheckConstraint(
                condition=Q(outcome="not-asked") | Q(said_on__isnull=False) & ~Q(source=""),
                name="an_answer_has_its_day_and_document",
                violation_error_message="Give the date of the answer and the document.",
            ),
        ]

    @property
    def in_words(self) -> str:
        """The outcome: "agreed until 30 November 2015"."""
        if self.outcome == self.Outcome.AGREED:
            return gettext("agreed until %(on)s") % {"on": in_words(self.until)} if self.until else gettext("agreed")
        return gettext("did not agree") if self.outcome == self.Outcome.REFUSED else gettext("was not asked after all")
