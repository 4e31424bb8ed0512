"""All that is told of single blocks before the walk through them: which count, head a table, stand in a cell, or name a field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from inspections.reading.addressees import addressee_of_title
from inspections.reading.blocks import Block, Shape
from inspections.reading.grids import Cell, cells_in
from inspections.reading.leads import leads_in_a_row, leads_over_several
from inspections.reading.lists import kind_of_list
from inspections.reading.openings import RECOMMENDATION, Label, label_of, paragraph_label
from inspections.reading.phrases import SHOULD, phrase_in
from inspections.reading.refusals import asks_its_readers
from inspections.reading.register_fields import Field, fields_in
from inspections.reading.runs import acting_headings, in_runs, series_labels, unstopped_labels
from inspections.reading.series import heads_over_demands
from inspections.reading.tables import Table, headers_in


@dataclass(frozen=True)
class Marks:
    """The marks of blocks, by place: `unstopped` are labels without a stop or with a name of their own, `acting` headings that ask,
    `leads` those over several, `themes` headings between the numbered items of a list, `heads` those over items
    most of which ask. `recommends` says that some block is labelled
    a recommendation, `announces` that a label, a heading or a phrase says somewhere what is recommended, `written_to` who is
    the "you" of a letter, `is_a_paper` that its readers are asked to note it."""

    in_runs: set[int]
    unstopped: Mapping[int, Label]
    acting: set[int]
    leads: set[int]
    headers: Mapping[int, Table]
    cells: Mapping[int, Cell]
    fields: Mapping[int, Field]
    themes: set[int]
    heads: set[int]
    recommends: bool
    announces: bool
    written_to: tuple[str, ...]
    is_a_paper: bool


def marks_of(blocks: Sequence[Block]) -> Marks:
    """The marks of all blocks of a report."""
    headers = headers_in(blocks)
    recommends = any(
        (label := label_of(block.text)) and label.kind == RECOMMENDATION and not label.promises for block in blocks
    )
    announces = recommends or any(phrase_in(block.text) or kind_of_list(block.text) for block in blocks)
    return Marks(
        in_runs(blocks) | leads_in_a_row(blocks),
        unstopped_labels(blocks) | series_labels(blocks, announced=announces, recommends=recommends),
        acting_headings(blocks),
        leads_over_several(blocks),
        headers,
        cells_in(blocks),
        fields_in(blocks, headers),
        _themes(blocks),
        heads_over_demands(blocks),
        recommends,
        announces,
        next((addressee_of_title(block.text[5:]) for block in blocks if block.text.startswith("Dear ")), ()),
        any("note" in block.text and asks_its_readers(block.text) for block in blocks),
    )


def _themes(blocks: Sequence[Block]) -> set[int]:
    """The places of headings over a numbered paragraph that asks: "In the custody suite", over "3.28 The force should"."""
    return {
        place
        for place, (block, below) in enumerate(pairwise(blocks))
        if block.shape is Shape.HEADING and (label := paragraph_label(below.text)) and SHOULD.search(label.words)
    }
