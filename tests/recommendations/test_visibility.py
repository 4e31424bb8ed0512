"""Who sees which rows, and whose words are withheld from them; every leak test has something to leak."""

import pytest
from django.apps import apps

from inspections.services import concern_agency, name_early_reader, release_to_opcc
from recommendations.models import Action, Evidence, Part, ProgressUpdate, Question, Recommendation
from recommendations.selectors.standings import Standings
from recommendations.services import progress, scrutiny
from safeguarding.appointments import appoint, end
from tests.everything import record_everything
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, london
from tests.recorded import change
from tests.walk import recommendation

LIFTED = london(2015, 9, 1)
JULY = london(2015, 7, 1)
FORCE = ["coordinator", "dcc", "staff_officer", "owner", "other_owner", "issue_owner", "auditor", "administrator"]

MODELS = apps.get_app_config("recommendations").get_models()
GUARDED = [model for model in MODELS if hasattr(model.objects.all(), "visible_to")]
EVERYTHING = {model.__name__ for model in GUARDED}
FORCE_ONLY = {"PlanDocument"}  # a plan may name several inspections: the file is the force's own


def everything_in(inspection, cast):
    return record_everything(cast, recommendation(cast, "a", "b", inspection=inspection))


def seen_by(person, at=NOW):
    """The models of which this person sees any row."""
    return {model.__name__ for model in GUARDED if model.objects.visible_to(person, at).exists()}


def numbers(person, at=NOW):
    return list(Action.objects.visible_to(person, at).values_list("pk", flat=True))


def test_there_is_something_to_leak_in_every_noun_and_record(cast):
    everything_in(InspectionFactory(), cast)

    assert [model for model in GUARDED if not model.objects.exists()] == []
    assert {
        "Action",
        "Coverage",
        "Decision",
        "Evidence",
        "Part",
        "ProgressUpdate",
        "Question",
        "Response",
    } <= EVERYTHING


def test_the_force_sees_everything_of_what_is_published_and_nobody_else_anything_until_it_is_released_to_them(cast):
    everything_in(InspectionFactory(), cast)

    assert {person for person in FORCE if seen_by(getattr(cast, person)) != EVERYTHING} == set()
    assert {person for person in ("opcc", "partner", "nobody") if seen_by(getattr(cast, person))} == set()


def test_the_opcc_sees_everything_once_it_is_released_and_a_partner_once_their_agency_is_concerned(cast):
    inspection = InspectionFactory()
    everything_in(inspection, cast)
    release_to_opcc(inspection, by=cast.coordinator, at=JULY)
    concern_agency(inspection, cast.agency, by=cast.coordinator, at=JULY)

    assert seen_by(cast.opcc) == seen_by(cast.partner) == EVERYTHING - FORCE_ONLY
    assert seen_by(cast.nobody) == set()


def test_under_embargo_only_an_early_reader_sees_anything_and_an_owner_nothing_either(cast):
    inspection = InspectionFactory()
    everything_in(inspection, cast)
    # Only then, since nobody decides on what they cannot see.
    change(inspection, embargo_until=LIFTED, by=cast.coordinator, at=JULY)
    name_early_reader(inspection, cast.coordinator, by=cast.coordinator, at=JULY)
    release_to_opcc(inspection, by=cast.coordinator, at=JULY)
    before, after = london(2015, 8, 31, 8, 59), LIFTED

    assert seen_by(cast.coordinator, before) == EVERYTHING
    for person in (cast.dcc, cast.auditor, cast.opcc, cast.owner, cast.other_owner):
        assert seen_by(person, before) == set()
        assert seen_by(person, after) == EVERYTHING - (FORCE_ONLY if person == cast.opcc else set())


def test_an_agency_s_own_action_is_closed_to_it_under_embargo_and_open_after_though_the_report_concerns_it_not(cast):
    appoint(cast.posts.other_owner, cast.partner, by=cast.administrator, at=JULY)
    inspection = InspectionFactory()
    action = ActionFactory(parts=recommendation(cast, inspection=inspection).parts.all(), owner=cast.posts.other_owner)
    question = scrutiny.ask(action, "When?", part=action.coverages.get().part, by=cast.dcc, at=JULY)
    change(inspection, embargo_until=LIFTED, by=cast.coordinator, at=JULY)
    before = london(2015, 8, 31, 8, 59)

    assert (numbers(cast.partner, before), numbers(cast.partner, LIFTED)) == ([], [action.pk])
    for at, seen in ((before, []), (LIFTED, [question])):
        listed = Standings(cast.partner, now=at).actions().values_list("action", flat=True)
        assert list(listed) == numbers(cast.partner, at)
        assert list(Question.objects.visible_to(cast.partner, at)) == seen
        assert list(Question.objects.visible_on(action.pk, cast.partner, at, own=True)) == seen
    assert numbers(cast.partner, LIFTED) == list(
        Standings(cast.partner, now=NOW, as_at=LIFTED).actions().values_list("action", flat=True)
    )
    assert not Standings(cast.partner, now=NOW, as_at=before).actions().exists()


def test_who_has_left_or_was_deactivated_sees_nothing(cast):
    everything_in(InspectionFactory(), cast)
    end(cast.owner.role_grants.get(), why="Retired", by=cast.administrator, at=JULY)
    appoint(cast.posts.owner, cast.other_owner, by=cast.administrator, at=JULY)
    cast.dcc.is_active = False

    assert seen_by(cast.owner) == seen_by(cast.dcc) == set()


def test_an_action_that_covers_nothing_is_the_force_s_and_its_owner_s(cast):
    appoint(cast.posts.other_owner, cast.partner, by=cast.administrator, at=JULY)
    uncovered = ActionFactory(parts=[], owner=cast.posts.other_owner)

    assert numbers(cast.coordinator) == numbers(cast.partner) == [uncovered.pk]
    assert numbers(cast.opcc) == numbers(cast.nobody) == []


def test_an_action_is_seen_with_any_inspection_that_it_answers_but_not_what_is_said_of_the_other_s_part(cast):
    released, hidden = InspectionFactory(), InspectionFactory()
    shown, not_shown = (recommendation(cast, inspection=each).parts.get() for each in (released, hidden))
    action = ActionFactory(parts=[shown, not_shown], owner=cast.posts.owner)
    release_to_opcc(released, by=cast.coordinator, at=JULY)
    for part in (shown, not_shown, None):
        scrutiny.answer(scrutiny.ask(action, "When?", part=part, by=cast.dcc, at=JULY), "Soon.", by=cast.owner, at=JULY)

    assert numbers(cast.opcc) == [action.pk]
    assert list(Part.objects.visible_to(cast.opcc, NOW)) == [shown]
    assert [question.part for question in Question.objects.visible_to(cast.opcc, NOW)] == [shown, None]
    assert Question.objects.visible_to(cast.auditor, NOW).count() == 3
    on_it = Question.objects.visible_on(action.pk, cast.opcc, NOW, own=False)
    assert [question.part for question in on_it] == [shown, None]
    assert Question.objects.visible_on(action.pk, cast.opcc, NOW, own=True).count() == 3


# Words that are withheld from those who see the row


@pytest.fixture
def action(cast):
    """An action of an inspection that the OPCC and a partner see."""
    inspection = InspectionFactory(audience="agencies")
    release_to_opcc(inspection, by=cast.coordinator, at=london(2015, 4, 3))
    concern_agency(inspection, cast.agency, by=cast.coordinator, at=london(2015, 4, 3))
    return ActionFactory(parts=recommendation(cast, inspection=inspection).parts.all(), owner=cast.posts.owner)


def say(action, cast, audience, at=JULY):
    proof = progress.EvidenceDraft(title="Proof", held_elsewhere="Audit system")
    return progress.post_update(action, done=audience, audience=audience, evidence=[proof], by=cast.owner, at=at)


def heard(person, model=ProgressUpdate):
    return {row.audience: not row.withheld for row in model.objects.visible_to(person, NOW)}


@pytest.mark.parametrize("model", [ProgressUpdate, Evidence])
@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ("owner", {"force": True, "opcc": True, "agencies": True}),
        ("auditor", {"force": True, "opcc": True, "agencies": True}),
        ("opcc", {"force": False, "opcc": True, "agencies": True}),
        ("partner", {"force": False, "opcc": False, "agencies": True}),
    ],
)
def test_that_something_was_said_is_seen_by_all_and_its_words_by_whom_they_are_for(
    model, person, expected, action, cast
):
    for audience in ("force", "opcc", "agencies"):
        say(action, cast, audience)

    assert heard(getattr(cast, person), model) == expected


def test_a_release_shows_the_opcc_what_was_said_before_it_and_nothing_after(action, cast):
    before, after = say(action, cast, "force"), say(action, cast, "force", at=london(2015, 8, 3))
    progress.release(action, by=cast.issue_owner, at=london(2015, 8, 2))

    withheld = {row.pk: row.withheld for row in ProgressUpdate.objects.visible_to(cast.opcc, NOW)}
    from_partner = {row.pk: row.withheld for row in ProgressUpdate.objects.visible_to(cast.partner, NOW)}

    assert withheld == {before.pk: False, after.pk: True}
    assert from_partner == {before.pk: True, after.pk: True}


def test_a_release_shows_nothing_of_another_action(action, cast):
    sibling = ActionFactory(parts=[action.coverages.get().part], owner=cast.posts.owner)
    say(sibling, cast, "force")
    progress.release(action, by=cast.issue_owner, at=london(2015, 8, 2))

    assert heard(cast.opcc) == {"force": False}


def test_nobody_s_own_words_are_withheld_from_them(cast):
    inspection = InspectionFactory(audience="force")
    release_to_opcc(inspection, by=cast.coordinator, at=london(2015, 4, 3))
    narrow = ActionFactory(parts=recommendation(cast, inspection=inspection).parts.all(), owner=cast.posts.owner)
    scrutiny.ask(narrow, "Of the OPCC.", by=cast.opcc, at=JULY)
    scrutiny.ask(narrow, "Of the DCC.", by=cast.dcc, at=JULY)

    words = {question.text: question.withheld for question in Question.objects.visible_to(cast.opcc, NOW)}

    assert words == {"Of the OPCC.": False, "Of the DCC.": True}


def test_an_action_s_own_words_are_withheld_like_what_is_said_on_it(cast):
    inspection = InspectionFactory(audience="force")
    release_to_opcc(inspection, by=cast.coordinator, at=london(2015, 4, 3))
    concern_agency(inspection, cast.agency, by=cast.coordinator, at=london(2015, 4, 3))
    narrow = ActionFactory(parts=recommendation(cast, inspection=inspection).parts.all(), owner=cast.posts.owner)

    def withheld(person):
        return Action.objects.visible_to(person, NOW).get().withheld

    assert [withheld(person) for person in (cast.owner, cast.opcc, cast.partner)] == [False, True, True]
    progress.release(narrow, by=cast.issue_owner, at=JULY)
    assert [withheld(person) for person in (cast.owner, cast.opcc, cast.partner)] == [False, False, True]


def test_what_went_with_its_import_is_seen_by_nobody(cast):
    gone, there = recommendation(cast), recommendation(cast)
    change(gone, withdrawn_at=JULY, by=cast.coordinator, at=JULY)

    assert list(Recommendation.objects.visible_to(cast.coordinator, NOW)) == [there]
    assert list(Part.objects.visible_to(cast.coordinator, NOW)) == [there.parts.get()]


def test_recommendations_and_parts_are_seen_row_by_row(cast):
    released, hidden = RecommendationFactory(), RecommendationFactory()
    release_to_opcc(released.inspection, by=cast.coordinator, at=JULY)

    assert list(Recommendation.objects.visible_to(cast.opcc, NOW)) == [released]
    assert set(Recommendation.objects.visible_to(cast.dcc, NOW)) == {released, hidden}
    assert list(Part.objects.visible_to(cast.opcc, NOW)) == [released.parts.get()]
