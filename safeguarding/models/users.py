"""Who can sign in."""

import unicodedata
from datetime import datetime
from typing import NoReturn

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext

from .recording import HistoryModel, NoBulkQuerySet, NotRecorded

ALPHABETS = {"LATIN", "GREEK", "CYRILLIC"}  # of which letters look alike, as Unicode names them


class UserQuerySet(NoBulkQuerySet):
    def update(self, **changes: object) -> int:
        # A migration of django-allauth's would write every address in small letters, and nobody's name under it.
        if self.model.__module__ == "__fake__" and set(changes) == {"email"}:
            return 0
        return super().update(**changes)

    def delete(self) -> NoReturn:
        raise NotRecorded("People are never deleted, because what they said stays; deactivate them.")


class People(UserManager.from_queryset(UserQuerySet)):
    """Named, so that migrations can find it."""


class User(HistoryModel, AbstractUser):
    """A person who can sign in. Who leaves is deactivated (appointments.deactivate), which ends all that they hold."""

    guarded = ("is_active",)
    unkept = ("password", "last_login", "former_names")

    # Whoever knows it could decide in their name (domain.md, Four eyes), until they chose one of their own.
    password_by_another = models.BooleanField("password set by somebody else", default=False, editable=False)

    # [until when, what they were called until then], the oldest first: an echo of the history, so that a page that shows
    # many people of many moments need not ask it for each.
    former_names = models.JSONField(default=list, editable=False)

    objects = People()

    class Meta(AbstractUser.Meta):
        base_manager_name = "objects"

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def clean(self) -> None:
        """Refuse names, once they are entered or changed, that could pass for another's."""
        super().clean()
        names = (self.username, self.first_name, self.last_name)
        if names in User.objects.filter(pk=self.pk).values_list("username", "first_name", "last_name"):
            return
        if any(unicodedata.category(letter) in ("Cf", "Cc") for letter in "".join(names)):
            raise ValidationError(gettext("A name has a character that nobody sees. Type it anew."))
        if any(_alphabets(name) > 1 for name in (self.username, self.first_name + self.last_name)):
            raise ValidationError(
                gettext("A name has letters of two alphabets, of which some look alike. Type it anew.")
            )
        if User.objects.exclude(pk=self.pk).filter(username__iexact=self.username).exists():
            raise ValidationError(gettext("Somebody has this sign-in name in other capital or small letters."))

    def held(self) -> "User":
        """The person as they are now, held until the transaction ends: what they are given and their leaving come one after the other."""
        return User.objects.select_for_update(no_key=True).get(pk=self.pk)

    def called(self, at: datetime | None) -> str:
        """The name they had at `at` (aware datetime; None: now)."""
        former = (name for until, name in self.former_names if at and at < datetime.fromisoformat(until))
        return next(former, str(self))

    def save(self, *args: object, **kwargs: object) -> None:
        if self.pk and getattr(self, "_recording", False):
            before = str(User.objects.only("first_name", "last_name", "username").get(pk=self.pk))
            if before != str(self):
                self.former_names = [*self.former_names, [self._history_date.isoformat(), before]]
        super().save(*args, **kwargs)

    def set_password(self, raw_password: str | None) -> None:
        """Set it as somebody else would; the person's own page calls choose_password."""
        super().set_password(raw_password)
        self.password_by_another = raw_password is not None

    def choose_password(self, raw_password: str) -> None:
        """Set it as the person whose it is: nobody else knows it."""
        super().set_password(raw_password)
        self.password_by_another = False

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        raise NotRecorded("People are never deleted, because what they said stays; deactivate them.")


def _alphabets(name):
    """How many of ALPHABETS it has letters of."""
    return len(ALPHABETS & {unicodedata.name(letter, "").partition(" ")[0] for letter in name})
