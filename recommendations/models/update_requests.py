"""The owner of an action is asked for an update by a day, apart from any round; and whoever asked takes that back."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef

from safeguarding.as_at import not_yet, recorded
from safeguarding.models import Record

from .actions import Action
from .progress import ProgressUpdate
from .visibility import EntryQuerySet


class UpdateRequestQuerySet(EntryQuerySet):
    """Requests for an update; `at` is a past moment, None for now."""

    def open(self, at: datetime | None = None) -> "UpdateRequestQuerySet":
        """Those made by then that nobody had taken back and no update had answered. Whether their action is in progress is asked of it."""
        asked = self if at is None else self.filter(recorded_at__lte=at)
        return asked.filter(not_yet("taken_back", at), ~Exists(answering(at)))


def answering(at: datetime | None = None) -> models.QuerySet:
    """The updates made by `at` that answer a request, for a subquery of one: any on its action since."""
    updates = recorded(ProgressUpdate, at).filter(corrects=None, recorded_at__gt=OuterRef("recorded_at"))
    return updates.filter(action=OuterRef("action")).order_by("pk")


class UpdateRequest(Record):
    """Somebody asks for an update on an action. The next one on it is the answer, whoever owns it by then."""

    to_action = "action"

    action = models.ForeignKey(Action, models.PROTECT, related_name="update_requests")
    text = models.TextField()
    answer_by = models.DateField()

    objects = UpdateRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "request for an update"
        verbose_name_plural = "requests for an update"
        ordering = ["recorded_at", "pk"]

    def __str__(self) -> str:
        return f"Request {self.pk} for an update on action {self.action_id}"


class UpdateRequestTakenBack(Record):
    """An update that was asked for is no longer asked for."""

    to_action = "request__action"

    request = models.OneToOneField(UpdateRequest, models.PROTECT, related_name="taken_back")
    reason = models.TextField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "request for an update taken back"
        verbose_name_plural = "requests for an update taken back"
        ordering = ["recorded_at", "pk"]
