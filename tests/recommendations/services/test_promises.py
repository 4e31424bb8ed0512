"""Nothing closes on a promise: what speaks against completion is answered in words, and both are kept and printed."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from inspections.services import release_to_opcc
from recommendations.models import Action, Decision
from recommendations.selectors.actions.timeline import timeline
from recommendations.selectors.scrutiny.item import Item
from recommendations.selectors.standings import Standings
from recommendations.services import scrutiny
from tests.moments import NOW, OPENED
from tests.recommendations.inserted import run
from tests.recommendations.views.scrutiny_pages import held
from tests.walk import DECIDED, SCRUTINISED, begin, part, recommend, stands, support


def without_evidence(cast):
    action = begin(cast)
    recommend(action, by=cast.owner)
    return action


def past_date_and_on_target(cast):
    action = begin(cast, target_on=date(2015, 5, 1))
    recommend(action, by=cast.owner, evidence=[held("Audit")], assessment="on-target")
    return action


def still_going_on(cast):
    action = begin(cast)
    recommend(action, by=cast.owner, evidence=[held("Audit")], done="The review is ongoing.")
    return action


def asked_by_the_opcc(cast):
    action = begin(cast, "a", "b")
    release_to_opcc(part(action, "a").recommendation.inspection, by=cast.coordinator, at=OPENED)
    recommend(action, by=cast.owner, evidence=[held("Audit")])
    scrutiny.ask(action, "How many children?", by=cast.opcc, at=SCRUTINISED)
    return action


AGAINST = {
    without_evidence: "No evidence",
    past_date_and_on_target: "Its owner says on target, but it is 101 days past its target",
    still_going_on: "Text says work continues: “ongoing”",
    asked_by_the_opcc: "A question of the OPCC is open",
}


@pytest.mark.parametrize("promised", AGAINST)
def test_it_is_supported_with_the_reason_why_or_not_at_all(promised, cast):
    action, against = promised(cast), AGAINST[promised]

    assert Item(action, cast.dcc, at=DECIDED).against == (against,)
    with pytest.raises(ValidationError, match=f"Say why you support it all the same. {against}"):
        support(action, by=cast.dcc, reason=" ")
    assert stands(action)[0] == "recommended-complete"

    decision = support(action, by=cast.dcc, reason="I was there.")
    assert (stands(action)[0], decision.although, decision.reason) == ("complete", against, "I was there.")


def test_what_is_shown_is_supported_without_a_word(cast):
    action = begin(cast)
    recommend(action, by=cast.owner, evidence=[held("Audit")])

    assert support(action, by=cast.dcc, reason="").although == ""


def test_a_question_that_the_opcc_has_settled_speaks_against_nothing(cast):
    action = asked_by_the_opcc(cast)
    question = action.questions.get()
    scrutiny.answer(question, "Ten.", by=cast.owner, at=SCRUTINISED)
    scrutiny.accept_answer(question, by=cast.opcc, at=SCRUTINISED)

    assert Item(action, cast.dcc, at=DECIDED).against == ()


def test_why_completion_does_not_wait_for_the_dcc_s_question_is_reason_enough(cast):
    action = without_evidence(cast)
    scrutiny.ask(action, "When?", by=cast.dcc, at=SCRUTINISED)

    assert support(action, by=cast.dcc, reason="", despite="I saw it.").reason == "I saw it."


def test_what_spoke_against_it_stands_beside_the_decision_in_the_story_of_the_action(cast):
    action = without_evidence(cast)
    support(action, by=cast.dcc, reason="I was there.")

    visible = Action.objects.visible_to(cast.dcc, NOW).get(pk=action.pk)
    told = [entry for entry in timeline(visible, Standings(cast.dcc, now=NOW)) if entry.kind == "supports"]
    shown = [entry.body for entry in Item(action, cast.dcc, at=NOW).history if entry.kind == "supports"]

    assert "Supported although: No evidence" in str(told)
    assert "I was there." in str(shown) and "Supported although: No evidence." in str(shown)


def test_the_database_asks_for_the_reason_too(cast):
    support(without_evidence(cast), by=cast.dcc)
    columns = [field.column for field in Decision._meta.concrete_fields if not field.primary_key]
    copied = ", ".join("''" if name == "reason" else name for name in columns)
    with pytest.raises(IntegrityError, match="support_against_the_facts_has_a_reason"):
        run(
            f"INSERT INTO recommendations_decision ({', '.join(columns)}) SELECT {copied} FROM recommendations_decision"
        )
