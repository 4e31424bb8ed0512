"""The pages of a round: commissioned, its board, a return filled in and submitted, and what its owner finds on My actions."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from recommendations.models import ProgressUpdate, Return, ReturnNotice, UpdateRound
from recommendations.services import returns, rounds
from recommendations.services.progress import post_update
from safeguarding.history import verb, version_of
from tests.factories import ActionFactory, InspectionFactory, PostFactory, RecommendationFactory
from tests.moments import NOW, london
from tests.recommendations.rounds import commission, drafted, submit
from tests.recommendations.views.form_pages import date_boxes
from tests.recommendations.views.put_right_pages import words_of
from tests.recommendations.views.reading import shown
from tests.walk import begin, handed_over


def board(asked, query=""):
    return reverse("round-detail", args=[asked.pk]) + query


def fill(asked, post, page=1):
    return reverse("return-fill", args=[asked.pk, post.pk, page])


def sent(*rows, then="submit", **changed):
    """The form as it is sent. rows: (action, done, no change)."""
    data = {"then": then}
    for action, done, no_change in rows:
        of = action.pk
        data |= {f"done_{of}": done, f"no_change_because_{of}": no_change, f"assessment_{of}": "", f"version_{of}": "0"}
    return data | changed


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
    assert "1 of 2 returned, 1 missing" in words_of(client.get(board(asked)))


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


def test_a_round_is_closed_and_opened_again(coordinator, cast):
    begin(cast)
    asked = commission(cast)
    for why, told in (("Held.", "The round is closed."), ("By mistake.", "The round is open again.")):
        response = coordinator.post(reverse("round-close", args=[asked.pk]), {"why": why}, follow=True)
        assert told in words_of(response)


# A return


def test_the_owner_fills_in_and_submits(owner, cast):
    one, other = begin(cast), begin(cast)
    asked = commission(cast)

    response = owner.post(
        fill(asked, cast.posts.owner), sent((one, "Trained.", ""), (other, "", "The IT waits.")), follow=True
    )

    assert "Returned. Each update stands on its action." in words_of(response)
    assert "No change, because The IT waits." in words_of(response)
    assert {(u.action, u.done, u.no_change_because) for u in ProgressUpdate.objects.all()} == {
        (one, "Trained.", ""),
        (other, "", "The IT waits."),
    }


def test_each_row_has_its_own_error_and_nothing_typed_is_lost(owner, cast):
    one, both, none = begin(cast), begin(cast), begin(cast)
    asked = commission(cast)

    response = owner.post(
        fill(asked, cast.posts.owner), sent((one, "Trained.", ""), (both, "Done.", "Not."), (none, "", ""))
    )

    form = response.context["form"]
    assert form.errors == {
        f"no_change_because_{both.pk}": [f"Action {both.pk}: leave this empty, because you say above what was done"],
        f"done_{none.pk}": [f"Action {none.pk}: enter an update, or why nothing has changed"],
    }
    assert [form[name].value() for name in (f"done_{one.pk}", f"no_change_because_{both.pk}")] == ["Trained.", "Not."]
    assert Return.objects.count() == 0


def test_a_colleague_keeps_it_for_the_owner_who_finds_it_there(client, cast):
    action = begin(cast)
    asked = commission(cast)
    client.force_login(cast.other_owner)
    page = fill(asked, cast.posts.owner)
    assert "Submit the return" not in words_of(client.get(page))

    client.post(page, sent((action, "Trained.", ""), then="keep"))
    client.force_login(cast.owner)

    assert client.get(page).context["form"][f"done_{action.pk}"].value() == "Trained."
    assert "Drafted by Otto Other-Owner, 10 September 2015, 09:00" in words_of(client.get(page))
    mine = words_of(client.get(reverse("my-actions")))
    assert "Return by 3 September 2015: 1 action, 1 filled in" in mine


def test_kept_and_then_submitted_in_the_same_words_is_submitted(owner, cast):
    action = begin(cast)
    asked = commission(cast)
    page = fill(asked, cast.posts.owner)
    kept = owner.get(page).context["form"].once
    owner.post(page, sent((action, "Trained.", ""), then="keep", once=kept))
    form = owner.get(page).context["form"]
    again = {f"version_{action.pk}": form[f"version_{action.pk}"].value(), "once": form.once}
    owner.post(page, sent((action, "Trained.", ""), then="keep", **again))
    owner.post(page, sent((action, "Trained.", ""), **again | {"once": owner.get(page).context["form"].once}))

    assert Return.objects.count() == 1


def test_what_a_colleague_wrote_meanwhile_is_shown_and_yours_kept(owner, cast):
    mine, blank = begin(cast), begin(cast)
    asked = commission(cast)
    typed = drafted(mine, done="Theirs."), drafted(blank, no_change_because="Theirs too.")
    returns.keep_drafts(asked, cast.posts.owner, typed, by=cast.other_owner, at=NOW)
    page = fill(asked, cast.posts.owner)

    form = owner.post(page, sent((mine, "Mine.", ""), (blank, "", ""))).context["form"]

    assert "wrote “Theirs.” here" in form.errors[f"done_{mine.pk}"][0]
    assert form[f"done_{mine.pk}"].value() == "Mine."
    assert form[f"no_change_because_{blank.pk}"].value() == "Theirs too."
    versions = {f"version_{action.pk}": form[f"version_{action.pk}"].value() for action in (mine, blank)}
    owner.post(page, sent((mine, "Mine.", ""), (blank, "", "Theirs too."), **versions))
    assert {u.done or u.no_change_because for u in ProgressUpdate.objects.all()} == {"Mine.", "Theirs too."}


def test_words_for_an_action_that_was_handed_over_meanwhile_come_back(owner, cast):
    mine, gone = begin(cast), begin(cast)
    asked = commission(cast)
    handed_over(gone, cast.posts.other_owner, by=cast.coordinator, at=NOW)

    form = owner.post(fill(asked, cast.posts.owner), sent((mine, "Trained.", ""), (gone, "My words.", ""))).context[
        "form"
    ]

    assert form.non_field_errors() == [
        f"Action {gone.pk} is no longer asked for on this page. You had typed: “My words.”"
    ]


def test_only_those_who_help_fill_in(client, cast):
    begin(cast)
    asked = commission(cast)
    for person, status in ((cast.other_owner, 200), (cast.coordinator, 200), (cast.dcc, 403), (cast.opcc, 403)):
        client.force_login(person)
        assert client.get(fill(asked, cast.posts.owner)).status_code == status


def test_who_types_for_the_owner_is_led_to_no_page_of_the_owners(client, cast):
    action = begin(cast)
    asked = commission(cast)
    page, update = fill(asked, cast.posts.owner), reverse("action-update", args=[action.pk])

    assert [update in shown(client, person, page) for person in (cast.owner, cast.coordinator)] == [True, False]


def test_who_speaks_for_an_agency_reads_its_return_and_goes_back_to_their_own_actions(client, cast):
    theirs = PostFactory(agency=cast.agency)
    ActionFactory(owner=theirs)
    asked = commission(cast)
    page = shown(client, cast.partner, reverse("round-return", args=[asked.pk, theirs.pk]))

    assert fill(asked, theirs) in page
    assert [f'href="{url}"' in page for url in (reverse("my-actions"), board(asked))] == [True, False]


def test_my_actions_says_first_what_is_owed_and_that_it_was_chased(owner, cast):
    one, _ = begin(cast), begin(cast)
    asked = commission(cast)
    post_update(one, done="Since.", by=cast.owner, at=london(2015, 8, 25))
    rounds.chase(asked, cast.posts.owner, by=cast.coordinator, at=london(2015, 9, 4))

    page = words_of(owner.get(reverse("my-actions")))

    assert "Return by 3 September 2015: 2 actions, 1 filled in" in page
    assert "Chased 4 September 2015 by Connie Coordinator." in page
    assert page.index("Return by 3 September 2015") < page.index(f"Action {one.pk}")


# What it costs


def queries(client, url):
    with CaptureQueriesContext(
        connection,
    ) as found:
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
