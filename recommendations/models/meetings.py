"""Meetings of boards, which administrators enter: what changed is asked from one to the next."""

from django.db import models
from django.db.models import Q

from safeguarding.lib.languages import in_words
from safeguarding.models import HistoryModel

from .reference import Board


class Meeting(HistoryModel):
    """A day on which a board meets, or met; one that was called off stays as a row."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="meetings")
    held_on = models.DateField("day")
    called_off = models.BooleanField(default=False)

    class Meta:
        ordering = ["-held_on", "board__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "held_on"],
                condition=Q(called_off=False),
                name="a_board_meets_once_a_day",
                violation_error_message="This board meets on that day already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.board}, {in_words(self.held_on)}"
