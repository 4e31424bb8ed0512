"""The addresses of recommendations and their parts."""

from django.urls import path

from ..views import (
    add_recommendation,
    corrected,
    directions,
    links,
    measures,
    open_action,
    paper_lines,
    partners,
    parts,
    questions,
    recommendation_corrections,
    recommendations,
    repeats,
    ticked,
    verdicts,
)

urlpatterns = [
    # Recommendations
    path("recommendations/", recommendations.recommendation_list, name="recommendation-list"),
    path("recommendations/issue-owners/", ticked.NameIssueOwners.as_view(), name="issue-owners"),
    path("recommendations/attach/", ticked.AttachTicked.as_view(), name="attach-ticked"),
    path("recommendations/<int:pk>/", recommendations.recommendation_detail, name="recommendation-detail"),
    path(
        "recommendations/<int:pk>/actions/new/",
        open_action.OpenActionOnRecommendation.as_view(),
        name="recommendation-action",
    ),
    path("recommendations/<int:pk>/direction/", directions.GiveDirection.as_view(), name="recommendation-direction"),
    path("recommendations/<int:pk>/paper/", paper_lines.WriteLines.as_view(), name="paper-lines"),
    path("recommendations/<int:pk>/attach/", ticked.Attach.as_view(), name="attach"),
    path("recommendations/<int:pk>/question/", questions.AskAbout.as_view(), name="recommendation-question"),
    path("recommendations/questions/<int:pk>/", questions.AnswerAbout.as_view(), name="recommendation-answer"),
    path(
        "recommendations/questions/<int:pk>/correct/",
        corrected.CorrectQuestionAbout.as_view(),
        name="recommendation-question-correct",
    ),
    path(
        "recommendations/answers/<int:pk>/correct/",
        corrected.CorrectAnswerAbout.as_view(),
        name="recommendation-answer-correct",
    ),
    path("recommendations/<int:pk>/repeats/", repeats.Repeats.as_view(), name="recommendation-repeats"),
    path("recommendations/<int:pk>/verdict/", verdicts.RecordVerdict.as_view(), name="recommendation-verdict"),
    path("recommendations/<int:pk>/measures/new/", measures.AddMeasure.as_view(), name="recommendation-measure"),
    path("measures/<int:pk>/put-right/", measures.PutMeasureRight.as_view(), name="measure-put-right"),
    path("measures/<int:pk>/readings/new/", measures.AddReading.as_view(), name="measure-read"),
    path("readings/<int:pk>/correct/", measures.CorrectReading.as_view(), name="reading-correct"),
    path("verdicts/<int:pk>/correct/", verdicts.CorrectVerdict.as_view(), name="verdict-correct"),
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
    path(
        "recommendations/<int:pk>/withdraw/",
        recommendation_corrections.WithdrawRecommendation.as_view(),
        name="recommendation-withdraw",
    ),
    path("parts/<int:pk>/put-right/", recommendation_corrections.PutPartRight.as_view(), name="part-put-right"),
    path("recommendations/<int:pk>/parts/new/", parts.AddPart.as_view(), name="part-add"),
    path("parts/<int:pk>/split/", parts.SplitPart.as_view(), name="part-split"),
    path("parts/<int:pk>/join/", parts.JoinPart.as_view(), name="part-join"),
    path("parts/<int:pk>/withdraw/", parts.WithdrawPart.as_view(), name="part-withdraw"),
    path("recommendations/<int:pk>/links/new/", links.LinkRecommendation.as_view(), name="recommendation-link"),
    path("links/<int:pk>/put-right/", links.PutLinkRight.as_view(), name="link-put-right"),
    path("parts/<int:pk>/agency/", partners.RespondForAgency.as_view(), name="part-agency"),
    path("agency-responses/<int:pk>/check/", partners.CheckQuality.as_view(), name="agency-response-check"),
    path("parts/<int:pk>/response/", recommendations.Respond.as_view(), name="part-respond"),
]
