"""A row of the DCC's queue: the matter, whose, since when, what to look at twice, what waits in it, and why that is not yours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from safeguarding.models import User

from ...importers.owners import posts_named
from ...models.scrutiny import NO_NAME
from ..named_parts import only
from .conflicts import conflicts
from .queue_facts import Facts
from .queue_order import MatterWaiting
from .queue_rulings import waits_on, why_not


@dataclass(frozen=True)
class Line:
    """One decision that waits. `why_not`: why the reader cannot take it, in sentences; empty: they can.

    part: in words, where it is about one. quoted: the words of a document. asked_on: the date that an
    owner asks for, or on which a document says it was said. question: that which was answered. waits_on: an inspectorate, since when.
    """

    kind: str
    label: str
    url: str
    why_not: tuple[str, ...]
    part: str = ""
    quoted: str = ""
    question: str = ""
    said_by: str = ""
    asked_on: date | None = None
    waits_on: str = ""


@dataclass(frozen=True)
class Row:
    """A matter in the queue. words: the action's, or what is recommended. covers: what it answers; about a recommendation, its inspection.

    before: that it was asked before. inspectorate: what inspectorates were asked on it, and answered.
    """

    number: int
    title: str
    since: datetime
    waits: list[Line]
    covers: str
    owner: str
    words: str = ""
    conflicts: tuple[str, ...] = ()
    before: str = ""
    inspectorate: tuple[str, ...] = ()

    @property
    def theirs(self) -> Line | None:
        """The first that the reader can decide, and that waits on nobody else; or None."""
        return next((line for line in self.waits if not line.why_not and not line.waits_on), None)

    @property
    def of_others(self) -> bool:
        """Return whether the reader can decide none of them."""
        return all(line.why_not for line in self.waits)

    @property
    def url(self) -> str:
        return (self.theirs or self.waits[0]).url


def queue_rows(matters: Sequence[MatterWaiting], number: int, user: User, at: datetime) -> list[Row]:
    """Rows of `matters` of the queue that follow one another, the first at `number` in it. A constant number of queries."""
    facts = Facts(matters, user, at, shown=True)
    return [_row(matter, place, facts) for place, matter in enumerate(matters, start=number)]


def _row(matter, number, facts):
    """On an action, or on a recommendation: then only documents, responses and questions speak of it."""
    waits = [_LINES[one.kind](one, facts) for one in matter.waits]
    inspectorate = tuple(one.stands for one in facts.asked.get(matter.matter, ()))
    if line := facts.lines.get(matter.matter.on_action):
        stated = _conflicts(line, matter.waits, facts)
        owner = str(line.action.owner or posts_named(line.action.owner_words))
        before = dict.fromkeys(facts.before.get(part.recommendation_id, "") for part in line.parts)
        before = "; ".join(filter(None, before))
        return Row(
            *(
                number,
                str(line.action),
                matter.since,
                waits,
                line.covers,
                owner,
                line.action.text,
                stated,
                before,
            ),
            inspectorate,
        )
    first = matter.waits[0]
    record = facts.records(first.kind)[first.pk]
    asked = record.part.recommendation if first.kind == "response" else record.recommendation
    owner = str(asked.issue_owner or posts_named(asked.issue_owner_words))
    before = facts.before.get(asked.pk, "")
    return Row(
        *(number, str(asked), matter.since, waits, str(asked.inspection), owner, asked.text),
        before=before,
        inspectorate=inspectorate,
    )


def _conflicts(line, waits, facts):
    """Look twice before completion or an answer is decided; a date asked for and words of a document need none."""
    kinds = {one.kind for one in waits}
    if not kinds & {"action", "answer"}:
        return ()
    action, due = line.action, line.first_due
    return conflicts(
        action,
        due_on=due and due.due_on,
        assessment=action.assessment,
        recommended="action" in kinds,
        words=action.words or "",
        has_evidence=action.has_evidence,
        opcc_asks=action.opcc_asks,
        today=facts.today,
    )


def _completion(one, facts):
    line = facts.lines[one.pk]
    # Only some parts of an action may be recommended: then those are named, or all of it would seem to be.
    some = line.with_dcc if line.with_dcc and len(line.with_dcc) < len(line.parts) else []
    return _line(one, facts, gettext("Recommended complete") + (only(some) if some else ""))


def _statement(one, facts):
    statement = facts.records("statement")[one.pk]
    return _line(
        one,
        facts,
        gettext(statement.get_means_display()),
        part=_lettered(statement.part),
        quoted=statement.words,
        said_by=statement.said_by or gettext(NO_NAME),
        asked_on=statement.said_on,
    )


def _response(one, facts):
    response = facts.records("response")[one.pk]
    return _line(
        one,
        facts,
        gettext("Response: %(what)s") % {"what": gettext(response.get_kind_display())},
        part=_lettered(response.part),
    )


def _deadline(one, facts):
    asked_on = facts.records("deadline")[one.pk].new_on
    return _line(one, facts, gettext("Asks for another date"), asked_on=asked_on, waits_on=waits_on(one, facts))


def _about(one, facts):
    question = facts.records("about")[one.pk]
    part = _lettered(question.part)
    return _line(one, facts, gettext("Answer to the DCC’s question"), part=part, question=question.text_now)


def _line(one, facts, label, **shown):
    return Line(one.kind, label, one.url, why_not(one, facts), **shown)


def _lettered(part):
    return str(part) if part and part.letter else ""


_LINES = {
    "action": _completion,
    "statement": _statement,
    "response": _response,
    "deadline": _deadline,
    "answer": lambda one, facts: _line(one, facts, gettext("Answer to the DCC’s question")),
    "about": _about,
}
