"""The addresses of what the OPCC sees and writes: the position, what changed and what is lacking, papers, responses."""

from django.urls import path

from ..views import (
    assurance,
    commissioner,
    dashboard,
    freedom_of_information,
    gaps,
    position,
    questions,
    saved_views,
    seals,
    what_changed,
    who_decides,
)

urlpatterns = [
    # What the plan lacks
    path("gaps/", gaps.gap_list, name="gap-list"),
    path("gaps/<slug:gap>/<slug:about>/<int:key>/waive/", gaps.WaiveGap.as_view(), name="gap-waive"),
    path("gaps/waivers/<int:pk>/take-back/", gaps.TakeBackWaiver.as_view(), name="gap-waiver-take-back"),
    # What changed
    path("changes/", what_changed.what_changed, name="what-changed"),
    path("changes/changes.csv", what_changed.csv, name="what-changed-csv"),
    # The Commissioner's responses to reports
    path("commissioner/", commissioner.response_list, name="commissioner-responses"),
    path("commissioner/new/", commissioner.Begin.as_view(), name="commissioner-begin"),
    path("commissioner/<int:pk>/", commissioner.response_detail, name="commissioner-response"),
    path("commissioner/<int:pk>/response.docx", commissioner.response_file, {"kind": "docx"}, "commissioner-docx"),
    path("commissioner/<int:pk>/response.pdf", commissioner.response_file, {"kind": "pdf"}, "commissioner-pdf"),
    path("commissioner/<int:pk>/write/", commissioner.Write.as_view(), name="commissioner-write"),
    path("commissioner/<int:pk>/publish/", commissioner.Publish.as_view(), name="commissioner-publish"),
    path(
        "commissioner/<int:pk>/recommendations/<int:recommendation>/",
        commissioner.Comment.as_view(),
        name="commissioner-comment",
    ),
    # Freedom of information
    path("freedom-of-information/", freedom_of_information.freedom_of_information, name="freedom-of-information"),
    path("freedom-of-information/answer.csv", freedom_of_information.csv, name="freedom-of-information-csv"),
    path("freedom-of-information/answer.docx", freedom_of_information.paper, name="freedom-of-information-docx"),
    # The OPCC's view
    path("position/", position.position, name="position"),
    path("position/dashboard/", dashboard.dashboard, name="dashboard"),
    path("who-may-decide/", who_decides.who_decides, name="who-decides"),
    path("who-may-decide/<int:pk>/confirm/", who_decides.confirm, name="role-confirm"),
    path("seals/", seals.seals, name="seals"),
    path("seals/seals.txt", seals.seals_file, name="seals-file"),
    path("seals/<int:pk>/seal.txt", seals.seal_to_sign, name="seal-to-sign"),
    path("seals/<int:pk>/proof.json", seals.seal_proof, name="seal-proof"),
    path("seals/<int:pk>/seal.tsr", seals.seal_timestamp, name="seal-timestamp"),
    path("seals/<int:pk>/cosign/", seals.Cosign.as_view(), name="seal-cosign"),
    path("seals/keys/add/", seals.AddKey.as_view(), name="cosigning-key-add"),
    path("seals/keys/<int:pk>/confirm/", seals.ConfirmKey.as_view(), name="cosigning-key-confirm"),
    path("seals/keys/<int:pk>/withdraw/", seals.WithdrawKey.as_view(), name="cosigning-key-withdraw"),
    path("saved-views/<slug:page>/", saved_views.SaveView.as_view(), name="saved-view"),
    path("saved-views/<int:pk>/remove/", saved_views.remove, name="saved-view-remove"),
    path("position/questions/", questions.question_list, name="question-list"),
    path("inspections/<slug:slug>/assure/", assurance.Assure.as_view(), name="inspection-assure"),
    path("inspections/<slug:slug>/note/", assurance.NoteForMeeting.as_view(), name="inspection-note"),
    path("meeting-notes/<int:pk>/correct/", assurance.CorrectNote.as_view(), name="meeting-note-correct"),
    path("inspections/<slug:slug>/progress/", position.progress_report, name="progress-report"),
]
