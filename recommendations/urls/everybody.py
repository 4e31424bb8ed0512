"""The addresses of what everybody has: the search, my actions, mails, calendars and keys; the access log, and what is taken out."""

from django.urls import path

from ..views import (
    access_keys,
    access_log,
    api_guide,
    calendar,
    clocks,
    help,
    long_work,
    looked,
    mails,
    my_actions,
    posts,
    redactions,
    search,
)

urlpatterns = [
    # Help
    path("help/", help.show_help, name="help"),
    path("help/files-to-try.zip", help.samples, name="samples"),
    path("help/words/", help.words_used, name="words-used"),
    path("help/clocks/", clocks.clock_list, name="clock-list"),
    # The search
    path("search/", search.search, name="search"),
    # My actions
    path("my-actions/", my_actions.my_actions, name="my-actions"),
    path("my-actions/posts/<int:pk>/seen/", posts.mark_seen, name="post-seen"),
    path("looked-through/<slug:page>/", looked.looked_through, name="looked-through"),
    # What a worker makes
    path("long-work/", long_work.own_work, name="own-long-work"),
    path("long-work/<int:pk>/", long_work.work, name="long-work"),
    # The access log
    path("access-log/", access_log.access_log, name="access-log"),
    path("access-log/access-log.csv", access_log.csv, name="access-log-csv"),
    path("access-log/printed/", access_log.page_printed, name="page-printed"),
    # Words and files taken out
    path("redactions/", redactions.redaction_list, name="redactions"),
    path("redactions/<int:pk>/take-back/", redactions.TakeBackRedaction.as_view(), name="redaction-take-back"),
    path("redactions/<int:pk>/", redactions.DecideRedaction.as_view(), name="redaction-decide"),
    path("redactions/<slug:kind>/<int:key>/", redactions.redactable_on, name="redactable-on"),
    path(
        "redactions/<slug:kind>/<int:key>/<slug:that>/<int:pk>/",
        redactions.AskToRedact.as_view(),
        name="redaction-ask",
    ),
    # Mails
    path("your-account/mails/", mails.own_mails, name="own-mails"),
    path("your-account/mails/<int:pk>/", mails.own_mail, name="own-mail"),
    path("your-account/mails/choose/", mails.PreferMails.as_view(), name="prefer-mails"),
    path("actions/<int:number>/mails/", mails.mails_about, name="action-mails"),
    # Calendars and programs
    path("your-account/keys/", access_keys.own_keys, name="own-keys"),
    path("your-account/keys/new/", access_keys.MakeKey.as_view(), name="key-make"),
    path("your-account/keys/<int:pk>/revoke/", access_keys.revoke_key, name="key-revoke"),
    path("your-account/programs/", api_guide.api_guide, name="api-guide"),
    path("calendar/<slug:secret>/mine.ics", calendar.feed, name="calendar"),
    path("calendar/<slug:secret>/<slug:board>.ics", calendar.feed, name="calendar-of-board"),
    path("scrutiny/sessions/<int:pk>/session.ics", calendar.session, name="session-calendar"),
]
