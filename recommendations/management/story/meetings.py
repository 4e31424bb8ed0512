"""Who holds the force to account, and when the Commissioner's board meets, as the administrator enters it."""

from datetime import datetime
from types import SimpleNamespace

from safeguarding.history import verb, write
from safeguarding.models import User

from ...models import Board, Meeting, RagRating, ScrutinisingBody
from ...services.standing_text import write_standing_text
from ...workflow import PartState
from .bookmarks import at, on

DAYS = ("2015-04-09", "2015-06-11", "2015-08-06", "2015-10-08")
_Colour = RagRating.Colour
RATED = (
    (PartState.NO_ACTION, _Colour.GREY, "No record"),
    (PartState.AWAITING_ALLOCATION, _Colour.RED, "Not begun"),
    (PartState.IN_PROGRESS, _Colour.AMBER, "Under way"),
    (PartState.AWAITING_DIRECTION, _Colour.RED, "Not begun"),
    (PartState.RESPONSE_PROPOSED, _Colour.AMBER, "With the DCC"),
    (PartState.POSITION, _Colour.BLUE, "Answered"),
    (PartState.ANSWERED_UNDER, _Colour.BLUE, "Answered"),
    (PartState.FOR_DECISION, _Colour.AMBER, "With the DCC"),
    (PartState.ENDED, _Colour.GREEN, "Done"),
    (PartState.COMPLETE, _Colour.GREEN, "Done"),
)
# As the force's papers to the Commissioner begin; in our own words, and of posts.
STANDING = {
    "report_to": "Commissioner’s accountability board",
    "report_of": "Deputy Chief Constable",
    "report_author": "Superintendent, Public Protection",
    "email": "inspections@anyshire.example",
    "purpose": "To tell the Police and Crime Commissioner how the force answers inspections of how it protects children.",
    "recommendations": "The Commissioner notes how far the recommendations are, and asks about what is late.",
    "reasons": "The Commissioner holds the force to account for its duties under section 11 of the Children Act 2004.",
    "human_resources": "Actions are done within the posts that there are, unless a line below says otherwise.",
    "policy": "Protecting vulnerable people is a priority of the Police and Crime Plan.",
}


def rate(board: Board, *, by: User, at: datetime) -> None:
    """Give a board its RAG scheme."""
    for state, colour, words in RATED:
        write(RagRating(board=board, state=state, colour=colour, words=words), by=by, at=at)


def meetings(cast: SimpleNamespace) -> None:
    """The Commissioner, the board and the days of its meetings in 2015, entered in January."""
    entered = {"by": cast.administrator, "at": at("2015-01-12 10:00")}
    with verb():
        board = write(Board(slug="accountability-board", name="Commissioner’s accountability board"), **entered)
        write(ScrutinisingBody(name="Police and Crime Commissioner for Anyshire", from_on=on("2012-11-22")), **entered)
        rate(board, **entered)
        for day in DAYS:
            write(Meeting(board=board, held_on=on(day)), **entered)
    write_standing_text(board, version=0, **STANDING, by=cast.coordinator, at=at("2015-03-02 09:30"))
