"""Ways round four eyes that were found: each sets the scene, and says who would decide what, by which page and which row."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.core.files.base import ContentFile
from django.urls import reverse

from inspections.services import name_early_reader
from recommendations.models import (
    DeadlineDecision,
    Decision,
    PlanDocument,
    ResponseDecision,
    Settlement,
    StatementDecision,
    TranscribedStatement,
)
from recommendations.selectors.scrutiny.state_digest import state_digest
from recommendations.services import actions, questions, recommendations, scrutiny
from safeguarding.models import Record, User
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import OPENED, london
from tests.recorded import write
from tests.walk import DECIDED, handed_over, recommend, recommendation

BEFORE, MOVED = london(2015, 5, 1), london(2015, 6, 1)
AGREES = {"agreed": "yes", "reason": "Agreed."}


@dataclass
class Attack:
    """by: who would decide. decide: the service. url, sent: the page. row: what the service would insert, None where there is none."""

    by: User
    decide: Callable[[], object]
    url: str
    sent: dict[str, object]
    row: Record | None = field(default=None)


def issue_moves_on(asked, cast):
    """The DCC's until then; the issue owner's from MOVED on."""
    recommendations.name_issue_owner(asked, cast.posts.issue_owner, why="Portfolio.", by=cast.coordinator, at=MOVED)


def of_the_dcc(cast):
    return RecommendationFactory(issue_owner=cast.posts.dcc)


def _who(cast):
    return {"by": cast.dcc, "at": DECIDED}


def _on_response(part, cast, held_by):
    said = {"kind": "in-place", "reason": "Issued in 2014."}
    response = recommendations.respond(part, by=cast.coordinator, at=BEFORE, **said)
    row = ResponseDecision(response=response, agreed=True, proposed_by=cast.coordinator, issue_held_by=held_by)
    decide = lambda: recommendations.decide_response(response, agreed=True, **_who(cast))  # noqa: E731
    return response, Attack(cast.dcc, decide, reverse("scrutiny-response", args=[response.pk]), AGREES, row)


def a_response_on_a_part_that_her_own_action_covers(cast):
    part = recommendation(cast).parts.get()
    ActionFactory(parts=[part], owner=cast.posts.dcc)
    return _on_response(part, cast, cast.issue_owner)[1]


def a_response_after_she_handed_the_issue_over(cast):
    asked = of_the_dcc(cast)
    _, attack = _on_response(asked.parts.get(), cast, cast.issue_owner)
    issue_moves_on(asked, cast)
    return attack


def her_own_answer_after_she_handed_the_issue_over(cast):
    asked = of_the_dcc(cast)
    action = ActionFactory(parts=asked.parts.all(), owner=cast.posts.owner)
    question = scrutiny.ask(action, "When?", by=cast.deputy, at=BEFORE)
    scrutiny.answer(question, "In May.", by=cast.dcc, at=BEFORE)
    issue_moves_on(asked, cast)
    return Attack(
        cast.dcc,
        lambda: scrutiny.accept_answer(question, **_who(cast)),
        reverse("scrutiny-item", args=[action.pk]),
        {"outcome": f"accept-{question.pk}", "digest": state_digest(action)},
        Settlement(question=question, outcome="accepted"),
    )


def her_own_answer_on_a_recommendation_after_she_handed_it_over(cast):
    asked = of_the_dcc(cast)
    question = questions.ask_about(asked, "When?", by=cast.deputy, at=BEFORE)
    scrutiny.answer(question, "In May.", by=cast.dcc, at=BEFORE)
    issue_moves_on(asked, cast)
    return Attack(
        cast.dcc,
        lambda: scrutiny.accept_answer(question, **_who(cast)),
        reverse("question-settle", args=[question.pk]),
        {"enough": "yes"},
        Settlement(question=question, outcome="accepted"),
    )


def on_action(action, cast, update, **how):
    page = {"outcome": "support", "digest": state_digest(action), "text": ""}
    holder = cast.issue_owner if action.coverages.filter(part__recommendation__issue_owner__isnull=False) else None
    row = Decision(
        action=action,
        outcome="supports",
        decided_on=DECIDED.date(),
        digest="0" * 64,
        update=update,
        recommended_by=cast.owner,
        updated_by=cast.owner,
        held_by=cast.owner,
        issue_held_by=holder,
    )
    decide = lambda: scrutiny.support(action, digest=state_digest(action), **_who(cast), **how)  # noqa: E731
    return Attack(cast.dcc, decide, reverse("scrutiny-item", args=[action.pk]), page | how, row)


def support_after_she_handed_the_issue_over(cast):
    asked = of_the_dcc(cast)
    action = ActionFactory(parts=asked.parts.all(), owner=cast.posts.owner)
    issue_moves_on(asked, cast)
    return on_action(action, cast, recommend(action, by=cast.owner))


def _on_date(action, cast, by):
    said = {"because": "it", "reason": "Late."}
    request = actions.request_deadline(action, date(2015, 12, 1), by=by, at=BEFORE, **said)
    row = DeadlineDecision(request=request, agreed=True, reason="Yes.", asked_by=by, held_by=cast.owner)
    decide = lambda: actions.decide_deadline(request, agreed=True, reason="Yes.", **_who(cast))  # noqa: E731
    return Attack(cast.dcc, decide, reverse("scrutiny-deadline", args=[request.pk]), AGREES, row)


def a_date_of_an_action_that_was_hers_when_it_was_asked_for(cast):
    action = ActionFactory(parts=recommendation(cast).parts.all(), owner=cast.posts.dcc)
    attack = _on_date(action, cast, cast.coordinator)
    handed_over(action, cast.posts.owner, by=cast.coordinator, at=MOVED)
    return attack


def a_date_after_she_handed_the_issue_over(cast):
    asked = of_the_dcc(cast)
    attack = _on_date(ActionFactory(parts=asked.parts.all(), owner=cast.posts.owner), cast, cast.owner)
    issue_moves_on(asked, cast)
    return attack


def words_of_a_document_after_she_handed_the_issue_over(cast):
    asked = of_the_dcc(cast)
    document = PlanDocument(name="p", sha256="1" * 64, rows=1, file=ContentFile(b"...", "p"))
    write(document, by=cast.coordinator, at=OPENED)
    said = {"means": "no-action-required", "words": "None needed.", "document": document, "source": "row 2"}
    statement = write(TranscribedStatement(recommendation=asked, **said), by=cast.coordinator, at=OPENED)
    issue_moves_on(asked, cast)
    return Attack(
        cast.dcc,
        lambda: scrutiny.confirm(statement, "stands", **_who(cast)),
        reverse("scrutiny-statement", args=[statement.pk]),
        {"outcome": "stands", "digest": ""},
        StatementDecision(statement=statement, outcome="stands", transcribed_by=cast.coordinator),
    )


# What she cannot see


def half_seen(cast):
    """An action on a part that everybody sees, and on one of an inspection under embargo that the deputy reads early."""
    embargoed = InspectionFactory(embargo_until=london(2016, 6, 1))
    name_early_reader(embargoed, cast.deputy, by=cast.coordinator, at=OPENED)
    hidden = RecommendationFactory(inspection=embargoed)
    seen = recommendation(cast)
    return ActionFactory(parts=[*seen.parts.all(), *hidden.parts.all()], owner=cast.posts.owner)


def hidden_part(action):
    return action.coverages.get(part__recommendation__inspection__embargo_until__isnull=False).part


def seen_part(action):
    return action.coverages.get(part__recommendation__inspection__embargo_until=None).part


def the_whole_of_what_she_sees_half_of(cast):
    action = half_seen(cast)
    return on_action(action, cast, recommend(action, by=cast.owner))


def the_date_of_what_she_sees_half_of(cast):
    return _on_date(half_seen(cast), cast, cast.owner)


ATTACKS = [
    a_response_on_a_part_that_her_own_action_covers,
    a_response_after_she_handed_the_issue_over,
    her_own_answer_after_she_handed_the_issue_over,
    her_own_answer_on_a_recommendation_after_she_handed_it_over,
    support_after_she_handed_the_issue_over,
    a_date_of_an_action_that_was_hers_when_it_was_asked_for,
    a_date_after_she_handed_the_issue_over,
    words_of_a_document_after_she_handed_the_issue_over,
    the_whole_of_what_she_sees_half_of,
    the_date_of_what_she_sees_half_of,
]
