"""Recommendations, actions, and the records of what is reported, asked and decided about them."""

from .actions import Action, Coverage, WaitingOn
from .assurance import Assurance, MeetingNote
from .checks import FollowUpCheck
from .commissioner import AnsweredReport, CommissionerComment, CommissionerResponse
from .contacts import Contact, ContactItem
from .deadlines import DeadlineDecision, DeadlineRequest
from .drafted import DraftedOutcome
from .gaps import GapWaiver, GapWaiverTakenBack
from .grades import CaseAudit, TopicGrade
from .inspectorate import InspectorateReply, InspectorateRequest
from .intake import ColumnLayout, PlanDocument, PlanInspection, PlanWithdrawal, StagedGrids, StagedPlan, StatusWord
from .likeness import Likeness
from .looked import LookedThrough
from .measures import Measure, MeasureReading
from .meetings import Meeting
from .notices import MailPreference, Notice, NoticeKind
from .packs import Pack, PackChoice, PackFile, PackIssue, StandingText
from .partners import AgencyResponse, QualityCheck
from .progress import Assessment, Evidence, ProgressUpdate, Release, StagedFile
from .rag import RagRating
from .recommendations import Link, Part, Recommendation
from .redactions import Redaction, RedactionDeclined, RedactionRequest, RedactionTakenBack
from .reference import Board, NamedPlan, Portfolio
from .reports import ReportDocument, ReportDraft, ReportParagraph, ReportReading
from .responses import Response, ResponseDecision
from .rounds import MailedForm, Return, ReturnDraft, ReturnLine, ReturnNotice, RoundScope, UpdateRound
from .saved_views import SavedView
from .scrutinising_bodies import ScrutinisingBody
from .scrutiny import (
    Answer,
    Decision,
    Question,
    Settlement,
    StatementDecision,
    TranscribedStatement,
)
from .seals import Cosignature, CosigningKey, CosigningKeyConfirmed, CosigningKeyWithdrawn
from .search import OwnerName, SearchText
from .sessions import AgendaItem, AgendaOutcome, ScrutinySession
from .standings import ActionStanding, AwaitedStanding, CoverageStanding, PartStanding, RecommendationStanding
from .taken_back import DeadlineTakenBack, EvidenceTakenBack, RecommendationTakenBack
from .update_requests import UpdateRequest, UpdateRequestTakenBack
from .verdicts import Verdict

__all__ = [
    "Action",
    "ActionStanding",
    "AgencyResponse",
    "AgendaItem",
    "AgendaOutcome",
    "Answer",
    "AnsweredReport",
    "Assessment",
    "Assurance",
    "AwaitedStanding",
    "Board",
    "CaseAudit",
    "ColumnLayout",
    "CommissionerComment",
    "CommissionerResponse",
    "Contact",
    "ContactItem",
    "Cosignature",
    "CosigningKey",
    "CosigningKeyConfirmed",
    "CosigningKeyWithdrawn",
    "Coverage",
    "CoverageStanding",
    "DeadlineDecision",
    "DeadlineRequest",
    "DeadlineTakenBack",
    "Decision",
    "DraftedOutcome",
    "Evidence",
    "EvidenceTakenBack",
    "FollowUpCheck",
    "GapWaiver",
    "GapWaiverTakenBack",
    "InspectorateReply",
    "InspectorateRequest",
    "Likeness",
    "Link",
    "LookedThrough",
    "MailPreference",
    "MailedForm",
    "Measure",
    "MeasureReading",
    "Meeting",
    "MeetingNote",
    "NamedPlan",
    "Notice",
    "NoticeKind",
    "OwnerName",
    "Pack",
    "PackChoice",
    "PackFile",
    "PackIssue",
    "Part",
    "PartStanding",
    "PlanDocument",
    "PlanInspection",
    "PlanWithdrawal",
    "Portfolio",
    "ProgressUpdate",
    "QualityCheck",
    "Question",
    "RagRating",
    "Recommendation",
    "RecommendationStanding",
    "RecommendationTakenBack",
    "Redaction",
    "RedactionDeclined",
    "RedactionRequest",
    "RedactionTakenBack",
    "Release",
    "ReportDocument",
    "ReportDraft",
    "ReportParagraph",
    "ReportReading",
    "Response",
    "ResponseDecision",
    "Return",
    "ReturnDraft",
    "ReturnLine",
    "ReturnNotice",
    "RoundScope",
    "SavedView",
    "ScrutinisingBody",
    "ScrutinySession",
    "SearchText",
    "Settlement",
    "StagedFile",
    "StagedGrids",
    "StagedPlan",
    "StandingText",
    "StatementDecision",
    "StatusWord",
    "TopicGrade",
    "TranscribedStatement",
    "UpdateRequest",
    "UpdateRequestTakenBack",
    "UpdateRound",
    "Verdict",
    "WaitingOn",
]
