"""What waits on one action, or on one recommendation alone, is one matter: its row, its place, where it leads, and the price."""

from datetime import date

from recommendations.selectors.scrutiny.queue import onward, queue
from recommendations.selectors.scrutiny.queue_order import Queued, place, queued
from recommendations.selectors.scrutiny.rows_waiting import Matter
from recommendations.services import scrutiny
from recommendations.services.questions import ask_about
from safeguarding.models import User
from tests.moments import NOW, london
from tests.recommendations.selectors.scrutiny.test_queue import IMPORTED, ask_for_date, respond, rows, stated
from tests.walk import begin, recommend, recommendation, support


def test_what_waits_on_one_action_is_one_row_and_what_waits_on_a_recommendation_alone_another(cast):
    action = begin(cast)
    recommend(action, cast.owner)
    said, again = stated(action, cast), stated(action, cast, "Supported", means="supports-completion")
    request = ask_for_date(action, cast)
    asked = recommendation(cast)
    response = respond(asked, cast)
    on_it = stated(None, cast, "None needed", means="no-action-required", of=asked)

    first, second = rows(cast.dcc)

    assert (first.title, [line.url for line in first.waits]) == (
        f"Action {action.pk}",
        [
            f"/scrutiny/{action.pk}/",
            f"/scrutiny/statements/{said.pk}/",
            f"/scrutiny/statements/{again.pk}/",
            f"/scrutiny/deadlines/{request.pk}/",
        ],
    )
    assert (second.title, [line.url for line in second.waits]) == (
        str(asked),
        [f"/scrutiny/statements/{on_it.pk}/", f"/scrutiny/responses/{response.pk}/"],
    )
    assert (len(queued(cast.dcc, NOW)), queue(cast.dcc, at=NOW).decisions) == (2, 6)


def test_a_matter_knows_its_place_its_neighbours_and_what_waits_in_it(cast):
    first, second, third = begin(cast), begin(cast), begin(cast)
    for day, action in enumerate((first, second, third), start=1):
        recommend(action, cast.owner, at=london(2015, 8, day))
    said = stated(second, cast)

    found = place(cast.dcc, Matter(second.pk), at=NOW)

    assert (found.number, found.of) == (2, 3)
    assert (found.previous, found.next) == (f"/scrutiny/{first.pk}/", f"/scrutiny/{third.pk}/")
    assert [one.url for one in found.waits] == [f"/scrutiny/{second.pk}/", f"/scrutiny/statements/{said.pk}/"]
    assert place(cast.dcc, Matter(999), at=NOW) is None


def test_one_that_somebody_decides_meanwhile_is_no_neighbour_and_has_no_place(cast, monkeypatch):
    first, second = begin(cast), begin(cast)
    for day, action in enumerate((first, second), start=5):
        recommend(action, by=cast.owner, at=london(2015, 8, day))
    among, meanwhile = Queued.among, [first, second]

    def decided_first(queued, matters):
        support(meanwhile.pop(0), by=cast.dcc)
        return among(queued, matters)

    monkeypatch.setattr(Queued, "among", decided_first)

    beside = place(cast.dcc, Matter(second.pk), at=NOW)
    assert (beside.number, beside.previous) == (2, "")
    assert place(cast.dcc, Matter(second.pk), at=NOW) is None


def test_after_the_last_one_comes_the_first_that_was_passed_over(cast):
    first, gone = begin(cast), Matter(999)
    recommend(first, cast.owner)

    assert onward(cast.dcc, gone, 2, at=NOW) == f"/scrutiny/{first.pk}/"
    support(first, cast.dcc)
    assert onward(cast.dcc, gone, 1, at=NOW) == ""


def test_what_else_waits_in_a_matter_comes_before_the_next(cast):
    first, second = begin(cast), begin(cast)
    recommend(first, cast.owner, at=london(2015, 8, 1))
    recommend(second, cast.owner, at=london(2015, 8, 2))
    said = stated(first, cast)
    support(first, cast.dcc)

    assert onward(cast.dcc, Matter(first.pk), 1, at=NOW) == f"/scrutiny/statements/{said.pk}/"


def of_every_kind(cast):
    """One more row of every kind."""
    plain, asked = begin(cast, target_on=date(2015, 5, 1)), begin(cast)
    recommend(begin(cast), cast.owner)
    stated(plain, cast, words=f"Complete {plain.pk}")
    respond(recommendation(cast), cast)
    ask_for_date(plain, cast)
    scrutiny.answer(scrutiny.ask(asked, "How many?", by=cast.dcc, at=IMPORTED), "Ten.", by=cast.owner, at=IMPORTED)
    about = ask_about(recommendation(cast), "Whose is it?", by=cast.dcc, at=IMPORTED)
    scrutiny.answer(about, "Mine.", by=cast.issue_owner, at=IMPORTED)
    scrutiny.ask(begin(cast), "Since when?", by=cast.dcc, at=IMPORTED)


def test_three_rows_of_a_kind_cost_as_many_queries_as_one(cast, django_assert_num_queries):
    for rows_of_a_kind in (1, 2, 3):
        of_every_kind(cast)
        reader = User.objects.get(pk=cast.dcc.pk)  # who remembers nothing, as in a new request
        with django_assert_num_queries(22):  # one of them for papers to issue
            found = queue(reader, at=NOW)
        assert [count for _, count in found.counts] == [rows_of_a_kind] * 6
