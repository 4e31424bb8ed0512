"""Whatever is said about something marked is for those whom that is for, and bears its marking."""

from datetime import date

from recommendations.models import (
    Answer,
    DeadlineDecision,
    DeadlineRequest,
    DeadlineTakenBack,
    Decision,
    Evidence,
    EvidenceTakenBack,
    ProgressUpdate,
    Question,
    RecommendationTakenBack,
    Release,
    Settlement,
)
from recommendations.services import actions, progress, scrutiny, taken_back
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import london
from tests.recommendations.views.scrutiny_pages import held
from tests.walk import DECIDED, RECOMMENDED, SCRUTINISED, recommend, support

RECORDS = (
    *(ProgressUpdate, Evidence, EvidenceTakenBack, Question, Answer, Settlement, Decision),
    *(DeadlineRequest, DeadlineDecision, DeadlineTakenBack, RecommendationTakenBack),
)


def test_every_record_on_a_marked_action_is_as_closed_as_the_action(cast):
    inspection = InspectionFactory(audience="agencies", marking="official-sensitive")
    parts = RecommendationFactory(inspection=inspection, issue_owner=cast.posts.issue_owner).parts.all()
    action = ActionFactory(parts=parts, owner=cast.posts.owner)
    asked_for = {"because": "partner", "reason": "So.", "by": cast.owner, "at": london(2015, 7, 1)}
    slip = actions.request_deadline(action, date(2016, 9, 30), **asked_for)
    taken_back.take_back_date(slip, reason="A slip.", by=cast.owner, at=london(2015, 7, 1))
    asked = actions.request_deadline(action, date(2015, 9, 30), **asked_for)
    actions.decide_deadline(asked, agreed=True, reason="Reasonable.", by=cast.dcc, at=london(2015, 7, 2))
    recommend(action, by=cast.owner)
    taken_back.take_back_recommendation(action, reason="Too early.", by=cast.owner, at=RECOMMENDED)
    recommend(action, by=cast.owner, evidence=[held("Audit")])
    taken_back.take_back_evidence(action.evidence.get(), reason="A slip.", by=cast.owner, at=RECOMMENDED)
    question = scrutiny.ask(action, "When was it?", by=cast.dcc, at=SCRUTINISED)
    scrutiny.answer(question, "In June.", by=cast.owner, at=SCRUTINISED)
    scrutiny.accept_answer(question, by=cast.dcc, at=DECIDED)
    support(action, by=cast.dcc)
    progress.release(action, by=cast.issue_owner, at=DECIDED)

    said = {model.__name__: set(model.objects.values_list("audience", "marking")) for model in RECORDS}
    assert said == {model.__name__: {("agencies", "official-sensitive")} for model in RECORDS}
    assert Release.objects.get().marking == "official-sensitive"
