"""The register: every inspection of the seed, in our own words, recorded through the services and only once."""

from datetime import date, datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db.models import Count, Q
from django.utils import timezone

from inspections.models import InspectingBody, Inspection, Theme
from recommendations.management.register.files import NotReadable, read_inspection
from recommendations.models import Part, Recommendation, Response
from recommendations.workflow import ResponseKind
from tests.recorded import change, write

COUNTED = {  # recommendations and findings; strengths and what Ofsted found are counted with them
    "city-briefing-2015": 0,
    "commissioner-paper-2013": 0,
    "hmic-ncpi-2014": 15,
    "hmic-btp-2015": 10,
    "jay-2014": 15,
    "ofsted-2014": 14,
    "cop-peer-review-2014": 12,
    "section-11-audit": 0,
}


def load(*arguments):
    said = StringIO()
    call_command("load_register", *arguments, stdout=said)
    return said.getvalue()


# This one stands first: it needs a database without the register that the others share.


def test_it_is_recorded_in_the_name_of_an_inspection_coordinator_only(cast):
    with pytest.raises(CommandError, match="Olive Owner is not an inspection coordinator"):
        load("--by", "owner")
    with pytest.raises(CommandError, match="There is no user “somebody”"):
        load("--by", "somebody")
    assert (Inspection.objects.count(), InspectingBody.objects.count()) == (0, 0)


@pytest.fixture(scope="module")
def loaded(module_db):
    """The register, loaded once for the tests below."""
    load()


def recommendations_of_each_inspection():
    counted = Count("recommendations", filter=~Q(recommendations__kind=Recommendation.Kind.NEXT_STEP))
    return dict(Inspection.objects.annotate(counted=counted).values_list("slug", "counted"))


def part(inspection, reference, letter=""):
    return Part.objects.get(
        recommendation__inspection__slug=inspection, recommendation__reference=reference, letter=letter
    )


def test_every_inspection_comes_with_all_its_recommendations(db, loaded):
    assert recommendations_of_each_inspection() == COUNTED
    assert Recommendation.objects.filter(kind=Recommendation.Kind.NEXT_STEP).count() == 2 + 6 + 11


def test_run_again_it_says_that_there_is_nothing_new_and_adds_nothing(db, loaded):
    before = Part.history.count(), Response.objects.count()

    said = load()

    assert said.splitlines() == [f"{slug}: nothing new" for slug in sorted(COUNTED)]
    assert (Part.history.count(), Response.objects.count()) == before
    assert recommendations_of_each_inspection() == COUNTED


def test_run_again_it_leaves_alone_what_was_edited_in_the_tracker(cast, loaded):
    edited, now = part("hmic-ncpi-2014", "5"), timezone.now()
    edited.text = "Edited here."
    write(edited, by=cast.coordinator, at=now, why="Put plainly")
    change(Theme.objects.get(slug="planning"), name="Renamed in the admin", by=cast.coordinator, at=now)

    load()

    assert part("hmic-ncpi-2014", "5").text == "Edited here."
    assert Theme.objects.get(slug="planning").name == "Renamed in the admin"


DUE = {
    ("hmic-ncpi-2014", "1"): (None, "day"),  # immediately
    ("hmic-ncpi-2014", "4b"): (date(2015, 5, 11), "day"),
    ("hmic-ncpi-2014", "9a"): (date(2015, 8, 11), "day"),
    ("hmic-ncpi-2014", "next-step-1"): (date(2015, 3, 25), "day"),
    ("hmic-btp-2015", "1"): (date(2015, 11, 30), "day"),
    ("hmic-btp-2015", "2"): (date(2016, 5, 31), "month"),
    ("hmic-btp-2015", "4"): (date(2015, 11, 30), "month"),
    ("hmic-btp-2015", "9a"): (date(2015, 11, 30), "day"),
    ("hmic-btp-2015", "9b"): (date(2016, 6, 30), "day"),
    ("jay-2014", "5"): (None, "day"),  # urgently
    ("jay-2014", "14"): (None, "day"),  # as an absolute priority
}


def test_due_dates_follow_from_the_stated_words(db, loaded):
    found = {
        (part.recommendation.inspection.slug, part.recommendation.reference + part.letter): (
            part.due_on,
            part.due_precision,
        )
        for part in Part.objects.select_related("recommendation__inspection")
    }
    assert {key: found[key] for key in DUE} == DUE


def test_lettered_clauses_are_parts_and_those_of_others_are_not_ours(db, loaded):
    letters = {
        reference: list(
            Part.objects.filter(
                recommendation__inspection__slug=inspection, recommendation__reference=reference
            ).values_list("letter", "ours")
        )
        for inspection, reference in [("hmic-ncpi-2014", "2"), ("hmic-ncpi-2014", "8"), ("hmic-btp-2015", "9")]
    }
    assert letters == {
        "2": [("i", True), ("ii", True), ("iii", True), ("iv", True)],
        "8": [(letter, True) for letter in "abcdef"],
        "9": [("a", False), ("b", True)],
    }


def test_what_the_force_says_to_each_part_is_in_force_unless_it_ends_work_of_ours(db, loaded):
    said = {
        (inspection, reference + letter): part(inspection, reference, letter).response
        for inspection, reference, letter in [
            ("hmic-ncpi-2014", "9", "a"),
            ("hmic-ncpi-2014", "9", "b"),
            ("hmic-ncpi-2014", "next-step-1", ""),
            ("hmic-btp-2015", "8", ""),
            ("hmic-btp-2015", "9", "a"),
            ("hmic-btp-2015", "9", "b"),
        ]
    }
    assert {key: response and response.kind for key, response in said.items()} == {
        ("hmic-ncpi-2014", "9a"): ResponseKind.ANSWERED_UNDER,
        ("hmic-ncpi-2014", "9b"): None,
        ("hmic-ncpi-2014", "next-step-1"): None,  # sent, which the DCC has to agree
        ("hmic-btp-2015", "8"): ResponseKind.AWAITING_DIRECTION,
        ("hmic-btp-2015", "9a"): ResponseKind.ANOTHER_BODY,
        ("hmic-btp-2015", "9b"): None,  # "no action required" stood over both
    }


def test_all_fifteen_of_the_inquiry_carry_what_the_force_says_to_them(db, loaded):
    said = Response.objects.filter(
        part__recommendation__inspection__slug="jay-2014", said_on=date(2015, 4, 30)
    ).values_list("part__recommendation__reference", "kind", "part__ours")
    kinds = dict.fromkeys(map(str, range(1, 16)), ResponseKind.POSITION) | {"6": ResponseKind.NOT_APPLICABLE}
    assert {reference: kind for reference, kind, _ in said} == kinds
    # Those addressed to managers in general, to all, to nobody in particular, or to the police with others.
    assert {reference for reference, _, ours in said if ours} == {"1", "2", "3", "5", "6", "7", "9", "11", "14"}


def test_the_child_protection_inspection_has_its_embargo_and_the_plan_that_was_sent(db, loaded):
    inspection = Inspection.objects.get(slug="hmic-ncpi-2014")
    assert inspection.embargo_until == datetime(2015, 2, 11, 0, 1, tzinfo=ZoneInfo("Europe/London"))
    assert list(inspection.milestones.order_by("pk").values_list("clock", "due_on", "done_on")) == [
        ("immediate-update", date(2015, 3, 25), date(2015, 2, 10)),
        ("action-plan", date(2015, 3, 25), date(2015, 2, 10)),
        ("revisit", date(2015, 8, 11), None),
    ]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{reference: '1', text: Do it., adressees: Us}", r"x.yaml, finding 1: adressees is not known here\."),
        ("{reference: '1'}", r"x.yaml, finding 1: text is missing\."),
        ("{reference: '1', text: Do it., kind: wish}", r"x.yaml, finding 1 \(1\): “wish” is none of recommendation,"),
        ("{reference: '1', text: Do it., links: {depends-on: ['2']}}", r"x.yaml, 1: it points at 2, not here\."),
    ],
)
def test_a_file_that_cannot_be_read_says_where_and_why(entry, message):
    with pytest.raises(NotReadable, match=message):
        read_inspection(f"{{slug: x, body: hmic, kind: thematic, title: X, findings: [{entry}]}}", "x.yaml")
