"""The paper for a meeting as it would be now."""

from datetime import datetime

from django.forms import model_to_dict

from ...models import Board, Meeting, StandingText
from ...models.packs import STANDING
from .contents import Choices, Contents, Words
from .gather import cut_off, gather


def draft(meeting: Meeting, *, at: datetime) -> Contents:
    """The Contents of a paper that nobody has begun to prepare: with every report, and key points as they are drafted."""
    return gather(meeting, at=at, as_at=cut_off(meeting, at), words=Words(standing(meeting.board)), choices=Choices())


def standing(board: Board) -> dict[str, str]:
    """The standing text of a board, by the names of STANDING; {} where none was written."""
    text = StandingText.objects.filter(board=board).first()
    return model_to_dict(text, STANDING) if text else {}
