"""Recommending complete on the update page: what it asks, and what it warns of."""

from datetime import date

import pytest

from recommendations.models import FollowUpCheck, ProgressUpdate
from recommendations.services.recommendations import PartDraft
from tests.factories import ActionFactory, RecommendationFactory
from tests.recommendations.views.form_pages import date_boxes, form_data, page
from tests.recommendations.views.reading import text


def complete(**sent):
    sent = {"recommends_complete": "on", "shown": "tested", "shown_by": "Audit of 30 records."} | sent
    return form_data(done="Issued and tested.", **{"evidence-0-elsewhere": "Audit team, ref 3"}, **sent)


def test_completion_is_recommended_on_the_same_page(owner, action):
    response = owner.post(page(action.number), complete(), follow=True)
    action.refresh_from_db()
    update = ProgressUpdate.objects.get()
    assert action.status == "recommended-complete"
    assert (update.shown, update.shown_by) == ("tested", "Audit of 30 records.")
    assert "completion recommended. The DCC is next." in text(response)


def test_recommending_asks_what_shows_it_worked(owner, action):
    response = owner.post(page(action.number), complete(shown="", shown_by=""))
    assert response.context["form"].errors == {"shown": ["Select what shows it worked, or that it is not yet tested"]}


def test_not_yet_tested_sets_a_follow_up_check(owner, action):
    sent = complete(shown="not-tested", **date_boxes("check_on", "1", "3", "2016"))
    owner.post(page(action.number), sent)
    assert [(c.action, c.due_on) for c in FollowUpCheck.objects.all()] == [(action, date(2016, 3, 1))]


def test_not_yet_tested_needs_a_date_to_come(owner, action):
    response = owner.post(
        page(action.number), complete(shown="not-tested", **date_boxes("check_on", "10", "9", "2015"))
    )
    assert response.context["form"].errors == {
        "check_on": ["Enter a date after today, when you will check whether it worked"]
    }


def test_recommending_without_evidence_needs_its_reason_and_the_dcc_is_told(owner, action):
    bare = complete() | {"evidence-0-elsewhere": ""}
    response = owner.post(page(action.number), bare)
    assert response.context["form"].errors == {
        "no_evidence_because": ["Attach evidence, or enter where it is held or why there is none"]
    }
    response = owner.post(page(action.number), bare | {"no_evidence_because": "The minutes are sealed."}, follow=True)
    assert (
        ProgressUpdate.objects.get().shown_by == "Audit of 30 records.\n\nNothing is attached: The minutes are sealed."
    )
    assert "Nothing is attached to show it, and the DCC is told so." in text(response)


def test_recommending_while_work_goes_on_is_asked_about_once(owner, action):
    sent = complete(next="Training is continuing.")
    response = owner.post(page(action.number), sent)
    assert response.context["form"].errors == {
        "finished": ["You recommend this complete, and say “continuing”. Is the work finished?"]
    }
    owner.post(page(action.number), sent | {"finished": "on"})
    assert ProgressUpdate.objects.count() == 1


@pytest.fixture
def three(cast):
    """An action that answers three parts: 8a, 8b and 8c."""
    drafts = [PartDraft(text=f"Clause {letter}.", letter=letter) for letter in "abc"]
    return ActionFactory(parts=RecommendationFactory(reference="8", parts=drafts).parts.all(), owner=cast.posts.owner)


def keys(action, letters):
    return [str(action.coverages.get(part__letter=letter).part_id) for letter in letters]


def recommended(action):
    """The letters of the parts that are recommended complete."""
    return "".join(action.coverages.exclude(recommended_in=None).values_list("part__letter", flat=True))


@pytest.mark.parametrize(
    ("letters", "said", "records", "status"),
    [
        ("b", "completion of part 8b recommended", 1, "in-progress"),
        ("ac", "completion of parts 8a and 8c recommended", 2, "in-progress"),
        ("abc", "completion of parts 8a, 8b and 8c recommended", 1, "recommended-complete"),
    ],
)
def test_the_parts_that_were_ticked_are_recommended_and_named(owner, three, letters, said, records, status):
    sent = complete(recommended=keys(three, letters), **date_boxes("expected_on", "1", "9", "2015"))
    answer = owner.post(page(three.number), sent, follow=True)

    three.refresh_from_db()
    assert said in text(answer)
    assert (recommended(three), three.status) == (letters, status)
    assert [update.done for update in ProgressUpdate.objects.all()] == ["Issued and tested."] * records
    assert three.evidence.count() == 1


def test_the_rest_leaves_what_is_with_the_dcc_already_as_it_was_said(owner, three):
    owner.post(page(three.number), complete(recommended=keys(three, "a")))
    before = three.coverages.get(part__letter="a").recommended_in

    shown = owner.get(page(three.number)).context["form"]["recommended"]
    owner.post(page(three.number), complete(recommended=keys(three, "bc")))

    three.refresh_from_db()
    assert [label for _, label in shown.field.choices] == ["Part 8b", "Part 8c"]
    assert (recommended(three), three.status) == ("abc", "recommended-complete")
    assert three.coverages.get(part__letter="a").recommended_in == before


def test_none_ticked_and_words_about_another_part_are_said_beside_the_parts(owner, three):
    for sent, why in (
        ({}, "Tick the parts that are complete"),
        (
            {"part": keys(three, "b")[0], "recommended": keys(three, "ab")},
            "You say above that this is about part 8b. Tick part 8b only, or choose the whole action there",
        ),
    ):
        answer = owner.post(page(three.number), complete(**sent))
        assert answer.context["form"].errors == {"recommended": [why]}
        # Where no script runs too.
        assert f"Post update and recommend{' parts 8a and 8b' if sent else ''} complete" in text(answer)
    assert ProgressUpdate.objects.count() == 0


def test_a_part_already_with_the_dcc_is_refused_beside_its_box(owner, three):
    sent = complete(recommended=keys(three, "a"))
    owner.post(page(three.number), sent)
    response = owner.post(page(three.number), complete(recommended=keys(three, "a"), next="Again."))
    assert response.context["form"].errors == {"recommended": ["Part a of the action is recommended complete."]}
    assert ProgressUpdate.objects.count() == 1


def test_once_recommended_the_page_says_why_it_cannot_be_again(owner, action):
    owner.post(page(action.number), complete())
    shown = text(owner.get(page(action.number)))
    assert "The action is recommended complete. What you post now is shown to the DCC as new." in shown
    assert "I recommend this complete" not in shown
