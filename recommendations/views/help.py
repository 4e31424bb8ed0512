"""Help: each role's first ten minutes, and the words used."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_GET

from safeguarding.models.people import Role
from safeguarding.roles import authority

from ..packs.glossary import GLOSSARY, ON_PAGES
from ..packs.samples import sample_files
from .downloads import headers


@dataclass(frozen=True)
class Step:
    """A thing to do: the address (by its name) and label of its page, and what is done there."""

    address: str
    page: str
    words: str


# By role, in the order in which a newcomer does them.
FIRST_STEPS = {
    Role.OWNER: (
        Step(
            "my-actions",
            _("My actions"),
            _("Begins with the most urgent: sent back to you, a question, late, due soon."),
        ),
        Step(
            "my-actions",
            _("Update"),
            _(
                "Say in a few lines what was done, and attach what shows it. A draft is kept as you type. Tick that you recommend it "
                "complete when the work is done, and not before: the DCC looks at the evidence."
            ),
        ),
        Step(
            "action-list",
            _("Actions"),
            _(
                "A date that cannot be met: open the action, ask for another with the reason. The issue owner or the DCC decides. "
                "Something you said was wrong: press Correct this below it."
            ),
        ),
        Step(
            "my-actions",
            _("Leave, or another post"),
            _(
                "Tell the inspection coordinator from which day to which. Whoever takes your post finds all of it on My actions, and "
                "it comes back to you on the day you return."
            ),
        ),
        Step("search", _("Search"), _("A number (7, 8c), a post, or words of anything you may read.")),
        Step(
            "own-account",
            _("Your account"),
            _("Mails you were sent and on which days you want them; your dates as a calendar."),
        ),
    ),
    Role.COORDINATOR: (
        Step(
            "coordination",
            _("Coordination"),
            _("What nobody owns, has no action, is silent or is half read. Begin at its top."),
        ),
        Step(
            "report-list",
            _("Reports in"),
            _("A new report: its recommendations are drafted from the file, you keep or correct each."),
        ),
        Step(
            "plan-list",
            _("Plans in"),
            _("A plan in Word or Excel: every row says what it would change before anything is recorded."),
        ),
        Step(
            "round-list",
            _("Rounds of updates"),
            _("Ask every owner for a return before a session; chase who has not answered."),
        ),
        Step("meeting-list", _("Meetings and their papers"), _("Prepare the paper; a second person issues it.")),
        Step(
            "gap-list",
            _("Gaps in the plan"),
            _("What an inspector would find wrong with it, each with the page where it is put right."),
        ),
    ),
    Role.DCC: (
        Step(
            "scrutiny-queue",
            _("Scrutiny"),
            _("Everything that waits for your decision, one row a matter, the most urgent first."),
        ),
        Step(
            "session-list",
            _("Scrutiny sessions"),
            _(
                "An agenda, worked item by item from the keyboard: Alt and a number chooses, Enter records. The minutes are made from it."
            ),
        ),
        Step(
            "scrutiny-queue",
            _("Question or send back"),
            _("A question holds completion until it is answered. Sending back needs your reason."),
        ),
        Step("position", _("Position"), _("What the Commissioner’s office sees: today, or as it stood on any day.")),
    ),
    Role.STAFF_OFFICER: (
        Step(
            "session-list",
            _("Scrutiny sessions"),
            _("Plan a session; its agenda is proposed by rules, and you add to it."),
        ),
        Step(
            "session-list",
            _("Drafts"),
            _(
                "Open a session and draft an outcome for each matter on its agenda. A draft decides nothing; the DCC confirms it, "
                "both names are kept."
            ),
        ),
        Step("round-list", _("Rounds of updates"), _("Ask every owner for a return before the session.")),
    ),
    Role.OPCC: (
        Step(
            "position",
            _("Position"),
            _(
                "Problems first: past their date, owned by nobody, questions without an answer. Each figure leads to its items."
            ),
        ),
        Step("what-changed", _("What changed"), _("Since your last meeting, or between any two days.")),
        Step(
            "dashboard",
            _("Dashboard"),
            _("The figures as charts and tables, filtered, as at any moment; save the view you need again."),
        ),
        Step(
            "recommendation-list",
            _("Recommendations"),
            _("Open one and ask a question. It is counted until somebody answers."),
        ),
        Step(
            "meeting-list", _("Meetings and their papers"), _("Papers as they were issued, with every earlier version.")
        ),
    ),
    Role.PARTNER: (
        Step(
            "recommendation-list",
            _("Recommendations"),
            _("Open one and press Record your agency’s response: what is in place, under way or still to do."),
        ),
        Step("search", _("Search"), _("A number, or words of anything your agency may read.")),
    ),
    Role.AUDITOR: (
        Step("access-log", _("Access log"), _("Who signed in, viewed, searched or took away what, and when.")),
        Step("action-list", _("Actions"), _("Open one: its history names each change, who made it and why.")),
    ),
    Role.ADMINISTRATOR: (
        Step(
            "set-up",
            _("Set-up"),
            _("What is still missing: a coordinator, a second person with DCC scrutiny, posts nobody holds."),
        ),
        Step(
            "own-account",
            _("Your account"),
            _("Set up the code from your phone first, or nobody’s roles can be given."),
        ),
        Step(
            "who-decides",
            _("Who may decide"),
            _("Confirm a role that a colleague gave. Whoever gives roles does not decide."),
        ),
    ),
}


@require_GET
def show_help(request: HttpRequest) -> HttpResponse:
    """Show the first ten minutes: of the reader's roles first and with links, an owner's behind the rest, then of the others."""
    has = authority(request.user, request.now)
    own = has.roles | ({Role.OWNER} if has.posts else set())
    # Most who decide or coordinate hold a post too, and are here for the former.
    ordered = sorted(FIRST_STEPS, key=lambda role: (role not in own, role in own and role == Role.OWNER))
    roles = [(gettext(Role(role).label), FIRST_STEPS[role], role in own) for role in ordered]
    return render(request, "recommendations/help.html", {"roles": roles})


@require_GET
def words_used(request: HttpRequest) -> HttpResponse:
    """Show what each word of the pages and papers means, to be linked as #its-slug."""
    entries = [
        (slugify(word), gettext(word), gettext(meaning))
        for word, meaning in sorted(GLOSSARY + ON_PAGES, key=lambda entry: gettext(entry[0]).lower())
    ]
    return render(request, "recommendations/words_used.html", {"entries": entries})


@require_GET
def samples(request: HttpRequest) -> HttpResponse:
    """Files to try the tracker with."""
    sent = headers("files-to-try.zip")
    return HttpResponse(sample_files(at=request.now), content_type="application/zip", headers=sent)
