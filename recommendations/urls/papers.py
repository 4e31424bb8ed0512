"""The addresses of meetings and their papers, and of the papers to an inspectorate."""

from django.urls import path

from ..views import for_inspectorate, meetings, packs

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
    path("revisits/<slug:slug>.<slug:kind>", for_inspectorate.of_theme, name="revisit-of-theme"),
    path(
        "inspections/<slug:slug>/inspectorate/<slug:paper>.<slug:kind>",
        for_inspectorate.of_inspection,
        name="for-inspectorate",
    ),
]
