"""Words typed on a page with a form: a form that was taken, so that it is taken once, and one that was not sent yet."""

from django.conf import settings
from django.db import models


class SentForm(models.Model):
    """A page with a form, as it was drawn once for one reader, was taken: it is not taken again.

    Written with what the form records, in one transaction; so it is there if that is, and of two at once one wins.
    """

    token = models.CharField(max_length=30, unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    words = models.CharField(max_length=64, help_text="SHA-256 of what was sent.")
    leads_to = models.TextField(blank=True, help_text="The address of the page that it led to.")
    sent_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Form {self.token}"


class UnsentForm(models.Model):
    """The words that a person typed on a page and has not sent yet. Nobody else reads them, and nothing of it counts."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    page = models.CharField(max_length=300, help_text="The page’s address.")
    words = models.JSONField(help_text="By name in the form: a list of texts.")
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "page"], name="a_page_is_kept_once_a_person")]

    def __str__(self) -> str:
        # Never its words, nor whose they are about.
        return f"Form {self.pk}, not sent yet"
