"""The addresses of actions, and of what owners write on them."""

from django.urls import path

from ..views import (
    action_corrections,
    actions,
    checks,
    coordination,
    corrected,
    downloads,
    open_action,
    questions,
    taken_back,
    ticked,
    updates,
)

urlpatterns = [
    # Actions
    path("actions/", actions.action_list, name="action-list"),
    path("actions/actions.csv", downloads.actions, name="action-csv"),
    path("actions/new/", open_action.OpenAction.as_view(), name="action-open"),
    path("actions/give/", ticked.GiveActions.as_view(), name="actions-give"),
    path("actions/<int:number>/", actions.action_detail, name="action-detail"),
    path("actions/<int:number>/owner/", actions.ChangeOwner.as_view(), name="action-owner"),
    path("actions/<int:number>/put-right/", action_corrections.PutActionRight.as_view(), name="action-put-right"),
    path("actions/<int:number>/answers/", action_corrections.AnswerParts.as_view(), name="action-answers"),
    path("actions/answers/<int:pk>/end/", action_corrections.EndCoverage.as_view(), name="coverage-end"),
    path("actions/<int:number>/ask-for-an-update/", actions.AskForUpdate.as_view(), name="action-ask-update"),
    path("actions/<int:number>/release/", actions.Release.as_view(), name="action-release"),
    path("evidence/<int:pk>/", actions.evidence_file, name="evidence-file"),
    # What owners write
    path("actions/<int:number>/update/", updates.PostUpdate.as_view(), name="action-update"),
    path("actions/<int:number>/waiting-on/", updates.WaitOn.as_view(), name="action-wait"),
    path("waiting-on/<int:pk>/end/", updates.ReviewWait.as_view(), name="waiting-on-end"),
    path("waiting-on/<int:pk>/put-right/", corrected.PutWaitRight.as_view(), name="waiting-on-put-right"),
    path("actions/<int:number>/deadline/", updates.RequestDeadline.as_view(), name="action-deadline"),
    path("questions/<int:pk>/answer/", updates.AnswerQuestion.as_view(), name="question-answer"),
    path("updates/<int:pk>/correct/", corrected.CorrectUpdate.as_view(), name="update-correct"),
    path("answers/<int:pk>/correct/", corrected.CorrectAnswer.as_view(), name="answer-correct"),
    path("questions/<int:pk>/correct/", corrected.CorrectQuestion.as_view(), name="question-correct"),
    path("actions/<int:number>/take-back/", taken_back.TakeBackRecommendation.as_view(), name="action-take-back"),
    path("evidence/<int:pk>/take-back/", taken_back.TakeBackEvidence.as_view(), name="evidence-take-back"),
    path("deadlines/<int:pk>/take-back/", taken_back.TakeBackDate.as_view(), name="deadline-take-back"),
    path(
        "updates-asked-for/<int:pk>/take-back/", taken_back.TakeBackRequest.as_view(), name="update-request-take-back"
    ),
    path("questions/<int:pk>/", questions.SettleQuestion.as_view(), name="question-settle"),
    path("follow-up-checks/<int:pk>/", checks.RecordCheck.as_view(), name="follow-up-check"),
    path("follow-up-checks/<int:pk>/put-right/", checks.PutCheckRight.as_view(), name="follow-up-check-put-right"),
    path("follow-up-checks/<int:pk>/call-off/", checks.CallOffCheck.as_view(), name="follow-up-check-call-off"),
    path("coordination/checks/", coordination.checks_due, name="checks-due"),
]
