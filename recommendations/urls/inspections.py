"""The addresses of inspections."""

from django.urls import path

from ..views import (
    contact_log,
    contacts,
    downloads,
    grades,
    inspection_checks,
    inspection_corrections,
    inspections,
    milestones,
    register_inspection,
)

urlpatterns = [
    # Inspections
    path("inspections/", inspections.inspection_list, name="inspection-list"),
    path("inspections/new/", register_inspection.RegisterInspection.as_view(), name="inspection-register"),
    path("inspections/<slug:slug>/", inspections.inspection_detail, name="inspection-detail"),
    path("inspections/<slug:slug>/release/", inspections.release, name="inspection-release"),
    path(
        "inspections/<slug:slug>/put-right/",
        inspection_corrections.PutInspectionRight.as_view(),
        name="inspection-put-right",
    ),
    path("inspections/<slug:slug>/grades/", grades.RecordGrades.as_view(), name="inspection-grades"),
    path("inspections/<slug:slug>/contact/", contacts.RecordContact.as_view(), name="contact-record"),
    path("contact/", contact_log.contact_log, name="contact-log"),
    path("contact/<int:pk>/document/", contacts.contact_document, name="contact-document"),
    path("contact/<int:pk>/correct/", contacts.CorrectContact.as_view(), name="contact-correct"),
    path("inspections/<slug:slug>/checks/", inspection_checks.SetCheckOn.as_view(), name="inspection-check-set"),
    path(
        "inspections/<slug:slug>/checks/<int:pk>/",
        inspection_checks.RecordCheckOn.as_view(),
        name="inspection-check",
    ),
    path(
        "inspections/<slug:slug>/checks/<int:pk>/put-right/",
        inspection_checks.PutCheckOnRight.as_view(),
        name="inspection-check-put-right",
    ),
    path(
        "inspections/<slug:slug>/checks/<int:pk>/call-off/",
        inspection_checks.CallOffCheckOn.as_view(),
        name="inspection-check-call-off",
    ),
    path("inspections/<slug:slug>/readers/", inspection_corrections.Readers.as_view(), name="inspection-readers"),
    path(
        "inspections/<slug:slug>/readers/<int:pk>/end/",
        inspection_corrections.EndReader.as_view(),
        name="early-reader-end",
    ),
    path(
        "inspections/<slug:slug>/agencies/<int:pk>/end/", inspection_corrections.EndConcern.as_view(), name="agency-end"
    ),
    path("inspections/<slug:slug>/milestones/<int:pk>/met/", milestones.MeetMilestone.as_view(), name="milestone-met"),
    path("inspections/<slug:slug>/milestones/<int:pk>/same-as/", milestones.SameAs.as_view(), name="milestone-same-as"),
    path(
        "inspections/<slug:slug>/milestones/<int:pk>/put-right/",
        milestones.PutMilestoneRight.as_view(),
        name="milestone-put-right",
    ),
    path("inspections/<slug:slug>/withdraw/", inspection_corrections.Withdraw.as_view(), name="inspection-withdraw"),
    path("inspections/<slug:slug>/plan/<slug:form>.<slug:kind>", downloads.plan, name="plan-download"),
]
