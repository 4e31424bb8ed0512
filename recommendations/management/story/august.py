"""August to 9 September 2015: the progress table comes in, and the Deputy Chief Constable works through it."""

from django.core.files.base import ContentFile

from inspections.models import Inspection
from safeguarding.models import Audience

from ...models import Assurance, Contact, Evidence, Meeting, MeetingNote, ProgressUpdate, Question
from ...models.progress import Assessment
from ...services.actions import open_action
from ...services.assurance import assure, note_for_meeting
from ...services.checks import record_check
from ...services.contacts import record_contact
from ...services.progress import post_update
from ...services.questions import ask_about
from ...services.recommendations import decide_response, name_issue_owner, respond
from ...services.scrutiny import answer, ask
from ...workflow import ResponseKind
from .april import accept
from .bookmarks import CHILD_PROTECTION, INFORMATION, PEER_REVIEW, action, at, held, on, part, recommendation
from .reports import national_report
from .reports import respond as record_responses
from .session import the_rest_is_prepared, what_was_said_is_confirmed

# The file that goes with the note of a call.
NOTE_OF_CALL = b"""Call from HMIC, 2 September 2015

They will look at the sample of logs first. They ask for it with the update.
To do: the inspection coordinator sends both together.
"""


def august(cast) -> None:
    """The chapter from beginning to end."""
    national_report(cast)
    accept(cast, "progress-august-2015.docx", [CHILD_PROTECTION, INFORMATION], at("2015-08-12 11:00"))
    _what_the_table_says(cast)
    session = what_was_said_is_confirmed(cast)
    _what_the_plan_left_out(cast)
    _custody_with_partners(cast)
    _information(cast)
    _last_days(cast)
    _asked_of_issue_owners(cast)
    _assured(cast)
    _call_with_inspectors(cast)
    _new_since(cast)
    _missing_again(cast)
    the_rest_is_prepared(session)


def _what_the_table_says(cast):
    """Responses, and in row 3 a second action beside the first: the plan that was sent in February meets both next steps."""
    record_responses(cast, INFORMATION, at("2015-08-12 11:30"))
    record_responses(cast, CHILD_PROTECTION, at("2015-08-12 11:40"))
    open_action(
        text="Tell officers at once to search every system that the force holds whenever they check on anybody.",
        parts=[part(CHILD_PROTECTION, "3")],
        owner=cast.posts.records,
        origin="Progress table, August 2015, row 3",
        by=cast.coordinator,
        at=at("2015-08-12 11:50"),
    )
    for reference in ("next-step-1", "next-step-2"):
        proposed = part(CHILD_PROTECTION, reference).responses.get()
        decide_response(proposed, agreed=True, by=cast.dcc, at=at("2015-08-14 09:20"))


def _what_the_plan_left_out(cast):
    """Recommendation 7 is said to be in place and waits for the DCC; nothing at all answers 9b."""
    respond(
        part(CHILD_PROTECTION, "7"),
        ResponseKind.IN_PLACE,
        reason="Senior officers and senior prosecutors meet every month, and since 1 April a joint pilot saves time on both sides.",
        said_on=on("2015-08-20"),
        source="Minutes of the joint meetings, April to July 2015",
        by=cast.superintendent,
        at=at("2015-08-20 15:00"),
    )
    respond(
        part(CHILD_PROTECTION, "9", "b"),
        ResponseKind.ACTION_PLAN,
        reason="Recommendations 1 and 3 do not make anybody record what came of a case. It needs an action of its own.",
        said_on=on("2015-08-21"),
        by=cast.coordinator,
        at=at("2015-08-21 10:10"),
    )


def _custody_with_partners(cast):
    """The new custody lead answers one of the two questions; the County takes on a share that both can see."""
    open_action(
        text="Say by what hour on any night the County can find a child a bed, and whom custody staff should ring.",
        parts=[part(CHILD_PROTECTION, "8", "d")],
        owner=cast.posts.county,
        target_on=on("2015-10-14"),
        origin="Meeting with both councils, 22 July 2015",
        audience=Audience.AGENCIES,
        by=cast.coordinator,
        at=at("2015-08-24 14:00"),
    )
    asked = Question.objects.get(action=action(CHILD_PROTECTION, "8"), part__letter="a")
    answer(
        asked,
        "It is in the timetable from 5 October. Every custody officer will have had it by the end of November.",
        by=cast.custody,
        at=at("2015-09-04 08:35"),
    )


def _information(cast):
    """The DCC chairs the board that owns this issue, so another chief officer has to decide on it."""
    name_issue_owner(
        recommendation(INFORMATION, "6"),
        cast.posts.dcc,
        why="The Deputy Chief Constable chairs the Force Information Assurance Board.",
        by=cast.coordinator,
        at=at("2015-08-24 09:30"),
    )
    audits = open_action(
        text="Put the results of every compliance audit before the Force Information Assurance Board each quarter.",
        parts=[part(INFORMATION, "6")],
        owner=cast.posts.security,
        target_on=on("2015-11-30"),
        origin="Direction of the Force Information Assurance Board, 21 August 2015",
        by=cast.coordinator,
        at=at("2015-08-24 09:40"),
    )
    post_update(
        audits,
        assessment=Assessment.ON_TARGET,
        done="The board took the first quarter's results on 1 September and had two gradings changed.",
        evidence=[
            held(
                "Minutes of 1 September, item 4", Evidence.Of.OUTPUT, "Force Information Assurance Board", "2015-09-01"
            )
        ],
        recommends_complete=True,
        shown=ProgressUpdate.Shown.NOT_TESTED,
        check_on=on("2015-12-15"),
        by=cast.security,
        at=at("2015-09-03 10:00"),
    )


def _asked_of_issue_owners(cast):
    """The OPCC asks about what no action answers: one answer waits to be accepted, one question for its answer."""
    joint = ask_about(
        recommendation(CHILD_PROTECTION, "7"),
        "Do the meetings with prosecutors look at cases that were dropped, or only at those that go on?",
        by=cast.opcc,
        at=at("2015-08-25 10:15"),
    )
    answer(
        joint,
        "At both since July. The minutes list every case that was dropped, with who decided it and why.",
        by=cast.superintendent,
        at=at("2015-09-01 16:10"),
    )
    ask_about(
        recommendation(CHILD_PROTECTION, "9"),
        "Who will make sure that it is recorded what came of a case, and from when?",
        part=part(CHILD_PROTECTION, "9", "b"),
        answer_by=on("2015-09-25"),
        by=cast.opcc,
        at=at("2015-08-25 10:30"),
    )


def _last_days(cast):
    """A plan is months late and said to be on target; what was closed in June has lasted."""
    post_update(
        action(CHILD_PROTECTION, "2"),
        assessment=Assessment.ON_TARGET,
        done="The Force Executive Board has seen the drafts of the strategy and of the plan.",
        next="Its comments are being worked in.",
        by=cast.support,
        at=at("2015-09-01 13:30"),
    )
    record_check(
        action(PEER_REVIEW, "4.32").checks.get(),
        done_on=on("2015-09-01"),
        lasted=True,
        found="Of forty officers asked at random, thirty-four could name the warning signs; in May it was nineteen.",
        by=cast.superintendent,
        at=at("2015-09-02 16:30"),
    )


def _assured(cast):
    """After the meeting of 6 August the OPCC says how far it is assured, and keeps the minute of what was challenged there."""
    inspection = Inspection.objects.get(slug=CHILD_PROTECTION)
    assure(
        inspection,
        Assurance.Level.PARTLY,
        reason="Procedures are issued and samples have begun; of what is late nobody says what protects children meanwhile.",
        by=cast.opcc,
        at=at("2015-09-01 11:00"),
    )
    note_for_meeting(
        inspection,
        "The board asked why the backlog is given without a number, and wants one at its next meeting.",
        recommendation=recommendation(CHILD_PROTECTION, "6"),
        meeting=Meeting.objects.get(held_on=on("2015-08-06")),
        outcome=MeetingNote.Outcome.CHALLENGED,
        by=cast.opcc,
        at=at("2015-09-01 11:20"),
    )


def _call_with_inspectors(cast):
    """HMIC rings before it comes back; the coordinator enters what was said the next day."""
    inspection = Inspection.objects.get(slug=CHILD_PROTECTION)
    record_contact(
        inspection,
        kind=Contact.Kind.MEETING,
        body=inspection.body,
        happened_on=on("2015-09-02"),
        text="They will look at the sample of logs first, and ask for it with the update.",
        source="Note of the call, inspections folder",
        recommendations=[recommendation(CHILD_PROTECTION, "1")],
        document=ContentFile(NOTE_OF_CALL, "call-2-september-2015.txt"),
        by=cast.coordinator,
        at=at("2015-09-03 09:30"),
    )


def _new_since(cast):
    """After "recommend complete": the proof that the OPCC was promised, and a question that nobody has answered."""
    post_update(
        action(CHILD_PROTECTION, "1"),
        assessment=Assessment.ON_TARGET,
        done="Sixty logs from July were sampled: a child was seen and spoken with in forty-seven.",
        evidence=[
            held(
                "Sample of sixty logs, July 2015",
                Evidence.Of.TEST,
                "Public protection shared drive, Samples",
                "2015-08-14",
            )
        ],
        by=cast.dci,
        at=at("2015-09-04 16:45"),
    )
    ask(
        action(CHILD_PROTECTION, "6"),
        "The table says that the backlog is smaller. How large was it, how large is it now, and on which day was it counted?",
        answer_by=on("2015-09-17"),
        by=cast.opcc,
        at=at("2015-09-07 11:20"),
    )


def _missing_again(cast):
    """The peer review found that nobody measures it; the missing persons manager has begun, and September's figures are due."""
    again = open_action(
        text="Count each month how many children go missing again within 30 days, and send the figures to both boards.",
        parts=[part(PEER_REVIEW, "4.36")],
        owner=cast.posts.missing,
        target_on=on("2015-09-30"),
        origin="Public protection meeting, 1 September 2015",
        by=cast.coordinator,
        at=at("2015-09-01 14:00"),
    )
    post_update(
        again,
        assessment=Assessment.ON_TARGET,
        done="July and August are counted by hand from the missing-persons system.",
        next="Have both boards take the figures on 17 September.",
        by=cast.missing,
        at=at("2015-09-08 10:15"),
    )
