"""What every kept row has in common: a noun keeps its history, a record is written once."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords


class NotRecorded(RuntimeError):
    """A row was about to change without saying who, when and why; use `safeguarding.history.write`."""


class WrittenOnce(RuntimeError):
    """A record or a history row was about to be changed or erased; write a new record instead."""


class Marking(models.TextChoices):
    """Government Security Classifications: one classification, one added marking."""

    OFFICIAL = "official", "OFFICIAL"
    SENSITIVE = "official-sensitive", "OFFICIAL-SENSITIVE"

    @classmethod
    def highest(cls, markings):
        """The highest of `markings` (its values): what is put together takes that; OFFICIAL for none."""
        return max(map(cls, markings), key=list(cls).index, default=cls.OFFICIAL)


class Audience(models.TextChoices):
    """Who a text or a file is for, from the narrowest to the widest."""

    FORCE = "force", "Force only"
    OPCC = "opcc", "Force and OPCC"
    AGENCIES = "agencies", "Force, OPCC and the agencies concerned"

    @classmethod
    def narrowest(cls, audiences):
        """The narrowest of `audiences` (its values), of which there is one at least."""
        return min(map(cls, audiences), key=list(cls).index)


class KeptQuerySet(models.QuerySet):
    """Refuses every way round `write`: nothing changes in bulk and nothing is deleted."""

    def _refuse(self, *args, **kwargs):
        raise NotRecorded(f"{self.model._meta.verbose_name_plural} change one at a time, through history.write().")

    update = bulk_create = bulk_update = delete = _refuse


class Noun(models.Model):
    """A thing that changes; each of its states is kept as a history row.

    guarded: fields that `write` changes only where it is told to, so that one function alone does.
    """

    guarded = ()

    history = HistoricalRecords(inherit=True, history_change_reason_field=models.TextField(blank=True, default=""))
    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"  # else post.actions.add() would update in bulk, and say nothing

    def save(self, *args, **kwargs):
        if not getattr(self, "_recording", False):
            raise NotRecorded(f"Save a {self._meta.verbose_name} with history.write().")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise NotRecorded(f"A {self._meta.verbose_name} is never deleted; withdraw or end it.")


class Record(models.Model):
    """Something said or decided at a moment by a person; never changed, answered by later records."""

    recorded_at = models.DateTimeField(db_index=True, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.OPCC)
    marking = models.CharField(max_length=20, choices=Marking, default=Marking.OFFICIAL)

    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        # Never its words: the admin prints this also where they are withheld.
        return f"{self._meta.verbose_name.capitalize()} {self.pk}"

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise WrittenOnce(f"A {self._meta.verbose_name} is written once; record a new one.")
        if not getattr(self, "_recording", False):
            raise NotRecorded(f"Save a {self._meta.verbose_name} with history.write().")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise WrittenOnce(f"A {self._meta.verbose_name} is written once and never deleted.")
