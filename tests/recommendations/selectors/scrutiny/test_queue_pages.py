"""A long queue is read a page at a time, and what is said of all of it is counted in the database."""

from recommendations.selectors.scrutiny.queue import PAGE, onward, queue
from recommendations.selectors.scrutiny.queue_order import place, queued
from recommendations.selectors.scrutiny.rows_waiting import Matter
from recommendations.services import scrutiny
from tests.factories import ActionFactory, RecommendationFactory
from tests.moments import NOW
from tests.recommendations.selectors.scrutiny.test_queue import IMPORTED, ask_for_date, respond
from tests.walk import begin, recommend, recommendation


def many_waiting(cast, number, of=None):
    """So many actions of one recommendation wait, the first the longest."""
    parts = (of or RecommendationFactory()).parts.all()
    found = [ActionFactory(parts=parts, owner=cast.posts.owner) for _ in range(number)]
    for action in found:
        recommend(action, cast.owner)
    return found


def test_the_queue_is_read_a_page_at_a_time_and_counted_as_a_whole(cast):
    found = many_waiting(cast, PAGE + 1)
    response = respond(recommendation(cast), cast)

    first, last = queue(cast.dcc, at=NOW), queue(cast.dcc, at=NOW, page="2")

    assert [row.number for row in first.rows] == list(range(1, PAGE + 1))
    assert [(row.number, row.url) for row in last.rows] == [
        (PAGE + 1, f"/scrutiny/{found[-1].pk}/"),
        (PAGE + 2, f"/scrutiny/responses/{response.pk}/"),
    ]
    assert [count for _, count in last.counts] == [PAGE + 1, 1]
    assert (first.page.paginator.count, queue(cast.dcc, at=NOW, page="9").page.number) == (PAGE + 2, 2)


def test_start_and_onward_lead_past_a_whole_page_that_is_for_another(cast):
    many_waiting(cast, PAGE + 1, of=RecommendationFactory(issue_owner=cast.posts.dcc))
    theirs = begin(cast)
    recommend(theirs, cast.owner, at=NOW)

    assert queue(cast.dcc, at=NOW).start.number == PAGE + 2
    gone = Matter(999)
    assert onward(cast.dcc, gone, 1, at=NOW) == onward(cast.dcc, gone, PAGE + 2, at=NOW) == f"/scrutiny/{theirs.pk}/"


def test_neighbours_stand_across_kinds_too(cast):
    many_waiting(cast, 1)
    respond(recommendation(cast), cast)
    ask_for_date(begin(cast), cast)
    matters = list(queued(cast.dcc, NOW))
    urls = [matter.waits[0].url for matter in matters]

    places = [place(cast.dcc, matter.matter, at=NOW) for matter in matters]

    assert [(one.number, one.of) for one in places] == [(1, 3), (2, 3), (3, 3)]
    assert [one.previous for one in places] == ["", *urls[:2]]
    assert [one.next for one in places] == [*urls[1:], ""]


def test_what_an_owner_has_still_to_answer_is_counted_beyond_the_first_page(cast):
    action = begin(cast)
    for _ in range(PAGE + 1):
        scrutiny.ask(action, "How many?", by=cast.dcc, at=IMPORTED)

    asked = queue(cast.dcc, at=NOW).asked

    assert (len(asked), asked.total, asked.more) == (PAGE, PAGE + 1, 1)
