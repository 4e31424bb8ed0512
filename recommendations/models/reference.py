"""Reference data about what a recommendation reports to and is worked on under; administrators change them."""

from django.db import models

from safeguarding.models import HistoryModel


class ReferenceData(HistoryModel):
    """A name, and the slug by which addresses and files know it."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200, unique=True)

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Board(ReferenceData):
    """The board, group or panel to which work on a recommendation is reported."""


class Portfolio(ReferenceData):
    """The area of work for which one chief officer answers."""


class NamedPlan(ReferenceData):
    """A plan with a name of its own, under which several recommendations are worked on."""
