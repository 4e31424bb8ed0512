"""Milestones are met by the coordinator, on a day and in words, and put right, with what moves shown first."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from inspections.corrections import put_inspection_right
from inspections.models import Milestone
from inspections.services import add_milestone
from recommendations.services.milestones import same_as
from tests.factories import InspectionFactory, KindFactory, RecommendationFactory
from tests.moments import NOW, london
from tests.recommendations.views.put_right_pages import words_of
from tests.recommendations.views.reading import shown

PLAN = "Action plan to HMIC"
HOW = "Plan sent by letter – отправлен."


@pytest.fixture
def plan(inspection):
    """Action plan to HMIC, due 25 March 2015, by a clock."""
    return inspection.milestones.get(label="Action plan to HMIC")


@pytest.fixture
def stated(inspection, cast):
    return add_milestone(
        inspection, label="Send figures", due_on=date(2015, 6, 1), by=cast.coordinator, at=london(2015, 4, 3)
    )


def url_of(milestone, what="put-right"):
    return f"/inspections/ours/milestones/{milestone.pk}/{what}/"


def press(coordinator, milestone, press, **changed):
    page = coordinator.get(url_of(milestone)).context["form"].initial
    return coordinator.post(url_of(milestone), page | {"press": press, "why": "Mistyped."} | changed, follow=True)


def met(coordinator, milestone, on="20 March 2015", how=HOW):
    return coordinator.post(url_of(milestone, "met"), {"done_on": on, "done_words": how}, follow=True)


def test_it_is_met_on_a_day_and_in_words_and_counts_so_from_then_on(client, coordinator, plan, cast):
    assert url_of(plan, "met") in shown(client, cast.coordinator, "/inspections/ours/")

    words = words_of(met(coordinator, plan))

    assert "Met: Action plan to HMIC." in words
    assert f"20 March 2015 {HOW}" in words
    assert (
        f"Action plan to HMIC. Met on: none → 20 March 2015Action plan to HMIC. How it was met: none → {HOW}" in words
    )
    position = coordinator.get("/position/").context["position"].deadlines
    then = coordinator.get("/position/?at=2015-08-06").context["position"].deadlines
    assert (position.steps_met.count, then.steps_met.count) == (1, 0)


@pytest.mark.parametrize(
    ("on", "error"),
    [
        ("", "Enter met on"),
        ("20 March 2016", "Met on must be today or earlier"),
        ("March 2015", "“March 2015” is not a day"),
    ],
)
def test_a_day_has_to_be_given_that_has_been(coordinator, plan, on, error):
    words = words_of(met(coordinator, plan, on))

    assert error in words
    assert HOW in words
    assert Milestone.objects.get(pk=plan.pk).done_on is None


def test_of_two_who_meet_it_the_second_is_told(coordinator, plan):
    met(coordinator, plan)

    assert "It is recorded as met. Put that right, if it is wrong." in words_of(met(coordinator, plan, "21 March 2015"))
    assert Milestone.objects.get(pk=plan.pk).done_on == date(2015, 3, 20)


def test_a_day_that_was_wrong_is_put_right_once_the_figures_that_move_were_seen(coordinator, plan):
    met(coordinator, plan)

    words = words_of(press(coordinator, plan, "check", done_on=""))
    assert "Met on 20 March 2015 none" in words
    assert "Milestones past their date 2 3" in words
    assert Milestone.objects.get(pk=plan.pk).done_on == date(2015, 3, 20)

    words = words_of(press(coordinator, plan, "record", done_on=""))
    assert "Put right: met on." in words
    assert "Mistyped. Action plan to HMIC. Met on: 20 March 2015 → none" in words
    assert Milestone.objects.get(pk=plan.pk).done_on is None


def test_of_one_that_a_clock_gives_only_how_it_was_met_is_typed_and_of_one_stated_all(coordinator, plan, stated):
    assert set(coordinator.get(url_of(plan)).context["form"].fields) >= {"done_on", "done_words"}
    assert {"label", "due", "applies"}.intersection(coordinator.get(url_of(plan)).context["form"].fields) == set()

    press(coordinator, stated, "record", label="Send the figures", due="July 2015")

    stated.refresh_from_db()
    assert (stated.label, stated.due_on, stated.due_precision) == ("Send the figures", date(2015, 7, 31), "month")


def test_one_recorded_by_mistake_stands_on_the_past_days_only(coordinator, stated):
    assert "Milestones not yet met 4 3" in words_of(press(coordinator, stated, "check", applies="no"))

    press(coordinator, stated, "record", applies="no")

    stated.refresh_from_db()
    assert stated.ended_at == NOW
    assert "Send figures Not" not in words_of(coordinator.get("/inspections/ours/"))
    assert "Send figures 1 June 2015" in words_of(coordinator.get("/inspections/ours/?at=2015-08-06"))
    assert "It does not apply. Put that right" in words_of(met(coordinator, stated))


@pytest.mark.parametrize("name", ["dcc", "owner", "opcc", "auditor", "administrator"])
def test_others_are_refused_by_both_addresses_and_led_to_neither(client, cast, plan, name):
    page = shown(client, getattr(cast, name), "/inspections/ours/") if name != "administrator" else ""

    assert [url in page for url in (url_of(plan), url_of(plan, "met"))] == [False, False]
    client.force_login(getattr(cast, name))
    answers = [client.get(url) for url in (url_of(plan), url_of(plan, "met"))] + [met(client, plan)]
    assert {answer.status_code for answer in answers} == {403}


# The same as a recommendation


@pytest.fixture
def step(inspection):
    """What the report asks for a second time, which an action answers."""
    return RecommendationFactory(inspection=inspection, kind="next-step", reference="next-step-1")


def said_to_be(coordinator, milestone, step, instead_of="", why="Both ask for one plan."):
    data = {"recommendation": step.pk if step else "", "instead_of": instead_of, "why": why}
    return words_of(coordinator.post(url_of(milestone, "same-as"), data, follow=True))


def unmet(coordinator, at=""):
    """The labels of those not met: on the position, and among what falls due for the coordinator."""
    position = coordinator.get(f"/position/{at}").context["position"].deadlines
    due = coordinator.get("/coordination/milestones/").context["page"]
    return [step.label for step in position.steps], [one.label for one in due]


def test_two_who_put_the_day_of_a_clock_right_at_once_are_told_of_each_other(coordinator, plan):
    drawn = coordinator.get(url_of(plan)).context["form"].initial
    press(coordinator, plan, "record", done_on="20 March 2015")

    second = drawn | {"press": "record", "why": "Mistyped.", "done_words": HOW}
    words = words_of(coordinator.post(url_of(plan), second))

    assert "changed this milestone while you were typing" in words
    assert "Met on: none → 20 March 2015" in words and HOW in words
    plan.refresh_from_db()
    assert (plan.done_on, plan.done_words) == (date(2015, 3, 20), "")


def test_what_is_asked_twice_is_one_thing_and_counted_as_the_recommendation(coordinator, plan, step):
    assert [PLAN in labels for labels in unmet(coordinator)] == [True] * 2

    assert f"{PLAN}: the same as Next step 1." in said_to_be(coordinator, plan, step)

    assert [PLAN in labels for labels in unmet(coordinator)] == [False] * 2
    assert PLAN in unmet(coordinator, "?at=2015-09-09")[0]  # the day before it was said
    page = coordinator.get("/inspections/ours/")
    assert "The same as Next step 1, and counted as that" in words_of(page)
    assert url_of(plan, "met") not in page.content.decode()
    assert f"The same as the milestone {PLAN}" in words_of(coordinator.get(f"/recommendations/{step.pk}/"))


def test_the_next_milestone_of_an_inspection_is_one_that_stands_by_itself(coordinator, step):
    def following():
        return coordinator.get("/inspections/").context["rows"][0].milestone

    first = following()
    said_to_be(coordinator, first, step)

    assert following() != first


def test_that_it_is_the_same_is_mended_with_the_reason_and_a_second_page_is_told(coordinator, inspection, plan, step):
    other = RecommendationFactory(inspection=inspection)
    said_to_be(coordinator, plan, step)

    assert "It was changed while you had this page open: the same as Next step 1." in said_to_be(
        coordinator, plan, other
    )
    assert "It says so already." in said_to_be(coordinator, plan, step, step.pk)
    assert "Say why." in said_to_be(coordinator, plan, None, step.pk, why="")
    assert f"{PLAN} stands by itself." in said_to_be(coordinator, plan, None, step.pk, why="Two plans.")

    assert PLAN in unmet(coordinator)[0]
    changes = words_of(coordinator.get(f"/recommendations/{step.pk}/"))
    assert f"Two plans. The same as the milestone: {PLAN} → none" in changes


def test_it_is_the_same_as_one_of_its_own_inspection_only(coordinator, plan, cast):
    assert "Select a recommendation of this inspection" in said_to_be(coordinator, plan, RecommendationFactory())
    with pytest.raises(ValidationError, match="of this inspection"):
        same_as(plan, RecommendationFactory(), instead_of=None, why="It is.", by=cast.coordinator, at=NOW)


def test_a_clock_whose_start_no_report_gives_says_so_until_it_is_entered_and_keeps_it(coordinator, cast):
    review = InspectionFactory(slug="ours", kind=KindFactory(slug="practice-review"), published_on=None)
    notice = review.milestones.get(clock="incident-notice")
    words = words_of(coordinator.get("/inspections/ours/"))
    assert "5 working days" in words and "Enter when it starts" in words and notice.due_on is None

    press(coordinator, notice, "record", started="1 May 2015")
    notice.refresh_from_db()
    assert notice.due_on == date(2015, 5, 11)  # 4 May was a bank holiday
    put_inspection_right(review, received_on=date(2015, 5, 20), why="It came.", by=cast.coordinator, at=NOW)
    notice.refresh_from_db()
    assert (notice.due_on, notice.started_on) == (date(2015, 5, 11), date(2015, 5, 1))
    assert "The clock starts on: none → 1 May 2015" in words_of(coordinator.get("/inspections/ours/"))
