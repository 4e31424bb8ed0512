"""Decisions and questions on each item of a session, in words: these are its minutes."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from safeguarding.as_at import states
from safeguarding.lib.languages import in_words, translated
from safeguarding.models import User

from ...models import Action, AgendaOutcome, DraftedOutcome, FollowUpCheck, ScrutinySession
from ...models.sessions import OUTCOMES
from .drafted import Drafted


@dataclass(frozen=True)
class Outcome:
    """One thing that was decided or asked, in words, by whom, when, and why; words: "" where there are none.

    drafted: by whom it was drafted, and whether whoever decided changed it; "" for nobody. deals: the item is dealt with by it,
    which it is not by an answer.
    """

    what: str
    by: str
    at: datetime
    words: str
    withheld: bool
    drafted: str
    deals: bool = True


def outcomes_in(session: ScrutinySession, user: User, at: datetime) -> dict[int, list[Outcome]]:
    """{key of an item: its Outcomes in order}. A query for the outcomes, one for the drafts, if any led to them, and one for each kind."""
    bound = list(
        AgendaOutcome.objects.filter(item__session=session).values(
            "item", "draft", "direction", "follow_up_check", *OUTCOMES
        )
    )
    drafts = _drafts([row["draft"] for row in bound if row["draft"]], session)
    found = defaultdict(list)
    for name, model in OUTCOMES.items():
        rows = {row[name]: row for row in bound if row[name]}
        if rows:
            of_session = AgendaOutcome.objects.filter(item__session=session).exclude(**{name: None}).values(name)
            records = model.objects.visible_to(user, at).filter(pk__in=of_session)
            for record in records.select_related("recorded_by", *_NAMED.get(name, ())):
                what, words = _WORDS[name](record)
                row = rows[record.pk]
                drafted = _drafted(drafts.get(row["draft"]), record)
                hidden = bool(record.withheld and words)
                text = "" if hidden else words
                text = Outcome(what, record.author, record.recorded_at, text, hidden, drafted, deals=name != "answer")
                found[row["item"]].append(text)
    if any(row["direction"] for row in bound):
        for item, outcome in _directions(session, user, at):
            found[item].append(outcome)
    if any(row["follow_up_check"] for row in bound):
        for item, outcome in _checks(session, user, at):
            found[item].append(outcome)
    for outcomes in found.values():
        outcomes.sort(key=lambda outcome: outcome.at)
    return found


def _directions(session, user, at):
    """(key of an item, Outcome) of the actions that were directed, of those that may be seen. Two queries."""
    given = AgendaOutcome.objects.filter(item__session=session, direction__isnull=False).select_related("recorded_by")
    actions = Action.objects.visible_to(user, at).filter(pk__in=given.values("direction")).select_related("owner")
    by_key = {action.pk: action for action in actions}
    for one in given:
        if action := by_key.get(one.direction_id):
            until = gettext(", by %(on)s") % {"on": in_words(action.target_on)} if action.target_on else ""
            what = gettext("Directed: %(action)s, %(owner)s%(until)s") % {
                "action": action,
                "owner": action.owner or gettext("no owner"),
                "until": until,
            }
            text = "" if action.withheld else action.text
            yield one.item_id, Outcome(what, one.author, one.recorded_at, text, action.withheld, "")


def _checks(session, user, at):
    """(key of an item, Outcome) of the checks that were set, as they were set, on actions that may be seen. Three queries."""
    given = AgendaOutcome.objects.filter(item__session=session, follow_up_check__isnull=False).select_related(
        "recorded_by"
    )
    first = (
        states(FollowUpCheck).filter(history_type="+", id__in=given.values("follow_up_check")).select_related("owner")
    )
    checks = {row.id: row for row in first}
    actions = Action.objects.visible_to(user, at).filter(pk__in=given.values("follow_up_check__action"))
    withheld = {action.pk: action.withheld for action in actions}
    for one in given:
        check = checks[one.follow_up_check_id]
        if check.action_id in withheld:
            what = gettext("Follow-up check set for %(on)s%(what)s") % {
                "on": in_words(check.due_on),
                "what": f", {check.owner}" if check.owner else "",
            }
            hidden = withheld[check.action_id]
            yield one.item_id, Outcome(what, one.author, one.recorded_at, "" if hidden else check.what, hidden, "")


def _drafts(keys, session):
    if not keys:
        return {}
    drafts = DraftedOutcome.objects.filter(led_to__item__session=session).select_related("recorded_by")
    return {draft.pk: draft for draft in drafts}


def _drafted(draft, record):
    if draft is None:
        return ""
    changed = "" if draft.is_followed_in(record) else gettext(", and changed")
    return gettext("Drafted by %(by)s%(changed)s") % {"by": Drafted(draft).by, "changed": changed}


_NAMED = {
    "decision": ("part__recommendation",),
    "question": ("part__recommendation",),
    "deadline_decision": ("request",),
    "response_decision": ("response__part__recommendation",),
    "answer": ("question__part__recommendation",),
    "inspectorate_request": ("body", "deadline_request"),
}


def _question(one):
    by = gettext(", to be answered by %(on)s") % {"on": in_words(one.answer_by)} if one.answer_by else ""
    return gettext("Question asked%(of)s%(by)s") % {"of": _of(one.part), "by": by}, one.text


def _response(one):
    agreed = gettext("agreed") if one.agreed else gettext("not agreed")
    return f"{translated(one.response.get_kind_display())} {agreed}{_of(one.response.part)}", one.reason


def _of(part):
    return f", {part}" if part and part.letter else ""


def _inspectorate(one):
    about = gettext(" about %(on)s") % {"on": in_words(one.deadline_request.new_on)} if one.deadline_request else ""
    return gettext("%(body)s asked%(about)s by %(asked_by)s on %(on)s") % {
        "body": one.body,
        "about": about,
        "asked_by": one.asked_by,
        "on": in_words(one.asked_on),
    }, one.text


_WORDS = {
    "decision": lambda one: (f"{translated(one.get_outcome_display())}{_of(one.part)}", one.reason),
    "question": _question,
    "settlement": lambda one: (translated(one.get_outcome_display()), one.reason),
    "deadline_decision": lambda one: (str(one), one.reason),
    "response_decision": _response,
    "inspectorate_request": _inspectorate,
    "answer": lambda one: (gettext("Answered%(of)s") % {"of": _of(one.question.part)}, one.text),
    "statement_decision": lambda one: (
        gettext("Statement in a document: %(outcome)s") % {"outcome": translated(one.get_outcome_display())},
        one.reason,
    ),
}
