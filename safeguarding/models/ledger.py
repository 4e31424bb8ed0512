"""The ledger of what was written: a leaf for each row, the seals over them, and how it was put on the tables and looked through."""

from django.db import models
from django.utils import timezone


class LedgerRow(models.Model):
    """A row that the tracker itself writes, once; no person says it, so it is no Record."""

    class Meta:
        abstract = True


class Shape(LedgerRow):
    """The columns of a table, as the leaves of its rows hold them, from a moment on. The key tells their digest, by its first bits."""

    number = models.BigIntegerField(primary_key=True)
    table = models.CharField(max_length=63)
    columns = models.JSONField(help_text="Their names, in order.")
    key = models.CharField(max_length=63, help_text="The name of the one that is the key.")
    begun_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["begun_at", "number"]

    def __str__(self) -> str:
        return self.table


class Leaf(LedgerRow):
    """The leaf of one row, written in the row's own transaction by a trigger; a seal gives it its position, once."""

    shape = models.BigIntegerField(help_text="The number of the Shape that it is of.")
    key = models.BigIntegerField(help_text="The row’s.")
    salts = models.BinaryField(help_text="16 bytes for each column.")
    hash = models.BinaryField()
    position = models.BigIntegerField(null=True, unique=True, help_text="From 0; none until it is sealed.")
    # So that the clock finds the last moment by one row. It proves nothing: the row's own is in the hash.
    recorded_at = models.DateTimeField(
        null=True, help_text="The row’s moment; none of a row without one, or entered later."
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shape", "key"], name="one_leaf_a_row")]
        # Else the clock would look through all that was only looked at, or entered by an upgrade, since something was recorded.
        indexes = [
            models.Index(fields=["id"], condition=models.Q(recorded_at__isnull=False), name="leaves_with_a_moment")
        ]

    def __str__(self) -> str:
        return f"Leaf {self.pk}"


class RedactedField(LedgerRow):
    """One text of one row was taken out: the digest that it had in a leaf of that row, so that the rest of the row is still proved.

    A trigger lets a record's text be replaced by `words`, and by nothing else, where there is a row of this for it.
    """

    redaction = models.BigIntegerField(help_text="The key of the Redaction, which two people made.")
    shape = models.BigIntegerField(help_text="The number of the Shape of the leaf.")
    key = models.BigIntegerField(help_text="The row’s.")
    column = models.CharField(max_length=63)
    digest = models.CharField(
        max_length=64, help_text="SHA-256 of its salt in the leaf and of the text, in hexadecimal."
    )
    words = models.TextField(help_text="What stands in its place.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shape", "key", "column"], name="a_text_is_redacted_once")]

    def __str__(self) -> str:
        return f"Redacted field {self.pk}"


class Seal(LedgerRow):
    """The signed head of the tree over the first `size` leaves."""

    size = models.BigIntegerField(unique=True)
    sealed_at = models.DateTimeField()
    note = models.TextField(help_text="As it is signed and given away.")
    frontier = models.BinaryField(help_text="The heads of the complete trees in it, with which the next seal goes on.")

    class Meta:
        ordering = ["size"]

    def __str__(self) -> str:
        return f"Seal over {self.size}"


class SealTimestamp(LedgerRow):
    """An authority outside the force said when the seal over `size` leaves was there already (RFC 3161)."""

    size = models.BigIntegerField(unique=True)
    given_at = models.DateTimeField()
    answer = models.TextField(help_text="The authority’s whole answer, in base64.")

    class Meta:
        ordering = ["size"]

    def __str__(self) -> str:
        return f"Timestamp of {self.given_at:%d/%m/%Y %H:%M}"


class WayIn(LedgerRow):
    """How somebody comes in, as the tracker set it: a password, a phone, an account of the directory, a key (ledger/ways_in.py)."""

    table = models.CharField(max_length=63)
    key = models.BigIntegerField(help_text="The row’s.")
    digest = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 of what lets them in; none once it was taken away."
    )
    entered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["table", "key"])]

    def __str__(self) -> str:
        return f"Way in {self.pk}"


class Installation(LedgerRow):
    """All triggers and constraints of the database as `migrate` left them, those that it found missing, and the rows that it entered."""

    installed_at = models.DateTimeField(default=timezone.now)
    triggers = models.JSONField(help_text='By "trigger on table": the digest of how it is made.')
    rules = models.JSONField(
        null=True,
        help_text="By words: the digest of each constraint, rule, policy or view. None: from before they were kept.",
    )
    lost = models.JSONField(default=list, help_text="Sentences: what was not as the last installation left it.")
    first_leaf = models.BigIntegerField(null=True, help_text="Of those that it entered for rows that were there.")
    last_leaf = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Installation of {self.installed_at:%d/%m/%Y %H:%M}"


class Verification(LedgerRow):
    """The ledger was looked through: how many leaves, how many were under a seal, and all that was found."""

    verified_at = models.DateTimeField()
    leaves = models.BigIntegerField()
    sealed = models.BigIntegerField()
    found = models.BigIntegerField()
    words = models.JSONField(help_text="Sentences: the first of what was found.")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Verification of {self.verified_at:%d/%m/%Y %H:%M}"
