"""What there is to leak: an inspection under embargo, one whose words are the force's, and one that two agencies share."""

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from django.core.files.base import ContentFile

from inspections.services import concern_agency, name_early_reader, release_to_opcc
from recommendations.models import (
    AgencyResponse,
    CommissionerComment,
    CommissionerResponse,
    CosigningKey,
    Evidence,
    Part,
    PlanDocument,
    PlanInspection,
    QualityCheck,
    Recommendation,
    ReportDraft,
    ScrutinySession,
    TranscribedStatement,
)
from recommendations.services import actions, progress, questions, scrutiny
from recommendations.services.inspectorate import ask_inspectorate
from recommendations.services.packs import prepare_paper
from recommendations.services.recommendations import PartDraft, respond
from recommendations.services.sessions import move_session
from recommendations.services.staged_plans import stage_plan
from recommendations.services.update_requests import ask_for_update
from safeguarding.appointments import appoint, grant
from safeguarding.models import Agency, Holding, Post, Seal, SealTimestamp
from safeguarding.models.people import Role
from tests.everything import record_everything
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory, UserFactory
from tests.moments import NOW, OPENED, london
from tests.recommendations.reported import begun
from tests.recorded import change, write
from tests.walk import recommend, recommendation

from .planted import planting

MAY, JULY, LIFTED = london(2015, 5, 1), london(2015, 7, 1), london(2015, 10, 1)
EMBARGOED, FORCE, AGENCY, DRAFT = "Zzembargozz", "Zzforcezz", "Zzagencyzz", "Zzdraftzz"
ON_ACTION = (
    *("action-update", "action-wait", "action-deadline", "action-owner", "action-release", "action-check"),
    "action-ask-update",
)


@dataclass
class Thing:
    """An inspection and all that hangs on it.

    made: keys by model, in the order they were made. shown: by page, those that it is asked for with where they are not the last.
    """

    slug: str
    made: dict
    shown: dict = field(default_factory=dict)


def build(cast):
    """The three of them, by name, and everybody who looks."""
    health = write(Agency(slug="health", name="Health Trust"), by=cast.coordinator, at=OPENED)
    cast.health = UserFactory(username="health")
    grant(cast.health, Role.PARTNER, agency=health, by=cast.administrator, at=OPENED)
    return {"shared": _shared(cast, health), "narrow": _narrow(cast), "embargoed": _embargoed(cast)}


def _embargoed(cast):
    with planting(EMBARGOED) as made:
        inspection = InspectionFactory(slug="embargoed")
        record_everything(cast, recommendation(cast, "a", "b", inspection=inspection))
        _coming_in(cast, inspection)
        release_to_opcc(inspection, by=cast.coordinator, at=JULY)
        concern_agency(inspection, cast.agency, by=cast.coordinator, at=JULY)
        change(inspection, embargo_until=LIFTED, by=cast.coordinator, at=JULY)
        name_early_reader(inspection, cast.coordinator, by=cast.coordinator, at=JULY)
    return Thing("embargoed", made)


def _narrow(cast):
    inspection = InspectionFactory(slug="narrow", audience="force", marking="official-sensitive")
    release_to_opcc(inspection, by=cast.coordinator, at=OPENED)
    concern_agency(inspection, cast.agency, by=cast.coordinator, at=OPENED)
    asked = recommendation(cast, "a", "b", inspection=inspection)
    # What the report says is for all who know of the inspection; what an agency says and is asked about that, for itself.
    for_them = Recommendation | Part | AgencyResponse | QualityCheck | CommissionerResponse | CommissionerComment
    with planting(lambda row: "" if isinstance(row, for_them) else FORCE) as made:
        record_everything(cast, asked, released=False)
        _coming_in(cast, inspection)
    made |= {Recommendation: [asked.pk], Part: list(asked.parts.values_list("pk", flat=True))}
    return Thing("narrow", made)


def _coming_in(cast, inspection):
    """A report and a plan of it on their way in, in nobody's hands but the coordinator's."""
    begun(cast, f"Recommendations\n\nWe recommend that the force keeps {DRAFT}.\n", inspection=inspection)
    plan = {"name": f"{inspection.slug}.csv", "sha256": inspection.slug.ljust(64, "0"), "inspection": inspection.slug}
    stage_plan(**plan, data=f"Action\n{DRAFT}\n".encode(), by=cast.coordinator, at=NOW)


def _shared(cast, health):
    """All that is open to be done on it; and what social care says, which the other agency does not read."""
    with planting("") as made:
        inspection = InspectionFactory(slug="shared", audience="agencies")
        release_to_opcc(inspection, by=cast.coordinator, at=OPENED)
        for agency in (cast.agency, health):
            concern_agency(inspection, agency, by=cast.coordinator, at=OPENED)
        parts = [PartDraft(text=f"Clause {letter}", letter=letter, addressees="The council") for letter in "ab"]
        asked = RecommendationFactory(inspection=inspection, issue_owner=cast.posts.issue_owner, parts=parts)
        open_things = _open(cast, asked)
        _coming_in(cast, inspection)
        Seal.objects.create(size=1, sealed_at=NOW, note="log\n1\nAA==\n2015\n\n\u2014 log AA==\n", frontier=b"-")
        SealTimestamp.objects.create(size=1, given_at=NOW, answer="")
        write(CosigningKey(name="opcc", line="opcc+0+AA=="), by=cast.coordinator, at=NOW)
        made[ReportDraft] = list(ReportDraft.objects.values_list("pk", flat=True))
    with planting(AGENCY) as said:
        _said_by_social_care(cast, asked)
    made[Evidence] += said[Evidence]
    made |= {Post: [cast.posts.other_owner.pk], Holding: [cast.posts.other_owner.holdings.get().pk]}
    return Thing("shared", made, open_things)


def _open(cast, asked):
    """What can be done about it; returns, by page, the keys of the rows it is shown of where these are not the last made."""
    first, last = asked.parts.all()
    by = {"by": cast.owner, "at": MAY}
    action = ActionFactory(parts=[first], owner=cast.posts.owner, target_on=date(2015, 4, 30))
    progress.post_update(action, done="Issued.", **by)
    actions.wait_on(action, body="Council", review_on=date(2015, 12, 1), meanwhile="By hand.", **by)
    actions.request_deadline(action, date(2015, 6, 1), because="it", reason="Late.", **by)
    question = scrutiny.ask(action, "When?", by=cast.dcc, at=MAY)
    answered = scrutiny.ask(action, "Who?", by=cast.dcc, at=MAY)
    scrutiny.answer(answered, "All.", **by)
    about = questions.ask_about(asked, "Why?", by=cast.dcc, at=MAY)
    answer_about = scrutiny.answer(
        questions.ask_about(asked, "Since when?", by=cast.dcc, at=MAY), "May.", by=cast.issue_owner, at=MAY
    )
    letter = {"body": asked.inspection.body, "asked_by": "DCC", "asked_on": date(2015, 8, 3), "text": "May we?"}
    ask_inspectorate(action=action, **letter, by=cast.dcc, at=NOW)
    told = {"version": 0, "reports": [asked.inspection], "cut_off_at": NOW}
    prepare_paper(asked.inspection, "update", **told, by=cast.coordinator, at=NOW)
    ask_for_update(action, text="How far?", answer_by=date(2015, 12, 1), by=cast.coordinator, at=NOW)
    respond(last, "in-place", reason="Issued.", by=cast.coordinator, at=MAY)
    ready = ActionFactory(parts=[first], owner=cast.posts.owner)
    recommend(ready, by=cast.owner)
    unowned = ActionFactory(parts=[first])
    _transcribed(cast, action, asked)
    session = write(ScrutinySession(title="DCC", held_on=date(2015, 9, 10), chair=cast.dcc), by=cast.dcc, at=NOW)
    move_session(session, "open", attendance="", apologies="", by=cast.dcc, at=NOW)
    return {name: {"number": action.pk} for name in ON_ACTION} | {
        "scrutiny-item": {"pk": ready.pk},
        "action-take-back": {"number": ready.pk},
        "gap-waive": {"key": unowned.pk},
        "question-answer": {"pk": question.pk},
        "question-correct": {"pk": question.pk},
        "question-set-aside": {"pk": question.pk},
        "question-settle": {"pk": answer_about.question_id},
        "answer-correct": {"pk": answered.answers.get().pk},
        "draft-add-paragraph": {"number": 1},
        "recommendation-answer": {"pk": about.pk},
        "recommendation-question-correct": {"pk": about.pk},
        "recommendation-answer-correct": {"pk": answer_about.pk},
    }


def _transcribed(cast, action, asked):
    by = {"by": cast.coordinator, "at": MAY}
    document = write(
        PlanDocument(name="p", sha256=sha256(b"...").hexdigest(), rows=1, file=ContentFile(b"...", "p")), **by
    )
    write(PlanInspection(document=document, inspection=asked.inspection), **by)
    for row in ("row 2", "row 3"):
        said = {"means": "complete", "words": "Complete", "document": document, "source": row}
        write(TranscribedStatement(action=action, recommendation=asked, **said), **by)


def _said_by_social_care(cast, asked):
    post = write(Post(title="Service manager", agency=cast.agency), by=cast.administrator, at=OPENED)
    appoint(post, cast.partner, by=cast.administrator, at=OPENED)
    by = {"by": cast.partner, "at": MAY}
    action = ActionFactory(parts=[asked.parts.first()], owner=post)
    proof = progress.EvidenceDraft(title="Proof", file=ContentFile(AGENCY.encode(), "proof.txt"), name="proof.txt")
    progress.post_update(action, done="Beds.", evidence=[proof], **by)
    actions.wait_on(action, body="Board", review_on=date(2015, 12, 1), meanwhile="Watch.", **by)
    actions.request_deadline(action, date(2015, 11, 1), because="it", reason="Late.", **by)
    scrutiny.answer(scrutiny.ask(action, "When?", by=cast.dcc, at=MAY), "Soon.", **by)
    said = {"position": "under-way", "text": "Four beds.", "said_on": date(2015, 5, 1)}
    write(AgencyResponse(part=asked.parts.first(), agency=cast.agency, **said), **by)
