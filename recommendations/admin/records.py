"""Records, which are written once, read only: updates, evidence, questions, decisions, responses, plans and reports."""

from django.contrib import admin
from django.db.models import BooleanField, Model, QuerySet
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
    UpdateRequest,
    UpdateRequestTakenBack,
    Verdict,
)


class RecordAdmin(ReadOnlyRecordAdmin):
    """`facts` are fields for the list whose values are never withheld: dates, outcomes, what it is about.

    The list is filtered by those of them that are a choice of a few, and by `list_filter` besides.
    """

    facts = ()
    list_filter = ()
    hidden = ("digest", "file")

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """Who and when first, then the facts."""
        return ("__str__", "recorded_at", "recorded_by", *self.facts, "audience", "marking")

    def get_list_select_related(self, request: HttpRequest) -> tuple[str, ...]:
        """Who recorded it, and what the facts name: a row asks for nothing more."""
        keys = (field.name for field in self._facts() if field.is_relation)
        # A part is named with its recommendation.
        return ("recorded_by", *("part__recommendation" if key == "part" else key for key in keys))

    def get_list_filter(self, request: HttpRequest) -> tuple[str, ...]:
        few = (field.name for field in self._facts() if field.choices or isinstance(field, BooleanField))
        return ("recorded_at", *few, *self.list_filter, "audience", "marking")

    def _facts(self):
        return [self.model._meta.get_field(fact) for fact in self.facts]


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


REASONED = {  # their words are a reason
    Settlement: ("question", "outcome"),
    Decision: ("action", "part", "outcome", "decided_on"),
    DeadlineRequest: ("action", "previous_on", "new_on", "because"),
    DeadlineDecision: ("request", "agreed", "instead_on"),
    DeadlineTakenBack: ("request",),
    EvidenceTakenBack: ("evidence",),
    RecommendationTakenBack: ("action", "part"),
    UpdateRequestTakenBack: ("request",),
    GapWaiver: ("gap", "action", "recommendation", "part", "until"),
    GapWaiverTakenBack: ("waiver",),
    StatementDecision: ("statement", "outcome"),
    Response: ("part", "kind", "position"),
    QualityCheck: ("response", "outcome"),
    ResponseDecision: ("response", "agreed"),
    Assurance: ("inspection", "level"),
    Release: ("action",),
}
for model, facts in REASONED.items():
    admin.site.register(model, RecordAdmin, facts=facts, search_fields=("reason",))
admin.site.register(
    ProgressUpdate,
    RecordAdmin,
    facts=("assessment", "recommends_complete"),
    search_fields=("done", "next", "no_change_because"),
)
admin.site.register(Evidence, RecordAdmin, facts=("of", "speaks_of_on"), search_fields=("title", "name"))
admin.site.register(Question, RecordAdmin, facts=("blocks", "asked_on", "answer_by"), search_fields=("text",))
admin.site.register(UpdateRequest, RecordAdmin, facts=("action", "answer_by"), search_fields=("text",))
admin.site.register(Answer, RecordAdmin, facts=("question",), search_fields=("text",))
admin.site.register(TranscribedStatement, RecordAdmin, facts=("means", "said_on", "action"), search_fields=("words",))
admin.site.register(
    AgencyResponse, RecordAdmin, facts=("part", "agency", "said_on"), list_filter=("agency",), search_fields=("text",)
)
admin.site.register(
    MeasureReading, RecordAdmin, facts=("measure", "value", "out_of", "read_on"), search_fields=("source", "note")
)
admin.site.register(
    MeetingNote, RecordAdmin, facts=("inspection", "recommendation", "meeting", "outcome"), search_fields=("text",)
)
admin.site.register(TopicGrade, RecordAdmin, facts=("inspection", "topic", "grade"), search_fields=("source",))
admin.site.register(
    CaseAudit, RecordAdmin, facts=("inspection", "assessed_by", *CaseAudit.COUNTS), search_fields=("source",)
)
admin.site.register(
    Verdict,
    RecordAdmin,
    facts=("recommendation", "part", "outcome", "given_on", "body"),
    list_filter=("body",),
    search_fields=("source", "difference"),
)
admin.site.register(ReportDocument, RecordAdmin, facts=("inspection", "items"), search_fields=("name",))
admin.site.register(
    PlanDocument,
    PlanRecordAdmin,
    to_document="pk",
    facts=("rows", "new", "changed", "unchanged", "left_out"),
    search_fields=("name",),
)
admin.site.register(PlanInspection, PlanRecordAdmin, facts=("document", "inspection"))
admin.site.register(PlanWithdrawal, PlanRecordAdmin, facts=("document",), search_fields=("reason",))
