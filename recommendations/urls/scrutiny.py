"""The addresses of scrutiny."""

from django.urls import path

from ..views import agreements, checks, consent, downloads, scrutiny, sessions, statements

urlpatterns = [
    # Scrutiny
    path("scrutiny/", scrutiny.queue, name="scrutiny-queue"),
    path("scrutiny/<int:pk>/", scrutiny.DecideAction.as_view(), name="scrutiny-item"),
    path("scrutiny/statements/<int:pk>/", statements.ConfirmStatement.as_view(), name="scrutiny-statement"),
    path("scrutiny/statements/<int:pk>/alike/", statements.ConfirmAlike.as_view(), name="scrutiny-statements-alike"),
    path("scrutiny/deadlines/<int:pk>/", agreements.DecideDeadline.as_view(), name="scrutiny-deadline"),
    path("scrutiny/responses/<int:pk>/", agreements.DecideResponse.as_view(), name="scrutiny-response"),
    path("scrutiny/sessions/", sessions.sessions, name="session-list"),
    path("scrutiny/sessions/new/", sessions.PlanSession.as_view(), name="session-plan"),
    path("scrutiny/sessions/<int:pk>/", sessions.session, name="session-detail"),
    *(
        path(f"scrutiny/sessions/<int:pk>/{paper}.{kind}", downloads.session, {"paper": paper, "kind": kind}, name=name)
        for paper, kind, name in (
            ("pre-read", "docx", "session-pre-read"),
            ("pre-read", "pdf", "session-pre-read-pdf"),
            ("minutes", "docx", "session-minutes"),
            ("minutes", "pdf", "session-minutes-pdf"),
        )
    ),
    path("scrutiny/sessions/<int:pk>/next/", sessions.MoveSession.as_view(), name="session-move"),
    path("scrutiny/sessions/<int:pk>/put-right/", sessions.PutSessionRight.as_view(), name="session-put-right"),
    path("scrutiny/sessions/<int:pk>/confirm/", consent.ConfirmDrafts.as_view(), name="session-confirm"),
    path("scrutiny/sessions/<int:pk>/add/", sessions.AddItem.as_view(), name="session-add"),
    path("scrutiny/sessions/<int:pk>/items/<int:item>/take-off/", sessions.TakeOff.as_view(), name="session-take-off"),
    path("actions/<int:number>/check/", checks.SetCheck.as_view(), name="action-check"),
]
