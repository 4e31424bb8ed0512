"""Documents that came in."""

from django.db import models

from safeguarding.models import Record


def kept_as(document, filename):
    """Where an accepted plan lies: under its digest, whatever it was called."""
    return f"plans/{document.sha256}"


class PlanDocument(Record):
    """An action plan or progress table that was accepted, kept as it came."""

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, unique=True)
    file = models.FileField(upload_to=kept_as)
    rows = models.PositiveIntegerField()

    def __str__(self):
        return self.name
