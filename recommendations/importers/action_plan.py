"""Reading an action plan, in any layout, into a preview. Pure: the same bytes always give the same plan."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from safeguarding.lib.readers.grids import Grid, Line
from safeguarding.lib.readers.refusals import Unreadable
from safeguarding.lib.readers.tables import read_grids
from safeguarding.lib.words import counted

from .cells import read_row
from .columns import FIELD_CHOICES
from .continuations import settle
from .continued_tables import with_headers
from .date_cells import doubtful_dates
from .entries import Corrections, Entry, is_banner, read_entries
from .labels import disguised, labelled, read_labels
from .layouts import Columns, Layout, find_layout, layouts_of, place_of
from .marks import coloured_throughout, shaded
from .numbering import ask_repeats, split_entries
from .references import ask_lost_noughts, ask_other_numbers, ask_other_sheets, without_copies, without_totals
from .repeated_cells import with_words_of_above
from .rows import Problem, Row, note
from .several_actions import each_action
from .sheet_names import with_status_of_sheet
from .side_by_side import apart, plans_apart
from .stacked import unstacked
from .status_words import Meaning
from .turned_tables import upright

Reader = Callable[[bytes, str], tuple[Grid, ...]]


@dataclass(frozen=True)
class Plan:
    """A document as it was read. `originator` and `title` are the words beside those labels above the form's header.

    `layouts` are the columns of every sheet or table with words, read or not, for a person to correct; `labels` all the labels
    above the headers; `unknown_words` the status words that a person has to explain, folded, each with its number of rows.
    """

    name: str
    sha256: str
    layout: str
    originator: str | None
    title: str | None
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    layouts: tuple[Layout, ...] = ()
    labels: dict[str, str] = field(default_factory=dict)
    unknown_words: tuple[tuple[str, int], ...] = ()

    def of(self, rows: tuple[Row, ...]) -> "Plan":
        """The same with these rows alone, and with what is to be explained of them."""
        return replace(self, rows=rows, unknown_words=_unknown(rows))

    def to_json(self) -> dict[str, Any]:
        """The preview: plain words, lists and ISO dates, ready for json.dumps."""
        return asdict(replace(self, rows=())) | {"rows": [row.to_json() for row in self.rows]}


def read_plan(
    data: bytes,
    name: str,
    *,
    inspections: Sequence[str] = (),
    read: Reader = read_grids,
    columns: Mapping[str, str] | None = None,
    **known,
) -> Plan:
    """Read an eight-column form or progress tables from a file; `name` is its name, `data` its bytes.

    `inspections` are slugs, one for each sheet or table that holds a plan, in their order; without them each row's inspection
    is None. `read` is open_grids where nobody vouches for the file; `columns` are the fields of headers by their words;
    `known` are the layouts, status words and corrections that people gave, as plan_of takes them.
    Raises Unreadable, its message one plain sentence, where the file cannot be read, the slugs do not fit it, or nobody said
    what its columns hold and they cannot be found.
    """
    grids, sha256 = read(data, name), hashlib.sha256(data).hexdigest()
    if columns:
        known["layouts"] = layouts_of(plan_of(grids, name, sha256, **known).layouts, columns) | known.get("layouts", {})
    plan = plan_of(grids, name, sha256, inspections=inspections, **known)
    if refused := next((layout.refused for layout in plan.layouts if layout.refused), ""):
        raise Unreadable(refused)
    if not any(layout.read for layout in plan.layouts):
        raise Unreadable(
            f"{name} holds no plan: its header must have a “Recommendation” and an “Action” column; add it and try again."
        )
    return plan


def plan_of(
    grids: Sequence[Grid],
    name: str,
    sha256: str,
    *,
    inspections: Sequence[str] = (),
    layouts: Mapping[str, Mapping[int, str]] | None = None,
    house_words: Mapping[str, Meaning] | None = None,
    corrections: Corrections | None = None,
) -> Plan:
    """The plan in grids that were read from the file `name` with this SHA-256.

    layouts: by Layout.fingerprint, the field of each position from 0 as a person corrected it, "" to leave it unread. house_words:
    the force's own status words, as status_words.level gives them. corrections: by sheet's name or table's number, row and field, the
    words put in place of a cell's, "" for a blank; the field "row" says one of entries.ROW_CHOICES. A plan whose columns nobody
    plans has layouts and no rows. Raises Unreadable where the inspections do not fit the plans.
    """
    grids_with_words = [
        (grid, *find_layout(grid, layouts or {}))
        for grid in map(apart, upright([*with_headers([*unstacked([*plans_apart(grids)])])]))
        if _has_words(grid)
    ]
    plans = [(grid, columns) for grid, _, columns in grids_with_words if columns]
    _check_count(name, plans, inspections)
    # The first plan that has a label has the word.
    labels = {label: words for _, columns in reversed(plans) for label, words in read_labels(columns.above).items()}
    title = labelled(labels, "title")
    problems = disguised(labels)
    problems += (_unread(grid, layout) for grid, layout, columns in grids_with_words if columns is None)
    rows: list[Row] = []
    last: Entry | None = None
    for position, (grid, columns) in enumerate(plans):
        problems += _of_columns(grid, columns)
        read = with_status_of_sheet(grid, read_entries(grid, columns, corrections or {}))
        settled, last, left_out = _settled(grid, list(read), last)
        problems += left_out
        rows += _rows(
            settled,
            heading=grid.heading or title or "",
            inspection=inspections[position] if inspections else None,
            house_words=house_words or {},
        )
    rows = ask_other_sheets(rows)
    return Plan(
        name=name,
        sha256=sha256,
        layout="action form" if plans and "target" in plans[0][1].fields.values() else "progress tables",
        originator=labelled(labels, "originator"),
        title=title,
        rows=tuple(rows),
        problems=tuple(problems),
        layouts=tuple(layout for _, layout, _ in grids_with_words),
        labels=labels,
        unknown_words=_unknown(rows),
    )


def _unknown(rows: Sequence[Row]) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(words for row in rows for words in row.unknown_words).items())


def _check_count(name: str, plans: list[tuple[Grid, Columns]], inspections: Sequence[str]) -> None:
    if plans and inspections and len(inspections) != len(plans):
        holds = "; ".join(
            f"{position}. {grid.heading or grid.name}" for position, (grid, _) in enumerate(plans, start=1)
        )
        noun = "plan" if len(plans) == 1 else "plans"
        raise Unreadable(f"{name} holds {len(plans)} {noun}: name one inspection for each, in this order ({holds}).")


def _settled(
    grid: Grid, entries: list[Entry | Line], above: Entry | None
) -> tuple[list[Entry], Entry | None, list[Problem]]:
    """The entries of a table, blanks filled from the last of the table `above`; its own last; and what is left out, told."""
    entries, totals = without_totals(entries)
    entries = list(with_words_of_above(entries, above))
    last = next((entry for entry in reversed(entries) if isinstance(entry, Entry)), above)
    entries, copies = without_copies(entries)
    settled, headings = settle(entries)
    left_out = [_total(grid, total) for total in totals]
    left_out += (_copy(grid, *pair) for pair in copies)
    left_out += (_heading(grid, heading) for heading in headings)
    return settled, last, left_out


def _rows(settled: list[Entry], **known) -> list[Row]:
    doubtful = doubtful_dates(settled)
    rows = [read_row(entry, doubtful=doubtful, **known) for entry in each_action(split_entries(settled))]
    steps = 0
    for index, row in enumerate(rows):
        if row.kind == "next_step":
            steps += 1
            rows[index] = replace(row, reference=f"next-step-{steps}")
    return ask_other_numbers(ask_repeats(ask_lost_noughts(rows)))


def _total(grid: Grid, total: Entry) -> Problem:
    words = " ".join(filter(None, [*(cell.words for cell in total.cells.values()), *total.other.values()]))
    return _note_on(
        grid,
        _("%(place)s, row %(row)s is a total, a key or a note and was not read: “%(words)s”."),
        total.source.row,
        words,
    )


def _copy(grid: Grid, copy: Entry, above: Entry) -> Problem:
    sentence = _("%(place)s, row %(row)s says word for word what row %(words)s says, and is read once.")
    return _note_on(grid, sentence, copy.source.row, above.source.row)


def _heading(grid: Grid, heading: Line | Entry) -> Problem:
    sentence = _("%(place)s, row %(row)s is a heading over the whole width, not an action: “%(words)s”.")
    if isinstance(heading, Entry):
        return _note_on(
            grid, sentence, heading.source.row, heading.words("recommendation") or heading.words("reference")
        )
    if is_banner(heading):
        return _note_on(grid, sentence, heading.number, heading.cells[0].words)
    sentence = _("%(place)s, row %(row)s is a second header, and the rows below are read by it: %(words)s.")
    return _note_on(grid, sentence, heading.number, _named(cell.words for cell in heading.cells if cell.words))


def _of_columns(grid: Grid, columns: Columns) -> Iterator[Problem]:
    """The problems with how a table stands in its file, and with its header."""
    yield from (Problem("source", remark) for remark in grid.remarks)
    if columns.by_shape:
        sentence = _("%(place)s has no header row; its columns are read in the usual order: %(words)s.")
        yield _note_on(grid, sentence, words=", ".join(columns.fields.values()))
    if columns.by_other_names:
        read = [
            _("“%(words)s” as %(field)s") % {"words": words, "field": _(FIELD_CHOICES[name]).lower()}
            for name, words in columns.by_other_names.items()
        ]
        sentence = _("%(place)s is read by its house’s own words: %(words)s. Check that it is so.")
        yield _note_on(grid, sentence, words=get_text_list(read, _("and")))
    if columns.ticked:
        sentence = _("%(place)s: the status is the one that is marked below %(words)s. Check that it is so.")
        yield _note_on(grid, sentence, words=_named(columns.ticked.values()))
    if headers := shaded(columns):
        sentence = _("%(place)s has coloured cells without words below %(words)s: they are not read.")
        yield _note_on(grid, sentence, words=_named(headers))
    if rows := coloured_throughout(columns):
        sentence = _(
            "%(place)s has rows that are coloured all along, the first of them row %(row)s: what that says is not read."
        )
        yield _note_on(grid, sentence, rows[0])


def _note_on(grid: Grid, sentence: str, row: int = 0, words: object = "") -> Problem:
    return note("source", sentence, place=place_of(grid), row=row, words=words)


def _named(words: Iterable[str]) -> str:
    return get_text_list([f"“{one}”" for one in words], _("and"))


def _has_words(grid: Grid) -> bool:
    return any(any(letter.isalpha() for letter in cell.words) for line in grid.lines for cell in line.cells)


def _unread(grid: Grid, layout: Layout) -> Problem:
    if layout.refused:
        return note("source", _("%(place)s was not read. %(why)s"), must=True, place=layout.place, why=layout.refused)
    first = next(cell.words for line in grid.lines for cell in line.cells if cell.words)
    rows = counted(sum(not line.blank for line in grid.lines), "row")
    sentence = _("%(place)s (%(rows)s) is not a plan and was not read; it begins “%(words)s”.")
    return note("source", sentence, place=place_of(grid), rows=rows, words=first[:80])
