"""When the Commissioner's board meets, as the administrator enters it."""

from types import SimpleNamespace

from safeguarding.history import verb, write

from ...models import Board, Meeting
from .bookmarks import at, on

DAYS = ("2015-04-09", "2015-06-11", "2015-08-06", "2015-10-08")


def meetings(cast: SimpleNamespace) -> None:
    """The board and the days of its meetings in 2015, entered in January."""
    entered = {"by": cast.administrator, "at": at("2015-01-12 10:00")}
    with verb():
        board = write(Board(slug="accountability-board", name="Commissioner’s accountability board"), **entered)
        for day in DAYS:
            write(Meeting(board=board, held_on=on(day)), **entered)
