"""The language in which a person reads the tracker, where they have chosen one."""

from django.conf import settings
from django.db import models


class ChosenLanguage(models.Model):
    """A person's choice; whoever has made none reads as their browser asks."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="chosen_language")
    code = models.CharField(max_length=10, help_text="As in settings.LANGUAGES.")

    def __str__(self) -> str:
        return f"Language of person {self.person_id}"
