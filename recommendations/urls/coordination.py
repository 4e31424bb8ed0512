"""The addresses of what the coordinator and administrators keep: set-up, posts, rounds, plans and reports that come in."""

from django.urls import path

from ..views import (
    coordination,
    downloads,
    drafts,
    inspectorate,
    plans,
    posts,
    reports,
    return_files,
    returns,
    rounds,
    scrutiny,
    set_up,
)

urlpatterns = [
    # Administration
    path("set-up/", set_up.set_up, name="set-up"),
    path("set-up/people/", set_up.LetPeopleIn.as_view(), name="set-up-people"),
    path("set-up/links/", set_up.links, name="set-up-links"),
    path("set-up/record/", set_up.verify_record, name="record-verify"),
    path("set-up/figures/", set_up.rebuild_figures, name="figures-rebuild"),
    # The coordinator's own
    path("coordination/", coordination.coordination, name="coordination"),
    path("coordination/inspectorates/", inspectorate.waited_for_list, name="inspectorate-waited-for"),
    path("coordination/inspectorates/<int:pk>/", inspectorate.RecordReply.as_view(), name="inspectorate-reply"),
    path(
        "coordination/inspectorates/<int:pk>/correct/",
        inspectorate.CorrectRequest.as_view(),
        name="inspectorate-request-correct",
    ),
    path("coordination/milestones/", coordination.milestones_due, name="milestones-due"),
    # Posts
    path("posts/", posts.post_list, name="post-list"),
    path("posts/<int:pk>/hand-over/", posts.HandOver.as_view(), name="post-hand-over"),
    # Rounds of updates
    path("rounds/", rounds.rounds, name="round-list"),
    path("rounds/new/", rounds.CommissionRound.as_view(), name="round-commission"),
    path("rounds/<int:pk>/", rounds.round_board, name="round-detail"),
    path("rounds/<int:pk>/put-right/", rounds.PutRoundRight.as_view(), name="round-put-right"),
    path("rounds/<int:pk>/close/", rounds.CloseRound.as_view(), name="round-close"),
    path("rounds/<int:pk>/chase/", rounds.chase_silent, name="round-chase-all"),
    path("rounds/<int:pk>/posts/<int:post>/", returns.round_return, name="round-return"),
    path("rounds/<int:pk>/posts/<int:post>/fill/<int:page>/", returns.FillReturn.as_view(), name="return-fill"),
    path("rounds/<int:pk>/posts/<int:post>/form.docx", return_files.download, {"kind": "docx"}, name="return-word"),
    path("rounds/<int:pk>/posts/<int:post>/form.xlsx", return_files.download, {"kind": "xlsx"}, name="return-excel"),
    path("rounds/<int:pk>/posts/<int:post>/file/", return_files.BringBack.as_view(), name="return-file"),
    path(
        "rounds/<int:pk>/posts/<int:post>/mailed/<int:mailed>/",
        return_files.LookAtMailed.as_view(),
        name="return-mailed",
    ),
    path("rounds/<int:pk>/posts/<int:post>/chase/", rounds.chase_return, name="round-chase"),
    path("rounds/<int:pk>/posts/<int:post>/excuse/", rounds.ExcuseReturn.as_view(), name="round-excuse"),
    path("questions/<int:pk>/set-aside/", scrutiny.SetAside.as_view(), name="question-set-aside"),
    path("actions/<int:number>/inspectorate/", inspectorate.AskOnAction.as_view(), name="action-inspectorate"),
    path(
        "recommendations/<int:pk>/inspectorate/",
        inspectorate.AskOnRecommendation.as_view(),
        name="recommendation-inspectorate",
    ),
    path("actions/<int:number>/question/", scrutiny.AskQuestion.as_view(), name="action-question"),
    # Plans that come in
    path("plans/", plans.BringInPlan.as_view(), name="plan-list"),
    path("plans/action-form.<slug:kind>", downloads.empty_plan, name="plan-empty"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/give-up/", plans.give_up, name="plan-give-up"),
    path("plans/<int:pk>/accept/", plans.accept, name="plan-accept"),
    path("plans/accepted/<int:pk>/", plans.accepted, name="plan-accepted"),
    path("plans/accepted/<int:pk>/withdraw/", plans.WithdrawPlan.as_view(), name="plan-withdraw"),
    path("plans/accepted/<int:pk>/file/", plans.plan_file, name="plan-file"),
    # Reports that are being read
    path("reports/", reports.report_list, name="report-list"),
    path("reports/new/", reports.NewReport.as_view(), name="report-new"),
    path("reports/<int:pk>/", reports.reading, name="report-reading"),
    path("reports/<int:pk>/record/", reports.record, name="report-record"),
    path("reports/<int:pk>/give-up/", reports.give_up, name="report-give-up"),
    path("reports/<int:pk>/drafts/new/", drafts.AddDraft.as_view(), name="draft-add"),
    path("reports/<int:pk>/paragraphs/<int:number>/", drafts.AddParagraph.as_view(), name="draft-add-paragraph"),
    path("reports/<int:pk>/drafts/<int:draft>/", drafts.EditDraft.as_view(), name="draft-edit"),
    path("reports/<int:pk>/drafts/<int:draft>/merge/", drafts.MergeDraft.as_view(), name="draft-merge"),
    path("reports/<int:pk>/drafts/<int:draft>/split/", drafts.SplitDraft.as_view(), name="draft-split"),
]
