"""Saved views: what a person asked of a list or of the dashboard, kept by them under a name."""

from django.conf import settings
from django.db import models


class SavedView(models.Model):
    """The filters, moment and order of a page as its address has them; only its owner sees it, and takes it off again."""

    class Page(models.TextChoices):
        """The names of the addresses that have them."""

        DASHBOARD = "dashboard", "Dashboard"
        ACTIONS = "action-list", "Actions"
        RECOMMENDATIONS = "recommendation-list", "Recommendations"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="saved_views")
    page = models.CharField(max_length=20, choices=Page)
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=2000, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "page", "name"], name="a_view_is_saved_once_under_a_name")
        ]

    def __str__(self) -> str:
        return self.name
