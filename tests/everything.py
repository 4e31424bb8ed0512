"""One action's whole story: at least one row of every noun and record there is."""

from datetime import date
from hashlib import sha256

from django.core.files.base import ContentFile

from recommendations.importers.returns import TypedRow
from recommendations.models import (
    AgencyResponse,
    AgendaItem,
    AgendaOutcome,
    Assurance,
    ColumnLayout,
    Cosignature,
    CosigningKey,
    CosigningKeyConfirmed,
    CosigningKeyWithdrawn,
    DraftedOutcome,
    Meeting,
    MeetingNote,
    PackFile,
    PackIssue,
    PlanDocument,
    PlanInspection,
    PlanWithdrawal,
    RagRating,
    ReportDocument,
    ScrutinisingBody,
    ScrutinySession,
    StatusWord,
    TranscribedStatement,
)
from recommendations.selectors.rounds.keys import RowKey
from recommendations.services import actions, progress, returns, rounds, scrutiny
from recommendations.services.commissioner import begin_commissioner_response, comment_for_commissioner
from recommendations.services.contacts import record_contact
from recommendations.services.gaps import take_back_waiver, waive
from recommendations.services.grades import record_grades
from recommendations.services.inspectorate import ask_inspectorate, record_reply
from recommendations.services.links import link
from recommendations.services.looked import look_through
from recommendations.services.mailed_forms import take_in
from recommendations.services.measures import add_measure, add_reading, correct_reading
from recommendations.services.packs import choose, prepare_paper
from recommendations.services.paper_lines import write_lines
from recommendations.services.partners import check_quality
from recommendations.services.recommendations import decide_response, respond
from recommendations.services.redactions import ask_to_redact, decline_to_redact, redact, take_back_redaction
from recommendations.services.standing_text import write_standing_text
from recommendations.services.taken_back import take_back_date, take_back_evidence, take_back_recommendation
from recommendations.services.update_requests import ask_for_update, take_back_request
from recommendations.services.verdicts import correct_verdict, record_verdict
from recommendations.workflow import Gap
from safeguarding.history import version_of

from .factories import (
    ActionFactory,
    BoardFactory,
    NamedPlanFactory,
    PortfolioFactory,
    RecommendationFactory,
    ThemeFactory,
)
from .moments import OPENED
from .recorded import change, write
from .walk import DECIDED, RECOMMENDED, recommend, support


def record_everything(cast, recommendation, *, released=True):
    """Answer a recommendation of the issue owner's, which has parts a and b, by an action that is completed.

    released: and the issue owner showed the OPCC what was said on it.
    """
    by = {"by": cast.coordinator, "at": OPENED}
    inspection = recommendation.inspection
    for_whom = {"audience": inspection.audience, "marking": inspection.marking}
    for factory in (ThemeFactory, BoardFactory, NamedPlanFactory, PortfolioFactory):
        factory()
    meeting = write(Meeting(board=BoardFactory(), held_on=date(2015, 8, 6)), **by)
    if not BoardFactory().rag_ratings.exists():
        write(RagRating(board=BoardFactory(), state="no-action", colour="rag-grey", words="No record"), **by)
    write_standing_text(BoardFactory(), version=0, purpose="To inform.", **by)
    pack = prepare_paper(meeting, version=0, cut_off_at=OPENED, **by)
    choose(pack, recommendation.inspection, state="ready", reason="", **by)
    issue = write(PackIssue(pack=pack, prepared_by=cast.coordinator), by=cast.dcc, at=DECIDED)
    kept = {"name": "p.pdf", "kind": "pdf", "for_public": True, "sha256": sha256(b"...").hexdigest(), "base64": "Li4u"}
    write(PackFile(issue=issue, **kept), by=cast.dcc, at=DECIDED)
    prepare_paper(inspection, "update", version=0, reports=[inspection], cut_off_at=OPENED, **by)
    write_lines(recommendation, version=version_of(recommendation), equality="Girls most of all.", **by)
    first = recommendation.parts.first()
    link(recommendation, RecommendationFactory(inspection=recommendation.inspection), "depends-on", **by)
    response = respond(first, "in-place", reason="Issued in 2014.", **by)
    decide_response(response, agreed=True, by=cast.dcc, at=OPENED)

    said = {"position": "under-way", "text": "We train ours in May.", "said_on": date(2015, 4, 1)}
    of_agency = write(AgencyResponse(part=first, agency=cast.agency, **said, **for_whom), **by)
    check_quality(of_agency, outcome="asked", reason="Which staff?", **by)

    action = ActionFactory(parts=recommendation.parts.all(), owner=cast.posts.owner)
    actions.wait_on(action, body="Council", review_on=date(2015, 9, 1), meanwhile="By hand.", by=cast.owner, at=OPENED)
    request = actions.request_deadline(action, date(2015, 5, 1), because="it", reason="Late.", by=cast.owner, at=OPENED)
    actions.decide_deadline(request, agreed=True, reason="Yes.", by=cast.issue_owner, at=OPENED)

    wanted = ask_for_update(action, text="How far?", answer_by=date(2030, 6, 1), **by)
    take_back_request(wanted, reason="Said by telephone.", **by)
    later = actions.request_deadline(action, date(2030, 6, 1), because="it", reason="Later.", by=cast.owner, at=OPENED)
    take_back_date(later, reason="Not needed.", by=cast.owner, at=OPENED)
    scope = {"inspections": [inspection], "plans": [], "actions": [action]}
    asked = rounds.commission_round(title="May", returns_by=date(2015, 5, 1), session=None, **scope, **by)
    rounds.chase(asked, action.owner, **by)
    typed = [returns.Drafted(action.pk, 0, no_change_because="It is done.")]
    returns.keep_drafts(asked, action.owner, typed, by=cast.owner, at=OPENED)
    returns.submit_return(asked, action.owner, by=cast.owner, at=OPENED)
    key = str(RowKey(action.pk, asked.pk, action.owner_id, 0, 0))
    came = {"name": "return.xlsx", "sender": "", "sha256": sha256(key.encode()).hexdigest(), "at": OPENED}
    take_in([TypedRow("Row 2", key, "It is done.", "")], **came)
    recommend(action, by=cast.owner, at=OPENED)
    take_back_recommendation(action, reason="Too soon.", by=cast.owner, at=OPENED)
    proof = progress.EvidenceDraft(title="Audit", held_elsewhere="Audit system")
    slip = progress.EvidenceDraft(title="Other audit", held_elsewhere="Audit system")
    recommend(action, by=cast.owner, shown="not-tested", check_on=date(2016, 1, 1), evidence=[proof, slip])
    take_back_evidence(action.evidence.last(), reason="Of another.", by=cast.owner, at=RECOMMENDED)
    if released:
        progress.release(action, by=cast.issue_owner, at=DECIDED)
    question = scrutiny.ask(action, "When?", by=cast.dcc, at=DECIDED)
    scrutiny.answer(question, "In May.", by=cast.owner, at=DECIDED)
    scrutiny.accept_answer(question, by=cast.dcc, at=DECIDED)
    session = ScrutinySession(held_on=date(2015, 8, 7), chair=cast.dcc)
    item = AgendaItem(session=write(session, by=cast.dcc, at=DECIDED), action=action, rule="by-hand", order=1)
    draft = DraftedOutcome(
        item=write(item, by=cast.dcc, at=DECIDED), suggests="question", text="When?", digest="-", **for_whom
    )
    draft = write(draft, by=cast.staff_officer, at=DECIDED)
    outcome = AgendaOutcome(item=item, question=question, draft=draft, **for_whom)
    write(outcome, by=cast.dcc, at=DECIDED)
    support(action, by=cast.dcc)
    look_through("scrutiny-queue", until=DECIDED, by=cast.dcc, at=DECIDED)
    letter = {
        "body": recommendation.inspection.body,
        "asked_by": "DCC",
        "asked_on": date(2015, 8, 3),
        "text": "May we?",
    }
    asked_them = ask_inspectorate(action=action, **letter, by=cast.dcc, at=DECIDED)
    record_reply(
        asked_them, outcome="agreed", said_on=date(2015, 8, 4), source="Letter", by=cast.coordinator, at=DECIDED
    )
    waiver = waive(Gap.WORK_GOES_ON, action, reason="Known.", until=date(2015, 12, 1), by=cast.dcc, at=DECIDED)
    take_back_waiver(waiver, reason="Mended.", by=cast.dcc, at=DECIDED)

    given = {"outcome": "still-open", "given_on": date(2015, 8, 9), "body": recommendation.inspection.body}
    given |= {"source": "Letter, page 2", "difference": "No audit of it yet."}
    verdict = record_verdict(recommendation, part=first, **given, by=cast.coordinator, at=DECIDED)
    correct_verdict(verdict, why="Page 3.", seen=verdict.pk, source="Letter, page 3", by=cast.dcc, at=DECIDED)

    passed = {"kind": "closing", "body": recommendation.inspection.body, "happened_on": date(2015, 8, 9)}
    passed |= {
        "text": "They close it.",
        "source": "Letter, page 4",
        "document": ContentFile(b"They close it.", "letter.txt"),
    }
    record_contact(inspection, **passed, recommendations=[recommendation], by=cast.coordinator, at=DECIDED)

    measure = add_measure(recommendation, name="Children seen", better="more", unit="cases", **by)
    reading = add_reading(measure, value=18, out_of=20, read_on=date(2015, 4, 1), source="Audit", note="Of July.", **by)
    correct_reading(reading, why="Page.", seen=reading.pk, source="Audit, page 2", by=cast.coordinator, at=DECIDED)

    counts = {"good": 1, "adequate": 0, "requires_improvement": 2, "inadequate": 3}
    write(Assurance(inspection=inspection, level="partly", reason="The audit is to come.", **for_whom), **by)
    if not ScrutinisingBody.objects.exists():  # one at a time
        write(ScrutinisingBody(name="Commissioner", from_on=date(2012, 11, 22)), **by)
    noted_there = write(
        MeetingNote(inspection=inspection, recommendation=recommendation, text="Ask when.", **for_whom), **by
    )
    graded = {"topics": {"leadership": "good"}, "audits": {"force": counts}, "source": "Report, page 3"}
    record_grades(recommendation.inspection, **graded, **by)

    opcc = {"by": cast.opcc, "at": DECIDED}
    response = begin_commissioner_response(title="To it", inspections=[recommendation.inspection], **opcc)
    said = {"kind": "proposed", "text": "It is proposed.", "version": 0}
    comment_for_commissioner(response, recommendation, **said, **opcc)
    change(response, comments="Welcome.", published_on=date(2015, 8, 5), published_where="Our pages", **opcc)

    brought = f"Of action {action.pk}".encode()
    digest = sha256(brought).hexdigest()
    document = PlanDocument(name="p", sha256=digest, rows=1, file=ContentFile(brought, "p"), **for_whom)
    write(document, **by)
    write(PlanInspection(document=document, inspection=inspection, **for_whom), **by)
    write(ColumnLayout(fingerprint=f"{action.pk}", header="Ref", fields={"0": "reference"}), **by)
    write(StatusWord(words=f"slipping {action.pk}", means="at_risk"), **by)
    report = {"name": "r", "sha256": digest, "items": 1, "file": ContentFile(brought, "r")}
    write(ReportDocument(inspection=inspection, **report, **for_whom), **by)
    noted = {"means": "other", "words": "Noted.", "document": document, "source": "row 2"}
    statement = write(TranscribedStatement(recommendation=recommendation, action=action, **noted, **for_whom), **by)
    scrutiny.confirm(statement, "stands", by=cast.dcc, at=DECIDED)
    write(PlanWithdrawal(document=document, reason="Sent by mistake.", **for_whom), by=cast.coordinator, at=DECIDED)
    asked = ask_to_redact("meetingnote", noted_there.pk, ["text"], reason="Typed in error.", **by)
    redact(asked, by=cast.dcc, at=DECIDED)
    by_owner = {"reason": "Typed in error.", "by": cast.owner, "at": DECIDED}
    asked = ask_to_redact("question", question.pk, ["text"], **by_owner)
    decline_to_redact(asked, reason="No name is in it.", by=cast.dcc, at=DECIDED)
    asked = ask_to_redact("question", question.pk, ["text"], **by_owner)
    take_back_redaction(asked, reason="It is no name.", by=cast.owner, at=DECIDED)
    ask_to_redact("question", question.pk, ["text"], **by_owner)
    key = write(CosigningKey(name=f"opcc-{action.pk}", line=f"opcc-{action.pk}+0+AA=="), **opcc)
    write(CosigningKeyConfirmed(key=key, added_by=cast.opcc), by=cast.coordinator, at=DECIDED)
    back = write(CosigningKey(name=f"back-{action.pk}", line=f"back-{action.pk}+0+AA=="), **opcc)
    write(CosigningKeyWithdrawn(key=back), **opcc)
    note = "log\n1\nAA==\n2015-08-07\n\n\u2014 log AA==\n\u2014 opcc AA==\n"
    write(Cosignature(key=key, size=1, sealed_at=DECIDED, note=note), **opcc)
    return action
