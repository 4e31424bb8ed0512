"""The access log: who came in, looked at what is marked, searched, took away or was refused, and when."""

from django.conf import settings
from django.db import models

from .ledger import LedgerRow
from .recording import Marking


class AccessLogEntry(LedgerRow):
    """One access to the tracker, written once and sealed with the ledger (domain.md, Duties: DPA 2018 s.62). Never what was typed.

    person: None for a sign-in by a name that nobody has. page: the path that was asked for; of one that holds more than numbers
    and was refused, its pattern. found: how many rows a search found. address: whence it was asked.
    """

    class Kind(models.TextChoices):
        SIGNED_IN = "signed-in", "Signed in"
        FAILED = "failed", "Failed to sign in"
        LOCKED_OUT = "locked-out", "Locked out after wrong tries"
        VIEWED = "viewed", "Viewed marked material"
        SEARCHED = "searched", "Searched"
        TAKEN = "taken", "Took a file or data away"
        PRINTED = "printed", "Printed"
        REFUSED = "refused", "Was refused"

    at = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=10, choices=Kind)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    page = models.CharField(max_length=300, blank=True)
    marking = models.CharField(max_length=20, choices=Marking, blank=True)
    found = models.PositiveIntegerField(null=True)
    address = models.CharField(max_length=45)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Access {self.pk}"
