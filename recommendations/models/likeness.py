"""How much an action says what it was asked, kept where either is written so that nobody reads the whole register for it."""

from django.db import models

from .actions import Coverage

# Our convention, tried on the founding documents: the two actions that repeat their recommendation have 47 and more, all
# others but one fewer. A hint to ask what will be done, never a verdict.
REPEATS = 45


class Likeness(models.Model):
    """An echo, of today: `percent` of words that the action of a coverage shares with the recommendation that it answers."""

    coverage = models.OneToOneField(Coverage, models.PROTECT, primary_key=True, related_name="likeness")
    percent = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name_plural = "likenesses"

    def __str__(self) -> str:
        return f"{self.coverage}: {self.percent} per cent"
