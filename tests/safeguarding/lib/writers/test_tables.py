"""One table as three kinds of file: what stands in them, and what they cannot be made to do."""

import csv
import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn

from safeguarding.lib.formulas import guarded, unguarded
from safeguarding.lib.readers.docx import read_tables
from safeguarding.lib.readers.xlsx import read_sheets
from safeguarding.lib.writers.docx import write_docx
from safeguarding.lib.writers.tables import CUT, LONGEST_CELL, Table, plain, write_csv, write_xlsx
from tests.moments import NOW

TABLE = Table(
    title="A plan & <more>",
    marking="OFFICIAL-SENSITIVE",
    about="As it stood.",
    labels=(("Source", "HMIC"),),
    columns=(("What", 30), ("Who", 10)),
    rows=(("See to it.\nAt once.", "Inspector"), ("", "=cmd()")),
    at=NOW,
)
ABOVE = [["OFFICIAL-SENSITIVE"], ["A plan & <more>"], ["As it stood."], ["Source", "HMIC"]]


def csv_rows(table):
    return list(csv.reader(io.StringIO(write_csv(table).decode("utf-8-sig"), newline="")))


def xlsx_sheet(table):
    return openpyxl.load_workbook(io.BytesIO(write_xlsx(table))).active


def document(table):
    return Document(io.BytesIO(write_docx(table)))


def lines(grid):
    return [[cell.words for cell in line.cells] for line in grid.lines]


def first_cell(words):
    """What each kind of file gives back for one cell."""
    table = replace(TABLE, labels=(), columns=(("What", 30),), rows=((words,),))
    [sheet], [word] = read_sheets(write_xlsx(table), "x.xlsx"), read_tables(write_docx(table), "x.docx")
    return {"xlsx": lines(sheet)[4][0], "docx": lines(word)[1][0], "csv": unguarded(csv_rows(table)[4][0])}


# What stands in them


def test_a_csv_has_the_marking_first_its_own_mark_and_windows_line_ends():
    assert (
        write_csv(TABLE)
        == (
            "\ufeffOFFICIAL-SENSITIVE,\r\nA plan & <more>,\r\nAs it stood.,\r\nSource,HMIC\r\n"
            'What,Who\r\n"See to it.\nAt once.",Inspector\r\n,\'=cmd()\r\n'
        ).encode()
    )


def test_a_workbook_has_title_labels_header_and_rows():
    [sheet] = read_sheets(write_xlsx(TABLE), "x.xlsx")

    assert [[words for words in line if words] for line in lines(sheet)] == [
        *ABOVE,
        ["What", "Who"],
        ["See to it.\nAt once.", "Inspector"],
        ["=cmd()"],
    ]


def test_a_workbook_keeps_its_header_in_sight_and_prints_its_marking_on_paper_across():
    sheet = xlsx_sheet(TABLE)

    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A6", "$5:$5")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.oddHeader.center.text, sheet.oddFooter.center.text) == ("OFFICIAL-SENSITIVE", "OFFICIAL-SENSITIVE")
    assert [sheet.column_dimensions[letter].width > 9 for letter in "AB"] == [True, True]
    assert sheet["A6"].alignment.wrap_text is True
    assert sheet.parent.properties.title == "A plan & <more>"


def test_a_row_is_as_high_as_its_words_and_no_higher_than_excel_allows():
    sheet = xlsx_sheet(replace(TABLE, rows=(("One line.", ""), ("Word " * 3_000, ""))))

    assert (sheet.row_dimensions[6].height, sheet.row_dimensions[7].height) == (18.75, 408.75)  # whole pixels


def test_a_document_has_title_facts_and_table():
    made = document(TABLE)

    assert [(p.style.name, p.text) for p in made.paragraphs] == [
        ("Heading 1", "A plan & <more>"),
        ("Normal", "As it stood."),
        ("Normal", "Source: HMIC"),
    ]
    [table] = read_tables(write_docx(TABLE), "x.docx")
    assert lines(table) == [["What", "Who"], ["See to it.\nAt once.", "Inspector"], ["", "=cmd()"]]


def test_a_document_says_its_title_and_language_and_repeats_its_header_on_paper_across():
    made = document(TABLE)
    [section], [table] = made.sections, made.tables

    assert (made.core_properties.title, made.core_properties.language) == ("A plan & <more>", "en-GB")
    assert {lang.get(qn("w:val")) for lang in made.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert (section.header.paragraphs[0].text, section.footer.paragraphs[0].text) == ("OFFICIAL-SENSITIVE",) * 2
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] == [True, False, False]
    assert [row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows] == [True, True, True]


def test_a_table_without_rows_is_a_header():
    empty = replace(TABLE, rows=())

    assert csv_rows(empty)[-1] == ["What", "Who"]
    assert lines(read_sheets(write_xlsx(empty), "x.xlsx")[0])[-1] == ["What", "Who"]
    assert lines(read_tables(write_docx(empty), "x.docx")[0]) == [["What", "Who"]]


# Words of every sort


@pytest.mark.parametrize(
    "words",
    [
        "=cmd()",
        "+44 1632 960000",
        "-",
        "@here",
        "'=already guarded",
        "👮🏽 seen, “quoted”; £5 & <b>",
        "Проверить журнал",
        "First.\nSecond.\n- third",
        "x" * 3_000,
        "https://example.org/a?b=c",
        "0123",
        "1e5",
        "TRUE",
    ],
)
def test_every_kind_of_file_gives_the_same_words_back(words):
    assert first_cell(words) == {"xlsx": words, "docx": words, "csv": words}


def test_a_formula_is_words_in_a_workbook():
    cell = xlsx_sheet(TABLE)["B7"]
    assert cell.value == "=cmd()"
    with zipfile.ZipFile(io.BytesIO(write_xlsx(TABLE))) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@A1", "'@A1"),
        ("\t=1", "'\t=1"),
        ("＝1+1", "'＝1+1"),
        ("'=1", "''=1"),
        ("'tis so", "'tis so"),
        ("1-1", "1-1"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_work_out_gets_an_apostrophe_that_can_be_taken_off_again(words, kept):
    assert guarded(words) == kept
    assert unguarded(kept) == words


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("  One. \r\n\r\n Two.\r", "One.\nTwo."),
        ("One.\x0bTwo.\x0cThree.\u2028Four.", "One.\nTwo.\nThree.\nFour."),
        ("a\x00b\x07c\x1f\ud800\uffff", "abc"),
        ("a\xa0b\tc", "a b\tc"),
        ("", ""),
    ],
)
def test_what_files_cannot_hold_is_taken_out_and_breaks_of_every_sort_become_lines(words, kept):
    assert plain(words) == kept


def test_a_cell_that_excel_cannot_hold_says_that_it_is_cut():
    told = first_cell("x" * 40_000)

    assert {kind: len(words) for kind, words in told.items()} == {"xlsx": LONGEST_CELL, "docx": 40_000, "csv": 40_000}
    assert told["xlsx"].endswith(CUT)
