"""Base classes of everything recorded: a HistoryModel changes and keeps its history, a Record is written once."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NoReturn

from django.conf import settings
from django.db import models
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords


class NotRecorded(RuntimeError):
    """A row was about to change without saying who, when and why; use `safeguarding.history.write`."""


class WrittenOnce(RuntimeError):
    """A record or a history row was about to be changed or erased; write a new record instead."""


class Marking(models.TextChoices):
    """Government Security Classifications: one classification, one added marking (domain.md, Duties). Lowest first."""

    OFFICIAL = "official", "OFFICIAL"
    SENSITIVE = "official-sensitive", "OFFICIAL-SENSITIVE"

    @classmethod
    def highest(cls, markings: Iterable[str]) -> "Marking":
        """The highest of `markings` (its values): what is put together takes that; OFFICIAL for none."""
        return max(map(cls, markings), key=list(cls).index, default=cls.OFFICIAL)


class Audience(models.TextChoices):
    """Who a text or a file is for, from the narrowest to the widest."""

    FORCE = "force", "Force only"
    OPCC = "opcc", "Force and OPCC"
    AGENCIES = "agencies", "Force, OPCC and the agencies concerned"

    @classmethod
    def narrowest(cls, audiences: Iterable[str]) -> "Audience":
        """The narrowest of `audiences` (its values), of which there is one at least."""
        return min(map(cls, audiences), key=list(cls).index)


class NoBulkQuerySet(models.QuerySet):
    """Refuses every way round history.write: nothing changes in bulk, which leaves no history, and nothing is deleted."""

    def _refuse(self, *args: object, **kwargs: object) -> NoReturn:
        raise NotRecorded(f"{self.model._meta.verbose_name_plural} change one at a time, through history.write().")

    update = bulk_create = bulk_update = delete = _refuse


class KeptHistoryManager(HistoryManager):
    """simple-history's, of which a class is made once, and not each time that `history` is asked for."""

    @classmethod
    @cache
    def from_queryset(
        cls, queryset_class: type[models.QuerySet], class_name: str | None = None
    ) -> type[models.Manager]:
        """The manager with the methods of `queryset_class`."""
        return super().from_queryset(queryset_class, class_name)


class KeptHistory(HistoricalRecords):
    """simple-history's, without the fields that a model leaves out of its history; a row of it is called as what it is of."""

    def fields_included(self, model: type[models.Model]) -> list[models.Field]:
        """The fields of which each state is kept."""
        return [field for field in super().fields_included(model) if field.name not in model.unkept]

    def get_extra_fields(self, model: type[models.Model], fields: Mapping[str, models.Field]) -> dict[str, object]:
        """The fields that a history row has besides; it is named as its thing, since a page of the past says itself of when it is."""
        return super().get_extra_fields(model, fields) | {"__str__": lambda row: str(row.history_object)}


class HistoryModel(models.Model):
    """A model whose rows change, each state being kept as a history row: who, when and why. Saved by history.write only.

    guarded: fields that `write` changes only where it is told to, so that one function alone does.
    unkept: fields of which no history is kept, and which alone may be saved without `write`.

    Nothing is deleted: a row is withdrawn or ended, since records and history lead to it.
    """

    guarded: tuple[str, ...] = ()
    unkept: tuple[str, ...] = ()

    # A text, because a reason is a sentence; simple-history's own field ends after 100 characters.
    history = KeptHistory(
        inherit=True,
        history_change_reason_field=models.TextField(blank=True, default=""),
        history_manager=KeptHistoryManager,
    )
    objects = NoBulkQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"  # else post.actions.add() would update in bulk, and say nothing

    def save(self, *args: object, update_fields: Iterable[str] | None = None, **kwargs: object) -> None:
        if getattr(self, "_recording", False):
            super().save(*args, update_fields=update_fields, **kwargs)
        elif update_fields and set(update_fields) <= set(self.unkept):
            self.skip_history_when_saving = True
            try:
                super().save(*args, update_fields=update_fields, **kwargs)
            finally:
                del self.skip_history_when_saving
        else:
            raise NotRecorded(f"Save a {self._meta.verbose_name} with history.write().")

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        raise NotRecorded(f"A {self._meta.verbose_name} is never deleted; withdraw or end it.")


class Record(models.Model):
    """A row that says what a person reported, asked or decided at a moment: written once, answered by later records.

    Its audience and marking are with it from the start, because words are withheld by them (domain.md, Released to the
    OPCC).
    """

    recorded_at = models.DateTimeField(db_index=True, editable=False)
    # PROTECT: an entry without its author proves nothing, so people are deactivated and never deleted.
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.OPCC)
    marking = models.CharField(max_length=20, choices=Marking, default=Marking.OFFICIAL)

    objects = NoBulkQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        # Never its words: the admin prints this also where they are withheld.
        return f"{self._meta.verbose_name.capitalize()} {self.pk}"

    def save(self, *args: object, **kwargs: object) -> None:
        # The triggers of append_only.py refuse it too; this says it in words, and before the database is asked.
        if self.pk is not None:
            raise WrittenOnce(f"A {self._meta.verbose_name} is written once; record a new one.")
        if not getattr(self, "_recording", False):
            raise NotRecorded(f"Save a {self._meta.verbose_name} with history.write().")
        super().save(*args, **kwargs)

    @property
    def author(self) -> str:
        """The name of who recorded it, as it was then."""
        return self.recorded_by.called(self.recorded_at)

    def is_followed_by(self, name: str) -> bool:
        """Return whether the one record that follows this under `name` was written; one that was refused does not count."""
        # Django leaves a follower on the instance as soon as it is made, and a refusal by full_clean() does not take it off.
        follower = getattr(self, name, None)
        return follower is not None and follower.pk is not None

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        raise WrittenOnce(f"A {self._meta.verbose_name} is written once and never deleted.")
