"""Recommendations, actions, and the records of what is reported, asked and decided about them."""

from .actions import Action, Coverage, FollowUpCheck, WaitingOn
from .deadlines import DeadlineDecision, DeadlineRequest
from .intake import ColumnLayout, PlanDocument, PlanInspection, PlanWithdrawal, StagedPlan, StatusWord
from .progress import Assessment, Evidence, ProgressUpdate, Release, StagedFile
from .recommendations import Link, Part, Recommendation, Response, ResponseDecision
from .reports import ReportDocument, ReportDraft, ReportReading
from .scrutiny import (
    Answer,
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
    "ColumnLayout",
    "Coverage",
    "DeadlineDecision",
    "DeadlineRequest",
    "Decision",
    "Evidence",
    "FollowUpCheck",
    "Link",
    "Part",
    "PlanDocument",
    "PlanInspection",
    "PlanWithdrawal",
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
    "StagedPlan",
    "StatementDecision",
    "StatusWord",
    "TranscribedStatement",
    "WaitingOn",
]
