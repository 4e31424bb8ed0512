"""Published papers, read in place where they are at hand: they are not part of the project."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from inspections.reading import read_report
from safeguarding.lib.readers.reports import read_pages

SHARED = Path(__file__).parents[4] / "shared"
PAPERS = SHARED / "real"
PUBLISHED = date(2015, 2, 11)


def reading(name):
    path = PAPERS / name
    if not path.exists():
        pytest.skip(f"{name} is not at hand: the published papers are not part of the project")
    return read_report(read_pages(path.read_bytes(), name), published=PUBLISHED)


def inventory(key):
    """What the inventory says of the recommendations of a source."""
    path = SHARED / "seed_inventory.yaml"
    if not path.exists():
        pytest.skip("the inventory of the published papers is not at hand")

    def within(node):
        if isinstance(node, dict):
            if isinstance(node.get(key), list) and "page_in_report" in node[key][0]:
                return node[key]
            return next((found for value in node.values() if (found := within(value))), None)
        return None

    return [row for row in within(yaml.safe_load(path.read_text())) if row["ref"].isdigit()]


@pytest.fixture(params=["hmic-report.pdf", "hmic-report.txt"])
def report(request):
    return reading(request.param)


def test_the_report_gives_ten_recommendations_each_standing_twice(report):
    assert [(item.kind, len(item.places), item.reference) for item in report.items] == [("recommendation", 2, "")] * 10


def test_they_stand_in_the_order_of_the_reports_list_with_page_and_theme(report):
    wanted = [(row["page_in_report"].split("-")[0], row["theme"]) for row in inventory("hmic-ncpi-2014")]
    assert [(item.page, item.theme) for item in report.items] == wanted


def test_their_time_limits_are_those_of_the_list(report):
    limits = [(item.timescale.kind.value, item.timescale.n, item.timescale.on) for item in report.items]
    assert limits == (
        [("immediate", None, None)] * 3
        + [("months", 3, date(2015, 5, 11))] * 5
        + [("months", 6, date(2015, 8, 11))] * 2
    )


def test_their_sub_parts_are_all_there(report):
    assert [len(item.parts) for item in report.items] == [0, 4, 0, 2, 0, 0, 0, 6, 2, 0]
    assert [part.letter for part in report.items[7].parts] == list("abcdef")


def test_they_are_addressed_to_the_force_and_nothing_is_doubted(report):
    assert {(item.addressees, item.doubts) for item in report.items} == {(("Nottinghamshire Police",), ())}


def test_no_bullet_footnote_or_furniture_is_left_in_them(report):
    words = "\n".join(item.text for item in report.items)
    assert [
        scar for scar in ("¢", "®", "\ne ", "EMBARGO", "A non-statutory", "must be called by police") if scar in words
    ] == []
    assert [item.text for item in report.items if item.text[-1].isdigit() or "- " in item.text] == []


def test_the_three_next_steps_are_no_recommendations(report):
    assert [(step.kind, step.timescale.n, step.timescale.on) for step in report.next_steps] == [
        ("next-step", 6, date(2015, 3, 25)),
        ("next-step", 6, date(2015, 3, 25)),
        ("next-step", 6, date(2015, 8, 11)),
    ]


def test_a_briefing_gives_the_two_lists_it_repeats_and_says_that_they_are_anothers():
    items = reading("city-briefing-cse-february-2015.txt").items
    assert [item.reference for item in items] == [*map(str, range(1, 16)), *[""] * 7]
    assert {item.doubts for item in items} == {("It is repeated from another report; record it under that report.",)}
    assert max(item.confidence for item in items) == 0.75


def test_a_briefings_themes_are_its_headings():
    items = reading("city-briefing-cse-february-2015.txt").items
    assert len({item.theme for item in items[:15]}) == 11
    assert [item.timescale.kind.value for item in items].count("vague") == 4


def test_a_paper_to_the_opcc_gives_the_report_its_form_repeats_and_not_its_own_request():
    report = reading("opcc-paper-childrens-safeguarding.txt")
    assert [item.reference for item in report.items] == [str(number) for number in range(1, 11)]
    assert [len(item.parts) for item in report.items] == [0, 4, 0, 2, 0, 0, 0, 6, 2, 0]
    assert {item.doubts for item in report.items} == {
        ("It stands in a plan or an update, which repeats a report’s words.",)
    }


def test_a_paper_that_only_asks_to_be_noted_gives_nothing():
    report = reading("opcc-paper-cse-november-2013.txt")
    assert (report.items, report.next_steps) == ((), ())


@pytest.mark.parametrize("name", ["action-update.txt", "action-update.docx"])
def test_an_update_gives_the_recommendations_of_its_two_tables(name):
    report = reading(name)
    assert [item.reference for item in report.items] == [str(number) for number in range(1, 11)] * 2
    assert [item.cited != "" for item in report.items] == [True] * 10 + [False] * 10
    assert len(report.next_steps) == 2


@pytest.mark.parametrize("name", ["action-update.txt", "action-update.docx"])
def test_a_recommendation_with_two_dates_and_bodies_has_two_parts(name):
    ninth = reading(name).items[18]
    assert [(part.timescale.on, part.addressees) for part in ninth.parts] == [
        (date(2015, 11, 30), ("College of Policing",)),
        (date(2016, 6, 30), ("chief constables",)),
    ]
