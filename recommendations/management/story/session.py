"""The session of 7 August 2015, as the tracker has it: its first half confirmed on the 14th, the rest prepared for 10 September."""

from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace

from safeguarding.history import verb

from ...models import (
    AgendaItem,
    DeadlineRequest,
    DraftedOutcome,
    Response,
    ScrutinySession,
    StatementDecision,
    TranscribedStatement,
)
from ...selectors.sessions.drafted import digest_on
from ...services.drafted import confirm_draft, draft_outcome
from ...services.scrutiny import confirm
from ...services.sessions import add_item, keep_outcomes, move_session, plan_session
from ...waiting import deadlines, responses
from .bookmarks import CHILD_PROTECTION, action, at, on, recommendation

Means, Outcome, Suggests = TranscribedStatement.Means, StatementDecision.Outcome, DraftedOutcome.Suggests
PRESENT = "Deputy Chief Constable; Superintendent, Public Protection; Chief Inspector, Custody; Staff Officer"
# In the order of the progress table: recommendations by their action, and those without one by themselves.
AGENDA = {"1": True, "4": True, "5": True, "6": True, "7": False, "8": True, "10": False}


@dataclass(frozen=True)
class Prepared:
    """A session on paper: the staff officer drafts on its items, by the reference of what each is about."""

    session: ScrutinySession
    cast: SimpleNamespace

    def item(self, reference: str) -> AgendaItem:
        """The item of a recommendation."""
        about = {"recommendation": recommendation(CHILD_PROTECTION, reference)}
        about = {"action": action(CHILD_PROTECTION, reference)} if AGENDA[reference] else about
        return self.session.items.get(**about)

    def draft(
        self,
        reference: str,
        suggests: str,
        words: str,
        moment: datetime,
        **about: TranscribedStatement | Response | DeadlineRequest,
    ) -> DraftedOutcome:
        """A draft for the DCC on an item, or on what `about` says."""
        item, on_it = self.item(reference), about.get("statement") or about.get("response")
        values = {"text": words, "digest": digest_on(item, on_it), "by": self.cast.staff_officer, "at": moment}
        return draft_outcome(item, suggests, **about, **values)


def what_was_said_is_confirmed(cast: SimpleNamespace) -> Prepared:
    """The remarks of 7 August in the table are put before the DCC, who confirms those that are dated, and pauses."""
    drafted, planned = at("2015-08-13 15:00"), {"by": cast.staff_officer, "at": at("2015-08-13 14:00")}
    day = {"title": "DCC scrutiny", "held_on": on("2015-08-07"), "chair": cast.dcc}
    prepared = Prepared(plan_session(**day, rules=[], **planned), cast)
    for reference, by_action in AGENDA.items():
        about = {"action": action} if by_action else {"recommendation": recommendation}
        ((name, find),) = about.items()
        add_item(prepared.session, **{name: find(CHILD_PROTECTION, reference)}, **planned)
    supported = _statement("4", Means.SUPPORTS)
    support = prepared.draft("4", Suggests.SUPPORT, "Supported on 7 August.", drafted, statement=supported)
    rest = [
        (reference, prepared.draft(reference, suggests, words, drafted, statement=_statement(reference, *statement)))
        for reference, statement, suggests, words in (
            ("4", (Means.COMPLETE,), Suggests.STANDS, "My support of today says it."),
            ("8", (Means.QUESTION, "a"), Suggests.ASK, _TRAINING),
            ("8", (Means.QUESTION, "b"), Suggests.ASK, _PROTOCOL),
        )
    ]
    who = {"attendance": PRESENT, "apologies": "", "by": cast.dcc}
    move_session(prepared.session, "open", **who, at=at("2015-08-14 09:25"))
    _support_in_her_words(prepared.item("4"), support, cast.dcc)
    for (reference, draft), moment in zip(rest, ("09:35", "09:45", "09:50"), strict=True):
        opened = digest_on(prepared.item(reference), draft.statement)
        confirm_draft(draft, opened=opened, by=cast.dcc, at=at(f"2015-08-14 {moment}"))
    move_session(prepared.session, "paused", **who, at=at("2015-08-14 09:55"))
    return prepared


def the_rest_is_prepared(prepared: Prepared) -> None:
    """The staff officer drafts what is left of the agenda, for the DCC to take the session up on 10 September."""
    moment = at("2015-09-09 15:30")
    for reference, suggests, words in (
        ("1", Suggests.QUESTION, "A child was seen in 47 of 60. What happened in the other thirteen?"),
        ("5", Suggests.SUPPORT, "Nine of ten cases in July show it. The audit of November tells whether it lasts."),
        ("6", Suggests.SEND_BACK, "Say how large the backlog was and is, and on which day it was counted."),
    ):
        prepared.draft(reference, suggests, words, moment)
    for reference, statement, suggests, words in (
        ("7", (Means.NO_ACTION,), Suggests.STANDS, "The response of 20 August says more."),
        (
            "8",
            (Means.RECOMMEND_COMPLETE, "c"),
            Suggests.ASK,
            "When was this said, and what shows that no child is held?",
        ),
        ("8", (Means.RECOMMEND_COMPLETE, "e"), Suggests.STANDS, "Until its owner recommends it, with proof."),
        ("8", (Means.RECOMMEND_COMPLETE, "f"), Suggests.STANDS, "Until its owner recommends it, with proof."),
        (
            "10",
            (Means.NO_ACTION,),
            Suggests.REJECTED,
            "The plan of April made it depend on research. That was left out.",
        ),
    ):
        prepared.draft(reference, suggests, words, moment, statement=_statement(reference, *statement))
    in_place = responses().get(part__recommendation=recommendation(CHILD_PROTECTION, "7"))
    words = "The minutes show it. The OPCC is answered on dropped cases too."
    prepared.draft("7", Suggests.AGREE, words, moment, response=in_place)
    later = deadlines().get(action=action(CHILD_PROTECTION, "8"))
    words = "The group needs its twelve weeks. No later date without a paper to me."
    prepared.draft("8", Suggests.AGREE, words, moment, deadline_request=later)


_TRAINING = "When does the training package go into the custody training timetable?"
_PROTOCOL = "You are writing a joint protocol with clear standards. When will it be in force?"


def _support_in_her_words(item, draft, dcc):
    """Whatever speaks against it is answered by whoever decides, so that this draft is confirmed by itself."""
    decides = {"by": dcc, "at": at("2015-08-14 09:30")}
    words = "I support both parts. What continues is improvement beyond what HMIC asked."
    with verb() as written:
        confirm(draft.statement, Outcome.SUPPORT, reason=words, digest=digest_on(item), **decides)
        keep_outcomes(item, list(written), draft=draft, **decides)


def _statement(reference, means, letter=""):
    statements = TranscribedStatement.objects.filter(
        recommendation=recommendation(CHILD_PROTECTION, reference), means=means
    ).exclude(document__name__startswith="action-plan")
    return statements.filter(part__letter=letter).get() if letter else statements.filter(part=None).last()
