"""An update: that it arrives, that nothing typed is lost, and that only its owner may post it."""

from datetime import date

from inspections.services import name_early_reader
from recommendations.models import ProgressUpdate
from recommendations.selectors.scrutiny.state_digest import state_digest
from recommendations.services import progress, scrutiny
from safeguarding.models import Holding
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, london
from tests.recommendations.views.form_pages import date_boxes, form_data, page
from tests.recommendations.views.reading import text
from tests.recorded import write

# An update


def test_an_owner_posts_an_update_in_a_few_words(owner, action, cast):
    sent = form_data(done="Issued the procedure.", next="Train the teams.", assessment="at-risk")
    response = owner.post(page(action.number), sent, follow=True)
    update = ProgressUpdate.objects.get()
    assert (update.done, update.next, update.assessment) == ("Issued the procedure.", "Train the teams.", "at-risk")
    assert (update.recorded_by, update.recorded_at) == (cast.owner, NOW)
    assert response.redirect_chain == [("/my-actions/", 302)]
    assert f"Update posted on action {action.number}." in text(response)


def test_no_change_with_its_reason_is_an_update_and_how_it_goes_stays_as_last_said(owner, action):
    owner.post(page(action.number), form_data(no_change_because="The board has not met."))
    first = ProgressUpdate.objects.get()
    owner.post(page(action.number), form_data(done="Two samples read.", assessment="at-risk"))
    owner.post(page(action.number), form_data(no_change_because="Nothing since."))

    assert (first.no_change_because, first.assessment) == ("The board has not met.", "")
    assert ProgressUpdate.objects.latest("pk").assessment == "at-risk"


def test_the_forecast_moves_with_the_update(owner, action):
    owner.post(
        page(action.number),
        form_data(done="Begun.", assessment="at-risk", **date_boxes("expected_on", "30", "11", "2015")),
    )
    action.refresh_from_db()
    assert (action.expected_on, action.target_on) == (date(2015, 11, 30), date(2015, 4, 30))


def test_two_tabs_posting_at_once_are_both_kept(owner, action):
    for words in ("From the first tab.", "From the second tab."):
        owner.post(page(action.number), form_data(done=words, assessment="on-target"))
    assert [u.done for u in ProgressUpdate.objects.all()] == ["From the first tab.", "From the second tab."]


def test_an_update_that_says_nothing_is_asked_for_words_and_an_assessment(owner, action):
    response = owner.post(page(action.number), form_data())
    form = response.context["form"]
    assert form.errors == {
        "done": ["Enter what was done, what happens next, or why nothing has changed"],
        "assessment": ["Select how it is going"],
    }
    assert ProgressUpdate.objects.count() == 0


def test_the_31st_of_february_is_said_beside_its_box_and_the_words_stay(owner, action):
    sent = form_data(done="Typed with care.", assessment="on-target", **date_boxes("expected_on", "31", "2", "2016"))
    response = owner.post(page(action.number), sent)
    assert response.context["form"].errors == {
        "expected_on": ["Expected completion must be a real date, such as 30 4 2015: February 2016 has 29 days"]
    }
    assert "Typed with care." in text(response)
    assert ProgressUpdate.objects.count() == 0


def test_a_forecast_in_the_past_is_asked_about(owner, action):
    sent = form_data(done="Begun.", assessment="on-target", **date_boxes("expected_on", "1", "9", "2015"))
    response = owner.post(page(action.number), sent)
    assert response.context["form"].errors == {"expected_on": ["Expected completion must be today or later"]}


def test_the_page_shows_what_was_asked_the_dates_the_last_update_and_open_questions(owner, action, cast):
    progress.post_update(action, done="Wrote a draft.", assessment="on-target", by=cast.owner, at=london(2015, 6, 1))
    scrutiny.ask(action, "Who approved the draft?", by=cast.dcc, at=london(2015, 8, 7))
    shown = text(owner.get(page(action.number)))
    assert "Officers should see and speak to children." in shown
    assert "Target 30 April 2015" in shown
    assert "133 days late" in shown
    assert "122 days past the inspectorate’s date, 11 May 2015" in shown
    assert "Last update 1 June 2015: on target" in shown
    assert "Wrote a draft." in shown
    assert "Who approved the draft?" in shown


# Case detail


def test_what_looks_like_case_detail_is_asked_about_once(owner, action):
    sent = form_data(done="Reviewed crime 22000123456 with the team.", assessment="on-target")
    response = owner.post(page(action.number), sent)
    assert response.context["form"].errors == {
        "no_case_detail": ["“22000123456” looks like case detail. Take it out, or tick that there is none"]
    }
    assert ProgressUpdate.objects.count() == 0
    owner.post(page(action.number), sent | {"no_case_detail": "on"})
    assert ProgressUpdate.objects.count() == 1


def test_ordinary_words_are_not_asked_about(owner, action):
    owner.post(
        page(action.number),
        form_data(done="By 30/11/2015 the Child Protection Unit audits 120 cases; ref 14.", assessment="on-target"),
    )
    assert ProgressUpdate.objects.count() == 1


# Who may


def test_somebody_elses_update_page_is_refused_with_the_reason(client, cast, action):
    client.force_login(cast.other_owner)
    assert client.get(page(action.number)).status_code == 403
    response = client.post(page(action.number), form_data(done="Not mine.", assessment="on-target"))
    assert response.status_code == 403
    assert "This is for the action owner." in text(response)
    assert ProgressUpdate.objects.count() == 0


def test_the_opcc_does_not_find_an_action_that_was_not_released(client, cast, action):
    client.force_login(cast.opcc)
    assert client.get(page(action.number)).status_code == 404


def test_words_typed_while_the_action_moved_on_are_not_lost(owner, cast, action):
    progress.post_update(
        action, done="Done.", recommends_complete=True, shown="tested", by=cast.owner, at=london(2015, 8, 1)
    )
    scrutiny.support(action, reason="Seen.", digest=state_digest(action), by=cast.dcc, at=london(2015, 8, 7))
    response = owner.post(page(action.number), form_data(done="Typed before I knew.", assessment="on-target"))
    assert response.status_code == 403
    assert "The action is complete (force)." in text(response)
    assert "Typed before I knew." in text(response)


def test_an_owner_who_is_no_early_reader_finds_no_page_for_what_answers_an_embargoed_inspection(owner, cast):
    hidden = InspectionFactory(published_on=date(2015, 12, 1))
    action = ActionFactory(parts=[RecommendationFactory(inspection=hidden).parts.get()], owner=cast.posts.owner)
    before = owner.get(page(action.number)).status_code
    name_early_reader(hidden, cast.owner, by=cast.coordinator, at=NOW)

    assert (before, owner.get(page(action.number)).status_code) == (404, 200)


def test_an_owner_who_has_handed_over_the_post_cannot_post(client, cast, action):
    held = Holding.objects.get(post=cast.posts.owner, holder=cast.owner)
    held.ends_at = london(2015, 9, 1)
    write(held, by=cast.coordinator, at=london(2015, 9, 1), why="Left")
    client.force_login(cast.owner)
    assert client.get(page(action.number)).status_code == 403


# Counting queries


def test_the_update_page_asks_as_often_for_three_questions_as_for_one(
    owner, cast, action, django_assert_max_num_queries
):
    scrutiny.ask(action, "One?", by=cast.dcc, at=london(2015, 8, 7))
    owner.get(page(action.number))
    with django_assert_max_num_queries(19) as first:
        owner.get(page(action.number))
    for words in ("Two?", "Three?"):
        scrutiny.ask(action, words, by=cast.dcc, at=london(2015, 8, 7))
    with django_assert_max_num_queries(19) as then:
        owner.get(page(action.number))
    assert len(then) == len(first)


def test_an_update_that_is_taken_asks_nothing_of_the_page_that_it_leaves(owner, action, django_assert_max_num_queries):
    once = owner.get(page(action.number)).context["form"].once
    # One uses the page's token up, one lets go of the words that were kept, one asks when the last record was made (the clock).
    with django_assert_max_num_queries(19):
        response = owner.post(page(action.number), form_data(done="Begun.", assessment="on-target", once=once))
    assert response.url == "/my-actions/"
