"""Somebody looked through a list of what others did, and need not be shown it again."""

from django.db import models

from safeguarding.models import Record


class LookedThrough(Record):
    """A person looked through what others did, in one of the lists of it (`page`), as far as a moment."""

    class Page(models.TextChoices):
        SCRUTINY = "scrutiny-queue", "Scrutiny"
        MY_ACTIONS = "my-actions", "My actions"
        DECIDED = "decided", "My actions: what was decided"
        WHAT_CHANGED = "what-changed", "What changed"

    page = models.CharField(max_length=20, choices=Page)
    until = models.DateTimeField(help_text="When the last of what they were shown was recorded.")

    class Meta:
        ordering = ["recorded_at", "pk"]
