"""June and July 2015: one action is sent back and one is closed, a date is refused, the custody lead leaves."""

from safeguarding.appointments import appoint

from ...models import DeadlineRequest, Evidence, ProgressUpdate
from ...models.progress import Assessment
from ...selectors.scrutiny.state_digest import state_digest
from ...services.actions import decide_deadline, request_deadline
from ...services.checks import set_check
from ...services.progress import post_update
from ...services.scrutiny import send_back, support
from .bookmarks import CHILD_PROTECTION, PEER_REVIEW, action, at, held, on

AUDIT_FILE = "Missing persons team, audit file 2015"


def summer(cast) -> None:
    """The chapter from beginning to end."""
    _training(cast)
    _missing_children(cast)
    _missing_children_again(cast)
    _a_date_is_refused(cast)
    _custody(cast)
    _no_change(cast)


def _training(cast):
    """The peer review's training: done and supported, to be looked at again in September."""
    packages = action(PEER_REVIEW, "4.32")
    post_update(
        packages,
        assessment=Assessment.ON_TARGET,
        done="Both packages went to all front-line officers in May; nine in ten have finished them.",
        evidence=[
            held(
                "Officers who have finished, by division",
                Evidence.Of.OUTPUT,
                "Training system, report 14",
                "2015-06-12",
            )
        ],
        recommends_complete=True,
        shown=ProgressUpdate.Shown.NOT_TESTED,
        check_on=on("2015-09-01"),
        by=cast.superintendent,
        at=at("2015-06-15 11:00"),
    )
    packages.refresh_from_db()
    support(
        packages,
        reason="The list is convincing. Whether it changed anything is for the check in September.",
        digest=state_digest(packages),
        by=cast.dcc,
        at=at("2015-06-26 14:10"),
    )


def _missing_children(cast):
    """Recommendation 5: sent back for saying what was found and not what changed."""
    audit = action(CHILD_PROTECTION, "5")
    post_update(
        audit,
        assessment=Assessment.ON_TARGET,
        done="Thirty cases were audited against the procedure. A supervisor had stepped in where one should in seventeen.",
        evidence=[held("Audit of thirty cases, first quarter of 2015", Evidence.Of.TEST, AUDIT_FILE, "2015-06-05")],
        recommends_complete=True,
        shown=ProgressUpdate.Shown.TESTED,
        shown_by="An audit of thirty cases against the procedure.",
        by=cast.missing,
        at=at("2015-06-22 10:25"),
    )
    audit.refresh_from_db()
    send_back(
        audit,
        reason="The audit tells me what was wrong in thirteen cases. It does not tell me what supervisors do now. Show me that.",
        digest=state_digest(audit),
        by=cast.dcc,
        at=at("2015-06-26 14:30"),
    )


def _missing_children_again(cast):
    """The change made, with proof; and a date to see whether it lasted."""
    audit = action(CHILD_PROTECTION, "5")
    post_update(
        audit,
        assessment=Assessment.ON_TARGET,
        done="A missing-persons sergeant on each division has briefed every supervisor and looks at the cases each month.",
        next="The same team repeats the audit in six months.",
        evidence=[
            held("Briefing to supervisors", Evidence.Of.OUTPUT, AUDIT_FILE, "2015-07-03"),
            held("Ten cases sampled: a supervisor stepped in in nine", Evidence.Of.EFFECT, AUDIT_FILE, "2015-07-24"),
        ],
        recommends_complete=True,
        shown=ProgressUpdate.Shown.EFFECT_SHOWN,
        shown_by="Ten cases sampled in July against thirty in the audit.",
        by=cast.missing,
        at=at("2015-07-29 09:40"),
    )
    set_check(
        audit,
        what="Repeat of the audit of missing-children cases",
        due_on=on("2015-11-23"),
        by=cast.missing,
        at=at("2015-07-29 09:50"),
    )


def _a_date_is_refused(cast):
    """Recommendation 6 had no date of the force's own; the one asked for is too late."""
    referrals = action(CHILD_PROTECTION, "6")
    asked = request_deadline(
        referrals,
        on("2015-11-30"),
        because=DeadlineRequest.Because.PARTNER,
        reason="The City evaluates its own review in September and the County runs a pilot in the autumn.",
        by=cast.dci,
        at=at("2015-06-24 13:00"),
    )
    decide_deadline(
        asked,
        agreed=False,
        reason="HMIC gave three months, and they ended in May. Finish our own review now; what the councils add comes after.",
        by=cast.dcc,
        at=at("2015-07-01 17:20"),
    )


def _custody(cast):
    """Recommendation 8: more time is asked for and not yet decided, and the person who asked moves on."""
    custody = action(CHILD_PROTECTION, "8")
    post_update(
        custody,
        assessment=Assessment.AT_RISK,
        done="Met one manager from each council on 22 July. Terms of reference for a task and finish group are in draft.",
        next="Study the custody figures together; the group needs about twelve weeks if people can be spared.",
        expected_on=on("2015-10-14"),
        by=cast.first_custody,
        at=at("2015-07-24 09:00"),
    )
    request_deadline(
        custody,
        on("2015-10-14"),
        because=DeadlineRequest.Because.PARTNER,
        reason="Twelve weeks from the meeting of 22 July, with both councils and health in the group.",
        by=cast.first_custody,
        at=at("2015-07-24 09:15"),
    )
    appoint(cast.posts.custody, cast.custody, by=cast.administrator, at=at("2015-08-03 09:00"))


def _no_change(cast):
    """Two owners have little to say: one says why, the other says it is at risk although its date has come."""
    post_update(
        action(CHILD_PROTECTION, "3"),
        no_change_because="The regional design waits until the forces have brought their processes together.",
        assessment=Assessment.ON_TARGET,
        by=cast.records,
        at=at("2015-07-15 12:00"),
    )
    post_update(
        action(PEER_REVIEW, "4.35"),
        assessment=Assessment.AT_RISK,
        done="The strategy is written.",
        next="Brief the shifts; the first three weeks of August are too thin.",
        expected_on=on("2015-09-30"),
        by=cast.di,
        at=at("2015-07-30 18:05"),
    )
