"""An import never signs off: what a document says is worth what a DCC says it is worth."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from recommendations import waiting
from recommendations.models import Decision, StatementDecision
from recommendations.permissions import Refused
from recommendations.selectors.my_actions import my_actions
from recommendations.selectors.scrutiny.item import Item
from recommendations.selectors.scrutiny.queue_order import queued
from recommendations.selectors.scrutiny.state_digest import state_digest
from recommendations.services import progress, scrutiny
from safeguarding.appointments import appoint
from tests.factories import ActionFactory
from tests.moments import london
from tests.recommendations.transcribed import transcribed
from tests.walk import DECIDED, begin, part, stands

IMPORTED = london(2015, 8, 5)


@pytest.fixture
def action(cast):
    """A document says that the owner of this action recommends it complete; it covers parts a and b."""
    action = begin(cast, "a", "b")
    progress.transcribe_recommendation(
        action, words="Complete", source="progress.docx, row 2", by=cast.coordinator, at=IMPORTED
    )
    action.refresh_from_db()
    return action


def stated(covered, cast, words="DCC supports completion of a.", means="supports-completion", letter="a", **fields):
    about = {"action": covered, "part": part(covered, letter) if letter else None, "said_on": date(2015, 8, 3)}
    of = covered.coverages.first().part.recommendation
    return transcribed(of, words, means, by=cast.coordinator, at=IMPORTED, **{"source": "row 2"} | about | fields)


def test_a_document_that_says_complete_makes_the_action_at_most_recommended_complete(action):
    assert stands(action) == ("recommended-complete", {"a": (True, False), "b": (True, False)})
    assert list(Decision.objects.all()) == []


def test_a_transcribed_support_becomes_support_of_that_part_on_the_day_it_was_said(action, cast):
    statement = stated(action, cast)

    said = scrutiny.confirm(
        statement, "support", reason="As I said.", digest=state_digest(action), by=cast.dcc, at=DECIDED
    )

    assert stands(action) == ("recommended-complete", {"a": (True, True), "b": (True, False)})
    assert (said.decision.decided_on, said.decision.recorded_at) == (date(2015, 8, 3), DECIDED)


def test_a_transcribed_question_is_put_in_its_own_words_or_better_ones(action, cast):
    statement = stated(action, cast, words="8c. Recommend complete", means="recommend-complete")

    said = scrutiny.confirm(statement, "ask", reason="Who recommends that?", by=cast.dcc, at=DECIDED)

    assert (said.question.text, said.question.part.letter, said.question.blocks) == ("Who recommends that?", "a", True)
    assert said.question.source == "row 2"


@pytest.mark.parametrize("outcome", ["stands", "rejected"])
def test_words_that_stand_or_were_not_said_move_nothing(outcome, action, cast):
    statement = stated(action, cast)

    scrutiny.confirm(statement, outcome, reason="No note of it.", by=cast.dcc, at=DECIDED)

    assert stands(action) == ("recommended-complete", {"a": (True, False), "b": (True, False)})


def test_who_owns_it_is_told_that_what_a_document_says_was_not_said(action, cast):
    own_action, issue = stated(action, cast), stated(action, cast, words="Complete.", means="complete", action=None)
    kept = stated(action, cast, words="Asks nothing.", means="question")
    for one, outcome in ((own_action, "rejected"), (issue, "rejected"), (kept, "stands")):
        scrutiny.confirm(one, outcome, reason="No note of it.", by=cast.dcc, at=DECIDED)

    told = {who: my_actions(who, now=london(2015, 9, 1)).decided for who in (cast.owner, cast.issue_owner)}

    not_said = "a document’s statement rejected as not what was said"
    assert [(one.number, one.part, one.what, one.reason) for one in told[cast.owner]] == [
        (action.number, f"{issue.recommendation.reference}a", not_said, "No note of it.")
    ]
    assert [(one.number, one.recommendation, one.part, one.what) for one in told[cast.issue_owner]] == [
        (None, issue.recommendation_id, "a", not_said)
    ]


def test_support_for_what_no_action_answers_is_refused(action, cast):
    statement = stated(action, cast, action=None)

    with pytest.raises(ValidationError, match="No action answers this part yet"):
        scrutiny.confirm(statement, "support", by=cast.dcc, at=DECIDED)

    assert list(StatementDecision.objects.all()) == []


def test_a_statement_is_confirmed_once_and_by_a_dcc_for_those_whom_it_is_for(action, cast):
    statement = stated(action, cast, audience="force", marking="official-sensitive")

    with pytest.raises(Refused, match=r"This is for the DCC.*You transcribed this"):
        scrutiny.confirm(statement, "stands", by=cast.coordinator, at=DECIDED)
    said = scrutiny.confirm(statement, "stands", by=cast.dcc, at=DECIDED)
    with pytest.raises(Refused, match="This statement has been decided"):
        scrutiny.confirm(statement, "stands", by=cast.deputy, at=DECIDED)
    assert (said.audience, said.marking) == ("force", "official-sensitive")


def test_a_statement_on_their_own_work_is_not_confirmed_by_a_dcc(action, cast):
    statement = stated(action, cast)
    appoint(cast.posts.issue_owner, cast.deputy, by=cast.coordinator, at=IMPORTED)

    for outcome in ("support", "ask", "stands", "rejected"):
        with pytest.raises(
            Refused, match=r"^You own the issue, or did since this opened, so somebody else has to decide\.$"
        ):
            scrutiny.confirm(statement, outcome, digest=state_digest(action), by=cast.deputy, at=DECIDED)

    assert list(StatementDecision.objects.all()) == []


def test_support_of_a_statement_belongs_to_the_state_that_was_seen(action, cast):
    statement = stated(action, cast)
    before = state_digest(action)
    progress.post_update(action, done="More.", by=cast.owner, at=london(2015, 8, 6))

    with pytest.raises(scrutiny.MovedOn):
        scrutiny.confirm(statement, "support", reason="As I said.", digest=before, by=cast.dcc, at=DECIDED)

    assert list(StatementDecision.objects.all()) == []


def test_statements_are_confirmed_together_only_where_one_document_says_the_same(action, cast):
    one, elsewhere = stated(action, cast), stated(action, cast, words="DCC supports b.", letter="b")
    with pytest.raises(ValidationError, match="do not say the same, or are of different documents"):
        scrutiny.confirm_together([one, elsewhere], "stands", by=cast.dcc, at=DECIDED)

    [said] = scrutiny.confirm_together([one], "stands", by=cast.dcc, at=DECIDED)
    assert (said.statement, said.outcome) == (one, "stands")


def test_two_actions_of_one_recommendation_that_a_document_calls_complete_have_each_a_statement_of_their_own(cast):
    action = begin(cast)
    recommendation = action.coverages.get().part.recommendation
    other = ActionFactory(parts=recommendation.parts.all(), owner=cast.posts.owner)
    first = stated(action, cast, words="Complete.", means="complete", letter="")
    second = stated(other, cast, words="Complete too.", means="complete", letter="")

    queue = [
        one.pk for matter in queued(cast.dcc, london(2015, 9, 1)) for one in matter.waits if one.kind == "statement"
    ]
    pages = [Item(one, cast.dcc, at=london(2015, 9, 1)).records.to_confirm for one in (action, other)]

    assert queue == [first.pk, second.pk]
    assert pages == [[first], [second]]


def test_of_two_statements_on_one_action_that_mean_the_same_the_last_is_asked_about(action, cast):
    stated(action, cast, words="Complete.", means="complete", letter="a")
    last = stated(action, cast, words="Complete, but for the audit.", means="complete", letter="a")

    assert list(waiting.statements()) == [last]
