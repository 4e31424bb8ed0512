"""One action as its page shows it: how it stands to its dates, what it covers, waits on and is asked."""

from dataclasses import dataclass

from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from safeguarding.as_at import field_of, rows
from safeguarding.lib.languages import translated
from safeguarding.models import Holding, Marking, Post, User
from safeguarding.roles import authority

from ... import waiting
from ...models import (
    Action,
    AwaitedStanding,
    Coverage,
    Decision,
    FollowUpCheck,
    InspectorateRequest,
    Question,
    UpdateRequest,
    WaitingOn,
)
from ...models.actions import visible_actions
from ...models.checks import UNANSWERED
from ...models.deadlines import target_agreed
from ...models.visibility import withheld_actions
from ...workflow import Status
from ..action_lines import sent_back_on
from ..facts import day, fact, post, quoted, stated
from ..first_rows import FirstRows
from ..how_it_stands import HowItStands
from ..inspections.readers import embargoes
from ..prepared import prepared
from ..recorded_later import RecordedLater, later_on_action
from ..register_rows import RegisterAction
from ..standings import Standings
from ..update_requests import requests_on
from .corrected import last_shown, last_stated
from .covers import Covered, covered_parts
from .entries import Entry
from .timeline import timeline


@dataclass(frozen=True)
class ActionPage:
    """action: a row of today or of the past; facts: rows of components/summary_list.html; waits, requests, checks: those not
    ended and not answered.

    joined: the action with the parts it covers, of which `covers` says more. later: what a page of the past leaves out.

    stated: how its owner says it goes (last_stated), not before it was sent back; it stands beside what is computed from the dates.
    sent_back: decisions by which it is its owner's again and that no update has answered; of now only.
    """

    action: Action
    joined: RegisterAction
    stated: str
    sent_back: list[Decision]
    covers: list[Covered]
    waits: list[WaitingOn]
    requests: list[UpdateRequest]
    checks: list[FollowUpCheck]
    facts: list[dict[str, str]]
    entries: list[Entry]
    later: FirstRows[RecordedLater]
    marking: str
    embargoes: list[str]


def actions_to_show(asked: Standings) -> QuerySet[Action]:
    """Actions that may be seen, as they stood: each with the `owner_title` of then, the date asked for, `asked_for_on`,
    and `target_agreed`.

    `holding` is the owner's, at that moment; None where nobody held the post. Those of now have the keys of what leads on too:
    a question to answer, an answer to accept, a check to make, parts alone to take back, a date to decide (`decides_dcc`: it is
    beyond the inspectorate's, so that the DCC alone agrees it); and say whether it `waits_on` anybody,
    and whether it `has_requests` for an update.
    """
    user, now, at = asked.user, asked.now, asked.as_at
    moment = at or now
    requests = waiting.deadlines(at).filter(action=OuterRef("number"))
    inspectorate = InspectorateRequest.objects.waiting(at).filter(action=OuterRef("number"))
    running = Q(owner__holdings__ends_at=None) | Q(owner__holdings__ends_at__gt=moment)
    shown = (
        rows(Action, at)
        .filter(visible_actions(user, now, at))
        .annotate(
            withheld=withheld_actions(user, now),
            owner_title=field_of(Post, "title", "owner", at),
            asked_for_on=Subquery(requests.values("new_on")[:1]),
            target_agreed=target_agreed(at),
            inspectorate_since=Subquery(inspectorate.order_by("asked_on").values("asked_on")[:1]),
            holding=FilteredRelation("owner__holdings", condition=running & Q(owner__holdings__starts_at__lte=moment)),
        )
        .select_related("holding__holder")
    )
    return shown if at else shown.annotate(**_leading_on(user, now))


def action_to_show(number: int, asked: Standings) -> Action | None:
    """The one of actions_to_show with this number; None where it is not among them."""
    return next(iter(_one_to_show(asked, number=number)), None)


@prepared
def _one_to_show(asked, *, number):
    return actions_to_show(asked).filter(number=number)


def _leading_on(user, now):
    awaited = AwaitedStanding.objects.at().filter(action=OuterRef("pk"))
    dates = awaited.filter(kind=AwaitedStanding.Kind.DEADLINE)
    questions = Question.objects.filter(action=OuterRef("pk")).of_parts_visible_to(user, now).unanswered()
    checks = FollowUpCheck.objects.filter(UNANSWERED, action=OuterRef("pk"))
    alone = Coverage.objects.filter(recommended_in__isnull=False, supported_in=None, ended_at=None)
    recommended = alone.filter(action=OuterRef("pk"), action__status=Status.IN_PROGRESS)
    return {
        "to_answer": Subquery(questions.values("pk")[:1]),
        "to_settle": Subquery(awaited.filter(kind=AwaitedStanding.Kind.ANSWER).values("record")[:1]),
        "to_check": Subquery(checks.values("pk")[:1]),
        "waits_on": Exists(WaitingOn.objects.filter(action=OuterRef("pk"), ended_at=None)),
        "has_requests": Exists(UpdateRequest.objects.open().filter(action=OuterRef("pk"))),
        "sent_back": Exists(waiting.sent_back().filter(action=OuterRef("pk"))),
        "to_take_back": Exists(recommended),
        "to_decide": Subquery(dates.values("record")[:1]),
        "decides_dcc": Subquery(dates.values("with_dcc")[:1]),
    }


def action_page(action: Action, asked: Standings) -> ActionPage:
    """The ActionPage of an action that actions_to_show gave. A constant number of queries."""
    covers = covered_parts(action, asked)
    stands = _moved(action, asked)
    parts = [covered.part for covered in covers]
    joined = RegisterAction(action.number, action, action.owner_title or "", asked.today, parts)
    entries = timeline(action, asked)
    sent_back = _sent_back(action, asked)
    return ActionPage(
        action=action,
        joined=joined,
        stated="" if sent_back else last_stated(entries),
        sent_back=sent_back,
        covers=covers,
        checks=_checks(action, asked.as_at),
        waits=_waits(action, asked.as_at),
        requests=_requests(action, asked),
        facts=_facts(action, joined, stands, last_shown(entries), asked.as_at),
        entries=entries,
        later=later_on_action(action, asked),
        marking=Marking.highest([action.marking, *(entry.marking for entry in entries)]).label,
        embargoes=_embargoes(action, covers, asked),
    )


def _embargoes(action, covers, asked):
    """Mostly none; and a sentence where whoever owns the action may not know of it, so that another names them."""
    notices = embargoes([covered.part.recommendation.inspection for covered in covers], asked)
    if not notices or asked.as_at or not authority(asked.user, asked.now).in_force:
        return notices
    holders = User.objects.filter(pk__in=Holding.objects.on(asked.now).filter(post=action.owner_id).values("holder"))
    known = (Action.objects.known_to(one, asked.now).filter(pk=action.number).exists() for one in holders)
    if not holders or any(known):
        return notices
    unseen = gettext(
        "Whoever holds the post %(post)s is no early reader: until then they see nothing of this action, and no mail tells them "
        "of it. Name them on the page of the inspection."
    )
    return [*notices, unseen % {"post": action.owner_title}]


def _sent_back(action, asked):
    """Asked only where there is one, which the action says itself."""
    given_back = asked.as_at is None and action.status == Status.IN_PROGRESS and action.sent_back
    return list(sent_back_on(asked, numbers=(action.number,))) if given_back else []


def _checks(action, at):
    """Those that nobody had answered; today only where there is one, which the action says itself, is another query."""
    if at is None and not action.to_check:
        return []
    return list(
        rows(FollowUpCheck, at)
        .filter(UNANSWERED, action=action.number)
        .order_by("due_on", "id")
        .select_related("owner")
    )


def _waits(action, at):
    """Those that have not ended, asked in the same way."""
    if at is None and not action.waits_on:
        return []
    return list(rows(WaitingOn, at).filter(action=action.number, ended_at=None).order_by("review_on", "id"))


def _requests(action, asked):
    """Those of an action in progress that no update answered, asked in the same way."""
    if action.status != Status.IN_PROGRESS or (asked.as_at is None and not action.has_requests):
        return []
    return list(requests_on(asked, action=action.number))


def _holder(action, at):
    holding = getattr(action, "holding", None)  # Django does not even set it where there is no owner
    return holding and holding.holder.called(at)


def _moved(action, asked):
    """How it stands, of an action whose target was moved, so that one that was not costs no query more; else None."""
    if action.target_on == action.original_target_on:
        return None
    return HowItStands(asked.user, now=asked.now, as_at=asked.as_at, numbers=(action.number,))


def _targets(action, stands):
    """The first, the one before, the one in force and the one that is asked for."""
    first, before = action.original_target_on, stands and stands.previous(action.number)
    target, asked_for = day(action.target_on, action.target_precision), day(action.asked_for_on)
    # An action may be opened with a target beyond the inspectorate's date: it stands, and waits for the DCC's agreement.
    waits = asked_for and asked_for == target
    agreed_yet = gettext("Not agreed yet: waiting for a decision") if waits else ""
    another = "" if waits else asked_for
    refused = gettext("This date was not agreed") if action.target_agreed is False else ""
    slipped = stands and stands.slipped(action.number)
    return (
        fact(_("First target"), stands and day(first)),
        fact(_("Target before"), before != first and day(before)),
        fact(_("Target date"), target or gettext("None"), agreed_yet or refused or slipped),
        fact(_("Date asked for"), another, another and gettext("Waiting for a decision")),
    )


def _facts(action, joined, stands, shown, at):
    """Rows of label, value and note; a row that says nothing is left out, but never owner and target."""
    as_stated = quoted if not action.withheld else lambda words: ""
    due = joined.first_due and joined.first_due.row
    facts = [
        fact(
            _("Action owner"),
            post(joined.owner, _holder(action, at)) or gettext("Nobody yet"),
            quoted(action.owner_words),
        ),
        *_targets(action, stands),
        fact(
            _("Waiting on the inspectorate"),
            action.inspectorate_since and gettext("Since %(on)s") % {"on": day(action.inspectorate_since)},
        ),
        fact(_("Target as stated"), as_stated(action.target_words)),
        fact(_("Inspectorate’s date"), due and day(due.due_on, due.due_precision), due and due.due_rule),
        fact(_("Asked for immediately"), capfirst(joined.lateness.immediate)),
        fact(_("Expected completion"), day(action.expected_on), as_stated(action.expected_words)),
        fact(
            _("Did it work?"),
            translated(shown)
            or (action.status == Status.COMPLETE and gettext("Done; nobody said what shows that it worked")),
        ),
        fact(_("Cost"), as_stated(action.cost_words), gettext("Unfunded") if action.unfunded else ""),
        fact(_("Came from"), "" if action.withheld else action.origin),
        fact(_("Who may read it"), gettext(action.get_audience_display())),
        fact(_("Marking"), action.get_marking_display() if action.marking != Marking.OFFICIAL else ""),
    ]
    return stated(facts)
