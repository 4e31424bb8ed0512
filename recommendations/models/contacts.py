"""The contact log: what passed between the force and an inspectorate, what it was about, and the verdict that a letter gave."""

from django.db import models
from django.db.models import Q

from inspections.models import InspectingBody, Inspection
from safeguarding.models import Record

from .correctable import Correctable, OfInspectionCorrections
from .recommendations import Recommendation
from .verdicts import Verdict
from .visibility import InspectedQuerySet


def document_path(contact: "Contact", filename: str) -> str:
    """Where the document of a contact lies: under its digest, whatever it was called."""
    return f"contacts/{contact.sha256}"


class Contact(Correctable):
    """A submission, a visit, a letter or the like about one inspection. One of the kind NONE takes back what was recorded in error."""

    class Kind(models.TextChoices):
        SUBMISSION = "submission", "Submission to them"
        LETTER_TO = "letter-to", "Letter to them"
        LETTER_FROM = "letter-from", "Letter from them"
        VISIT = "visit", "Visit"
        MEETING = "meeting", "Meeting or call"
        CLOSING = "closing", "Closing letter"
        NONE = "none", "None: recorded in error"

    to_inspection = "inspection"

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="contacts")
    kind = models.CharField(max_length=12, choices=Kind)
    body = models.ForeignKey(InspectingBody, models.PROTECT, related_name="+", verbose_name="with whom")
    happened_on = models.DateField("date")
    text = models.TextField("what was said, sent or seen")
    source = models.CharField("document, and where it is kept", max_length=300)
    file = models.FileField(upload_to=document_path, blank=True)
    name = models.CharField("file name", max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField("size in bytes", null=True, blank=True)

    objects = OfInspectionCorrections.as_manager()

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [
            *Correctable.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(kind="none") | Q(corrects__isnull=False), name="only_a_correction_takes_a_contact_back"
            ),
            models.CheckConstraint(condition=Q(file="") | ~Q(sha256=""), name="a_document_has_its_digest"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.body}"


# In which a body may give its verdict.
FROM_THEM = (Contact.Kind.LETTER_FROM, Contact.Kind.CLOSING)


class ContactItem(Record):
    """That a contact, as last corrected, was about this recommendation; verdict: the one that it gave on it, as first recorded."""

    to_inspection = "recommendation__inspection"

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="items")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="contacts")
    verdict = models.ForeignKey(Verdict, models.PROTECT, null=True, blank=True, related_name="+")

    objects = InspectedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["contact", "recommendation"], name="a_contact_names_a_recommendation_once")
        ]

    def __str__(self) -> str:
        return f"{self.contact}: {self.recommendation}"
