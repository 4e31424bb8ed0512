"""The paper for a meeting as it would be: as far as it is prepared, else as it would be drafted now."""

from datetime import datetime

from django.forms import model_to_dict

from safeguarding.lib.counting import Count, uncounted

from ...models import Board, Meeting, Pack, StandingText
from ...models.packs import STANDING
from .contents import Choices, Contents, Words
from .gather import cut_off, gather
from .prepared import choices_of, latest


def draft(meeting: Meeting, *, at: datetime, issued: str = "", count: Count = uncounted) -> Contents:
    """The Contents of the latest version of a paper; where nobody has begun one, with every report, as it stands by then.

    count: told how many of the reports are gathered.
    """
    pack, text = latest(meeting), standing(meeting.board)
    if pack is None:
        return gather(meeting, at=at, as_at=cut_off(meeting, at), words=Words(text), choices=Choices(), count=count)
    words, choices = _words(pack, text), choices_of(pack)
    return gather(meeting, at=at, as_at=pack.cut_off_at, words=words, choices=choices, issued=issued, count=count)


def _words(pack: Pack, text):
    return Words(text, pack.key_points, pack.public_key_points, pack.agenda_item, pack.version, pack.corrects)


def standing(board: Board) -> dict[str, str]:
    """The standing text of a board, by the names of STANDING; {} where none was written."""
    text = StandingText.objects.filter(board=board).first()
    return model_to_dict(text, STANDING) if text else {}
