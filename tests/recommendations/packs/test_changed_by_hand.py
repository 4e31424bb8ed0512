"""Out, changed as staff change papers, and in again: exactly those changes, and nothing else."""

import io
import shutil
import subprocess
from copy import deepcopy
from datetime import datetime

import openpyxl
import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from recommendations.importers.action_plan import read_plan
from recommendations.packs.action_form import action_form
from recommendations.packs.progress_table import progress_table
from recommendations.selectors.intake.compare import compare
from recommendations.selectors.intake.planned_rows import planned_rows
from recommendations.selectors.plan_export import plan_rows
from safeguarding.lib.writers.docx import write_docx
from safeguarding.lib.writers.tables import write_xlsx
from tests.moments import NOW

OFFICE = shutil.which("soffice")
OLD, NEW = "looking above all at:", "looking first of all at:"  # in the action of recommendation 2


def exported(inspection, user, write):
    return write(action_form(inspection, plan_rows(inspection, user, NOW), at=NOW))


def changed_in_excel(data):
    """Its rows turned round, a column widened, one added with remarks, a date typed as a date and an action reworded."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.active
    header = next(row[0].row for row in sheet if row[0].value == "Issue or recommendation")
    names = [cell.value for cell in sheet[header]]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=header + 1)]
    action, target = names.index("Action required"), next(n for n, name in enumerate(names) if "Urgency" in name)
    first = next(row for row in rows if OLD in row[action])
    first[action], first[target] = first[action].replace(OLD, NEW, 1), datetime(2015, 6, 12)
    for number, row in enumerate(reversed(rows), start=header + 1):
        for column, value in enumerate([*row, "Seen by the board"], start=1):
            sheet.cell(number, column).value = value
    sheet.cell(header, len(names) + 1).value = "Remarks"
    sheet.column_dimensions["B"].width = 60
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def changed_in_word(data):
    """Its rows turned round, and an action reworded with the changes tracked."""
    document = Document(io.BytesIO(data))
    table = next(table for table in document.tables if len(table.columns) == 8)
    for row in list(table.rows)[1:]:
        table.rows[0]._tr.addnext(row._tr)
    run = next(
        run for row in table.rows for paragraph in row.cells[3].paragraphs for run in paragraph.runs if OLD in run.text
    )
    who = 'w:id="1" w:author="Somebody" w:date="2015-09-01T09:00:00Z"'
    put, taken = (parse_xml(f"<w:{tag} {nsdecls('w')} {who}/>") for tag in ("ins", "del"))
    new, old = deepcopy(run._r), run._r
    for text in new.iter(qn("w:t")):
        text.text = text.text.replace(OLD, NEW, 1)
    old.addprevious(taken)
    taken.append(old)
    taken.addnext(put)
    put.append(new)
    for text in old.findall(qn("w:t")):
        struck = OxmlElement("w:delText")
        struck.text = text.text
        old.replace(text, struck)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def saved_by_libreoffice(data, kind, folder):
    """The same file, opened and saved again by LibreOffice."""
    came = folder / f"plan.{kind}"
    came.write_bytes(data)
    home = f"-env:UserInstallation=file://{folder}/profile"
    run = [OFFICE, home, "--headless", "--convert-to", kind, "--outdir", folder / "out", came]
    subprocess.run(run, check=True, capture_output=True, timeout=120)
    return (folder / "out" / came.name).read_bytes()


def differences(data, name, user):
    """{(recommendation, field): (words, what they become)} of every row; none asks, is refused or does anything else."""
    rows = planned_rows(read_plan(data, name, inspections=["police"]))
    found = {}
    for row in compare(rows, by=user, at=NOW):
        assert (row.questions, row.refusals, row.opens, row.statements, row.links) == ([], [], False, [], [])
        found |= {(row.row.reference, change.name): (change.old, change.new) for change in row.changes}
    return found


def assert_reworded_and_moved(found):
    was, becomes = found.pop(("2", "text"))
    assert becomes == was.replace(OLD, NEW) != was
    assert found == {("2", "target"): ("31 May 2015", "12 June 2015")}


def test_what_was_changed_in_excel_is_all_that_changes(cast, sampled):
    data = changed_in_excel(exported(sampled.police, cast.coordinator, write_xlsx))

    assert_reworded_and_moved(differences(data, "plan.xlsx", cast.coordinator))


def test_what_was_changed_and_tracked_in_word_is_all_that_changes(cast, sampled):
    data = changed_in_word(exported(sampled.police, cast.coordinator, write_docx))

    [(field, (was, becomes))] = differences(data, "plan.docx", cast.coordinator).items()
    assert (field, becomes) == (("2", "text"), was.replace(OLD, NEW))


def test_what_an_export_says_of_a_date_that_is_asked_for_is_no_other_date(cast, sampled):
    data = exported(sampled.police, cast.coordinator, write_xlsx)

    rows = compare(planned_rows(read_plan(data, "plan.xlsx", inspections=["police"])), by=cast.coordinator, at=NOW)
    assert "asked for: 30/06/2015" in [row.row.cells.get("target") for row in rows]
    assert [note for row in rows for note in row.notes] == []


@pytest.mark.skipif(
    OFFICE is None, reason="no LibreOffice on this machine: apt-get install libreoffice-calc and -writer"
)
def test_a_plan_that_libreoffice_saved_again_changes_no_more(cast, sampled, tmp_path):
    book = changed_in_excel(exported(sampled.police, cast.coordinator, write_xlsx))
    data = saved_by_libreoffice(book, "xlsx", tmp_path)

    assert_reworded_and_moved(differences(data, "plan.xlsx", cast.coordinator))


def test_what_a_word_processor_or_another_country_makes_of_the_same_words_is_no_change(cast, sampled):
    book = openpyxl.load_workbook(io.BytesIO(exported(sampled.police, cast.coordinator, write_xlsx)))
    for cell in (cell for row in book.active for cell in row):
        if isinstance(cell.value, datetime):
            cell.value = f"{cell.value:%d-%b-%y}"
        elif isinstance(cell.value, str):
            cell.value = cell.value.replace("'", "’").replace(" - ", " – ").replace(". ", ".  ") + " "
    file = io.BytesIO()
    book.save(file)

    assert differences(file.getvalue(), "plan.xlsx", cast.coordinator) == {}


def changed_by(change, data):
    """The same workbook, its sheet and the row of its header given to `change`."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book.active, next(row[0].row for row in book.active if sum(bool(cell.value) for cell in row) > 4))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_rows_that_a_filter_hid_are_not_asked_about_where_they_change_nothing(cast, sampled):
    def hide(sheet, header):
        for number in (header + 2, header + 3):
            sheet.row_dimensions[number].hidden = True

    data = changed_by(hide, exported(sampled.police, cast.coordinator, write_xlsx))

    assert differences(data, "plan.xlsx", cast.coordinator) == {}
    rows = compare(planned_rows(read_plan(data, "plan.xlsx", inspections=["police"])), by=cast.coordinator, at=NOW)
    assert rows[1].notes == ["Row 7 is hidden in the file: say whether it goes in."]


def test_a_hidden_row_that_changes_something_is_asked_about(cast, sampled):
    def hide(sheet, header):
        sheet.row_dimensions[header + 2].hidden = True
        sheet.cell(header + 2, 7).value = "12/06/2015"

    data = changed_by(hide, exported(sampled.police, cast.coordinator, write_xlsx))

    rows = compare(planned_rows(read_plan(data, "plan.xlsx", inspections=["police"])), by=cast.coordinator, at=NOW)
    assert [question.column for question in rows[1].questions] == ["row"]


def test_a_header_shortened_to_rec_changes_nothing(cast, sampled):
    def shorten(sheet, header):
        sheet.cell(header, 1).value = "Rec"

    data = changed_by(shorten, exported(sampled.police, cast.coordinator, write_xlsx))

    assert differences(data, "plan.xlsx", cast.coordinator) == {}


def test_the_trackers_own_updates_are_not_brought_again_where_the_actions_are_taken_out(cast, sampled):
    data = write_xlsx(progress_table(sampled.police, plan_rows(sampled.police, cast.coordinator, NOW), at=NOW))
    data = changed_by(lambda sheet, header: sheet.delete_cols(2), data)

    assert differences(data, "plan.xlsx", cast.coordinator) == {}


def test_what_is_not_taken_over_is_told(cast, sampled):
    def reword(sheet, header):
        sheet.cell(header + 2, 1).value = sheet.cell(header + 2, 1).value.replace("draw up", "write")
        sheet.cell(header + 2, 5).value = "Inspector Nobody"

    data = changed_by(reword, exported(sampled.police, cast.coordinator, write_xlsx))

    rows = compare(planned_rows(read_plan(data, "plan.xlsx", inspections=["police"])), by=cast.coordinator, at=NOW)
    assert (rows[1].changes, rows[1].notes) == (
        [],
        [
            "The action owner stays Strategic Support Officer; the document says “Inspector Nobody”, which is no post known here.",
            "The words of the recommendation stay as they are; the document has others.",
        ],
    )
