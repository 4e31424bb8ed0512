"""A row that names several recommendations, or parts of one, covers just those: shown, and changed by who knows better."""

import pytest

from recommendations.models import Action, StagedPlan
from recommendations.services.recommendations import PartDraft
from tests.factories import InspectionFactory, RecommendationFactory
from tests.recommendations.views.plan_pages import accept, bring_in, looked_at, send
from tests.recommendations.views.reading import text

HEADER = ("Ref", "Recommendation", "Action")


@pytest.fixture(autouse=True)
def inspection(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    inspection = InspectionFactory(slug="hmic")
    for reference in ("4.1", "4.2"):
        RecommendationFactory(inspection=inspection, reference=reference, text=f"Look at matter {reference}.")
    parts = [PartDraft(letter=letter, text=f"See to the {letter} files.") for letter in "abc"]
    RecommendationFactory(inspection=inspection, reference="4.3", text="Mend the files.", parts=parts)
    return inspection


def brought(client, *rows):
    """The plan under way, and its page."""
    bring_in(client, *rows, header=HEADER)
    staged = StagedPlan.objects.get()
    return staged, text(send(client, staged, Which_inspection="hmic"))


def covered():
    """{action: the numbers of the parts that it covers}."""
    found = {}
    covers = "coverages__part__recommendation__reference", "coverages__part__letter"
    for words, reference, letter in Action.objects.values_list("text", *covers):
        found.setdefault(words, set()).add(f"{reference}{letter}")
    return found


def test_several_numbers_are_as_many_covers_and_the_numbers_are_changed_on_the_page(coordinator):
    staged, page = brought(coordinator, ("4.1, 4.2", None, "Train."))
    assert "The numbers 4.1 and 4.2 stand in one row, which answers each of them." in page
    assert [row.compared.outcome for row in looked_at(coordinator, staged).rows] == ["new", "changed"]

    send(coordinator, staged, Which_recommendations="4.2 and 4.3")
    accept(coordinator, staged)

    assert covered() == {"Train.": {"4.2", "4.3a", "4.3b", "4.3c"}}


def test_one_of_several_is_left_out_alone(coordinator):
    staged, _ = brought(coordinator, ("4.1 and 4.2", None, "Train."))

    send(coordinator, staged, Leave_out="on")
    accept(coordinator, staged)

    assert covered() == {"Train.": {"4.2"}}


def test_a_number_among_several_that_the_register_lacks_is_asked_about(coordinator):
    _, page = brought(coordinator, ("4.1 and 4.9", None, "Train."))

    assert "4.1 and 4.9 are several recommendations, and the register has no 4.9: say which are meant." in page


def test_parts_that_a_row_names_are_covered_alone_and_changed_on_the_page(coordinator):
    staged, page = brought(
        coordinator,
        ("4.3b", "See to the b files.", "Write to homes."),
        ("4.3", "Mend the files. c) See to the c files.", "Count them."),
        ("4.3", "Mend the files. c) See to the c files.", "Mend part a."),
        ("4.3", "Mend the files. c) See to the c files.", "Hold a day on all of it."),
    )
    assert "The action covers part b alone." in page

    send(coordinator, staged, Which_parts="a and b")
    accept(coordinator, staged)

    assert covered() == {
        "Write to homes.": {"4.3a", "4.3b"},
        "Count them.": {"4.3c"},
        "Mend part a.": {"4.3a", "4.3c"},
        "Hold a day on all of it.": {"4.3c"},
    }


def test_two_actions_in_a_cell_are_told_and_taken_apart_in_two_presses_and_put_together_again(coordinator):
    listed = "1) Train every sergeant. 2) Sample ten files."
    staged, page = brought(coordinator, ("4.1", None, listed))
    assert "2 actions stand in this cell, and are read as one." in page
    assert [row.compared.row.task for row in looked_at(coordinator, staged).rows] == [listed]

    page = text(send(coordinator, staged, **{"2_actions": "each"}))
    assert "row 2, actions: Each is an action of its own" in page
    send(coordinator, staged, **{"2_actions": "one"})
    assert [row.compared.row.task for row in looked_at(coordinator, staged).rows] == [listed]
    send(coordinator, staged, **{"2_actions": "each"})
    accept(coordinator, staged)

    assert covered() == {"Train every sergeant.": {"4.1"}, "Sample ten files.": {"4.1"}}
