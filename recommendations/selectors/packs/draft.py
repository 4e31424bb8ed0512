"""The paper for a meeting as it would be: as far as it is prepared, else as it would be drafted now."""

from datetime import datetime

from django.forms import model_to_dict

from safeguarding.as_at import rows
from safeguarding.lib.counting import Count, uncounted
from safeguarding.lib.dates import in_words, london_date

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


def as_issued(pack: Pack) -> Contents:
    """The Contents of an issued paper once more, of what had been recorded when it was issued.

    A text that was redacted since is redacted here too, and a person who came since is named in no public edition.
    """
    at, board = pack.issue.recorded_at, pack.meeting.board
    text = rows(StandingText, at).filter(board=board.pk).first()
    words = _words(pack, model_to_dict(text, STANDING) if text else {})
    then = {"at": at, "as_at": pack.cut_off_at, "issued": issued_on(at)}
    return gather(pack.meeting, words=words, choices=choices_of(pack), **then)


def issued_on(at: datetime) -> str:
    """The line of a paper that says when it was issued."""
    return f"Issued on {in_words(london_date(at))}."


def _words(pack: Pack, text):
    return Words(text, pack.key_points, pack.public_key_points, pack.agenda_item, pack.version, pack.corrects)


def standing(board: Board) -> dict[str, str]:
    """The standing text of a board, by the names of STANDING; {} where none was written."""
    text = StandingText.objects.filter(board=board).first()
    return model_to_dict(text, STANDING) if text else {}
