"""Out and in again: our own papers read back into the same words, and importing them changes nothing."""

import csv
import io
from datetime import date

import pytest
from django.apps import apps
from docx import Document
from openpyxl import load_workbook

from recommendations.importers.action_plan import read_plan
from recommendations.packs.action_form import COLUMNS as FORM
from recommendations.packs.action_form import action_form, empty_form
from recommendations.packs.progress_table import COLUMNS as PROGRESS
from recommendations.packs.progress_table import progress_table
from recommendations.selectors.plan_export import plan_rows
from safeguarding.lib.formulas import unguarded
from safeguarding.lib.readers.docx import read_tables
from safeguarding.lib.readers.xlsx import read_sheets
from safeguarding.lib.writers.docx import write_docx
from safeguarding.lib.writers.tables import write_csv, write_xlsx
from tests.moments import NOW

PAPERS = {"action form": (action_form, tuple(FORM)), "progress table": (progress_table, tuple(PROGRESS))}
WRITERS = {"xlsx": write_xlsx, "docx": write_docx, "csv": write_csv}

papers = pytest.mark.parametrize("paper", PAPERS)
kinds = pytest.mark.parametrize("kind", WRITERS)
imported_kinds = pytest.mark.parametrize("kind", ["xlsx", "docx"])


def exported(inspection, user, paper, kind):
    """(PlanRows, names of the columns, bytes)."""
    rows = plan_rows(inspection, user, NOW)
    make, names = PAPERS[paper]
    return rows, names, WRITERS[kind](make(inspection, rows, at=NOW))


def cells_in(data, kind, *, rows):
    """The words of each cell in the last `rows` rows, in whatever kind of file."""
    if kind == "csv":
        read = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        lines = [[unguarded(words) for words in line] for line in read]
    else:
        [grid] = {"xlsx": read_sheets, "docx": read_tables}[kind](data, f"plan.{kind}")
        lines = [[cell.words for cell in line.cells] for line in grid.lines]
    return lines[-rows:]


@papers
@kinds
def test_every_cell_reads_back_in_the_same_words(cast, mixed, sampled, paper, kind):
    for inspection in (mixed, sampled.police, sampled.information):
        rows, names, data = exported(inspection, cast.coordinator, paper, kind)

        assert cells_in(data, kind, rows=len(rows)) == [[row.cells[name] for name in names] for row in rows]


@papers
@imported_kinds
def test_the_importer_takes_recommendations_apart_as_the_register_has_them(cast, mixed, paper, kind):
    _, _, data = exported(mixed, cast.coordinator, paper, kind)

    read = read_plan(data, f"plan.{kind}", inspections=["mixed"])

    long = ("Look at every log, one after the other. " * 75).strip()
    three = "Within three months"
    assert [(row.kind, row.reference, row.timescale, row.page_reference, row.wording) for row in read.rows] == [
        *[("recommendation", "1", "Immediately", "9-11", "Do two things.\na) One; and\nb) Two.")] * 3,
        ("recommendation", "2.1", three, None, "See to it.\n- at once\n- every time"),
        ("recommendation", "3", three, None, "Проверить журнал 👮🏽."),
        ("recommendation", "4", three, None, long),
        ("next_step", "next-step-1", three, None, f"{three}: Write, for the 1. time."),
        ("next_step", "next-step-2", three, None, f"{three}: Write, for the 2. time."),
    ]
    assert [[(part.letter, part.text) for part in row.parts] for row in read.rows] == [
        *[[("a", "One; and"), ("b", "Two.")]] * 3,
        *[[]] * 5,
    ]
    assert [row.links for row in read.rows] == [(), (), (), (), ("1",), (), (), ()]
    assert [problem.message for problem in read.problems] == []


@imported_kinds
def test_the_importer_reads_owners_dates_and_cost_as_they_stand(cast, mixed, kind):
    _, _, data = exported(mixed, cast.coordinator, "action form", kind)

    read = read_plan(data, f"plan.{kind}").rows[:5]

    told = [(row.issue_owner, row.action_owner, row.cost, row.target.raw, row.target.date) for row in read]
    assert [(*words, on and on.isoformat()) for *words, on in told] == [
        ("Superintendent", "Detective Chief Inspector", None, "by 30/04/2015", "2015-04-30"),
        ("Superintendent", None, "-", "as the board decides", None),
        ("Superintendent", "a person, not a post", None, "05/05/2015", "2015-05-05"),
        (None, "a person, not a post", None, "05/05/2015", "2015-05-05"),
        (None, "n/a", "n/a", "n/a", None),
    ]


def test_an_empty_form_that_is_filled_in_holds_what_was_typed():
    typed = ("1. Train officers.", "ACC", "Corporate", "Train every officer.", "Head of Training", "", "31/12/2015", "")
    book, document = (
        load_workbook(io.BytesIO(write_xlsx(empty_form(at=NOW)))),
        Document(io.BytesIO(write_docx(empty_form(at=NOW)))),
    )
    # A row is left blank above it, as people do.
    [header] = [line for line in book.active.iter_rows() if line[0].value == "Issue or recommendation"]
    for cells, words in ((book.active[header[0].row + 2], "value"), (document.tables[-1].rows[2].cells, "text")):
        for cell, said in zip(cells, typed, strict=True):
            setattr(cell, words, said)

    for file, name in ((book, "form.xlsx"), (document, "form.docx")):
        kept = io.BytesIO()
        file.save(kept)
        read = read_plan(kept.getvalue(), name)

        assert [(row.reference, row.wording, row.action, row.target.date) for row in read.rows] == [
            ("1", "Train officers.", "Train every officer.", date(2015, 12, 31))
        ]
        assert [problem.message for problem in read.problems] == []


@imported_kinds
def test_the_form_names_its_source(cast, mixed, kind):
    _, _, data = exported(mixed, cast.coordinator, "action form", kind)

    read = read_plan(data, f"plan.{kind}")

    # In Word they stand above the table, so that a reader's program finds its header at once.
    assert (read.originator, read.layout) == ("HMIC" if kind == "xlsx" else None, "action form")


def kept():
    """How many rows every table of ours holds, history and records alike."""
    return {model.__name__: model.objects.count() for model in apps.get_app_config("recommendations").get_models()}


@papers
@kinds
def test_importing_our_own_paper_changes_nothing(cast, sampled, take_in, paper, kind):
    before = kept()
    for inspection in (sampled.police, sampled.information):
        _, _, data = exported(inspection, cast.coordinator, paper, kind)
        accepted = take_in(data, f"{inspection.slug}.{kind}", inspection.slug)
        assert (accepted.left, accepted.document.unchanged) == ([], accepted.document.rows)

    brought = {name: before[name] + 2 for name in ("PlanDocument", "PlanInspection")}
    assert kept() == before | brought
