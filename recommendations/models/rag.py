"""RAG schemes: how a board colours the states of recommendations, in its own words; administrators enter them."""

from django.db import models
from django.db.models import Q

from safeguarding.models import HistoryModel

from ..workflow import PartState
from .reference import Board


class RagRating(HistoryModel):
    """The colour and the words of one board for one state. Schemes differ from board to board (domain.md), so the words are always printed.

    Grey is for "no action", and for nothing else: "no record" never shares a colour, or a count, with "not done".
    """

    class Colour(models.TextChoices):
        RED = "rag-red", "Red"
        AMBER = "rag-amber", "Amber"
        GREEN = "rag-green", "Green"
        BLUE = "rag-blue", "Blue"
        GREY = "rag-grey", "Grey"

    board = models.ForeignKey(Board, models.PROTECT, related_name="rag_ratings")
    state = models.CharField("recommendations that are", max_length=20, choices=PartState)
    colour = models.CharField(max_length=10, choices=Colour)
    words = models.CharField("what the board calls it", max_length=60)

    class Meta:
        ordering = ["board__name", "pk"]
        verbose_name = "RAG rating"
        constraints = [
            models.UniqueConstraint(
                fields=["board", "state"],
                name="a_board_rates_a_state_once",
                violation_error_message="This board has a colour for that state already.",
            ),
            models.CheckConstraint(
                condition=Q(state=PartState.NO_ACTION, colour="rag-grey")
                | (~Q(state=PartState.NO_ACTION) & ~Q(colour="rag-grey")),
                name="grey_is_for_no_action_alone",
                violation_error_message="Grey is for “No action”, and for nothing else, so that no record is never taken for not done.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_colour_display()}: {self.words}"
