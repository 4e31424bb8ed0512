"""Whose a decision in the DCC's queue is: why the reader cannot take it, on whom it waits, and the first that is theirs."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext

from safeguarding.models import User
from safeguarding.models.people import Role
from safeguarding.roles import unless_role

from ...four_eyes import HIDDEN_PART_DATE, parts_meant, translated_once
from ...permissions import interests_in_date, may_agree_response, may_confirm, may_decide
from ...permissions.questions import ASKERS
from .queue_facts import Facts
from .queue_order import MatterWaiting, Waiting
from .rows_waiting import Matter


def first_to_decide(matters: Sequence[MatterWaiting], user: User, at: datetime) -> Waiting | None:
    """The first of all that waits in `matters` that `user` can decide, and that waits on nobody else; or None.

    One query where the first is an action that is theirs.
    """
    facts = Facts(matters, user, at, shown=False)
    waits = (one for matter in matters for one in matter.waits)
    return next((one for one in waits if not why_not(one, facts) and not waits_on(one, facts)), None)


def why_not(one: Waiting, facts: Facts) -> tuple[str, ...]:
    """Why the reader of `facts` cannot take it, in sentences; empty: they can."""
    return _WHY_NOT[one.kind](one, facts)


def waits_on(one: Waiting, facts: Facts) -> str:
    """The inspectorate that has to answer first about a date, and since when; or ""."""
    if one.kind != "deadline":
        return ""
    request = facts.records("deadline")[one.pk]
    asked = facts.asked.get(Matter(request.action_id), ())
    return next((each.stands for each in asked if each.waits_about(request)), "")


def _on_action(one, facts):
    return may_decide(facts.user, facts.actions[one.pk], at=facts.at, known=facts.interests).why_not


def _in_statement(one, facts):
    statement = facts.records("statement")[one.pk]
    known = {"known": facts.interests} if statement.action_id else {"in_parts": facts.in_parts}
    return may_confirm(facts.user, statement, at=facts.at, **known).why_not


def _in_response(one, facts):
    response = facts.records("response")[one.pk]
    # It is in the queue, so it waits.
    return may_agree_response(facts.user, response, at=facts.at, waits=True, known=facts.in_parts).why_not


def _in_date(one, facts):
    request = facts.records("deadline")[one.pk]
    # The queue has only dates that are the DCC's to agree and still open, so four eyes alone can refuse them.
    refused = interests_in_date(facts.user, request, at=facts.at, known=facts.interests)
    return (*refused, *([gettext(HIDDEN_PART_DATE)] if request.action_id in facts.with_hidden_parts else []))


def _in_question(one, facts):
    question = facts.records("about")[one.pk]
    # The queue has only those that were asked by the DCC and are still open.
    refused = unless_role(facts.user, Role.DCC, ASKERS[Role.DCC], at=facts.at)
    return (*refused, *translated_once(facts.in_parts, parts_meant(question)))


_WHY_NOT = {
    "action": _on_action,
    "statement": _in_statement,
    "response": _in_response,
    "deadline": _in_date,
    "answer": _on_action,
    "about": _in_question,
}
