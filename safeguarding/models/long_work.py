"""Work that takes longer than a page should: asked for by a person, done by a worker."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from .signed import is_signature


class Worker(models.Model):
    """A process of `manage.py work`. seen_at: its last sign of life; the row goes where it stops, and stays where it is killed."""

    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Worker {self.pk}"


class LongWork(models.Model):
    """One address, answered by a worker for the person who asked it. Nobody else reads what it made.

    sent: the fields that are sent to it, where it is asked to record something; without any it is only read.

    key: a digest of whose it is and of both, by the tracker's secret. sees: the digest of what its person might see when it was
    made. done, of, what: the count that is shown, such as 3 of 7 reports; of is 0 before anything was counted. data: the file
    that was made; leads_to: else the page, and told: what is said there once. problem: why there is none of them, in a sentence
    that says what to do. opened_at: when the person first had it, or read why not. made: the signature over what a worker made (MADE).
    """

    MADE = ("asked_by_id", "address", "leads_to", "told", "data", "headers", "marking", "sees")

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for its turn"
        UNDER_WAY = "under-way", "Under way"
        DONE = "done", "Ready"
        FAILED = "failed", "Not made"

    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    called = models.CharField(max_length=300)
    address = models.TextField()
    sent = models.JSONField(default=dict)
    key = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    worker = models.ForeignKey(Worker, models.SET_NULL, null=True, related_name="+")
    tries = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    what = models.CharField(max_length=30, blank=True)
    ended_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    problem = models.TextField(blank=True)
    leads_to = models.TextField(blank=True)
    told = models.TextField(blank=True)
    # In the database, so that it is there exactly when it is said to be, whichever machine made it.
    data = models.BinaryField(null=True)
    headers = models.JSONField(default=dict)
    marking = models.CharField(max_length=20, blank=True)
    sees = models.CharField(max_length=64, blank=True)
    made = models.CharField(max_length=64, default="", db_default="")

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["asked_by", "key"],
                condition=Q(state__in=["waiting", "under-way"]),
                name="an_address_is_worked_on_once_for_a_person",
            )
        ]
        indexes = [
            models.Index(fields=["asked_at"], condition=Q(state="waiting"), name="long_work_waiting"),
            models.Index(fields=["asked_by", "-asked_at"], name="long_work_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"Long work {self.pk}"

    @property
    def goes_on(self) -> bool:
        """Return whether it is still to be done."""
        return self.state in (self.State.WAITING, self.State.UNDER_WAY)

    @property
    def is_as_made(self) -> bool:
        """Return whether what its person is given is what a worker made, and not what SQL wrote there."""
        return is_signature(self.made, self, self.MADE)

    @property
    def how_far(self) -> str:
        """Its state in words; while it is under way the count, once anything was counted."""
        counted = self.state == self.State.UNDER_WAY and self.of
        return f"{self.done:,} of {self.of:,} {self.what}" if counted else self.get_state_display()

    @property
    def result(self) -> str:
        """The address at which its person has what was made: the page asks their rights again. Of a change, that which leads on to it."""
        if self.leads_to:
            return reverse("long-work", args=[self.pk])
        return f"{self.address}{'&' if '?' in self.address else '?'}made={self.pk}"
