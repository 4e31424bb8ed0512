"""Words that are not released to a reader, on the pages where they once slipped out: refused forms, notes, sources."""

from datetime import date

import pytest
from django.urls import reverse

from inspections.services import concern_agency, release_to_opcc
from recommendations.models import PlanDocument, TranscribedStatement
from recommendations.services import actions, checks, progress, scrutiny
from recommendations.services.links import link
from recommendations.services.recommendations import respond
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import OPENED, london
from tests.recommendations.views.reading import shown, text
from tests.recorded import write

MAY = london(2015, 5, 1)
OUTSIDE = ["opcc", "partner"]


@pytest.fixture
def inspection(cast):
    """Seen by the OPCC and the partner; what is entered under it is for the force."""
    made = InspectionFactory(slug="ours", title="Ours", audience="force", note="Secret note.")
    release_to_opcc(made, by=cast.coordinator, at=OPENED)
    concern_agency(made, cast.agency, by=cast.coordinator, at=OPENED)
    return made


@pytest.fixture
def recommendation(cast, inspection):
    return RecommendationFactory(inspection=inspection, issue_owner=cast.posts.issue_owner, note="Secret note.")


@pytest.fixture
def action(cast, recommendation):
    """With a wait, a question and a check, each in words of its own."""
    made = ActionFactory(parts=recommendation.parts.all(), owner=cast.posts.owner, text="Secret wording.")
    waits = {"body": "Secret project", "meanwhile": "Secret checks."}
    actions.wait_on(made, review_on=date(2015, 12, 1), **waits, by=cast.owner, at=MAY)
    scrutiny.ask(made, "Secret question?", by=cast.dcc, at=MAY)
    checks.set_check(made, what="Secret check", due_on=date(2015, 12, 1), by=cast.owner, at=MAY)
    return made


def form_urls(action):
    """The addresses of an owner's forms about the action."""
    number = [action.number]
    return [
        *(reverse(name, args=number) for name in ("action-update", "action-wait", "action-deadline")),
        reverse("waiting-on-end", args=[action.waits.get().pk]),
        reverse("question-answer", args=[action.questions.get().pk]),
        reverse("follow-up-check", args=[action.checks.get().pk]),
    ]


@pytest.mark.parametrize("person", OUTSIDE)
def test_a_form_sent_by_somebody_else_shows_them_nothing_of_what_it_is_about(person, client, cast, action):
    client.force_login(getattr(cast, person))

    answers = [client.post(url, {"done": "Something."}) for url in form_urls(action)]

    assert [answer.status_code for answer in answers] == [403] * 6
    assert [text(answer) for answer in answers if "Secret" in text(answer)] == []


def test_an_owner_whose_action_moved_on_keeps_the_words_they_sent(owner, cast, action):
    actions.hand_over(action, cast.posts.other_owner, why="Moved.", by=cast.coordinator, at=MAY)

    answer = owner.post(form_urls(action)[0], {"done": "Half an hour of typing."})

    assert answer.status_code == 403
    assert "Half an hour of typing." in text(answer)


@pytest.mark.parametrize(("person", "told"), [("coordinator", True), ("opcc", False), ("partner", False)])
def test_notes_are_for_those_whom_the_inspection_s_words_are_for(person, told, client, cast, recommendation):
    other = RecommendationFactory(inspection=recommendation.inspection)
    link(recommendation, other, "depends-on", words="Secret note.", by=cast.coordinator, at=OPENED)

    for url in ("/inspections/ours/", f"/recommendations/{recommendation.pk}/", f"/recommendations/{other.pk}/"):
        assert ("Secret note." in shown(client, getattr(cast, person), url)) is told


@pytest.mark.parametrize(("person", "told"), [("coordinator", True), ("opcc", False), ("partner", False)])
def test_where_withheld_words_stand_and_who_said_them_is_withheld_with_them(person, told, client, cast, recommendation):
    document = write(PlanDocument(name="x", sha256="0" * 64, rows=1, file="x"), by=cast.coordinator, at=MAY)
    said = {"words": "Done.", "said_by": "Secret speaker", "source": "Secret plan.xlsx", "audience": "force"}
    for means in ("complete", "update"):
        statement = TranscribedStatement(recommendation=recommendation, means=means, document=document, **said)
        write(statement, by=cast.coordinator, at=MAY)
    respond(recommendation.parts.get(), "action-plan", source="Secret plan.xlsx", by=cast.coordinator, at=MAY)

    for url in (f"/recommendations/{recommendation.pk}/", "/inspections/ours/progress/"):
        assert ("Secret" in shown(client, getattr(cast, person), url).replace("Secret note", "")) is told


def test_scrutiny_shows_nothing_said_of_a_part_that_is_under_embargo(client, cast):
    open_part, closed_part = (
        RecommendationFactory(inspection=InspectionFactory(embargo_until=until)).parts.get()
        for until in (None, london(2015, 12, 1))
    )
    action = ActionFactory(parts=[open_part, closed_part], owner=cast.posts.owner)
    proof = progress.EvidenceDraft(title="Secret proof", held_elsewhere="Audit system")
    for part, words in ((open_part, "Plain words."), (closed_part, "Secret words.")):
        said = {"part": part, "evidence": [proof] if part == closed_part else []}
        progress.post_update(action, done=words, **said, by=cast.owner, at=MAY)
        scrutiny.answer(scrutiny.ask(action, words, part=part, by=cast.dcc, at=MAY), words, by=cast.owner, at=MAY)

    page = shown(client, cast.deputy, reverse("scrutiny-item", args=[action.number]))

    assert "Plain words." in page
    assert "Secret" not in page


def test_for_whom_an_entry_is_stands_beside_it_where_the_action_is_for_others(client, cast, action):
    """The action is for the force; of what is said on it one word is for the OPCC too."""
    for words, audience in (("Begun.", "force"), ("Done.", "opcc")):
        progress.post_update(action, done=words, audience=audience, by=cast.owner, at=london(2015, 5, 2))

    page = shown(client, cast.dcc, f"/actions/{action.number}/")

    assert page.count(". Force and OPCC") == 1
