"""Writing the text that each paper to a board has alike."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from safeguarding.history import verb, version_of, write
from safeguarding.models import User

from ..models import Board, StandingText
from ..permissions import insist, may_prepare_paper


@verb()
def write_standing_text(board: Board, *, version: int, by: User, at: datetime, **text: str) -> StandingText:
    """Write the standing text of a board (models.packs.STANDING).

    version: of the history, as version_of() had it when it was read; 0: there was none. Raises Refused, ValidationError.
    """
    insist(may_prepare_paper(by, at=at))
    held = StandingText.objects.select_for_update(of=("self",)).filter(board=board).first()
    if (version_of(held) if held else 0) != version:
        raise ValidationError(
            gettext(
                "Somebody changed this text while you were writing. Look through what it says now, then save again."
            )
        )
    held = held or StandingText(board=board)
    for name, words in text.items():
        setattr(held, name, words)
    return write(held, by=by, at=at, why="Standing text")
