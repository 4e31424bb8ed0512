"""A row of the DCC's queue: what the thing is, whose, since when, what to look at twice, and why it is not yours."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Concat
from django.utils.text import get_text_list

from safeguarding.lib.dates import london_date
from safeguarding.models import Record, User

from ...four_eyes import UNSEEN_DATE, Interests, unseen
from ...models import (
    Action,
    DeadlineRequest,
    Evidence,
    ProgressUpdate,
    Response,
    TranscribedStatement,
)
from ...permissions import (
    interests,
    interests_in_date,
    interests_in_parts,
    may_agree_response,
    may_confirm,
    may_decide,
)
from ..action_lines import ActionLine, add_parts
from ..facts import quoted
from .conflicts import conflicts
from .queue_order import KINDS, Waiting


@dataclass(frozen=True)
class Row:
    """One thing that waits. `why_not`: why the reader cannot decide it, in sentences; empty: they can.

    promised: the action's words. quoted: the words of a document; place: its file and row.
    asked_on: the date that an owner asks for.
    """

    number: int
    title: str
    url: str
    since: datetime
    promised: str = ""
    covers: str = ""
    owner: str = ""
    quoted: str = ""
    place: str = ""
    said_by: str = ""
    asked_on: date | None = None
    conflicts: tuple[str, ...] = ()
    why_not: tuple[str, ...] = ()


def queue_rows(some: Sequence[Waiting], number: int, user: User, at: datetime) -> list[tuple[str, Row]]:
    """(kind, Row) of `some` of the queue that follow one another, the first at `number` in it. A constant number of queries."""
    facts = _facts(some, user, at)
    return [(one.kind, _ROWS[one.kind](one, place, facts)) for place, one in enumerate(some, start=number)]


@dataclass
class _Facts:
    """The facts that rows are made of, fetched together: records by kind and key, actions as lines by number."""

    user: User
    at: datetime
    today: date
    records: dict[str, dict[int, Record]] = field(default_factory=dict)
    lines: dict[int, ActionLine] = field(default_factory=dict)
    interests: Interests = field(default_factory=dict)
    in_parts: Interests = field(default_factory=dict)  # of responses, and of words that no action answers yet
    unseen: Collection[int] = ()  # numbers of actions with a date asked for, of which the reader does not see all


def _facts(order, user, at):
    keys = {kind: [one.pk for one in order if one.kind == kind] for kind in KINDS}
    facts = _Facts(user, at, london_date(at))
    facts.records = {
        kind: {record.pk: record for record in rows.filter(pk__in=keys[kind])} for kind, rows in _RECORDS.items()
    }
    numbers = {*keys["action"], *keys["answer"]}
    numbers |= {record.action_id for kind in ("statement", "deadline") for record in facts.records[kind].values()}
    facts.lines = _lines(numbers - {None}, user, at)
    facts.interests = interests(user, [line.action for line in facts.lines.values()], at=at)
    facts.in_parts = interests_in_parts(user, _parts_meant(facts.records), at=at)
    facts.unseen = unseen(user, [request.action_id for request in facts.records["deadline"].values()], at=at)
    return facts


def _parts_meant(records):
    yield from (response.part for response in records["response"].values())
    for statement in records["statement"].values():
        if statement.action_id is None:
            yield from [statement.part] if statement.part else statement.recommendation.parts.all()


_RECORDS = {
    "statement": TranscribedStatement.objects.select_related(
        *("part__recommendation", "recommendation__inspection", "recommendation__issue_owner"),
        *("decision", "document__withdrawal"),
    ).prefetch_related("recommendation__parts"),
    "response": Response.objects.select_related(
        "part__recommendation__inspection", "part__recommendation__issue_owner", "decision"
    ),
    "deadline": DeadlineRequest.objects.select_related("action", "document__withdrawal"),
}


def _lines(numbers, user, at):
    """ActionLines by number, with the facts that conflicts() asks for on each action."""
    updates = ProgressUpdate.objects.as_corrected().filter(action=OuterRef("pk")).order_by("-said_at", "-pk")
    recommendations = updates.filter(recommends_complete=True).values(
        words=Concat("done", Value(" "), "next", output_field=TextField())
    )
    actions = Action.objects.filter(pk__in=numbers).select_related("owner")
    actions = actions.annotate(
        has_evidence=Exists(Evidence.objects.filter(action=OuterRef("pk"))),
        assessment=Subquery(updates.exclude(assessment="").values("assessment")[:1]),
        words=Subquery(recommendations[:1]),
    )
    lines = {action.pk: ActionLine(action, london_date(at)) for action in actions}
    add_parts(lines, user, at)
    return lines


def _action_row(one, number, facts):
    line = facts.lines[one.pk]
    action, due = line.action, line.first_due
    # Only some parts of an action may be recommended: then those are named, or all of it would seem to be.
    some = one.kind == "action" and line.with_dcc and len(line.with_dcc) < len(line.parts)
    return Row(
        number,
        f"Action {one.pk}" + (f", only {get_text_list(line.with_dcc, 'and')}" if some else ""),
        one.url,
        one.since,
        promised=action.text,
        covers=line.covers,
        owner=_owner(action),
        conflicts=conflicts(
            action,
            due_on=due and due.due_on,
            assessment=action.assessment,
            recommended=one.kind == "action",
            words=action.words or "",
            has_evidence=action.has_evidence,
            today=facts.today,
        ),
        why_not=may_decide(facts.user, action, at=facts.at, known=facts.interests).why_not,
    )


def _statement_row(one, number, facts):
    statement = facts.records["statement"][one.pk]
    line = facts.lines.get(statement.action_id)
    return Row(
        number,
        statement.get_means_display(),
        one.url,
        one.since,
        covers=_about(statement.recommendation, statement.part),
        owner=_owner(line.action) if line else _issue_owner(statement.recommendation),
        quoted=statement.words,
        place=statement.source,
        said_by=statement.said_by,
        asked_on=statement.said_on,
        why_not=may_confirm(
            facts.user, statement, at=facts.at, known=facts.interests if line else facts.in_parts
        ).why_not,
    )


def _response_row(one, number, facts):
    response = facts.records["response"][one.pk]
    recommendation = response.part.recommendation
    return Row(
        number,
        response.get_kind_display(),
        one.url,
        one.since,
        covers=_about(recommendation, response.part),
        owner=_issue_owner(recommendation),
        why_not=may_agree_response(
            facts.user, response, at=facts.at, waits=True, known=facts.in_parts
        ).why_not,  # it is in the queue, so it waits
    )


def _deadline_row(one, number, facts):
    request = facts.records["deadline"][one.pk]
    line = facts.lines[request.action_id]
    return Row(
        number,
        f"Action {request.action_id}",
        one.url,
        one.since,
        promised=line.action.text,
        covers=line.covers,
        owner=_owner(line.action),
        asked_on=request.new_on,
        # The queue has only dates that are the DCC's to agree and still open, so four eyes alone can refuse them.
        why_not=(
            *interests_in_date(facts.user, request, at=facts.at, known=facts.interests),
            *([UNSEEN_DATE] if request.action_id in facts.unseen else []),
        ),
    )


def _about(recommendation, part):
    """ "Recommendation 8c" and its inspection."""
    return f"{recommendation}{part.letter if part else ''}, {recommendation.inspection}"


def _owner(action):
    return str(action.owner or quoted(action.owner_words))


def _issue_owner(recommendation):
    return str(recommendation.issue_owner or quoted(recommendation.issue_owner_words))


_ROWS = {
    "action": _action_row,
    "statement": _statement_row,
    "response": _response_row,
    "deadline": _deadline_row,
    "answer": _action_row,
}
