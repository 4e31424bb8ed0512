"""A board's RAG scheme: its words on the dashboard of that board and in its paper; no record is never counted as not done."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from inspections.services import release_to_opcc
from recommendations.models import Meeting, RagRating
from recommendations.packs.opcc_paper import opcc_paper
from recommendations.selectors.packs.draft import draft
from recommendations.selectors.packs.public import public
from tests.factories import ActionFactory, BoardFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, OPENED, london
from tests.recorded import change, write

RATED = {
    "no-action": ("rag-grey", "No record"),
    "in-progress": ("rag-green", "On track"),
    "ended": ("rag-green", "Done"),
}


@pytest.fixture
def board(cast):
    """A board with a scheme, to which one recommendation is reported that has an action, one that has none, and one in no colour."""
    board, by = BoardFactory(slug="board", name="Accountability board"), {"by": cast.coordinator, "at": OPENED}
    inspection = release_to_opcc(InspectionFactory(), **by)
    found = [RecommendationFactory(inspection=inspection, reference=reference) for reference in "123"]
    for one in found:
        change(one, board=board, **by)
    ActionFactory(parts=found[0].parts.all(), owner=cast.posts.owner)
    ActionFactory(parts=found[1].parts.all())  # awaits allocation
    for state, (colour, words) in RATED.items():
        rating = RagRating(board=board, state=state, colour=colour, words=words)
        write(rating, by=cast.administrator, at=london(2015, 5, 1))
    return board


def test_its_words_stand_on_its_dashboard_and_in_its_paper(client, cast, board, at_now):
    client.force_login(cast.opcc)
    expected = [("Grey: No record", 1), ("Green: On track", 1), ("Green: Done", 0), ("Not in the scheme", 1)]

    page = client.get("/position/dashboard/?board=board")
    assert [(part.words, part.count) for part in page.context["found"].rag] == expected
    assert "Grey: No record" in page.content.decode()
    assert client.get("/position/dashboard/").context["found"].rag == []
    assert client.get("/position/dashboard/?board=board&at=2015-04-30").context["found"].rag == []

    assert [_listed(client, part.url) for part in page.context["found"].rag] == [1, 1, 0, 1]
    assert "Grey: No record" in client.get(page.context["found"].rag[0].url).content.decode()
    assert client.get("/recommendations/?rated=red").context["form"].errors

    meeting = write(Meeting(board=board, held_on=date(2015, 10, 8)), by=cast.coordinator, at=OPENED)
    contents = draft(meeting, at=NOW)
    for edition in (contents, public(contents)):
        (grid,) = [one for one in opcc_paper(edition).sections[3].grids if one.title == "As the board rates them"]
        assert [words for words, _ in grid.rows] == [words for words, _ in expected]
    assert dict(grid.rows)["Grey: No record"] == 1

    (grey, *_) = client.get("/position/dashboard/?board=board&at=2015-05-02").context["found"].rag
    change(RagRating.objects.get(state="no-action"), words="Nothing yet", by=cast.administrator, at=london(2015, 6, 1))
    assert (grey.count, _listed(client, grey.url)) == (1, 1)


def _listed(client, address):
    """How many recommendations a figure leads to."""
    return client.get(address).context["page"].paginator.count


def test_no_record_shares_its_colour_with_nothing(cast, board):
    for state, colour in (("no-action", "rag-red"), ("complete", "rag-grey")):
        rating = RagRating.objects.filter(state=state).first() or RagRating(board=board, state=state, words="So")
        rating.colour = colour
        with pytest.raises(ValidationError, match="Grey is for"):
            write(rating, by=cast.administrator, at=NOW)
