"""The memory of the sign-in: the tries that failed."""

from django.db import models


class FailedSignIn(models.Model):
    """A try to sign in that failed, or is being made. Counted for all workers together, and forgotten after a while.

    name: a digest, because a person in haste types their password there.
    """

    name = models.CharField(max_length=64)
    address = models.GenericIPAddressField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["name", "at"]), models.Index(fields=["address", "at"])]

    def __str__(self) -> str:
        return f"Failed sign-in {self.pk}"
