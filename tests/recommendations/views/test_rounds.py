"""The pages of a round: commissioned, its board, and what each page of it costs."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from recommendations.models import ReturnNotice, UpdateRound
from recommendations.selectors.rounds.owed import owed_returns
from recommendations.selectors.standings import Standings
from recommendations.services import rounds
from safeguarding.history import verb, version_of
from tests.factories import ActionFactory, InspectionFactory, PostFactory, RecommendationFactory
from tests.moments import NOW, london
from tests.recommendations.rounds import commission, drafted, submit
from tests.recommendations.views.form_pages import date_boxes
from tests.recommendations.views.put_right_pages import words_of
from tests.recommendations.views.reading import shown
from tests.walk import begin, handed_over, recommend


def board(asked, query=""):
    return reverse("round-detail", args=[asked.pk]) + query


# Commissioned


def test_the_coordinator_commissions_a_round_by_a_suggested_working_day(coordinator, cast):
    action = begin(cast)
    page = coordinator.get(reverse("round-commission"))
    assert page.context["form"]["returns_by"].value() == date(2015, 9, 24)

    data = {"title": "September", **date_boxes("returns_by", 24, 9, 2015), "session": ""}
    response = coordinator.post(reverse("round-commission"), data, follow=True)

    [asked] = UpdateRound.objects.all()
    assert (asked.returns_by, asked.commissioned_at) == (date(2015, 9, 24), NOW)
    assert "0 of 1 returned" in words_of(response)
    assert str(action.owner) in words_of(response)


def test_a_round_of_the_session_leads_to_it_and_back(coordinator, cast):
    from recommendations.services.sessions import plan_session

    begin(cast)
    session = plan_session(
        title="DCC scrutiny", held_on=date(2015, 9, 30), chair=cast.dcc, rules=[], by=cast.dcc, at=NOW
    )
    asked = commission(cast, session=session)

    assert reverse("session-detail", args=[session.pk]) in shown(coordinator, cast.coordinator, board(asked))
    assert board(asked) in shown(coordinator, cast.dcc, reverse("session-detail", args=[session.pk]))


def test_the_owners_of_ticked_actions_are_asked_about_those_alone(coordinator, cast):
    silent, _, done = begin(cast), begin(cast), begin(cast)
    recommend(done, by=cast.owner)
    assert f'formaction="{reverse("round-commission")}"' in coordinator.get("/actions/").content.decode()
    address = reverse("round-commission") + f"?back=&rows={silent.pk}&rows={done.pk}"
    page = words_of(coordinator.get(address))
    assert f"{silent}, {silent.owner}" in page
    assert f"Not in progress, so not asked about: {done}." in page

    data = {"title": "Chase", **date_boxes("returns_by", 24, 9, 2015), "session": ""}
    refused = coordinator.post(address, data | {"actions": [done.pk]})
    assert list(refused.context["form"].errors) == ["actions"]
    board = words_of(coordinator.post(address, data | {"actions": [silent.pk]}, follow=True))

    assert f"Asks about {silent}." in board
    [owed] = owed_returns([silent.owner_id], Standings(cast.owner, now=NOW))
    assert (owed.round.title, owed.actions) == ("Chase", 1)


def test_a_round_from_the_list_where_nothing_was_ticked_asks_nobody(coordinator, cast):
    begin(cast)
    address = reverse("round-commission") + "?back=state%3Dopen"

    page = coordinator.get(address)
    coordinator.post(address, {"title": "Chase", **date_boxes("returns_by", 24, 9, 2015), "session": ""})

    assert "You ticked no action in progress." in words_of(page)
    assert 'href="/actions/?state=open"' in page.content.decode()
    assert not UpdateRound.objects.exists()


# The board


def test_the_board_says_who_returned_what_and_when(client, cast):
    mine, other, theirs = begin(cast), begin(cast), begin(cast)
    handed_over(theirs, cast.posts.other_owner, by=cast.coordinator, at=london(2015, 8, 19))
    asked = commission(cast)
    rounds.chase(asked, cast.posts.other_owner, by=cast.coordinator, at=london(2015, 9, 4))
    typed = drafted(mine, done="Trained."), drafted(other, no_change_because="The council meets in October.")
    submit(asked, cast.posts.owner, *typed, by=cast.owner, at=london(2015, 9, 2))
    client.force_login(cast.auditor)

    found = {row.title: row for row in client.get(board(asked)).context["page"]}

    said = {title: (row.state, row.actions, row.no_change, row.missing) for title, row in found.items()}
    assert said == {"Chief Inspector": ("late", 1, 0, 1), "Detective Chief Inspector": ("returned", 2, 1, 0)}
    assert found["Chief Inspector"].chased.author == "Connie Coordinator"
    assert "1 of 2 returned 1 missing" in words_of(client.get(board(asked)))


def test_a_board_of_the_past_has_nothing_that_came_later(client, cast):
    action = begin(cast)
    asked = commission(cast)
    submit(asked, cast.posts.owner, drafted(action, done="Trained."), by=cast.owner, at=london(2015, 9, 2))
    facts = {"version": version_of(asked), "why": "Put off."}
    rounds.put_round_right(asked, returns_by=date(2015, 9, 30), **facts, by=cast.coordinator, at=london(2015, 9, 3))
    client.force_login(cast.dcc)

    then, now = (words_of(client.get(board(asked, query))) for query in ("?at=2015-09-01", ""))
    assert "Returns by 3 September 2015 0 of 1 returned" in then
    assert "Returns by 30 September 2015 1 of 1 returned" in now
    assert "moved from 3 September 2015 to 30 September 2015 by Connie Coordinator. Put off." in now
    assert client.get(board(asked, "?at=2015-08-01")).status_code == 404


def test_the_board_is_the_forces(client, cast):
    begin(cast)
    asked = commission(cast)
    for person in (cast.opcc, cast.partner):
        client.force_login(person)
        for url in (board(asked), reverse("round-list"), reverse("round-return", args=[asked.pk, cast.posts.owner.pk])):
            assert client.get(url).status_code == 403


def test_what_is_under_embargo_is_counted_for_nobody_else(client, cast):
    begin(cast)
    hidden = InspectionFactory(published_on=date(2015, 12, 1))
    ActionFactory(parts=RecommendationFactory(inspection=hidden).parts.all(), owner=cast.posts.other_owner)
    asked = commission(cast)
    client.force_login(cast.dcc)

    assert [row.title for row in client.get(board(asked)).context["page"]] == ["Detective Chief Inspector"]
    assert "Asks about every open action." in words_of(client.get(board(asked)))
    assert "Asks about" not in words_of(client.get(board(commission(cast, inspections=[hidden]))))


def test_a_post_is_chased_and_excused_from_the_board(coordinator, cast):
    begin(cast)
    asked = commission(cast)
    of = [asked.pk, cast.posts.owner.pk]

    chased = coordinator.post(reverse("round-chase", args=of), follow=True)
    again = coordinator.post(reverse("round-chase", args=of), follow=True)
    coordinator.post(reverse("round-excuse", args=of), {"why": "On leave."})

    assert "Chased: Detective Chief Inspector." in words_of(chased)
    assert "was chased today already" in words_of(again)
    assert [notice.kind for notice in ReturnNotice.objects.all()] == ["chased", "excused"]
    assert "Excused On leave." in words_of(coordinator.get(board(asked)))


def test_all_who_have_not_returned_are_chased_at_one_press_and_no_others(coordinator, cast):
    mine, others = begin(cast), begin(cast)
    for post in (cast.posts.other_owner, PostFactory()):  # the second is held by nobody
        handed_over(others if post == cast.posts.other_owner else begin(cast), post, by=cast.coordinator)
    asked = commission(cast)
    url = reverse("round-chase-all", args=[asked.pk])
    assert url in shown(coordinator, cast.coordinator, board(asked))

    assert "Chased: 2 posts." in words_of(coordinator.post(url, follow=True))
    assert "Nobody is left to chase today" in words_of(coordinator.post(url, follow=True))

    assert {one.post for one in ReturnNotice.objects.all()} == {mine.owner, cast.posts.other_owner}


def test_a_post_that_nobody_holds_is_not_chased_and_the_board_does_not_offer_it(coordinator, cast):
    post = PostFactory(title="Head of Missing Children")
    ActionFactory(parts=RecommendationFactory().parts.all(), owner=post)
    asked = commission(cast)
    url = reverse("round-chase", args=[asked.pk, post.pk])

    page = shown(coordinator, cast.coordinator, board(asked))
    assert url not in page
    assert reverse("post-hand-over", args=[post.pk]) in page
    told = coordinator.post(url, follow=True)

    assert "Nobody holds the post Head of Missing Children, so nobody would read it." in words_of(told)
    assert not ReturnNotice.objects.exists()


def test_a_round_is_closed_and_opened_again(coordinator, cast):
    begin(cast)
    asked = commission(cast)
    address, missing = reverse("round-close", args=[asked.pk]), "Posts that have not returned: 1."
    assert missing in words_of(coordinator.get(address))
    for why, told in (("Held.", "The round is closed."), ("By mistake.", "The round is open again.")):
        response = coordinator.post(address, {"why": why}, follow=True)
        assert told in words_of(response)


# What it costs


def queries(client, url):
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


@pytest.mark.parametrize("name", ["round-detail", "return-fill", "my-actions"])
def test_a_page_asks_as_often_whatever_there_is(client, cast, name):
    with verb():
        begin(cast)
    asked = commission(cast)
    of = {"round-detail": [asked.pk], "return-fill": [asked.pk, cast.posts.owner.pk, 1], "my-actions": []}
    client.force_login(cast.owner)
    url = reverse(name, args=of[name])
    client.get(url)
    few = queries(client, url)
    with verb():
        for post in (cast.posts.owner, cast.posts.other_owner, cast.posts.issue_owner):
            handed_over(begin(cast), post, by=cast.coordinator, at=london(2015, 8, 19))
    rounds.chase(asked, cast.posts.other_owner, by=cast.coordinator, at=NOW)

    assert queries(client, url) == few
