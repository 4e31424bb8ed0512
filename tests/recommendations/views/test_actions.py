"""The list of actions, an action's page, its owner and its release, as their readers meet them."""

import re
from datetime import date

import pytest

from inspections.services import release_to_opcc
from recommendations.models import Action, Release
from recommendations.services import actions, progress, scrutiny
from recommendations.workflow import Status
from safeguarding.models import Audience, Marking
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import london
from tests.recommendations.views.reading import shown, text
from tests.statements import statements_of


@pytest.fixture
def inspection(cast):
    made = InspectionFactory(title="Shown inspection")
    release_to_opcc(made, by=cast.coordinator, at=london(2015, 4, 2))
    return made


@pytest.fixture
def part(cast, inspection):
    found = RecommendationFactory(inspection=inspection, reference="3", issue_owner=cast.posts.issue_owner)
    return found.parts.get()


@pytest.fixture
def action(cast, part):
    return ActionFactory(text="Train them.", parts=[part], owner=cast.posts.owner, target_on=date(2015, 4, 30))


def ways(client, user, action):
    """The labels of what the action's page offers, and {label: reasons} of what it does not."""
    client.force_login(user)
    context = client.get(f"/actions/{action.number}/").context
    return (
        [way["label"] for way in context["ways"]],
        {refusal["label"]: list(refusal["why_not"]) for refusal in context["refusals"]},
    )


def test_the_list_says_how_many_and_how_late_each_is(client, cast, action):
    page = shown(client, cast.dcc, "/actions/")

    assert "1 action </p>" in page
    assert f"Action {action.number}</a> <p>Train them.</p>" in page
    assert "Olive Owner" in page
    assert "133 days late" in page


def test_the_list_links_each_filter_to_the_list_without_it(client, cast, action):
    page = shown(client, cast.dcc, "/actions/?late=current&q=train")

    assert 'href="?late=current"> <span class="govuk-visually-hidden">Remove</span> Words: train' in page
    assert (
        'href="?q=train"> <span class="govuk-visually-hidden">Remove</span> Past a date: Late (past the current target)'
        in page
    )


def test_the_list_shows_the_first_target_only_where_it_was_moved(client, cast, action):
    assert "First <span" not in shown(client, cast.dcc, "/actions/")
    asked = actions.request_deadline(
        action, date(2015, 5, 11), because="it", reason="Late.", by=cast.owner, at=london(2015, 4, 10)
    )
    actions.decide_deadline(asked, agreed=True, reason="Good.", by=cast.issue_owner, at=london(2015, 4, 11))

    page = shown(client, cast.dcc, "/actions/")

    assert "11 May 2015" in page
    assert 'First <span class="app-nowrap">30 Apr 2015' in page


def test_a_long_list_comes_25_at_a_time_and_keeps_its_filters(client, cast, part):
    for _ in range(26):
        ActionFactory(parts=[part], owner=cast.posts.owner)

    page = shown(client, cast.dcc, "/actions/?state=open&page=2")

    assert "26 to 26 of 26 actions" in page
    assert "?state=open&amp;page=1" in page


def test_what_cannot_be_understood_is_said_on_top_and_finds_nothing(client, cast, action):
    page = shown(client, cast.dcc, "/actions/?due_before=31/02/2015")

    assert "There is a problem" in page
    assert "31/02/2015 is not a real date. Enter a day, such as 30/4/2015." in page
    assert "0 actions" in page


def test_an_owner_is_offered_their_work_and_told_why_they_cannot_sign_it_off(client, cast, action):
    progress.post_update(
        action, done="Done.", recommends_complete=True, shown="tested", by=cast.owner, at=london(2015, 8, 1)
    )

    offered, refused = ways(client, cast.owner, action)

    assert offered == [
        "Update",
        "Note what it is waiting on",
        "Ask for another date",
        "Take back the recommendation to complete",
    ]
    assert refused["Recommend complete"] == ["The action is recommended complete."]
    assert refused["Support completion"] == ["This is for the DCC."]


def test_the_dcc_is_led_to_scrutiny_and_told_what_stands_in_the_way(client, cast, action):
    progress.post_update(
        action, done="Done.", recommends_complete=True, shown="tested", by=cast.owner, at=london(2015, 8, 1)
    )
    scrutiny.ask(action, "How?", by=cast.dcc, at=london(2015, 8, 7))

    offered, refused = ways(client, cast.deputy, action)

    assert offered == ["Ask a question", "Send back or withdraw"]
    assert refused["Support completion"] == [
        "A scrutiny question is open. Accept its answer, or say why completion does not wait for it."
    ]


def test_somebody_with_nothing_to_do_is_told_whose_it_is(client, cast, action):
    assert ways(client, cast.other_owner, action) == ([], {})
    page = shown(client, cast.other_owner, f"/actions/{action.number}/")
    assert "There is nothing for you to do on this action: it is with the Detective Chief Inspector." in page


def test_a_question_and_a_date_asked_for_lead_to_whoever_can_settle_them(client, cast, action):
    question = scrutiny.ask(action, "How?", by=cast.dcc, at=london(2015, 8, 7))
    asked = actions.request_deadline(
        action, date(2015, 10, 1), because="it", reason="Late.", by=cast.owner, at=london(2015, 8, 8)
    )

    assert ways(client, cast.owner, action)[0][0] == "Answer a question"
    assert f"/questions/{question.pk}/answer/" in shown(client, cast.owner, f"/actions/{action.number}/")
    assert "Decide on the date asked for" not in ways(client, cast.owner, action)[0]
    assert f"/scrutiny/deadlines/{asked.pk}/" in shown(client, cast.issue_owner, f"/actions/{action.number}/")


def test_a_first_target_that_the_dcc_has_not_agreed_yet_stands_once_and_says_so(client, cast, part):
    action = ActionFactory(parts=[part], owner=cast.posts.owner, target_on=date(2015, 10, 14))

    page = shown(client, cast.dcc, f"/actions/{action.number}/")

    assert re.search(r"Target date</dt>.*?14 October 2015.*?Not agreed yet: waiting for a decision", page)
    assert "Date asked for</dt>" not in page


def test_late_and_on_target_stand_side_by_side(client, cast, action):
    progress.post_update(action, done="Begun.", assessment="on-target", by=cast.owner, at=london(2015, 6, 1))

    page = shown(client, cast.dcc, f"/actions/{action.number}/")

    assert "133 days late" in page
    assert "Its owner says: on target" in page


def test_an_action_of_an_inspection_not_released_is_not_there_for_the_opcc(client, cast):
    hidden = ActionFactory(text="HIDDEN", owner=cast.posts.owner)

    assert "HIDDEN" in shown(client, cast.dcc, "/actions/")
    assert "HIDDEN" not in shown(client, cast.opcc, "/actions/")
    shown(client, cast.opcc, f"/actions/{hidden.number}/", status=404)


def test_force_only_words_are_withheld_from_the_opcc_and_the_rest_is_not(client, cast, part):
    action = ActionFactory(
        text="SECRET", parts=[part], owner=cast.posts.owner, target_on=date(2015, 4, 30), audience=Audience.FORCE
    )
    progress.post_update(action, done="SECRET", audience=Audience.FORCE, by=cast.owner, at=london(2015, 5, 1))
    note = {"body": "SECRET", "meanwhile": "SECRET", "review_on": date(2015, 12, 1)}
    actions.wait_on(action, **note, by=cast.owner, at=london(2015, 5, 2))

    for url in ("/actions/", f"/actions/{action.number}/"):
        assert "SECRET" in shown(client, cast.dcc, url)
        page = shown(client, cast.opcc, url)
        assert "SECRET" not in page
        assert page.count("Words are withheld in ") == 1
        assert "133 days late" in page


def test_the_page_bears_the_highest_marking_of_what_is_on_it(client, cast, action):
    assert 'app-marking">OFFICIAL<' in shown(client, cast.dcc, f"/actions/{action.number}/")
    progress.post_update(action, done="Names.", marking=Marking.SENSITIVE, by=cast.owner, at=london(2015, 5, 1))
    assert 'app-marking">OFFICIAL-SENSITIVE<' in shown(client, cast.dcc, f"/actions/{action.number}/")


@pytest.mark.parametrize(("page", "person"), [("owner", "coordinator"), ("release", "issue_owner")])
def test_a_form_about_an_action_bears_its_marking(client, cast, part, page, person):
    action = ActionFactory(parts=[part], owner=cast.posts.owner, marking=Marking.SENSITIVE)
    assert 'app-marking">OFFICIAL-SENSITIVE<' in shown(
        client, getattr(cast, person), f"/actions/{action.number}/{page}/"
    )


def test_the_coordinator_allocates_an_action_to_a_post_that_somebody_holds(client, cast, part):
    action = ActionFactory(parts=[part])
    url = f"/actions/{action.number}/owner/"

    assert "Chief Inspector (Otto Other-Owner)" in shown(client, cast.coordinator, url)
    response = client.post(url, {"owner": cast.posts.other_owner.pk, "why": ""})

    assert response.url == f"/actions/{action.number}/"
    action.refresh_from_db()
    assert (action.owner, action.status) == (cast.posts.other_owner, Status.IN_PROGRESS)


def test_handing_over_needs_a_reason_and_keeps_the_choice_until_there_is_one(client, cast, action):
    client.force_login(cast.issue_owner)
    to = {"owner": cast.posts.other_owner.pk, "instead_of": cast.posts.owner.pk}
    refused = client.post(f"/actions/{action.number}/owner/", to | {"why": ""})
    assert refused.context["form"].errors == {"why": ["Enter why"]}
    assert f'value="{cast.posts.other_owner.pk}" selected' in text(refused)

    client.post(f"/actions/{action.number}/owner/", to | {"why": "She retires."})

    action.refresh_from_db()
    assert action.owner == cast.posts.other_owner
    assert action.history.first().history_change_reason == "She retires."


def test_a_second_hand_over_from_a_page_drawn_before_the_first_is_told_of_it(client, cast, action):
    client.force_login(cast.coordinator)
    url, drawn = f"/actions/{action.number}/owner/", {"why": "Hers.", "instead_of": cast.posts.owner.pk}
    client.post(url, drawn | {"owner": cast.posts.other_owner.pk})

    second = client.post(url, drawn | {"owner": cast.posts.issue_owner.pk})

    assert "The Chief Inspector was given it while you had this page open. Look at it again" in text(second)
    assert "Hers.</textarea>" in text(second)
    again = {name: second.context["form"][name].value() for name in ("owner", "why", "instead_of")}
    client.post(url, again)
    action.refresh_from_db()
    assert action.owner == cast.posts.issue_owner


def test_an_action_is_not_handed_to_the_post_that_has_it(client, cast, action):
    client.force_login(cast.coordinator)
    response = client.post(
        f"/actions/{action.number}/owner/",
        {"owner": cast.posts.owner.pk, "instead_of": cast.posts.owner.pk, "why": "Again."},
    )
    assert response.context["form"].errors == {"owner": ["Select action owner from the list"]}


@pytest.mark.parametrize("name", ["owner", "dcc", "opcc", "auditor"])
def test_others_cannot_change_the_owner(client, cast, action, name):
    client.force_login(getattr(cast, name))
    response = client.post(f"/actions/{action.number}/owner/", {"owner": cast.posts.other_owner.pk, "why": "Mine."})

    assert response.status_code == 403
    assert "This is for the issue owner or the inspection coordinator." in text(response)
    assert Action.objects.get(pk=action.pk).owner == cast.posts.owner


def test_the_issue_owner_releases_what_was_said_after_being_asked_once(client, cast, action):
    progress.post_update(action, done="For us.", audience=Audience.FORCE, by=cast.owner, at=london(2015, 5, 1))
    assert "You cannot undo this." in shown(client, cast.issue_owner, f"/actions/{action.number}/release/")
    assert Release.objects.count() == 0

    client.post(f"/actions/{action.number}/release/", {"reason": "Asked by the OPCC."})

    assert "For us." in shown(client, cast.opcc, f"/actions/{action.number}/")


def test_only_the_issue_owner_releases(client, cast, action):
    client.force_login(cast.owner)
    assert client.post(f"/actions/{action.number}/release/").status_code == 403
    assert Release.objects.count() == 0


def test_the_list_takes_as_many_queries_for_three_as_for_one(dcc, cast, action, part):
    one = statements_of(dcc, "/actions/")
    for _ in range(2):
        ActionFactory(parts=[RecommendationFactory().parts.get()], owner=cast.posts.other_owner)

    assert statements_of(dcc, "/actions/") == one <= 8


def test_the_page_takes_as_many_queries_for_much_as_for_little(dcc, cast, inspection, action):
    few = statements_of(dcc, f"/actions/{action.number}/")
    more = RecommendationFactory(inspection=inspection, issue_owner=cast.posts.dcc)
    many = ActionFactory(parts=[more.parts.get(), *(p for c in action.coverages.all() for p in [c.part])])
    actions.allocate(many, cast.posts.owner, by=cast.coordinator, at=london(2015, 4, 3))
    for day in (1, 2, 3):
        progress.post_update(many, done="More.", by=cast.owner, at=london(2015, 5, day))
        scrutiny.ask(many, "Why?", by=cast.deputy, at=london(2015, 5, day, 12))

    assert statements_of(dcc, f"/actions/{many.number}/") == few
    assert few <= 15
