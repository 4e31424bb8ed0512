"""Report files that are refused, each with one sentence that says what to do, within bounds."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.lib.readers import pdf_text
from safeguarding.lib.readers import reports as read_reports
from safeguarding.lib.readers.refusals import Unreadable

from ..report_files import _file, locked, pdf, word


def refusal(data, name):
    with pytest.raises(Unreadable) as refused:
        read_reports.read_pages(data, name)
    return str(refused.value)


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "report.pdf", "report.pdf is empty: check that it was saved, and choose it again."),
        (
            b" \n\n",
            "report.txt",
            "report.txt has no words in it: check that it is the right file and that it was saved.",
        ),
        (
            b"words",
            "report.odt",
            "report.odt cannot be read here: reports are .pdf, .docx, .html or .txt files, so save it as one of these, "
            "or copy its words and paste them.",
        ),
        (b"words", "report.pdf", "report.pdf is not a PDF: open it, save it as PDF and choose that."),
        (
            b"words and then \x00\x01\x02\x03",
            "report.txt",
            "report.txt does not hold words that can be read: save it as plain text (UTF-8) and choose that.",
        ),
        (
            pdf(["A"]),
            "report.txt",
            "report.txt holds a .pdf file under another name: save it again as .txt and choose that.",
        ),
        (
            locked(pdf(["A"])),
            "report.pdf",
            "report.pdf is locked with a password: save a copy without the password and choose that.",
        ),
        (
            pdf([], []),
            "report.pdf",
            "report.pdf has no words in it: it may be a scan, so have its text recognised and choose the result.",
        ),
        (
            pdf(["A"])[:60],
            "report.pdf",
            "report.pdf is damaged and cannot be read as a PDF: open it, save it again and choose the new copy.",
        ),
    ],
    ids=["empty", "blank", "kind", "not a pdf", "no words", "misnamed", "locked", "scan", "damaged"],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(data, name, sentence):
    assert refusal(data, name) == sentence


def test_a_file_over_twenty_megabytes_is_refused_unopened():
    assert refusal(b"%PDF-" + b" " * 20_100_000, "report.pdf") == (
        "report.pdf is 20.1 MB and the limit is 20 MB: take out pictures, or split it."
    )


def test_more_pages_than_a_report_has_are_refused(monkeypatch):
    monkeypatch.setattr(pdf_text, "MOST_PAGES", 2)
    assert refusal(pdf(["A"], ["B"], ["C"]), "report.pdf") == (
        "report.pdf has more than 2 pages: split it and choose the part with the findings."
    )


def test_more_words_than_a_report_has_are_refused(monkeypatch):
    monkeypatch.setattr(read_reports, "MOST_LETTERS", 10)
    assert refusal(b"more than ten letters", "report.txt") == (
        "report.txt has more words than any report: split it, or paste the part with the recommendations."
    )


@pytest.mark.timeout(60)
def test_pages_that_list_themselves_end(monkeypatch):
    assert "report.pdf" in refusal(pdf(["A"], kids="2 0 R 2 0 R"), "report.pdf")


def test_a_page_that_unpacks_to_a_flood_is_refused():
    flood = zlib.compress(b"0" * 300_000_000).decode("latin-1")
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        f"<< /Length {len(flood)} /Filter /FlateDecode >>\nstream\n{flood}\nendstream",
    ]
    assert "report.pdf" in refusal(_file(objects), "report.pdf")


def test_a_word_file_cut_short_is_damaged():
    whole = word(lambda document: document.add_paragraph("A"))
    assert refusal(whole[:900], "report.docx").startswith("report.docx is damaged")


@given(st.binary(max_size=400), st.sampled_from(["a.pdf", "a.docx", "a.html", "a.txt"]))
def test_no_bytes_make_the_reader_fall_over(data, name):
    try:
        read = read_reports.read_pages(data, name)
    except Unreadable as refused:
        assert str(refused).startswith(name)
    else:
        assert [page.text for page in read] != []


@given(st.integers(0, 900), st.binary(min_size=1, max_size=8))
def test_no_damage_to_a_pdf_makes_the_reader_fall_over(place, damage):
    whole = pdf(["Officers went to the home.", "", "3"], ["They listened.", "", "4"])
    data = whole[:place] + damage + whole[place + len(damage) :]
    try:
        read = read_reports.read_pages(data, "a.pdf")
    except Unreadable as refused:
        assert str(refused).startswith("a.pdf")
    else:
        assert len(read) <= 2
