"""The outbox: mails as they were written, and what became of each."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from .signed import SignedRow


class OutgoingMail(SignedRow):
    """A mail to one person. It is written with what it tells of, in one transaction, and sent afterwards (outbox.py).

    state: it is SENDING before the mail server is told a word. Whoever dies between that and the note leaves it so, and it is not
    sent again: nobody can know. key: of its Message-ID. problem: the mail server's words, where it did not take the mail, or that
    the mail was changed in the database.
    """

    SIGNED = ("key", "person_id", "address", "subject", "text", "html")

    class State(models.TextChoices):
        WAITING = "waiting", "Not sent yet"
        SENDING = "sending", "It may not have arrived"
        SENT = "sent", "Sent"
        REFUSED = "refused", "Refused by the mail server"

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    address = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    made_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    try_from = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    problem = models.TextField(blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            # While the mail server is away nothing piles up for anybody.
            models.UniqueConstraint(fields=["person"], condition=Q(state="waiting"), name="one_mail_waits_for_a_person")
        ]
        indexes = [
            models.Index(fields=["person", "-made_at"], name="mails_of_a_person"),
            models.Index(fields=["try_from"], condition=Q(state="waiting"), name="mails_waiting"),
        ]

    def __str__(self) -> str:
        return f"Mail {self.pk}"
