"""No grid, correction or layout makes the reader fall over, and no row's words are lost."""

from hypothesis import given
from hypothesis import strategies as st

from recommendations.importers.action_plan import plan_of
from recommendations.importers.columns import FIELD_CHOICES
from recommendations.importers.header_words import PHRASES
from recommendations.importers.status_words import Meaning
from safeguarding.lib.readers.grids import Cell, Grid, Line
from safeguarding.lib.readers.office_files import Unreadable

HEADERS = [
    *(phrase for phrases in PHRASES.values() for phrase in phrases),
    "No",
    "Notes",
    "",
    "Recommendation",
    "Action",
    "Status",
]
BITS = [
    *("1. ", "2. ", "Recommendation 3 ", "a) ", "(b) ", "a. ", "(i) ", "• ", "8a ", "Action 12: ", "Action\n"),
    *(
        "DCC scrutiny 07/08/2015: ",
        "ACC comments (07/08/15) ",
        "Supports completion",
        "Complete ",
        "on target",
        "green",
    ),
    *(
        "04/30/2015",
        "by 30/04/2015",
        "31/02/2015",
        "Q3 2023/24",
        "n/a",
        "TBC",
        "100%",
        "\n",
        " ",
        "DCI Example / DI Other",
    ),
    *("Within three months", "See that it is kept", "and read.", "See recommendation 1 and 3.", "=cmd()", "Ⅻ٣ı"),
]
WORDS = st.one_of(st.none(), st.text(max_size=20), st.lists(st.sampled_from(BITS), max_size=6).map("".join), st.dates())


@st.composite
def grids(draw):
    width, height = draw(st.integers(1, 6)), draw(st.integers(0, 6))
    header = draw(st.lists(st.sampled_from(HEADERS), min_size=width, max_size=width))
    if draw(st.booleans()):
        header, width = ["Recommendation", "Action", *header, "Due date"], width + 3
    lines, above = [], ()
    for number in range(1, height + 2):
        words = header if number == 1 else draw(st.lists(WORDS, min_size=width, max_size=width))
        cells = [Cell(said or None, (number, column)) for column, said in enumerate(words, start=1)]
        for column in draw(st.sets(st.integers(0, width - 1), max_size=2)):
            across = draw(st.booleans())
            if across and column:
                cells[column] = cells[column - 1]
            elif not across and column < len(above):
                cells[column] = above[column]
        above = tuple(cells[: draw(st.integers(1, width))] if draw(st.booleans()) else cells)
        lines.append(Line(number, above))
    return Grid(draw(st.sampled_from(["Plan", 1])), draw(st.text(max_size=5)), tuple(lines))


CORRECTIONS = st.dictionaries(
    st.tuples(
        st.sampled_from(["Plan", 1]), st.integers(1, 7), st.sampled_from([*FIELD_CHOICES, "row", "no such field"])
    ),
    st.one_of(st.sampled_from(["own", "goes on", "leave out", ""]), st.text(max_size=8)),
    max_size=4,
)
FIELDS = st.dictionaries(st.integers(-1, 8), st.sampled_from([*FIELD_CHOICES, "", "no such field"]))
HOUSE_WORDS = st.dictionaries(st.sampled_from(["green", "on target", "tbc"]), st.sampled_from(list(Meaning)))


@given(st.lists(grids(), max_size=2), CORRECTIONS, FIELDS, HOUSE_WORDS)
def test_any_grid_is_read_or_refused_in_words(drawn, corrections, fields, house_words):
    first = plan_of(drawn, "plan.csv", "0")
    layouts = {layout.fingerprint: fields for layout in first.layouts}
    plan = plan_of(drawn, "plan.csv", "0", layouts=layouts, corrections=corrections, house_words=house_words)
    assert plan == plan_of(drawn, "plan.csv", "0", layouts=layouts, corrections=corrections, house_words=house_words)
    assert isinstance(plan.to_json()["rows"], list)


@given(st.lists(grids(), max_size=2), st.integers(1, 3))
def test_the_number_of_inspections_is_all_that_is_refused(drawn, count):
    held = sum(layout.read for layout in plan_of(drawn, "plan.csv", "0").layouts)
    try:
        plan_of(drawn, "plan.csv", "0", inspections=["one"] * count)
    except Unreadable as refused:
        assert str(refused).startswith(f"plan.csv holds {held} plan")
    else:
        assert held in (0, count)


def squeezed(words):
    return "".join(words.split())


def told(plan):
    """Every word of the preview: rows with what has no column, problems, labels, headers."""
    told = [words for row in plan.rows for words in (*row.cells.values(), *row.other.values())]
    told += [problem.message for each in (plan, *plan.rows) for problem in each.problems]
    told += [words for pair in plan.labels.items() for words in (*pair, ":".join(pair))]
    told += [words for layout in plan.layouts for words in (*layout.headers.values(), *layout.loose)]
    return squeezed("".join(told))


@given(grids())
def test_no_word_of_a_table_is_silent(grid):
    """Each is a field, a problem, a label or a header; or its whole sheet is said not to be read."""
    plan = plan_of([grid], "plan.csv", "0")
    if not any(layout.read for layout in plan.layouts):
        assert [problem.message for problem in plan.problems if "not read" in problem.message] or not plan.layouts
        return
    said = told(plan)
    for line in grid.lines:
        for position, cell in enumerate(line.cells):
            across = position and line.cells[position - 1].origin == cell.origin
            if cell.words and cell.origin[0] == line.number and not across:
                assert squeezed(cell.words) in said
