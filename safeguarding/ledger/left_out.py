"""Left out of the ledger, and why: each table whose rows are neither written once, nor have a history, nor are a way in.

tests/architecture/test_ledger.py refuses a model that is neither in the ledger nor named here.
"""

WORKED_OUT = "worked out again from the record: `manage.py standings --check`"
NOT_RECORDED = "words that nobody has recorded yet; what is recorded of them is in it then"
OF_A_VISIT = "of a visit or a piece of work, and forgotten after it"
NOT_USED = "of a package; the tracker asks nothing of it"

LEFT_OUT = {
    "account.EmailAddress": NOT_USED,
    "account.EmailConfirmation": NOT_USED,
    "admin.LogEntry": "who changed what stands in the history of what was changed",
    "auth.Group": NOT_USED,
    "auth.Permission": NOT_USED,
    "contenttypes.ContentType": "names of tables, made by `migrate`",
    "recommendations.ActionStanding": WORKED_OUT,
    "recommendations.AwaitedStanding": WORKED_OUT,
    "recommendations.CoverageStanding": WORKED_OUT,
    "recommendations.Likeness": WORKED_OUT,
    "recommendations.MailPreference": "which mails somebody wants; decides nothing",
    "recommendations.MailedForm": NOT_RECORDED,
    "recommendations.Notice": "what somebody was told; made from the record",
    "recommendations.OwnerName": WORKED_OUT,
    "recommendations.PartStanding": WORKED_OUT,
    "recommendations.RecommendationStanding": WORKED_OUT,
    "recommendations.ReportDraft": NOT_RECORDED,
    "recommendations.ReportParagraph": NOT_RECORDED,
    "recommendations.ReportReading": NOT_RECORDED,
    "recommendations.ReturnDraft": NOT_RECORDED,
    "recommendations.SavedView": "a list’s filter that somebody named; shows nobody more than they may see",
    "recommendations.SearchText": WORKED_OUT,
    "recommendations.StagedFile": NOT_RECORDED,
    "recommendations.StagedGrids": NOT_RECORDED,
    "recommendations.StagedPlan": NOT_RECORDED,
    "safeguarding.ChosenLanguage": "in which language somebody reads; decides nothing",
    "safeguarding.Demonstration": "the demonstration’s time; no force’s register has one",
    "safeguarding.FailedSignIn": "counted for a quarter of an hour, and forgotten; failed sign-ins stand in the access log",
    "safeguarding.LongWork": OF_A_VISIT,
    "safeguarding.OutgoingMail": "sent from the record; who was told of a decision is in it",
    "safeguarding.SentForm": OF_A_VISIT,
    "safeguarding.UnsentForm": NOT_RECORDED,
    "safeguarding.Worker": OF_A_VISIT,
    "sessions.Session": OF_A_VISIT,
    "socialaccount.SocialToken": NOT_USED,
}
