"""Walking through every page of ours: from where a person starts, along the links, one page of each kind."""

from urllib.parse import urlsplit

from django.urls import Resolver404, get_resolver, resolve

from .demonstration import CAST

NOT_PAGES = {
    "health": "answers a monitor",
    "ready": "answers a monitor",
    "evidence-file": "sends a file",
    "contact-document": "sends a file",
    "plan-download": "sends a file",
    "action-csv": "sends a file",
    "what-changed-csv": "sends a file",
    "access-log-csv": "sends a file",
    "page-printed": "takes what a browser says, not a visit",
    "commissioner-docx": "sends a file",
    "commissioner-pdf": "sends a file",
    "freedom-of-information-csv": "sends a file",
    "freedom-of-information-docx": "sends a file",
    "for-inspectorate": "sends a file",
    "revisit-of-theme": "sends a file",
    "inspectorate-paper-draft": "sends a file",
    "meeting-paper": "sends a file",
    "paper-file": "sends a file",
    "paper-ready": "takes a press, not a visit",
    "session-pre-read": "sends a file",
    "session-minutes": "sends a file",
    "session-pre-read-pdf": "sends a file",
    "session-minutes-pdf": "sends a file",
    "plan-file": "sends a file",
    "plan-accept": "takes what a worker sends, not a visit",
    "plan-empty": "sends a file",
    "samples": "sends a file",
    "report-record": "takes a press, not a visit",
    "return-word": "sends a file",
    "return-excel": "sends a file",
    "round-chase": "takes a press, not a visit",
    "round-chase-all": "takes a press, not a visit",
    "saved-view-remove": "takes a press, not a visit",
    "record-verify": "takes a press, not a visit",
    "figures-rebuild": "takes a press, not a visit",
    "role-confirm": "takes a press, not a visit",
    "post-seen": "takes a press, not a visit",
    "looked-through": "takes a press, not a visit",
    "openapi-json": "answers a program",
    "api-root": "leads nowhere",
    **dict.fromkeys(
        ("inspections", "recommendations", "parts", "actions", "updates", "decisions", "changes"), "answers a program"
    ),
    "seals-file": "sends a file",
    "seal-to-sign": "sends a file",
    "seal-proof": "sends a file",
    "seal-timestamp": "sends a file",
    "session-calendar": "sends a file",
    "calendar": "sends a file, by an address that is shown once",
    "calendar-of-board": "sends a file, by an address that is shown once",
    "long-work": "is there while a worker makes something; looked at in test_long_work",
    "key-revoke": "takes a press, not a visit",
    "sign-in-as": "takes a press, not a visit",
    "sign-out": "takes a press, not a visit",
    "language": "takes a press, not a visit",
    "home": "leads to another page",
    "sign-in-directory": "takes a press, not a visit",
    "openid_connect_callback": "comes back from a directory",
    "account_login": "is the sign-in, as django-allauth calls it",
    "mfa_authenticate": "comes after a password; looked at in test_second_step, like what comes with a phone",
    "account_reauthenticate": "comes with a phone",
    "mfa_reauthenticate": "comes with a phone",
    "mfa_deactivate_totp": "comes with a phone",
    "mfa_view_recovery_codes": "comes with a phone",
    "mfa_generate_recovery_codes": "comes with a phone",
}

# What the demonstration's story does not hold at its end, and a page is there for.
UNRELEASED = "/inspections/not-released/"
SHARED = "/inspections/for-agencies/"
# Of the report on which one paper to its inspectorate is issued, and one prepared.
SENT = "/inspections/hmic-btp-2015/inspectorate/"
# Pages that no link leads to: the box in the header does, the button below a list, and a name that has a password.
FOUND = "/search/?q=log"
TICKED = [
    "/actions/give/?rows=7",
    "/recommendations/issue-owners/?rows=1&rows=2",
    "/recommendations/attach/?rows=1&rows=2",
]
# Pages to which only the page of one action or plan leads, where the tour opens that of another.
CORRECTED = {
    "dcc": [
        "/questions/2/correct/",
        "/recommendations/questions/8/correct/",
        "/questions/3/set-aside/",
        "/actions/4/check/",
        "/follow-up-checks/3/put-right/",
        "/follow-up-checks/3/call-off/",
        "/coordination/inspectorates/1/correct/",
        "/meetings/4/issue/",  # the meeting leads there once each report of its paper is ready or left out
        SENT,
    ],
    "owner": [
        "/updates/1/correct/",
        "/evidence/1/take-back/",
        "/answers/1/correct/",
        "/actions/6/take-back/",
        "/actions/1/release/",
    ],
    "coordinator": [
        "/deadlines/4/take-back/",
        "/recommendations/answers/4/correct/",
        "/contact/1/correct/",
        "/updates-asked-for/1/take-back/",
        "/waiting-on/1/put-right/",
        "/plans/accepted/2/withdraw/",
        "/meetings/4/",  # its paper is prepared, and that of August issued
        "/meetings/3/correct/",
        SENT,
    ],
}
# A recommendation that is linked to another.
LINKED = "/recommendations/1/"
# Who walks through everything that links lead them to, and where they start.
WALKERS = {
    "dcc": ["/", *CORRECTED["dcc"]],
    "owner": ["/", *CORRECTED["owner"]],
    "coordinator": [
        "/",
        UNRELEASED,
        f"{UNRELEASED}readers/",
        "/actions/7/",
        "/parts/49/put-right/",
        LINKED,
        "/coordination/milestones/",
        "/coordination/checks/",
        "/agency-responses/1/check/",
        *TICKED,
        *CORRECTED["coordinator"],
    ],
    "opcc": ["/", "/commissioner/1/publish/", FOUND, "/password/"],
    "partner": [SHARED],
}
MORE = f"""
from datetime import timedelta
from inspections.models import InspectingBody, Inspection, InspectionKind
from inspections.services import add_milestone, concern_agency, name_early_reader, register_inspection
from recommendations.importers.action_plan import read_plan
from recommendations.importers.returns import TypedRow
from recommendations.selectors.intake.planned_rows import planned_rows
from recommendations.models import Action, CosigningKey, CosigningKeyConfirmed, Meeting, Recommendation
from recommendations.selectors.rounds.asked import OWED
from recommendations.selectors.rounds.keys import RowKey
from recommendations.selectors.scrutiny.state_digest import state_digest
from recommendations.services.checks import set_check_on
from recommendations.services.commissioner import begin_commissioner_response
from recommendations.services.drafted import draft_outcome
from recommendations.services.gaps import waive
from recommendations.services.inspectorate import ask_inspectorate
from recommendations.services.intake import accept_plan
from recommendations.services.links import link
from recommendations.services.mailed_forms import take_in
from recommendations.services.measures import add_measure, add_reading
from recommendations.selectors.packs.prepared import version_of_choices
from recommendations.services.packs import issue_to_inspectorate, prepare_paper
from recommendations.services.partners import respond_for_agency
from recommendations.services.questions import ask_about
from recommendations.services.redactions import ask_to_redact
from recommendations.services.recommendations import PartDraft, add_recommendation
from recommendations.services.reports import begin
from recommendations.services.rounds import commission_round
from recommendations.services.scrutiny import answer, support
from recommendations.services.sessions import move_session, plan_session
from recommendations.services.staged_plans import stage_plan
from recommendations.services.update_requests import ask_for_update
from recommendations.services.verdicts import record_verdict
from safeguarding.clock import now
from safeguarding.history import verb, write
from safeguarding.ledger import seals
from safeguarding.lib.dates import london_date
from safeguarding.lib.readers.reports import pages_of_text
from safeguarding.models import Agency, Post, User

coordinator, dcc = (User.objects.get(username=name) for name in ("{CAST["coordinator"]}", "{CAST["dcc"]}"))
opcc = User.objects.get(username="{CAST["opcc"]}")
report = Inspection.objects.filter(body__slug="hmic", released_at__isnull=False).first()
begin_commissioner_response(title="To HMIC", inspections=[report], by=opcc, at=now())
body, kind = InspectingBody.objects.first(), InspectionKind.objects.first()
unread = register_inspection(slug="not-released", body=body, kind=kind, title="Not yet released", by=coordinator, at=now())
shared = register_inspection(slug="for-agencies", body=body, kind=kind, title="For agencies", by=coordinator, at=now())
concern_agency(shared, Agency.objects.get(slug="county"), by=coordinator, at=now())
beds = PartDraft("Agree who finds a bed.", addressees="The force and the council")
add_recommendation(shared, reference="1", text=beds.text, parts=[beds], by=coordinator, at=now())
name_early_reader(unread, dcc, by=coordinator, at=now())
add_milestone(unread, label="Send figures", by=coordinator, at=now())
audit = {{"what": "Audit it", "due_on": london_date(now()) + timedelta(20), "owner": Post.objects.first()}}
set_check_on(unread, **audit, every_months=24, by=coordinator, at=now())
link(*Recommendation.objects.order_by("pk")[:2], "depends-on", by=coordinator, at=now())
concern_agency(unread, Agency.objects.first(), by=coordinator, at=now())
asked = "Recommendations\\n\\nThe force should keep a log.\\n\\nThe College of Policing should check it by May 2016.\\n"
begin(pages_of_text(asked), name="report.txt", data=asked.encode(), inspection=unread, by=coordinator, at=now())
plans = ("71. Keep it by night.,Say so.,Slipping rather", "72. Keep it by day.,Say so.,On target")
for name, row in zip(("under-way.csv", "accepted.csv"), plans):
    data = f"Recommendation,Action,Status\\n{{row}}\\n".encode()
    plan = read_plan(data, name, inspections=["not-released"])
    came = {{"name": name, "sha256": plan.sha256, "data": data, "by": coordinator, "at": now()}}
    if name == "under-way.csv":
        stage_plan(inspection="not-released", **came)
    else:
        accept_plan(planned_rows(plan), **came)
checked = Action.objects.filter(checks__isnull=False, status="recommended-complete").order_by("number").first()
for question in ("Who keeps it?", "Since when?"):
    asked = ask_about(unread.recommendations.first(), question, by=dcc, at=now())
answer(asked, "Since May.", by=coordinator, at=now())
session = plan_session(title="DCC scrutiny", held_on=now().date(), chair=dcc, rules=["completion"], by=dcc, at=now())
item = session.items.first()
suggested = {{"suggests": "question", "text": "What shows it?", "digest": state_digest(item.action)}}
draft_outcome(item, **suggested, by=User.objects.get(username="{CAST["staff-officer"]}"), at=now())
move_session(session, "open", attendance="", apologies="", by=dcc, at=now())
support(checked, reason="Seen.", digest=state_digest(checked), by=dcc, at=now())
letter = {{"body": body, "asked_by": "Head of Crime", "asked_on": london_date(now()), "text": "May it be later?"}}
ask_inspectorate(recommendation=Recommendation.objects.get(pk=1), **letter, by=dcc, at=now())
by = london_date(now()) + timedelta(14)
updates = commission_round(title="Updates", returns_by=by, session=None, inspections=[], plans=[], by=coordinator, at=now())
owed = Action.objects.filter(status=OWED, owner__isnull=False, owner__agency=None).order_by("number").first()
ask_for_update(Action.objects.get(number=3), text="How far is it?", answer_by=by, by=coordinator, at=now())
key = RowKey(owed.pk, updates.pk, owed.owner_id, 0, 0)
came = {{"name": "return.xlsx", "sender": "someone@elsewhere.example", "sha256": "0" * 64, "at": now()}}
take_in([TypedRow("Row 2", str(key), "All are trained.", "")], **came)
unowned = Action.objects.filter(owner=None).order_by("number").first()
parul = User.objects.get(username="{CAST["partner"]}")
said = {{"position": "under-way", "text": "Four beds.", "said_on": london_date(now())}}
respond_for_agency(shared.recommendations.get().parts.get(), Agency.objects.get(slug="county"), **said, by=parul, at=now())
measure = add_measure(Recommendation.objects.get(pk=1), name="Children seen", better="more", by=coordinator, at=now())
read = {{"value": 3, "read_on": london_date(now()), "source": "Audit"}}
add_reading(measure, **read, by=coordinator, at=now())
given = {{"given_on": london_date(now()), "body": body, "source": "Letter, page 2", "difference": "No audit yet."}}
record_verdict(Recommendation.objects.get(pk=1), outcome="still-open", **given, by=coordinator, at=now())
prepare_paper(Meeting.objects.get(held_on="2015-10-08"), version=0, cut_off_at=now(), by=coordinator, at=now())
report = Inspection.objects.get(slug="hmic-btp-2015")
told = {{"version": 0, "reports": [report], "cut_off_at": now()}}
update = prepare_paper(report, "update", **told, by=coordinator, at=now())
issue_to_inspectorate(update, "OFFICIAL", [], layout="", content="", seen=version_of_choices(update), by=dcc, at=now())
prepare_paper(report, "action-form", **told, by=coordinator, at=now())
ask_to_redact("action", unowned.pk, ["text"], reason="A name typed in error.", by=User.objects.get(username="{CAST["owner"]}"), at=now())
seals.new_key()
seals.seal(at=now())
for name in ("opcc-2015", "opcc-2016"):
    key = verb()(write)(CosigningKey(name=name, line=name + "+00+AQ=="), by=coordinator, at=now())
    if name == "opcc-2015":
        verb()(write)(CosigningKeyConfirmed(key=key, added_by=coordinator), by=opcc, at=now())
waive("no-owner", unowned, reason="Asked for.", until=london_date(now()) + timedelta(30), by=dcc, at=now())
"""


def tell_more(running):
    """Add an inspection that is not released, whose report and plans are coming in, and a completion with a check to come."""
    running.manage("shell", "--command", MORE)


def names():
    """Every address of ours by name, the admin's left out."""
    return {
        pattern.name
        for entry in get_resolver().url_patterns
        for pattern in getattr(entry, "url_patterns", [entry])
        if getattr(entry, "app_name", None) != "admin" and pattern.name
    }


def tour(page, *starts):
    """Open `starts` ("/"), then one page of each name that links lead to; yields (name, path) with the page open."""
    starts = starts or ("/",)
    seen, waiting = set(), list(starts)
    while waiting:
        path = waiting.pop(0)
        name = _name(path)
        if name in seen and path not in starts:
            continue
        seen.add(name)
        page.goto(path)
        arrived = urlsplit(page.url).path
        if path in starts:
            seen.add(name := _name(arrived))
        yield name, arrived
        hrefs = page.evaluate("[...document.querySelectorAll('a[href]')].map(link => link.href)")
        waiting += [
            split.path
            for split in map(urlsplit, hrefs)
            if split.netloc == urlsplit(page.url).netloc and _name(split.path) not in seen | {None}
        ]


def _name(path):
    """The name of the page at `path`; None where there is none, or it is the admin's or no page to look at."""
    try:
        match = resolve(urlsplit(path).path)
    except Resolver404:
        return None
    return None if match.app_names or match.url_name in NOT_PAGES else match.url_name
