"""What every kind of report file is read into, and how pages get their printed numbers."""

import subprocess
import sys

import pytest

from safeguarding.lib.readers.reports import Page, pages_of_text, read_pages
from safeguarding.lib.readers.sandbox import bounded

from ..report_files import pdf, word

LINES = ["Initial contact", "", "Officers went to the home. We recommend that the", "force writes down what it saw."]


def numbers(pages):
    return [page.number for page in pages]


def test_a_pdf_is_read_line_by_line_with_its_gaps():
    (page,) = read_pages(pdf(LINES), "report.pdf")
    assert page == Page("", "\n".join(LINES))


def test_pages_are_numbered_as_printed_at_the_foot():
    pages = read_pages(pdf(["A", "", "3"], ["B", "", "4"], ["C", "", "5"]), "report.pdf")
    assert numbers(pages) == ["3", "4", "5"]


def test_a_page_without_a_number_goes_on_from_the_one_before():
    pages = read_pages(pdf(["Cover"], ["A", "", "3"], ["B"], ["C", "", "5"], ["D"]), "report.pdf")
    assert numbers(pages) == ["2", "3", "4", "5", "6"]


def test_numbers_at_the_head_or_in_words_are_read_too():
    assert numbers(pages_of_text("Page 7 of 30\nA\fPage 8 of 30\nB\f- 9 -\nC")) == ["7", "8", "9"]


def test_pages_without_any_number_are_counted():
    assert numbers(pages_of_text("A\fB\fC")) == ["1", "2", "3"]


def test_a_lone_number_that_no_neighbour_bears_out_is_not_the_page():
    assert numbers(pages_of_text("Cases: 33\n33\fB\fC")) == ["1", "2", "3"]


def test_pasted_words_without_form_feeds_have_one_page_without_a_number():
    assert pages_of_text("A\r\nB") == (Page("", "A\nB"),)


def test_pages_are_told_apart_where_form_feeds_became_single_spaces():
    text = "".join(f" Chapter {number}\nWords of it.\n" for number in range(1, 7))
    assert len(pages_of_text(text)) == 6


def test_tags_that_strayed_into_pasted_words_are_taken_out():
    (page,) = pages_of_text('<p><b>1. Immediately:</b> review &amp; report</p><p><input type="checkbox"> visits</p>')
    assert page.text == "1. Immediately: review & report\n\n• visits"


def test_a_word_file_gives_paragraphs_and_tables_in_order_with_its_bullets():
    def fill(document):
        document.add_heading("Findings", 1)
        document.add_paragraph("The force should:")
        document.add_paragraph("listen;", style="List Bullet")
        document.add_paragraph("write it down.", style="List Bullet")
        row = document.add_table(rows=1, cols=3).rows[0]
        for cell, words in zip(row.cells, ["1", "Review the log.", "Council"], strict=True):
            cell.text = words
        document.add_paragraph("The end.")

    (page,) = read_pages(word(fill), "report.docx")
    assert [line for line in page.text.split("\n") if line] == [
        *("Findings", "The force should:", "• listen;", "• write it down.", "1\tReview the log.\tCouncil", "The end.")
    ]


def test_the_numbers_that_word_counts_itself_are_read():
    def fill(document):
        for words in ("Ask first.", "Then write."):
            document.add_paragraph(words, style="List Number")

    assert read_pages(word(fill), "report.docx")[0].text == "1. Ask first.\n2. Then write."


def test_a_web_page_gives_headings_and_lists_without_menus_and_scripts():
    page = """<html><head><title>t</title><style>p {}</style></head><body><nav>Home</nav><h2>Areas for improvement</h2>
      <p>The force should <b>improve</b>:</p><ul><li>its calls;</li><li><p>its visits.</p></li></ul>
      <ol type="a"><li>one</li><li>two</li></ol><script>alert("x")</script></body></html>"""
    (read,) = read_pages(page.encode(), "page.html")
    assert [line for line in read.text.split("\n") if line] == [
        *("Areas for improvement", "The force should improve:", "• its calls;", "• its visits.", "a) one", "b) two")
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_letters_it_was_saved_in(encoding):
    words = "The force’s officers should see “every” child – and listen."
    assert read_pages(words.encode(encoding), "report.txt")[0].text == words


def test_a_web_page_that_does_not_name_its_letters_is_read_as_utf_8():
    assert read_pages("<p>the force’s duty</p>".encode(), "page.htm")[0].text == "the force’s duty"


def test_a_report_can_be_read_in_a_bounded_child():
    assert bounded(read_pages, pdf(LINES), "report.pdf") == (Page("", "\n".join(LINES)),)


def test_reading_pages_needs_no_django_settings():
    seen = "import sys, safeguarding.lib.readers.reports; print([name for name in sys.modules if name.startswith('django')])"
    told = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
