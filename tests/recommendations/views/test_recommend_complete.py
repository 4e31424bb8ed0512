"""Recommending complete on the update page: what it asks, and what it warns of."""

from datetime import date

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


def test_one_part_of_several_is_recommended_alone(owner, cast):
    parts = [PartDraft(text="First clause.", letter="a"), PartDraft(text="Second clause.", letter="b")]
    first, second = RecommendationFactory(parts=parts).parts.all()
    action = ActionFactory(parts=[first, second], owner=cast.posts.owner)
    owner.post(page(action.number), complete(part=str(second.pk)))
    action.refresh_from_db()
    assert action.status == "in-progress"
    assert action.coverages.get(part=second).recommended_in == ProgressUpdate.objects.get()
    assert action.coverages.get(part=first).recommended_in is None


def test_a_part_already_with_the_dcc_is_refused_beside_the_choice(owner, cast):
    parts = [PartDraft(text="First clause.", letter="a"), PartDraft(text="Second clause.", letter="b")]
    first, second = RecommendationFactory(parts=parts).parts.all()
    action = ActionFactory(parts=[first, second], owner=cast.posts.owner)
    owner.post(page(action.number), complete(part=str(first.pk)))
    response = owner.post(page(action.number), complete(part=str(first.pk)))
    assert response.context["form"].errors == {"part": ["Part a of the action is recommended complete."]}
    assert ProgressUpdate.objects.count() == 1


def test_once_recommended_the_page_says_why_it_cannot_be_again(owner, action):
    owner.post(page(action.number), complete())
    shown = text(owner.get(page(action.number)))
    assert "The action is recommended complete. What you post now is shown to the DCC as new." in shown
    assert "I recommend this complete" not in shown
