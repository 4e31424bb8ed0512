"""What we do about a recommendation: one file a noun family."""

from .actions import Action, Coverage, FollowUpCheck, WaitingOn
from .intake import PlanDocument
from .progress import Assessment, Evidence, ProgressUpdate, Release, StagedFile
from .recommendations import Link, Part, Recommendation, Response, ResponseDecision
from .reports import ReportDocument, ReportDraft, ReportReading
from .scrutiny import (
    Answer,
    DeadlineDecision,
    DeadlineRequest,
    Decision,
    Question,
    Settlement,
    StatementDecision,
    TranscribedStatement,
)

__all__ = [
    "Action",
    "Answer",
    "Assessment",
    "Coverage",
    "DeadlineDecision",
    "DeadlineRequest",
    "Decision",
    "Evidence",
    "FollowUpCheck",
    "Link",
    "Part",
    "PlanDocument",
    "ProgressUpdate",
    "Question",
    "Recommendation",
    "Release",
    "ReportDocument",
    "ReportDraft",
    "ReportReading",
    "Response",
    "ResponseDecision",
    "Settlement",
    "StagedFile",
    "StatementDecision",
    "TranscribedStatement",
    "WaitingOn",
]
