"""The addresses of meetings and their papers, and of the papers to an inspectorate."""

from django.urls import path

from ..views import for_inspectorate, inspectorate_papers, meetings, packs

urlpatterns = [
    path("meetings/", meetings.meeting_list, name="meeting-list"),
    path("meetings/<int:pk>/", meetings.meeting_detail, name="meeting-detail"),
    path("meetings/<int:pk>/standing-text/", meetings.WriteStandingText.as_view(), name="standing-text"),
    path("meetings/<int:pk>/prepare/", packs.PreparePaper.as_view(), name="paper-prepare"),
    path("meetings/<int:pk>/ready/", packs.mark_ready, name="paper-ready"),
    path("meetings/<int:pk>/issue/", packs.IssuePaper.as_view(), name="paper-issue"),
    path("meetings/<int:pk>/correct/", packs.CorrectPaper.as_view(), name="paper-correct"),
    path("meetings/<int:pk>/reports/<slug:slug>/", packs.Choose.as_view(), name="paper-choose"),
    path("meetings/<int:pk>/<slug:edition>.<slug:kind>", packs.paper, name="meeting-paper"),
    path("meetings/files/<int:pk>/", packs.issued_file, name="paper-file"),
    # To an inspectorate
    path("revisits/", for_inspectorate.revisit_packs, name="revisit-packs"),
    path("revisits/<slug:slug>/", inspectorate_papers.of_theme, name="revisit-papers"),
    path("revisits/<slug:slug>/prepare/", inspectorate_papers.Prepare.as_view(), name="revisit-prepare"),
    path("revisits/<slug:slug>.<slug:kind>", for_inspectorate.of_theme, name="revisit-of-theme"),
    path(
        "inspections/<slug:slug>/inspectorate/<slug:paper>.<slug:kind>",
        for_inspectorate.of_inspection,
        name="for-inspectorate",
    ),
    path("inspections/<slug:slug>/inspectorate/", inspectorate_papers.of_inspection, name="inspectorate-papers"),
    path(
        "inspections/<slug:slug>/inspectorate/<slug:paper>/prepare/",
        inspectorate_papers.Prepare.as_view(),
        name="inspectorate-paper-prepare",
    ),
    path("inspectorate-papers/<int:pk>.<slug:kind>", inspectorate_papers.draft, name="inspectorate-paper-draft"),
    path("papers/<int:pk>/give-up/", inspectorate_papers.GiveUp.as_view(), name="paper-give-up"),
    path("inspectorate-papers/<int:pk>/issue/", inspectorate_papers.Issue.as_view(), name="inspectorate-paper-issue"),
    path(
        "inspectorate-papers/<int:pk>/correct/",
        inspectorate_papers.Correct.as_view(),
        name="inspectorate-paper-correct",
    ),
]
