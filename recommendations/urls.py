"""Where each address leads, grouped as the modules of views."""

from django.urls import path

from .views import (
    actions,
    downloads,
    drafts,
    inspections,
    my_actions,
    plans,
    position,
    recommendations,
    reports,
    scrutiny,
    updates,
)

urlpatterns = [
    # My actions
    path("my-actions/", my_actions.my_actions, name="my-actions"),
    # Actions
    path("actions/", actions.action_list, name="action-list"),
    path("actions/<int:number>/", actions.action_detail, name="action-detail"),
    path("actions/<int:number>/owner/", actions.change_owner, name="action-owner"),
    path("actions/<int:number>/release/", actions.release, name="action-release"),
    path("evidence/<int:pk>/", actions.evidence_file, name="evidence-file"),
    # What owners write
    path("actions/<int:number>/update/", updates.update, name="action-update"),
    path("actions/<int:number>/waiting-on/", updates.wait, name="action-wait"),
    path("waiting-on/<int:pk>/end/", updates.stop_waiting, name="waiting-on-end"),
    path("actions/<int:number>/deadline/", updates.request_deadline, name="action-deadline"),
    path("questions/<int:pk>/answer/", updates.answer, name="question-answer"),
    path("follow-up-checks/<int:pk>/", updates.check, name="follow-up-check"),
    # Scrutiny
    path("scrutiny/", scrutiny.queue, name="scrutiny-queue"),
    path("scrutiny/<int:number>/", scrutiny.item, name="scrutiny-item"),
    path("scrutiny/statements/<int:pk>/", scrutiny.statement, name="scrutiny-statement"),
    path("scrutiny/deadlines/<int:pk>/", scrutiny.deadline, name="scrutiny-deadline"),
    path("scrutiny/responses/<int:pk>/", scrutiny.response, name="scrutiny-response"),
    path("actions/<int:number>/question/", scrutiny.ask, name="action-question"),
    # Plans that come in
    path("plans/", plans.plan_list, name="plan-list"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/give-up/", plans.give_up, name="plan-give-up"),
    path("plans/accepted/<int:pk>/", plans.accepted, name="plan-accepted"),
    path("plans/accepted/<int:pk>/withdraw/", plans.withdraw, name="plan-withdraw"),
    path("plans/accepted/<int:pk>/file/", plans.plan_file, name="plan-file"),
    # Inspections
    path("inspections/", inspections.inspection_list, name="inspection-list"),
    path("inspections/<slug:slug>/", inspections.inspection_detail, name="inspection-detail"),
    path("inspections/<slug:slug>/release/", inspections.release, name="inspection-release"),
    path("inspections/<slug:slug>/plan/<slug:form>.<slug:kind>", downloads.plan, name="plan-download"),
    # Reports that are being read
    path("reports/", reports.report_list, name="report-list"),
    path("reports/new/", reports.new, name="report-new"),
    path("reports/<int:pk>/", reports.reading, name="report-reading"),
    path("reports/<int:pk>/record/", reports.record, name="report-record"),
    path("reports/<int:pk>/give-up/", reports.give_up, name="report-give-up"),
    path("reports/<int:pk>/drafts/new/", drafts.add, name="draft-add"),
    path("reports/<int:pk>/drafts/<int:draft>/", drafts.edit, name="draft-edit"),
    path("reports/<int:pk>/drafts/<int:draft>/merge/", drafts.merge, name="draft-merge"),
    path("reports/<int:pk>/drafts/<int:draft>/split/", drafts.split, name="draft-split"),
    # Recommendations
    path("recommendations/", recommendations.recommendation_list, name="recommendation-list"),
    path("recommendations/<int:pk>/", recommendations.recommendation_detail, name="recommendation-detail"),
    path("parts/<int:pk>/response/", recommendations.respond, name="part-respond"),
    # The OPCC's view
    path("position/", position.position, name="position"),
    path("inspections/<slug:slug>/progress/", position.progress_report, name="progress-report"),
]
