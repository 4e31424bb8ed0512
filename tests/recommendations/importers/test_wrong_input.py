"""What is refused, in one sentence that says what to do, and what is kept although it is odd."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from recommendations.importers.action_plan import read_plan
from safeguarding.lib.readers.office_files import Unreadable

from .conftest import saved


def refusal(data, name="plan.xlsx", **how):
    with pytest.raises(Unreadable) as refused:
        read_plan(data, name, **how)
    return str(refused.value)


def repacked(data, **changed):
    """The same package with some members added or replaced; "__" in a keyword stands for "/" and "_" for "."."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        replaced = {name.replace("__", "/").replace("_", "."): content for name, content in changed.items()}
        for name in old.namelist():
            if name not in replaced:
                new.writestr(name, old.read(name))
        for name, content in replaced.items():
            new.writestr(name, content)
    return file.getvalue()


# Files


def test_a_file_of_another_sort_is_named_with_what_to_save_it_as(make_form):
    assert refusal(b"%PDF-1.7", "plan.pdf") == (
        "plan.pdf cannot be read here: plans are .xlsx, .xls, .ods, .docx, .csv, .tsv, .txt, .html or .htm files, "
        "so save it as one of these and choose that."
    )


def test_a_renamed_program_is_refused():
    assert refusal(b"MZ\x90\x00" + bytes(200)) == (
        "plan.xlsx is not an Excel workbook, inside it is a .exe file: "
        "open the plan in Office, save it as .xlsx and choose that."
    )


def test_a_word_file_named_as_a_workbook_is_refused(make_tables):
    assert refusal(make_tables([("a", "b", "c")])) == (
        "plan.xlsx is a Word document under another name: rename it to end in .docx and choose it again."
    )


def test_an_ordinary_zip_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("notes.txt", "words")
    assert refusal(file.getvalue()) == (
        "plan.xlsx is not an Excel workbook: open the plan in Office, save it as .xlsx and choose that."
    )


def test_an_empty_file_is_refused():
    assert refusal(b"") == "plan.xlsx is empty: check that it was saved, and choose it again."


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.docx"])
def test_a_file_cut_short_is_refused(make_form, make_tables, name):
    data = make_form({}) if name == "plan.xlsx" else make_tables([("a", "b", "c")])
    assert refusal(data[: len(data) // 2], name).startswith(f"{name} is damaged and cannot be read")


def test_a_workbook_with_a_scrambled_part_is_refused(make_form):
    data = repacked(make_form({}), xl__workbook_xml=b"<workbook>")
    assert refusal(data).startswith("plan.xlsx is damaged and cannot be read as an Excel workbook: open it in Office")


def test_a_plan_over_10_mb_is_refused():
    assert refusal(b"PK" + bytes(10_000_000)) == (
        "plan.xlsx is 10.0 MB and the limit is 10 MB: take out pictures, or split it, and try again."
    )


def test_a_workbook_with_macros_is_refused(make_form):
    assert refusal(repacked(make_form({}), xl__vbaProject_bin=b"macro")) == (
        "plan.xlsx carries macros, which are never opened here: save it as .xlsx without macros and choose that."
    )


def test_a_password_is_named():
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100) + "EncryptedPackage".encode("utf-16-le")
    assert refusal(locked) == ("plan.xlsx is locked with a password: save a copy without the password and choose that.")


def test_an_old_format_is_named():
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "plan.docx") == (
        "plan.docx is in an old Office format: open it, save it as .docx and choose that."
    )


@pytest.mark.parametrize(
    "bomb",
    [
        {"xl__media__filler_bin": bytes(51_000_000)},
        {"xl__worksheets__sheet9_xml": b"<a>" + b"<b/>" * 1_000_001 + b"</a>"},
        {"xl__worksheets__sheet9_xml": b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'},
    ],
    ids=["size", "elements", "merged cells"],
)
def test_a_file_that_unpacks_to_far_too_much_is_refused_unopened(make_form, bomb):
    assert refusal(repacked(make_form({}), **bomb)) == (
        "plan.xlsx unpacks to far more than a plan needs and was not opened: copy its table into a new file and choose that."
    )


def test_a_package_of_thousands_of_members_is_refused(make_form):
    many = {f"extra__{number}_txt": b"" for number in range(2_000)}
    assert "unpacks to far more" in refusal(repacked(make_form({}), **many))


@pytest.mark.parametrize("part", ["word__document_xml", "word__hidden_dat"])
def test_entities_are_refused_whatever_the_part_is_called(make_tables, part):
    attack = b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]><d>&e;</d>'
    data = repacked(make_tables([("a", "b", "c")]), **{part: attack})
    assert refusal(data, "plan.docx") == (
        "plan.docx holds instructions to fetch or expand other files and was not opened: "
        "copy its table into a new file and choose that."
    )


# Sheets and tables


def test_an_empty_sheet_is_refused():
    assert refusal(saved(Workbook())) == (
        "plan.xlsx has no words in any sheet: check that it is the right file and that it was saved."
    )


def test_a_document_without_tables_is_refused(make_tables):
    assert refusal(make_tables(), "notes.docx") == (
        "notes.docx has no table with words in it: check that it is the right file and that it was saved."
    )


def test_a_sheet_that_is_no_plan_is_refused(make_form):
    assert refusal(make_form({}, header=tuple("ABCDEFGH"))) == (
        "plan.xlsx holds no plan: its header must have a “Recommendation” and an “Action” column; add it and try again."
    )


def test_a_sheet_formatted_to_its_last_row_is_refused(make_form):
    data = make_form({}, change=lambda sheet: sheet.cell(1_048_576, 1, " "))
    assert "runs to row 1,048,576 and column 8: delete the empty rows and columns" in refusal(data)


def test_a_header_merged_over_two_filled_columns_is_refused(make_form):
    data = make_form({}, change=lambda sheet: sheet.merge_cells("G1:H1"))
    assert refusal(data) == (
        "The header “Urgency (deadline date or n/a)” is merged over several columns, so they cannot be told apart: "
        "unmerge it, give each column its own header and try again."
    )


def test_a_header_merged_over_an_empty_column_is_read(read_form):
    plan = read_form({"expected": None}, change=lambda sheet: sheet.merge_cells("G1:H1"))
    assert plan.rows[0].target.raw == "30/04/2015"


def test_a_header_of_two_merged_rows_is_read_once(read_form):
    def deepen(sheet):
        sheet.insert_rows(2)
        for column in "ABCDEFGH":
            sheet.merge_cells(f"{column}1:{column}2")

    assert [row.source.row for row in read_form({}, change=deepen).rows] == [3]


def test_inspections_must_fit_the_tables(make_tables):
    data = make_tables([("1. Keep it.", "Done.", "", "")], [("2. Keep it.", "Done.", "", "")])
    assert refusal(data, "progress.docx", inspections=["only-one"]) == (
        "progress.docx holds 2 plans: name one inspection for each, in this order (1. A heading; 2. A heading)."
    )


def test_a_table_that_is_no_plan_is_named_and_fillers_are_passed_over(make_tables):
    data = make_tables([("1. Keep it.", "Done.", "")], [("Name", "Room")], [("--", "--")])
    assert [problem.message for problem in read_plan(data, "progress.docx").problems] == [
        "Table 2 (1 row) is not a plan and was not read; it begins “Name”.",
        "Table 1 has no header row; its columns are read in the usual order: recommendation, action, status.",
    ]


# Cells


def problems_of(plan):
    return [(problem.field, problem.message) for problem in plan.rows[0].problems]


def test_a_day_that_does_not_exist_is_no_date(read_form):
    plan = read_form({"target": "31/02/2015"})
    assert (plan.rows[0].target.raw, plan.rows[0].target.date) == ("31/02/2015", None)
    assert problems_of(plan) == [
        ("target", "31/02/2015 is not a real date: put it right, or empty it."),
    ]


def test_a_cell_of_5000_characters_is_kept_whole_and_named(read_form):
    plan = read_form({"action": "x" * 5_000})
    assert plan.rows[0].action == "x" * 5_000
    assert problems_of(plan)[0] == (
        "action",
        "This cell runs to 5000 characters. It is kept whole; check that it is not several cells in one.",
    )


def test_a_formula_is_kept_as_its_words(read_form):
    plan = read_form({"action": "=cmd()"})
    assert plan.rows[0].action == "=cmd()"
    assert problems_of(plan)[0] == ("action", "The cell begins with “=”: it is kept as words and never worked out.")


@pytest.mark.parametrize("words", ["Keep the log 🚓 now.", "Сделать сейчас.", "Straße — naïve “quotes” <b>&amp;</b>"])
def test_any_letters_are_kept_as_typed(read_form, words):
    assert read_form({"action": words}).rows[0].action == words


def test_a_row_without_a_recommendation_is_kept_and_named(read_form):
    plan = read_form({"recommendation": None})
    assert plan.rows[0].action == "Keep the log."
    assert problems_of(plan)[0] == ("recommendation", "No recommendation stands in this row.")


def test_a_number_that_stands_twice_is_named_on_both_rows(read_form):
    plan = read_form({}, {"action": "Keep the log.\nTell the shift.", "recommendation": "1. Begin with the shift."})
    assert [row.problems[-1].message for row in plan.rows] == [
        "The number 1 stands in more than one row: say which is meant."
    ] * 2


def test_an_owner_merged_over_two_rows_owns_both_and_is_named(read_form):
    plan = read_form(
        {}, {"recommendation": "2. Next.", "issue_owner": None}, change=lambda sheet: sheet.merge_cells("B2:B3")
    )
    assert [row.issue_owner for row in plan.rows] == ["Superintendent", "Superintendent"]
    assert plan.rows[1].problems[0].message == "The cell is merged with row 2; its words are taken for this row too."


def test_a_cell_merged_across_is_read_in_its_first_column_only(read_form):
    plan = read_form({}, change=lambda sheet: sheet.merge_cells("G2:H2"))
    assert (plan.rows[0].target.raw, plan.rows[0].expected.raw) == ("30/04/2015", None)
    assert plan.rows[0].problems[0].field == "expected"


def test_a_heading_between_rows_is_not_an_action(read_form):
    def head(sheet):
        sheet["A4"] = "Custody"
        sheet.merge_cells("A4:H4")

    plan = read_form({}, {"recommendation": "2. Next."}, change=head)
    assert len(plan.rows) == 2
    assert [problem.message for problem in plan.problems] == [
        "Sheet “Sheet”, row 4 is a heading over the whole width, not an action: “Custody”."
    ]


def test_a_column_we_do_not_know_is_kept_and_named(read_form):
    def add(sheet):
        sheet["I1"], sheet["I2"], sheet["J2"] = "Notes", "seen", "stray"

    plan = read_form({}, change=add)
    assert plan.rows[0].other == {"Notes (column 9)": "seen", "(column 10)": "stray"}
    assert [message for field, message in problems_of(plan) if field == "other"] == [
        "Notes (column 9) is not a column that is known here; its words are kept: “seen”.",
        "(column 10) is not a column that is known here; its words are kept: “stray”.",
    ]


def test_words_inserted_with_changes_tracked_are_read_and_deleted_ones_are_not(make_tables):
    data = make_tables([("1. Keep it.", "MARK", "", "")])
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = package.read("word/document.xml").decode()
    tracked = (
        '</w:t></w:r><w:del w:id="1"><w:r><w:delText>old</w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>new</w:t></w:r></w:ins><w:r><w:t>'
    )
    data = repacked(data, word__document_xml=body.replace("MARK", tracked).encode())
    assert read_plan(data, "progress.docx").rows[0].action == "new"


def test_a_target_of_five_thousand_figures_is_no_date():
    header = "Recommendation,Action required,Action owner,Target date,Status"
    [row] = read_plan(f"{header}\n1. Do it.,We do it.,Chief Inspector,{'0' * 5000},On target\n".encode(), "p.csv").rows

    assert row.target.date is None
