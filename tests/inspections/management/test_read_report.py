"""The command that reads a report from the shell."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

REPORT = """Custody

We recommend that, within three months, Fenshire Police reviews with the council:

- who is asked for a bed; and
- who pays for it.

It was cold.
"""


@pytest.fixture
def report(tmp_path):
    file = tmp_path / "report.txt"
    file.write_text(REPORT)
    return file


def told(*arguments):
    out = StringIO()
    call_command("read_report", *map(str, arguments), stdout=out)
    return out.getvalue()


def refused(*arguments):
    with pytest.raises(CommandError) as error:
        told(*arguments)
    return str(error.value)


def test_drafts_are_listed_for_a_person(report):
    assert told(report, "--published", "11 February 2015").splitlines() == [
        "unnumbered (recommendation, confidence 0.99)",
        "    We recommend that, within three months, Fenshire Police reviews with the council: • who ...",
        "    2 sub-parts: a, b",
        "    within three months, due 11 May 2015",
        "1 draft and 0 next steps read. Nothing was kept.",
    ]


def test_drafts_are_printed_as_json_for_a_program(report):
    read = json.loads(told(report, "--published", "2015-02-11", "--json"))
    (item,) = read["items"]
    assert (item["timescale"]["type"], item["timescale"]["n"], item["timescale"]["date"]) == ("months", 3, "2015-05-11")
    assert item["parts"] == [
        {"letter": "a", "text": "who is asked for a bed"},
        {"letter": "b", "text": "who pays for it."},
    ]
    assert read["next_steps"] == []


def test_what_was_left_out_is_said(tmp_path):
    long = tmp_path / "long.txt"
    long.write_text("\n\n".join(f"We recommend that the force reads diary {number}." for number in range(1_001)))
    assert told(long).splitlines()[-1] == (
        "Not read: 1 further place that may ask for something, more than a report holds. Read the file in pieces."
    )


def test_without_publication_a_relative_limit_has_no_date(report):
    (item,) = json.loads(told(report, "--json"))["items"]
    assert item["timescale"]["date"] is None


def test_a_month_of_publication_is_not_a_day(report):
    (item,) = json.loads(told(report, "--published", "February 2015", "--json"))["items"]
    assert item["timescale"]["rule"] == "3 calendar months from publication; only February 2015 is known, not the day"


def test_a_date_that_is_none_is_refused(report):
    assert refused(report, "--published", "soon") == (
        "--published: “soon” is not a date. Write 2015-02-11 or 11 February 2015."
    )


def test_a_file_that_is_not_there_is_named(tmp_path):
    file = tmp_path / "absent.pdf"
    assert refused(file) == f"{file} cannot be opened: No such file or directory."


def test_a_file_that_cannot_be_read_says_what_to_do(tmp_path):
    file = tmp_path / "report.odt"
    file.write_text("words")
    assert refused(file).startswith("report.odt cannot be read here: reports are .pdf, .docx, .html or .txt files")
