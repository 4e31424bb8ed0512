"""Every address there is, and whom it lets in: made from the resolver, so that a new one has to be said here."""

from django.test import Client
from django.urls import get_resolver, reverse

from inspections.models import AgencyConcerned, EarlyReader, Milestone
from recommendations.models import (
    Action,
    AgencyResponse,
    AgendaItem,
    Answer,
    CommissionerResponse,
    Contact,
    CosigningKey,
    Coverage,
    DeadlineRequest,
    Evidence,
    FollowUpCheck,
    GapWaiver,
    InspectorateRequest,
    Link,
    MailedForm,
    Measure,
    MeasureReading,
    Meeting,
    MeetingNote,
    Pack,
    Part,
    PlanDocument,
    ProgressUpdate,
    Question,
    Recommendation,
    RedactionRequest,
    ReportDraft,
    ReportReading,
    Response,
    ScrutinySession,
    StagedPlan,
    TranscribedStatement,
    UpdateRequest,
    UpdateRound,
    Verdict,
    WaitingOn,
)
from safeguarding.models import Holding, Post, Seal

# Which row an address's `pk` is the key of, by the beginning of its route.
OF = {
    "coordination/inspectorates/": InspectorateRequest,
    "gaps/waivers/": GapWaiver,
    "actions/answers/": Coverage,
    "evidence/": Evidence,
    "waiting-on/": WaitingOn,
    "questions/": Question,
    "updates/": ProgressUpdate,
    "answers/": Answer,
    "deadlines/": DeadlineRequest,
    "updates-asked-for/": UpdateRequest,
    "follow-up-checks/": FollowUpCheck,
    "scrutiny/statements/": TranscribedStatement,
    "scrutiny/deadlines/": DeadlineRequest,
    "scrutiny/responses/": Response,
    "scrutiny/sessions/": ScrutinySession,
    "scrutiny/": Action,
    "rounds/": UpdateRound,
    "plans/accepted/": PlanDocument,
    "plans/": StagedPlan,
    "inspections/<slug:slug>/readers/": EarlyReader,
    "inspections/<slug:slug>/agencies/": AgencyConcerned,
    "inspections/<slug:slug>/milestones/": Milestone,
    "reports/": ReportReading,
    "recommendations/questions/": Question,
    "recommendations/answers/": Answer,
    "recommendations/": Recommendation,
    "measures/": Measure,
    "readings/": MeasureReading,
    "verdicts/": Verdict,
    "contact/": Contact,
    "meeting-notes/": MeetingNote,
    "parts/": Part,
    "links/": Link,
    "commissioner/": CommissionerResponse,
    "meetings/files/": None,
    "inspectorate-papers/": Pack,
    "meetings/": Meeting,
    "your-account/keys/": None,
    "long-work/": None,
    "agency-responses/": AgencyResponse,
    "posts/": Post,
    "who-may-decide/": None,
    "seals/keys/": CosigningKey,
    "seals/": Seal,
    "redactions/<slug:kind>/": ProgressUpdate,
    "redactions/": RedactionRequest,
    "papers/": Pack,
    "my-actions/posts/": Holding,
}
# What the other parts of an address stand for.
WORDS = {
    "page": "1",  # of a return; no page of those that are looked through, which takes a press
    "gap": "no-owner",
    "about": "action",
    "form": "action-form",
    "kind": "xlsx",
    "username": "owner",
    "uidb64": "MQ",
    "token": "no-token",
    "provider_id": "directory",
    "secret": "no-secret",
    "board": "no-board",
}
OWN_WORDS = {  # where a page has others
    "redactable-on": {"kind": "action"},
    "redaction-ask": {"kind": "action", "that": "progressupdate"},
    "meeting-paper": {"edition": "paper", "kind": "docx"},
    "for-inspectorate": {"paper": "update", "kind": "docx"},
    "revisit-of-theme": {"slug": "no-theme", "kind": "docx"},
    "revisit-papers": {"slug": "no-theme"},
    "revisit-prepare": {"slug": "no-theme"},
    "inspectorate-paper-prepare": {"paper": "update"},
    "inspectorate-paper-draft": {"kind": "docx"},
}
ROWS = {
    "number": Action,
    "key": Action,
    "item": AgendaItem,
    "draft": ReportDraft,
    "recommendation": Recommendation,
    "mailed": MailedForm,
}


# Who is let in where the page is of something that they may know of: by the first letters of their parts in the cast.
PEOPLE = {
    "C": "coordinator",
    "D": "dcc",
    "S": "staff_officer",
    "O": "owner",
    "I": "issue_owner",
    "R": "other_owner",
    "P": "opcc",
    "A": "partner",
    "H": "health",
    "U": "auditor",
    "M": "administrator",
    "N": "nobody",
}
LETS_IN = {
    "CDSOIRPAHUMN": """home health sign-in set-password own-password accessibility search what-changed what-changed-csv my-actions
        action-list action-csv inspection-list recommendation-list position dashboard
        own-account help words-used clock-list samples own-mails prefer-mails own-keys own-long-work key-make api-guide
        commissioner-responses account_login mfa_authenticate
        mfa_activate_totp mfa_generate_recovery_codes language""",
    "CDSOIRPAHUM": "action-mails action-detail inspection-detail plan-download recommendation-detail progress-report question-settle",
    "CDSOIRPAUM": "evidence-file commissioner-response commissioner-docx commissioner-pdf",
    "CDSOIRPUM": """who-decides session-list contact-log meeting-list meeting-detail freedom-of-information freedom-of-information-csv
        freedom-of-information-docx""",
    "CDSOIRUM": """contact-document redactions redactable-on redaction-ask
        scrutiny-item scrutiny-statement scrutiny-deadline scrutiny-response session-detail session-pre-read
        session-pre-read-pdf session-minutes session-minutes-pdf session-calendar round-list round-detail round-return meeting-paper""",
    "CDSP": "gap-list question-list",
    "CDS": "for-inspectorate revisit-packs inspectorate-papers inspectorate-paper-draft",
    "COIA": "recommendation-measure",
    "COI": "measure-put-right measure-read reading-correct",
    "COIR": "return-fill return-word return-excel return-file return-mailed",
    "CD": "redaction-decide inspection-check-set gap-waive gap-waiver-take-back inspection-release recommendation-verdict verdict-correct",
    "CI": "action-owner paper-lines part-respond",
    "CO": "action-wait waiting-on-end waiting-on-put-right action-deadline deadline-take-back",
    "CS": "round-commission round-put-right round-close round-excuse",
    "CSI": "action-ask-update",
    "DOI": "follow-up-check-put-right follow-up-check-call-off action-check",
    "OI": "question-answer answer-correct follow-up-check",
    "O": "redaction-take-back action-update update-correct action-take-back",
    "I": "action-release recommendation-answer recommendation-answer-correct",
    "DS": "scrutiny-queue session-plan session-put-right session-add session-take-off",
    "DP": "action-question recommendation-question",
    "D": """question-correct scrutiny-statements-alike session-move session-confirm question-set-aside action-inspectorate
        recommendation-inspectorate recommendation-direction recommendation-question-correct inspectorate-request-correct
        inspectorate-paper-issue""",
    "P": """commissioner-begin commissioner-write commissioner-comment commissioner-publish inspection-note inspection-assure
        meeting-note-correct seal-cosign cosigning-key-add cosigning-key-confirm cosigning-key-withdraw""",
    "A": "evidence-take-back",
    "AH": "part-agency",
    "PUM": "seals seals-file seal-to-sign seal-proof seal-timestamp",
    "UM": "access-log access-log-csv",
    "M": "set-up set-up-people set-up-links record-verify figures-rebuild",
    "C": """coordination inspectorate-waited-for inspectorate-reply milestones-due post-list post-hand-over action-open actions-give
        action-put-right action-answers coverage-end checks-due plan-list plan plan-give-up plan-accept plan-accepted plan-withdraw
        plan-file plan-empty
        inspection-register inspection-put-right inspection-grades inspection-readers early-reader-end agency-end milestone-met
        milestone-same-as milestone-put-right inspection-withdraw report-list report-new report-reading report-record
        report-give-up draft-add draft-add-paragraph draft-edit draft-merge draft-split
        issue-owners attach-ticked recommendation-action attach
        recommendation-repeats issue-owner recommendation-add recommendation-put-right recommendation-withdraw
        part-put-right part-add part-split part-join part-withdraw contact-record contact-correct recommendation-link link-put-right
        agency-response-check standing-text paper-prepare paper-choose paper-correct paper-give-up update-request-take-back
        inspectorate-paper-prepare inspectorate-paper-correct""",
    # Taken by a press alone, or of what the world of these tests does not hold yet, so that nobody is let in
    "": """ready sign-in-as sign-out page-printed role-confirm post-seen
        looked-through round-chase round-chase-all account_reauthenticate mfa_reauthenticate mfa_deactivate_totp
        mfa_view_recovery_codes sign-in-directory openid_connect_callback own-mail saved-view saved-view-remove
        inspection-check inspection-check-put-right inspection-check-call-off paper-file paper-issue paper-ready key-revoke
        calendar calendar-of-board revisit-of-theme revisit-papers revisit-prepare long-work""",
}
# Open to whoever is signed out; every other page sends them to the sign-in.
OPEN = {
    "health",
    "ready",
    "sign-in",
    "sign-in-directory",
    "openid_connect_callback",
    "account_login",
    "mfa_authenticate",
    "sign-in-as",
    "sign-out",
    "set-password",
    "calendar",
    "calendar-of-board",
    "language",
}
# Those of the API, which lets nobody in without a key; tests/recommendations/api holds that it tells a reader what the pages do.
OF_API = {"api-root", "openapi-json", "actions", "changes", "decisions", "inspections", "parts", "position"}
OF_API |= {"recommendations", "updates"}


# The last word of the name of each of the admin's addresses: those of the site, and those of each model.
OF_ADMIN = {"index", "login", "logout", "done", "autocomplete", "jsi18n", "site", "list", ""} | {
    *("changelist", "add", "history", "delete", "change"),
}


def routes():
    """{name: route} of every address of ours; the admin's own sign-in, which leads to ours, has no name."""
    return {
        pattern.name: str(pattern.pattern)
        for entry in get_resolver().url_patterns
        for pattern in getattr(entry, "url_patterns", [entry])
        if getattr(entry, "app_name", None) not in ("admin", "api") and pattern.name
    }


def of_api():
    """The name of each of the API's addresses."""
    (site,) = (entry for entry in get_resolver().url_patterns if getattr(entry, "app_name", None) == "api")
    return {pattern.name for pattern in site.url_patterns if pattern.name}


def of_admin():
    """The last word of the name of each of the admin's addresses."""
    (site,) = (entry for entry in get_resolver().url_patterns if getattr(entry, "app_name", None) == "admin")
    patterns = [each for entry in site.url_patterns for each in getattr(entry, "url_patterns", [entry])]
    return {(pattern.name or "").rpartition("_")[2] for pattern in patterns}


def address(name, route, thing, cast):
    """Where this page of the thing is; None where the thing has none."""
    given = {"slug": thing.slug, "post": cast.posts.owner.pk, **WORDS, **OWN_WORDS.get(name, {})}
    begins = max((start for start in OF if route.startswith(start)), key=len, default=None)
    models = ROWS | ({"pk": OF[begins]} if begins else {"pk": None})
    parameters = set(get_resolver().reverse_dict.getlist(name)[0][0][0][1])
    for parameter in parameters & models.keys():
        keys = thing.made.get(models[parameter], [])
        if parameter not in thing.shown.get(name, {}) and not keys:
            return None
        given[parameter] = thing.shown.get(name, {}).get(parameter) or keys[-1]
    return reverse(name, kwargs={parameter: given[parameter] for parameter in parameters})


def signed_in(cast, letter, **how):
    """A client in which this person is signed in; a fault of a page is an answer like another unless `how` says so."""
    client = Client(**{"raise_request_exception": False} | how)
    client.force_login(getattr(cast, PEOPLE[letter]))
    return client
