"""Papers for meetings: the standing text of a board."""

from django.db import models

from safeguarding.models import HistoryModel

from .reference import Board


def _text(label: str) -> models.TextField:
    return models.TextField(label, blank=True)


def _line(label: str) -> models.CharField:
    return models.CharField(label, max_length=200, blank=True)


class StandingText(HistoryModel):
    """The text that each paper to a board has alike: the lines of its header, and of its numbered sections (domain.md)."""

    class For(models.TextChoices):
        INFORMATION = "information", "For Information"
        DECISION = "decision", "For Decision"

    board = models.OneToOneField(Board, models.PROTECT, related_name="standing_text")
    comes_for = models.CharField("the paper is", max_length=15, choices=For, default=For.INFORMATION)
    report_to = _line("report to")
    report_of = _line("report of")
    report_author = _line("report author")
    email = _line("e-mail")
    other_contacts = _line("other contacts")
    purpose = _text("purpose")
    recommendations = _text("recommendations")
    reasons = _text("reasons for recommendations")
    financial = _text("financial implications")
    human_resources = _text("human resources implications")
    equality = _text("equality implications")
    risk = _text("risk management")
    policy = _text("policy implications and Police and Crime Plan links")
    legislation = _text("changes in legislation")
    consultation = _text("outcome of consultation")

    class Meta:
        ordering = ["board__name"]

    def __str__(self) -> str:
        return f"Standing text for {self.board}"


STANDING = tuple(
    field.name
    for field in StandingText._meta.fields
    if field.name != "board" and isinstance(field, models.CharField | models.TextField)
)
