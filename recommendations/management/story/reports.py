"""2013 to March 2015: the reports come in, and the force sends its plan."""

from datetime import timedelta

from inspections.models import Inspection, Milestone
from inspections.services import concern_agency, name_early_reader, release_to_opcc
from safeguarding.appointments import acknowledge, appoint, end
from safeguarding.history import verb

from ...models import Board, Contact, Recommendation
from ...services.checks import set_check_on
from ...services.contacts import record_contact
from ...services.milestones import same_as
from ..register.files import RegisteredInspection, read_inspection
from ..register.recording import (
    REGISTER,
    add_reference_data,
    record_findings,
    record_inspection,
    record_measures,
    record_milestones,
    record_responses,
)
from .bookmarks import (
    CHILD_PROTECTION,
    CITY_BRIEFING,
    COMMISSIONER_PAPER,
    INFORMATION,
    INQUIRY,
    OFSTED,
    PEER_REVIEW,
    SELF_ASSESSMENT,
    at,
    on,
)
from .meetings import rate


def reports_come_in(cast) -> None:
    """The chapter from beginning to end."""
    add_reference_data(by=cast.administrator, at=at("2013-11-21 08:30"))
    with verb():
        information = Board.objects.get(slug="force-information-assurance-board")
        rate(information, by=cast.administrator, at=at("2013-11-21 08:40"))
    register(cast, COMMISSIONER_PAPER, at("2013-11-21 09:00"))
    register(cast, SELF_ASSESSMENT, at("2013-11-25 10:00"))
    _every_two_years(cast, at("2013-11-25 10:10"))
    register(cast, INQUIRY, at("2014-08-28 09:30"))
    _a_lead_retires(cast, at("2014-10-06 09:00"))
    register(cast, OFSTED, at("2014-11-20 09:30"))
    register(cast, PEER_REVIEW, at("2015-01-19 11:00"))
    _before_publication(cast)
    record_milestones(registered(CHILD_PROTECTION), by=cast.coordinator, at=at("2015-02-10 16:30"))
    _plan_is_sent(cast, at("2015-02-10 16:35"))
    _asked_for_twice(cast, at("2015-02-10 16:40"))
    register(cast, CITY_BRIEFING, at("2015-02-28 09:30"))
    released = (COMMISSIONER_PAPER, SELF_ASSESSMENT, INQUIRY, OFSTED, PEER_REVIEW, CHILD_PROTECTION, CITY_BRIEFING)
    for slug in released:
        release_to_opcc(Inspection.objects.get(slug=slug), by=cast.dcc, at=at("2015-03-02 10:00"))


def _plan_is_sent(cast, moment):
    """The action plan goes to HMIC a day before the report is published."""
    inspection = Inspection.objects.get(slug=CHILD_PROTECTION)
    record_contact(
        inspection,
        kind=Contact.Kind.SUBMISSION,
        body=inspection.body,
        happened_on=on("2015-02-10"),
        text="The action plan, with the post that owns each action.",
        source="Letter with the plan, inspections folder",
        by=cast.coordinator,
        at=moment,
    )


def _every_two_years(cast, moment):
    """Both boards ask for the self-assessment every two years, whatever actions came of the last."""
    set_check_on(
        Inspection.objects.get(slug=SELF_ASSESSMENT),
        what="Self-assessment under section 11 for both safeguarding boards",
        due_on=on("2015-11-25"),
        owner=cast.posts.superintendent,
        every_months=24,
        by=cast.coordinator,
        at=moment,
    )


def _asked_for_twice(cast, moment):
    """The report asks within six weeks for the update and the plan that the timetable has too."""
    twice = {"Update to HMIC on the immediate recommendations": "next-step-1", "Action plan to HMIC": "next-step-2"}
    for label, reference in twice.items():
        milestone = Milestone.objects.get(inspection__slug=CHILD_PROTECTION, label=label)
        step = Recommendation.objects.get(inspection__slug=CHILD_PROTECTION, reference=reference)
        same_as(milestone, step, instead_of=None, why="It is asked for twice.", by=cast.coordinator, at=moment)


def _a_lead_retires(cast, moment):
    """Another takes the post, acting at first, and whatever the post owns is now theirs."""
    taken = appoint(cast.posts.dci, cast.dci, by=cast.administrator, at=moment)
    acknowledge(taken, by=cast.dci, at=moment + timedelta(days=1))
    end(cast.first_dci.role_grants.get(), why="Retired", by=cast.administrator, at=moment)


def register(cast, slug, moment) -> None:
    """The coordinator registers a report and enters what it found."""
    entry = registered(slug)
    record_inspection(entry, by=cast.coordinator, at=moment)
    record_findings(entry, by=cast.coordinator, at=moment)
    record_measures(entry, by=cast.coordinator, at=moment)


def respond(cast, slug, moment) -> None:
    """The coordinator records what the force says to each part."""
    record_responses(registered(slug), by=cast.coordinator, at=moment)


def registered(slug) -> RegisteredInspection:
    """The register's entry for an inspection."""
    return read_inspection((REGISTER / f"{slug}.yaml").read_text(encoding="utf-8"), f"{slug}.yaml")


def _before_publication(cast):
    """Two days before publication only those who are named may know of it."""
    moment = at("2015-02-09 16:00")
    register(cast, CHILD_PROTECTION, moment)
    inspection = Inspection.objects.get(slug=CHILD_PROTECTION)
    for reader in (cast.dcc, cast.staff_officer, cast.superintendent, cast.dci):
        name_early_reader(inspection, reader, by=cast.coordinator, at=moment)
    concern_agency(inspection, cast.agencies.county, by=cast.coordinator, at=at("2015-02-11 09:00"))
    concern_agency(inspection, cast.agencies.city, by=cast.coordinator, at=at("2015-02-11 09:00"))


def national_report(cast) -> None:
    """The thematic report of July 2015, with no local direction yet."""
    register(cast, INFORMATION, at("2015-08-03 09:30"))
    release_to_opcc(Inspection.objects.get(slug=INFORMATION), by=cast.dcc, at=at("2015-08-10 09:00"))
