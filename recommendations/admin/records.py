"""Records, which are written once, read only: updates, evidence, questions, decisions, responses, plans and reports."""

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from safeguarding.admin.authority import hears_everything
from safeguarding.admin.read_only import ReadOnlyRecordAdmin

from ..models import (
    AgencyResponse,
    Answer,
    Assurance,
    CaseAudit,
    DeadlineDecision,
    DeadlineRequest,
    DeadlineTakenBack,
    Decision,
    Evidence,
    EvidenceTakenBack,
    GapWaiver,
    GapWaiverTakenBack,
    MeasureReading,
    MeetingNote,
    PlanDocument,
    PlanInspection,
    PlanWithdrawal,
    ProgressUpdate,
    QualityCheck,
    Question,
    RecommendationTakenBack,
    Release,
    ReportDocument,
    Response,
    ResponseDecision,
    Settlement,
    StatementDecision,
    TopicGrade,
    TranscribedStatement,
    Verdict,
)


class RecordAdmin(ReadOnlyRecordAdmin):
    """`facts` are fields for the list whose values are never withheld: dates, outcomes, what it is about."""

    facts = ()
    list_filter = ("recorded_at",)
    hidden = ("digest", "file")

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """Who and when first, then the facts."""
        return ("__str__", "recorded_at", "recorded_by", *self.facts, "audience", "marking")

    def get_list_select_related(self, request: HttpRequest) -> tuple[str, ...]:
        """Who recorded it, and what the facts name: a row asks for nothing more."""
        named = (self.model._meta.get_field(fact) for fact in self.facts)
        keys = (field.name for field in named if field.is_relation)
        # A part is named with its recommendation.
        return ("recorded_by", *("part__recommendation" if key == "part" else key for key in keys))

    def get_list_filter(self, request: HttpRequest) -> tuple[str, ...]:
        return (*self.list_filter, "audience", "marking")


@admin.register(ProgressUpdate)
class ProgressUpdates(RecordAdmin):
    facts = ("assessment", "recommends_complete")
    list_filter = ("recorded_at", "assessment", "recommends_complete")
    search_fields = ("done", "next", "no_change_because")


@admin.register(Evidence)
class EvidenceRecords(RecordAdmin):
    facts = ("of", "speaks_of_on")
    list_filter = ("recorded_at", "of")
    search_fields = ("title", "name")


@admin.register(Question)
class Questions(RecordAdmin):
    facts = ("blocks", "asked_on", "answer_by")
    list_filter = ("recorded_at", "blocks")
    search_fields = ("text",)


@admin.register(Answer)
class Answers(RecordAdmin):
    facts = ("question",)
    search_fields = ("text",)


@admin.register(Settlement)
class Settlements(RecordAdmin):
    facts = ("question", "outcome")
    list_filter = ("recorded_at", "outcome")
    search_fields = ("reason",)


@admin.register(Decision)
class Decisions(RecordAdmin):
    facts = ("action", "part", "outcome", "decided_on")
    list_filter = ("recorded_at", "outcome")
    search_fields = ("reason",)


@admin.register(DeadlineRequest)
class DeadlineRequests(RecordAdmin):
    facts = ("action", "previous_on", "new_on", "because")
    list_filter = ("recorded_at", "because")
    search_fields = ("reason",)


@admin.register(DeadlineDecision)
class DeadlineDecisions(RecordAdmin):
    facts = ("request", "agreed", "instead_on")
    list_filter = ("recorded_at", "agreed")
    search_fields = ("reason",)


@admin.register(DeadlineTakenBack)
class DeadlinesTakenBack(RecordAdmin):
    facts = ("request",)
    search_fields = ("reason",)


@admin.register(EvidenceTakenBack)
class EvidenceRecordsTakenBack(RecordAdmin):
    facts = ("evidence",)
    search_fields = ("reason",)


@admin.register(RecommendationTakenBack)
class RecommendationsTakenBack(RecordAdmin):
    facts = ("action", "part")
    search_fields = ("reason",)


@admin.register(GapWaiver)
class GapWaivers(RecordAdmin):
    facts = ("gap", "action", "recommendation", "part", "until")
    list_filter = ("recorded_at", "gap")
    search_fields = ("reason",)


@admin.register(GapWaiverTakenBack)
class GapWaiversTakenBack(RecordAdmin):
    facts = ("waiver",)
    search_fields = ("reason",)


@admin.register(TranscribedStatement)
class TranscribedStatements(RecordAdmin):
    facts = ("means", "said_on", "action")
    list_filter = ("recorded_at", "means")
    search_fields = ("words",)


@admin.register(StatementDecision)
class StatementDecisions(RecordAdmin):
    facts = ("statement", "outcome")
    list_filter = ("recorded_at", "outcome")
    search_fields = ("reason",)


@admin.register(Response)
class Responses(RecordAdmin):
    facts = ("part", "kind", "position")
    list_filter = ("recorded_at", "kind", "position")
    search_fields = ("reason",)


@admin.register(AgencyResponse)
class AgencyResponses(RecordAdmin):
    facts = ("part", "agency", "said_on")
    list_filter = ("recorded_at", "agency")
    search_fields = ("text",)


@admin.register(QualityCheck)
class QualityChecks(RecordAdmin):
    facts = ("response", "outcome")
    list_filter = ("recorded_at", "outcome")
    search_fields = ("reason",)


@admin.register(ResponseDecision)
class ResponseDecisions(RecordAdmin):
    facts = ("response", "agreed")
    list_filter = ("recorded_at", "agreed")
    search_fields = ("reason",)


@admin.register(MeasureReading)
class MeasureReadings(RecordAdmin):
    facts = ("measure", "value", "out_of", "read_on")
    search_fields = ("source", "note")


@admin.register(Assurance)
class Assurances(RecordAdmin):
    facts = ("inspection", "level")
    list_filter = ("recorded_at", "level")
    search_fields = ("reason",)


@admin.register(MeetingNote)
class MeetingNotes(RecordAdmin):
    facts = ("inspection", "recommendation", "meeting", "outcome")
    list_filter = ("recorded_at", "outcome")
    search_fields = ("text",)


@admin.register(TopicGrade)
class TopicGrades(RecordAdmin):
    facts = ("inspection", "topic", "grade")
    list_filter = ("recorded_at", "topic", "grade")
    search_fields = ("source",)


@admin.register(CaseAudit)
class CaseAudits(RecordAdmin):
    facts = ("inspection", "assessed_by", *CaseAudit.COUNTS)
    list_filter = ("recorded_at", "assessed_by")
    search_fields = ("source",)


@admin.register(Verdict)
class Verdicts(RecordAdmin):
    facts = ("recommendation", "part", "outcome", "given_on", "body")
    list_filter = ("recorded_at", "outcome", "body")
    search_fields = ("source", "difference")


@admin.register(Release)
class Releases(RecordAdmin):
    facts = ("action",)
    search_fields = ("reason",)


class PlanRecordAdmin(RecordAdmin):
    """A record of a plan that came in; `to_document` leads there."""

    to_document = "document"

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """For the force: a plan may name several inspections."""
        return hears_everything(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return hears_everything(request)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Of the plans that the person may know of."""
        visible = PlanDocument.objects.visible_to(request.user, request.now)
        return admin.ModelAdmin.get_queryset(self, request).filter(**{f"{self.to_document}__in": visible})


@admin.register(ReportDocument)
class ReportDocuments(RecordAdmin):
    """Reports whose recommendations were recorded from them."""

    facts = ("inspection", "items")
    search_fields = ("name",)


@admin.register(PlanDocument)
class PlanDocuments(PlanRecordAdmin):
    """Plans and progress tables as they came in."""

    to_document = "pk"
    facts = ("rows", "new", "changed", "unchanged", "left_out")
    search_fields = ("name",)


@admin.register(PlanInspection)
class PlanInspections(PlanRecordAdmin):
    """Which inspections a plan answers."""

    facts = ("document", "inspection")


@admin.register(PlanWithdrawal)
class PlanWithdrawals(PlanRecordAdmin):
    """Imports withdrawn as a whole."""

    facts = ("document",)
    search_fields = ("reason",)
