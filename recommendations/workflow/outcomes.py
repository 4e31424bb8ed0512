"""The decisions of the DCC on an action, or on one part of it."""

from django.db.models import TextChoices


class Outcome(TextChoices):
    """The outcome of a decision of the DCC on an action, or on one part of it."""

    SUPPORTS = "supports", "Supports completion"
    SENDS_BACK = "sends-back", "Sends back"
    REOPENS = "reopens", "Reopens"
    WITHDRAWS = "withdraws", "Agrees withdrawal"


GIVES_BACK = (Outcome.SENDS_BACK, Outcome.REOPENS)  # by these an action is its owner's work again
