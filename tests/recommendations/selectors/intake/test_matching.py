"""Which action a row means, and which rows share one."""

import pytest

from recommendations.models import Action
from recommendations.selectors.intake.answers import NEW, Answers
from recommendations.selectors.intake.matching import alike
from recommendations.selectors.intake.outcomes import Outcome
from tests.recommendations.planned import accepted, planned

pytestmark = pytest.mark.django_db

OWNED = {"task": "Keep the log.", "action_owner": "Detective Chief Inspector"}


def test_of_two_actions_the_row_with_the_number_means_that_one(look, cast):
    rows = [planned(task="Write the order.", action_place="D2"), planned(row=3, task="Test it all.", action_place="D3")]
    accepted(*rows, by=cast.coordinator)
    first, second = Action.objects.order_by("pk")

    found = look(
        planned(task="Test all of it.", action_number=second.pk),
        planned(row=3, task="Write the whole order.", action_number=first.pk),
    )

    assert [one.action for one in found] == [second, first]


def test_of_two_actions_a_row_with_other_words_has_to_say_which_it_means(look, cast):
    accepted(
        planned(task="Write it.", action_place="D2"),
        planned(row=3, task="Test it.", action_place="D3"),
        by=cast.coordinator,
    )
    first, second = Action.objects.order_by("pk")

    [found] = look(planned(task="Something else."))

    assert found.outcome == Outcome.UNCERTAIN
    assert [value for value, _ in found.questions[0].choices] == [str(first.pk), str(second.pk), NEW]
    [answered] = look(planned(task="Something else."), answers=Answers(actions={"Plan|2": NEW}))
    assert (answered.outcome, answered.opens) == (Outcome.NEW, True)


def test_other_words_than_the_only_actions_are_asked_about(look, cast):
    accepted(planned(**OWNED), by=cast.coordinator)

    [found] = look(planned(task="Put a reminder on the front page of the intranet."))

    assert (found.outcome, [value for value, _ in found.questions[0].choices][1:]) == (Outcome.UNCERTAIN, [NEW])


def test_a_word_or_two_in_common_with_a_long_text_is_no_sign_that_it_was_reworded():
    promised = (
        "Draw up a plan that makes investigations better: what staff know, how fast somebody acts, which files are kept, "
        "how supervisors audit cases every quarter, and what partners were told about children who go missing."
    )
    assert not alike("Audit two files.", promised)
    assert alike("Write the whole order.", "Write the order.")


def test_a_printed_number_with_other_words_is_not_believed(look, cast):
    accepted(planned(**OWNED), by=cast.coordinator)
    number = Action.objects.get().pk

    [found] = look(planned(task="Buy entirely other software.", action_number=number, says_complete="Complete"))

    assert (found.outcome, found.action, found.changes) == (Outcome.UNCERTAIN, None, [])


def test_two_rows_with_one_number_are_not_one_action(look, cast):
    accepted(planned(**OWNED), by=cast.coordinator)
    number = Action.objects.get().pk

    found = look(
        planned(task="Keep the log.", action_number=number),
        planned(row=3, task="Keep the log too.", action_number=number),
    )

    assert [(one.action and one.action.pk, one.opens) for one in found] == [(number, False), (None, True)]


@pytest.mark.parametrize("says_complete", ["", "Complete"])
def test_an_action_that_is_done_is_not_taken_for_another_recommendation(look, cast, says_complete):
    accepted(planned(**OWNED, says_complete="Complete"), by=cast.coordinator)
    shared = {"task": "Keep the log.", "action_place": "D2"}

    found = look(planned("1", **shared), planned("2", row=3, **shared))

    assert [one.outcome for one in found] == [Outcome.UNCHANGED, Outcome.UNCERTAIN]


def test_rows_that_share_a_cell_share_one_action(look):
    found = look(planned("1", task="Both.", action_place="D2"), planned("2", row=3, task="Both.", action_place="D2"))

    assert [(one.opens, one.covers_too) for one in found] == [(True, ""), (False, "Plan|2")]


def test_two_rows_in_one_place_have_keys_of_their_own(look):
    assert [one.key for one in look(planned("1"), planned("2"))] == ["Plan|2", "Plan|2 (2)"]


@pytest.mark.parametrize("reference", ["01", "Recommendation 1", "１", "1\u200b"])
def test_a_number_written_another_way_is_the_same_recommendation(look, cast, reference):
    accepted(planned("1", **OWNED), by=cast.coordinator)

    assert str(look(planned(reference, **OWNED))[0].recommendation) == "Recommendation 1"


@pytest.mark.parametrize("reference", ["10", "1.1", "R1", "1a"])
def test_another_number_is_another_recommendation(look, cast, reference):
    accepted(planned("1", **OWNED), by=cast.coordinator)

    assert look(planned(reference, **OWNED))[0].recommendation is None
