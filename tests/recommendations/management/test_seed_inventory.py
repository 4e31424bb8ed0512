"""The register's files hold what the inventory of the founding documents says, point by point."""

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from recommendations.management.register.files import read_register
from recommendations.management.register.recording import REFERENCE, REGISTER
from recommendations.workflow import ResponseKind

INVENTORY = Path(__file__).parents[4] / "shared" / "seed_inventory.yaml"  # read in place, and never copied here
pytestmark = pytest.mark.skipif(
    not INVENTORY.exists(), reason="the inventory of the documents is not part of the project"
)
PLAIN = {"next-step-3"}  # what the inspectorate promises of itself is a milestone


@pytest.fixture(scope="module")
def inventory():
    return yaml.safe_load(INVENTORY.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def register():
    return {entry.slug: entry for entry in read_register(REGISTER)}


def names(file):
    rows = yaml.safe_load((REFERENCE / file).read_text(encoding="utf-8"))
    return {row["fields"]["slug"]: row["fields"]["name"] for row in rows}


def pairs(inventory, register, inspection):
    """(what the inventory says, our finding) of each item that both have, by its reference."""
    ours = {finding.reference: finding for finding in register[inspection].findings}
    return [(item, ours[item["ref"]]) for item in inventory["recommendations"][inspection] if item["ref"] not in PLAIN]


def dated(details, name):
    on, precision = details.get(f"{name}_on"), details.get(f"{name.split('_')[0]}_precision")
    return on and (f"{on:%Y-%m}" if precision == "month" else on.isoformat())


def test_every_inspection_is_there_with_its_dates(inventory, register):
    for said in inventory["inspections"]:
        details = register[said["key"]].details
        fieldwork = [dated(details, f"fieldwork_{name}") for name in ("started", "ended")]
        stated = [said.get("fieldwork_start"), said.get("fieldwork_end", said.get("fieldwork_start"))]
        assert dated(details, "published") == said.get("published")
        assert fieldwork == stated


def test_each_has_as_many_items_as_the_inventory_counts(inventory, register):
    counted = {
        said["key"]: said.get("recommendation_count", said.get("finding_count")) for said in inventory["inspections"]
    }
    kinds = {slug: Counter(finding.kind for finding in entry.findings) for slug, entry in register.items()}
    found = {slug: kinds[slug]["recommendation"] for slug in counted}
    assert found | {"cop-peer-review-2014": kinds["cop-peer-review-2014"].total()} == counted


def test_the_words_of_the_child_protection_report_are_as_stated(inventory, register):
    themes = names("themes.yaml")
    for said, finding in pairs(inventory, register, "hmic-ncpi-2014"):
        limits = {part.draft.timescale for part in finding.parts}
        assert limits == {said["timescale"].removesuffix(" of publication")}
        if said.get("theme"):
            assert themes[finding.places["theme"]] == said["theme"]
            assert re.sub(r"^Report pp?\. ", "", finding.details["page_reference"]) == said["page_in_report"]
            assert finding.details["plan_page_reference"] == said["page_ref_force"]


def test_its_parts_are_lettered_as_the_force_does(inventory, register):
    for said, finding in pairs(inventory, register, "hmic-ncpi-2014"):
        clauses = said.get("subparts") or [{"letter": ""}]
        # Four bullets of the report have no letter, neither there nor in the force's plan.
        letters = [c["letter"] if isinstance(c, dict) else ["i", "ii", "iii", "iv"][n] for n, c in enumerate(clauses)]
        assert [part.draft.letter for part in finding.parts] == letters


def test_the_thematic_report_has_its_deadlines_addressees_and_positions(inventory, register):
    positions = {"awaiting": ResponseKind.AWAITING_DIRECTION, "No action required": ResponseKind.ANOTHER_BODY}
    for said, finding in pairs(inventory, register, "hmic-btp-2015"):
        limits = [part.draft.timescale for part in finding.parts]
        assert " and ".join(limits).casefold() == said["deadline_as_stated"].casefold()
        ours = [part.draft.ours for part in finding.parts]
        assert ours == [one["addressee"] == "chief constables" for one in said.get("deadlines", [said])]
        kind = next(kind for words, kind in positions.items() if said["position"].startswith(words))
        assert [part.response["kind"] for part in finding.parts if part.response] == [kind]


def test_the_inquiry_has_its_themes_by_letter_its_paragraphs_and_its_positions(inventory, register):
    urgent = {"urgently": "Urgently", "as quickly as possible": "As quickly as possible"}
    for said, finding in pairs(inventory, register, "jay-2014"):
        [part] = finding.parts
        letter = said["theme"].split()[0]
        assert finding.details["page_reference"].startswith(f"Theme {letter}, ")
        assert finding.details["page_reference"].endswith(f"paragraph {said['para']}")
        assert part.response["said_on"].isoformat() >= inventory["meta"]["documents"]["000"]["inferred_date"].split()[1]
        assert (part.response["kind"] == ResponseKind.NOT_APPLICABLE) == (
            said["position"] == "not applicable at this stage"
        )
        if "urgency_as_stated" in said:
            assert part.draft.timescale == urgent[said["urgency_as_stated"]]
        if "manager" in said["addressee"]:
            assert part.draft.ours is True


def test_the_peer_review_has_its_kinds_and_what_the_force_says(inventory, register):
    for said, finding in pairs(inventory, register, "cop-peer-review-2014"):
        assert finding.kind == {"mixed (strength and issue)": "mixed"}.get(said["type"], said["type"].replace(" ", "-"))
        assert [bool(part.response) for part in finding.parts] == [said["update"] is not None]


def test_what_ofsted_asks_is_addressed_as_it_says(inventory, register):
    ours = {
        str(n): item["addressee"] in ("local authorities and partners", "authorities and partners")
        for n, item in enumerate(inventory["recommendations"]["ofsted-2014"], 1)
    }
    found = {finding.reference: finding.parts[0].draft.ours for finding in register["ofsted-2014"].findings}
    assert {reference: found[reference] for reference in ours} == ours


def test_the_strengths_the_promises_and_the_baselines_each_have_their_place(register):
    strengths = [one.reference for one in register["hmic-ncpi-2014"].findings if one.kind == "strength"]
    assert strengths == ["4.3", "4.4", "4.5", "4.6", "4.7"]
    for slug in ("commissioner-paper-2013", "city-briefing-2015"):
        assert [one.reference for one in register[slug].findings if not one.details.get("page_reference")] == []
    notes = {one.reference: one.details.get("note", "") for one in register["hmic-ncpi-2014"].findings}
    assert {
        ref: re.findall(r"Baseline in the report, page (\d+)", note)
        for ref, note in notes.items()
        if "Baseline" in note
    } == {"1": ["10"], "4": ["13"], "8": ["22"]}


def test_nothing_stands_in_the_register_that_no_document_says():
    words = "".join(path.read_text(encoding="utf-8") for path in REGISTER.glob("*.yaml"))
    assert [invented for invented in ("Letter to HMIC", "embargoed copy") if invented in words] == []
