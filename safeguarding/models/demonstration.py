"""The demonstration's own time, kept in the database so that a restart never goes back."""

from django.db import models


class Demonstration(models.Model):
    """One row where the demonstration was built: its time is `stands_at` plus the time since `built_at`."""

    stands_at = models.DateTimeField()
    built_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Demonstration, standing at {self.stands_at:%d/%m/%Y}"
