"""Where each address leads, grouped as the modules of views."""

from django.urls import path

from .views import (
    actions,
    add_recommendation,
    agreements,
    coordination,
    corrections,
    downloads,
    drafts,
    inspections,
    links,
    milestones,
    my_actions,
    open_action,
    plans,
    position,
    posts,
    recommendation_corrections,
    recommendations,
    reports,
    scrutiny,
    search,
    set_up,
    statements,
    ticked,
    updates,
)

urlpatterns = [
    # The search
    path("search/", search.search, name="search"),
    # Administration
    path("set-up/", set_up.set_up, name="set-up"),
    # The coordinator's own
    path("coordination/", coordination.coordination, name="coordination"),
    path("coordination/milestones/", coordination.milestones_due, name="milestones-due"),
    # My actions
    path("my-actions/", my_actions.my_actions, name="my-actions"),
    path("my-actions/posts/<int:pk>/seen/", posts.seen, name="post-seen"),
    # Posts
    path("posts/", posts.post_list, name="post-list"),
    path("posts/<int:pk>/hand-over/", posts.HandOver.as_view(), name="post-hand-over"),
    # Actions
    path("actions/", actions.action_list, name="action-list"),
    path("actions/actions.csv", downloads.actions, name="action-csv"),
    path("actions/new/", open_action.OpenAction.as_view(), name="action-open"),
    path("actions/give/", ticked.GiveActions.as_view(), name="actions-give"),
    path("actions/<int:number>/", actions.action_detail, name="action-detail"),
    path("actions/<int:number>/owner/", actions.ChangeOwner.as_view(), name="action-owner"),
    path("actions/<int:number>/release/", actions.Release.as_view(), name="action-release"),
    path("evidence/<int:pk>/", actions.evidence_file, name="evidence-file"),
    # What owners write
    path("actions/<int:number>/update/", updates.PostUpdate.as_view(), name="action-update"),
    path("actions/<int:number>/waiting-on/", updates.WaitOn.as_view(), name="action-wait"),
    path("waiting-on/<int:pk>/end/", updates.ReviewWait.as_view(), name="waiting-on-end"),
    path("actions/<int:number>/deadline/", updates.RequestDeadline.as_view(), name="action-deadline"),
    path("questions/<int:pk>/answer/", updates.AnswerQuestion.as_view(), name="question-answer"),
    path("follow-up-checks/<int:pk>/", updates.RecordCheck.as_view(), name="follow-up-check"),
    # Scrutiny
    path("scrutiny/", scrutiny.queue, name="scrutiny-queue"),
    path("scrutiny/<int:pk>/", scrutiny.DecideAction.as_view(), name="scrutiny-item"),
    path("scrutiny/statements/<int:pk>/", statements.ConfirmStatement.as_view(), name="scrutiny-statement"),
    path("scrutiny/deadlines/<int:pk>/", agreements.DecideDeadline.as_view(), name="scrutiny-deadline"),
    path("scrutiny/responses/<int:pk>/", agreements.DecideResponse.as_view(), name="scrutiny-response"),
    path("actions/<int:number>/question/", scrutiny.AskQuestion.as_view(), name="action-question"),
    # Plans that come in
    path("plans/", plans.plan_list, name="plan-list"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/give-up/", plans.give_up, name="plan-give-up"),
    path("plans/accepted/<int:pk>/", plans.accepted, name="plan-accepted"),
    path("plans/accepted/<int:pk>/withdraw/", plans.WithdrawPlan.as_view(), name="plan-withdraw"),
    path("plans/accepted/<int:pk>/file/", plans.plan_file, name="plan-file"),
    # Inspections
    path("inspections/", inspections.inspection_list, name="inspection-list"),
    path("inspections/<slug:slug>/", inspections.inspection_detail, name="inspection-detail"),
    path("inspections/<slug:slug>/release/", inspections.release, name="inspection-release"),
    path("inspections/<slug:slug>/put-right/", corrections.PutInspectionRight.as_view(), name="inspection-put-right"),
    path("inspections/<slug:slug>/readers/", corrections.Readers.as_view(), name="inspection-readers"),
    path("inspections/<slug:slug>/readers/<int:pk>/end/", corrections.EndReader.as_view(), name="early-reader-end"),
    path("inspections/<slug:slug>/agencies/<int:pk>/end/", corrections.EndConcern.as_view(), name="agency-end"),
    path("inspections/<slug:slug>/milestones/<int:pk>/met/", milestones.MeetMilestone.as_view(), name="milestone-met"),
    path(
        "inspections/<slug:slug>/milestones/<int:pk>/put-right/",
        milestones.PutMilestoneRight.as_view(),
        name="milestone-put-right",
    ),
    path("inspections/<slug:slug>/withdraw/", corrections.Withdraw.as_view(), name="inspection-withdraw"),
    path("inspections/<slug:slug>/plan/<slug:form>.<slug:kind>", downloads.plan, name="plan-download"),
    # Reports that are being read
    path("reports/", reports.report_list, name="report-list"),
    path("reports/new/", reports.NewReport.as_view(), name="report-new"),
    path("reports/<int:pk>/", reports.reading, name="report-reading"),
    path("reports/<int:pk>/record/", reports.record, name="report-record"),
    path("reports/<int:pk>/give-up/", reports.give_up, name="report-give-up"),
    path("reports/<int:pk>/drafts/new/", drafts.AddDraft.as_view(), name="draft-add"),
    path("reports/<int:pk>/drafts/<int:draft>/", drafts.EditDraft.as_view(), name="draft-edit"),
    path("reports/<int:pk>/drafts/<int:draft>/merge/", drafts.MergeDraft.as_view(), name="draft-merge"),
    path("reports/<int:pk>/drafts/<int:draft>/split/", drafts.SplitDraft.as_view(), name="draft-split"),
    # Recommendations
    path("recommendations/", recommendations.recommendation_list, name="recommendation-list"),
    path("recommendations/issue-owners/", ticked.NameIssueOwners.as_view(), name="issue-owners"),
    path("recommendations/<int:pk>/", recommendations.recommendation_detail, name="recommendation-detail"),
    path(
        "recommendations/<int:pk>/actions/new/",
        open_action.OpenActionOnRecommendation.as_view(),
        name="recommendation-action",
    ),
    path("recommendations/<int:pk>/issue-owner/", recommendations.NameIssueOwner.as_view(), name="issue-owner"),
    path(
        "inspections/<slug:slug>/recommendations/new/",
        add_recommendation.AddRecommendation.as_view(),
        name="recommendation-add",
    ),
    path(
        "recommendations/<int:pk>/put-right/",
        recommendation_corrections.PutRecommendationRight.as_view(),
        name="recommendation-put-right",
    ),
    path("parts/<int:pk>/put-right/", recommendation_corrections.PutPartRight.as_view(), name="part-put-right"),
    path("recommendations/<int:pk>/links/new/", links.LinkRecommendation.as_view(), name="recommendation-link"),
    path("parts/<int:pk>/response/", recommendations.Respond.as_view(), name="part-respond"),
    # The OPCC's view
    path("position/", position.position, name="position"),
    path("inspections/<slug:slug>/progress/", position.progress_report, name="progress-report"),
]
