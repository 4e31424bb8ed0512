"""Keys by which a calendar or a program reads in a person's name."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q


class AccessKeyQuerySet(models.QuerySet):
    def working(self, at: datetime) -> "AccessKeyQuerySet":
        """Those that open anything at `at`: not revoked, not run out, and of somebody who is still here."""
        lasts = Q(expires_at=None) | Q(expires_at__gt=at)
        return self.filter(lasts, revoked_at=None, person__is_active=True)


class AccessKey(models.Model):
    """A secret that a person made for a calendar or a program, kept as its digest alone; it opens what they may see, to be read.

    expires_at: None until it is revoked. used_at: lately, to a quarter of an hour.
    """

    class Scope(models.TextChoices):
        CALENDAR = "calendar", "A calendar: your dates"
        READ = "read", "A program: everything that you may see"
        FIGURES = "figures", "A program: figures alone"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="access_keys")
    scope = models.CharField(max_length=10, choices=Scope)
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    objects = AccessKeyQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name
