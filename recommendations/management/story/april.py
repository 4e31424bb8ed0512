"""April and May 2015: the plan comes in, owners begin, and the first dates are argued about."""

from django.core.files.base import ContentFile

from ...importers.action_plan import read_plan
from ...models import DeadlineRequest, Evidence
from ...models.progress import Assessment
from ...selectors.intake.planned_rows import planned_rows
from ...services.acceptance import Acceptance
from ...services.actions import allocate, decide_deadline, open_action, request_deadline, wait_on
from ...services.intake import accept_plan
from ...services.progress import EvidenceDraft, post_update
from ...services.scrutiny import accept_answer, answer, ask
from ..register.recording import REGISTER
from .bookmarks import CHILD_PROTECTION, INQUIRY, PEER_REVIEW, action, at, held, on, part
from .reports import respond

SAMPLES = REGISTER.parent / "samples"

ORDER = """Weekly order 17/2015 (a made-up document of the demonstration)

From today officers at a domestic abuse incident see every child in the home, talk with them where
that is right for the child, and write in the log how the child seemed and behaved. A supervisor
checks the log before it is closed.
"""


def april(cast) -> None:
    """The chapter from beginning to end."""
    accept(cast, "action-plan-april-2015.xlsx", [CHILD_PROTECTION], at("2015-04-13 10:00"))
    _first_week(cast)
    respond(cast, INQUIRY, at("2015-04-30 10:00"))
    respond(cast, PEER_REVIEW, at("2015-04-30 11:00"))
    _domestic_abuse(cast)
    _opcc_asks(cast)
    _conferences_and_referrals(cast)
    _plans_and_cells(cast)
    _beyond_the_plan(cast)


def accept(cast, name, inspections, moment) -> Acceptance:
    """The coordinator accepts a document, one inspection for each of its tables."""
    data = (SAMPLES / name).read_bytes()
    plan = read_plan(data, name, inspections=inspections)
    return accept_plan(planned_rows(plan), name=name, sha256=plan.sha256, data=data, by=cast.coordinator, at=moment)


def _first_week(cast):
    """A name without a post becomes a post; a target after the inspectorate's date needs the DCC; a date nobody knows."""
    audit = allocate(
        action(CHILD_PROTECTION, "5"),
        cast.posts.missing,
        why="The plan names a person and no post: this is theirs.",
        by=cast.coordinator,
        at=at("2015-04-14 09:30"),
    )
    decide_deadline(
        audit.deadline_requests.get(),
        agreed=True,
        reason="Seven weeks after HMIC's date, but the audit needs a full quarter of cases to say anything.",
        by=cast.dcc,
        at=at("2015-04-16 15:00"),
    )
    wait_on(
        action(CHILD_PROTECTION, "3"),
        body="Regional records project",
        board="Records project board",
        date_words="After our go-live in February 2016",
        confirmed_on=on("2015-04-17"),
        review_on=on("2015-10-01"),
        meanwhile="Officers search every system before they visit a child; supervisors sample ten visits a month.",
        by=cast.records,
        at=at("2015-04-20 11:15"),
    )


def _domestic_abuse(cast):
    """Recommendation 1: the procedure is out, and its date moves once."""
    procedure = action(CHILD_PROTECTION, "1")
    request_deadline(
        procedure,
        on("2015-06-30"),
        because=DeadlineRequest.Because.RESOURCING,
        reason="The order is out, but the divisions cannot train everybody before the end of June.",
        by=cast.dci,
        at=at("2015-04-27 16:00"),
    )
    post_update(
        procedure,
        assessment=Assessment.ON_TARGET,
        done="The procedure now requires officers to see and talk with every child. A weekly order has told all staff.",
        next="Training on every division, ending in June.",
        evidence=[
            EvidenceDraft(
                title="Weekly order on children at domestic abuse incidents",
                of=Evidence.Of.OUTPUT,
                file=ContentFile(ORDER.encode(), name="weekly-order-17-2015.txt"),
                speaks_of_on=on("2015-04-24"),
            )
        ],
        by=cast.dci,
        at=at("2015-04-28 09:20"),
    )
    decide_deadline(
        procedure.deadline_requests.get(),
        agreed=True,
        reason="Training is what makes the order work. This date does not move again without a paper to me.",
        by=cast.dcc,
        at=at("2015-05-01 12:00"),
    )


def _opcc_asks(cast):
    """How will anybody know? The OPCC's questions block nothing, and are settled by whoever asked."""
    question = ask(
        action(CHILD_PROTECTION, "1"),
        "How will the force know that officers really do talk with children, and not only that they were told to?",
        answer_by=on("2015-05-15"),
        by=cast.opcc,
        at=at("2015-05-06 10:00"),
    )
    answer(
        question,
        "Supervisors check each log before it is closed, and we shall sample sixty logs in July. The result comes here.",
        by=cast.dci,
        at=at("2015-05-12 17:40"),
    )
    accept_answer(question, by=cast.opcc, at=at("2015-05-18 09:10"))


def _conferences_and_referrals(cast):
    """Recommendations 4 and 6: one review is done, the other has no date."""
    post_update(
        action(CHILD_PROTECTION, "4"),
        assessment=Assessment.ON_TARGET,
        done="Both councils and the force have been through every point. Invitations now come to one mailbox and stay there.",
        next="Agree how decisions of conferences reach front-line staff.",
        evidence=[
            held(
                "Minutes of the review group",
                Evidence.Of.OUTPUT,
                "Public protection shared drive, Conferences",
                "2015-04-22",
            )
        ],
        by=cast.dci,
        at=at("2015-04-29 14:05"),
    )
    post_update(
        action(CHILD_PROTECTION, "6"),
        assessment=Assessment.AT_RISK,
        done="The referral team hands out work by risk and no longer by date.",
        next="Go through it with both councils; the County has not named anybody yet.",
        by=cast.dci,
        at=at("2015-05-20 10:30"),
    )


def _plans_and_cells(cast):
    """Recommendations 2 and 8: one plan is a draft, one review is at risk before it has begun."""
    post_update(
        action(CHILD_PROTECTION, "2"),
        assessment=Assessment.ON_TARGET,
        done="A first draft of the strategy and the plan has gone to the Detective Inspector.",
        next="Bring in what five other reports ask for, so that there is one plan.",
        by=cast.support,
        at=at("2015-05-26 15:15"),
    )
    post_update(
        action(CHILD_PROTECTION, "8"),
        assessment=Assessment.AT_RISK,
        done="Custody figures for the last year are being collected at both suites.",
        next="A first meeting with both councils.",
        expected_on=on("2015-07-31"),
        by=cast.first_custody,
        at=at("2015-05-22 08:50"),
    )


def _beyond_the_plan(cast):
    """Actions for the peer review and the inquiry: one owner without an issue owner, one action that nobody owns."""
    open_action(
        text="Write a strategy for telling staff about child sexual exploitation, and brief every shift once.",
        parts=[part(PEER_REVIEW, "4.35")],
        owner=cast.posts.di,
        target_on=on("2015-07-31"),
        origin="Public protection meeting, 5 May 2015",
        by=cast.coordinator,
        at=at("2015-05-05 13:00"),
    )
    open_action(
        text="Send both training packages to all front-line officers and keep a list of who has finished them.",
        parts=[part(PEER_REVIEW, "4.32")],
        owner=cast.posts.superintendent,
        target_on=on("2015-06-30"),
        origin="Public protection meeting, 5 May 2015",
        by=cast.coordinator,
        at=at("2015-05-05 13:10"),
    )
    open_action(
        text="Settle with both councils what a joint exploitation team would be for, and who would lead it.",
        parts=[part(INQUIRY, "5"), part(INQUIRY, "6")],
        target_words="before the summer",
        origin="Cross-authority group, 12 May 2015",
        by=cast.coordinator,
        at=at("2015-05-13 09:45"),
    )
