"""Records, which are written once, read only: updates, evidence, questions, decisions, responses, plans and reports."""

from django.contrib import admin

from safeguarding.admin.read_only import ReadOnlyRecordAdmin
from safeguarding.admin.standing import hears_everything

from ..models import (
    Answer,
    DeadlineDecision,
    DeadlineRequest,
    Decision,
    Evidence,
    PlanDocument,
    PlanInspection,
    PlanWithdrawal,
    ProgressUpdate,
    Question,
    Release,
    ReportDocument,
    Response,
    ResponseDecision,
    Settlement,
    StatementDecision,
    TranscribedStatement,
)


class RecordAdmin(ReadOnlyRecordAdmin):
    """A record in a list: when, by whom, and what kind of thing; `facts` are fields whose values are never withheld."""

    facts = ()
    list_filter = ("recorded_at",)
    list_select_related = ("recorded_by",)
    hidden = ("digest", "file")

    def get_list_display(self, request):
        """When and who, then the facts."""
        return ("__str__", "recorded_at", "recorded_by", *self.facts, "audience", "marking")

    def get_list_filter(self, request):
        """By day and by audience."""
        return (*self.list_filter, "audience", "marking")


@admin.register(ProgressUpdate)
class ProgressUpdates(RecordAdmin):
    """What owners reported."""

    facts = ("assessment", "recommends_complete")
    list_filter = ("recorded_at", "assessment", "recommends_complete")
    search_fields = ("done", "next", "no_change_because")


@admin.register(Evidence)
class EvidenceRecords(RecordAdmin):
    """What shows it."""

    facts = ("of", "speaks_of_on")
    list_filter = ("recorded_at", "of")
    search_fields = ("title", "name")


@admin.register(Question)
class Questions(RecordAdmin):
    """What was asked."""

    facts = ("blocks", "asked_on", "answer_by")
    list_filter = ("recorded_at", "blocks")
    search_fields = ("text",)


@admin.register(Answer)
class Answers(RecordAdmin):
    """What was answered."""

    facts = ("question",)
    search_fields = ("text",)


@admin.register(Settlement)
class Settlements(RecordAdmin):
    """How a question was settled."""

    facts = ("question", "outcome")
    list_filter = ("recorded_at", "outcome")
    search_fields = ("reason",)


@admin.register(Decision)
class Decisions(RecordAdmin):
    """What the DCC decided."""

    facts = ("action", "part", "outcome", "decided_on")
    list_filter = ("recorded_at", "outcome")
    search_fields = ("reason",)


@admin.register(DeadlineRequest)
class DeadlineRequests(RecordAdmin):
    """Dates asked for."""

    facts = ("action", "previous_on", "new_on", "because")
    list_filter = ("recorded_at", "because")
    search_fields = ("reason",)


@admin.register(DeadlineDecision)
class DeadlineDecisions(RecordAdmin):
    """Dates agreed or not."""

    facts = ("request", "agreed")
    list_filter = ("recorded_at", "agreed")
    search_fields = ("reason",)


@admin.register(TranscribedStatement)
class TranscribedStatements(RecordAdmin):
    """What documents say."""

    facts = ("means", "said_on", "action")
    list_filter = ("recorded_at", "means")
    search_fields = ("words",)


@admin.register(StatementDecision)
class StatementDecisions(RecordAdmin):
    """What the DCC makes of them."""

    facts = ("statement", "outcome")
    list_filter = ("recorded_at", "outcome")
    search_fields = ("reason",)


@admin.register(Response)
class Responses(RecordAdmin):
    """How we answer a part."""

    facts = ("part", "kind", "position")
    list_filter = ("recorded_at", "kind", "position")
    search_fields = ("reason",)


@admin.register(ResponseDecision)
class ResponseDecisions(RecordAdmin):
    """Responses agreed or not."""

    facts = ("response", "agreed")
    list_filter = ("recorded_at", "agreed")
    search_fields = ("reason",)


@admin.register(Release)
class Releases(RecordAdmin):
    """Words released to the OPCC."""

    facts = ("action",)
    search_fields = ("reason",)


class PlanRecordAdmin(RecordAdmin):
    """What belongs to a plan; `to_document` leads there."""

    to_document = "document"

    def has_view_permission(self, request, obj=None):
        """For the force: a plan may name several inspections."""
        return hears_everything(request)

    def has_module_permission(self, request):
        """For the force."""
        return hears_everything(request)

    def get_queryset(self, request):
        """Of the plans that the person may know of."""
        visible = PlanDocument.objects.visible_to(request.user, request.now)
        return admin.ModelAdmin.get_queryset(self, request).filter(**{f"{self.to_document}__in": visible})


@admin.register(ReportDocument)
class ReportDocuments(RecordAdmin):
    """Reports whose recommendations were recorded from them."""

    facts = ("inspection", "items")
    list_select_related = ("recorded_by", "inspection")
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
