"""Reading what is pasted: the clipboard of Excel, Word and browsers, which comes as a file of text or a web page."""

import pytest

from safeguarding.lib.readers.csv import read_delimited
from safeguarding.lib.readers.html import read_web_page

from ..reading import elsewhere, refusal, values

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p {margin: 0}</style></head><body>
<!--StartFragment--><p class=MsoNormal>Progress at<br>August</p><table class=MsoTableGrid border=1>
 <tr><td width=10 colspan=2><p class=MsoNormal><b>Recommendation</b><o:p></o:p></p></td><td>Update</td></tr>
 <tr><td rowspan=2>1.&nbsp;Keep
   the log.</td><td><p>a) Kept.</p><p>b) Read <del>never</del><ins>daily</ins>.</p></td><td>&nbsp;</td></tr>
 <tr><td>Filed</td><td>30/04/2015</td></tr></table><!--EndFragment--></body></html>"""


PASTED = "The pasted table.html"


def pasted(page):
    """The tables of a web page on the clipboard."""
    return read_web_page(page.encode(), PASTED)


def test_the_text_that_excel_copies_is_read():
    text = 'Issue\tOwner\r\n"Keep\nthe ""log"""\tInspector\r\n\tSergeant, DCI\r\n'
    (grid,) = read_delimited(text.encode(), "The pasted table.txt")
    assert values(grid) == [["Issue", "Owner"], ['Keep\nthe "log"', "Inspector"], [None, "Sergeant, DCI"]]


def test_the_web_page_that_word_copies_is_read_with_its_merged_cells():
    (grid,) = pasted(WORD)
    assert (grid.name, grid.heading) == (1, "Progress at\nAugust")
    assert values(grid) == [
        ["Recommendation", "Recommendation", "Update"],
        ["1. Keep the log.", "a) Kept.\nb) Read daily.", None],
        ["1. Keep the log.", "Filed", "30/04/2015"],
    ]
    assert elsewhere(grid) == {(1, 2): (1, 1), (3, 1): (2, 1)}


def test_several_tables_are_read_each_with_the_words_above_it():
    page = "<h2>First</h2><table><tr><td>a</table><table><caption>Second</caption><tr><th>b</table><table><td></table>"
    assert [(grid.name, grid.heading, values(grid)) for grid in pasted(page)] == [
        (1, "First", [["a"]]),
        (2, "Second", [["b"]]),
    ]


def test_a_table_inside_a_cell_is_read_as_its_words():
    (grid,) = pasted("<table><tr><td>a<table><tr><td>b<td>c</table><td>d</table>")
    assert values(grid) == [["a\nb\nc", "d"]]


def test_rows_of_a_head_and_a_body_are_all_read():
    (grid,) = pasted("<table><thead><tr><th>a</thead><tbody><tr><td>'=b()</tbody><tfoot><tr><td>c</tfoot></table>")
    assert values(grid) == [["a"], ["=b()"], ["c"]]


@pytest.mark.parametrize(
    ("span", "rows"),
    [
        ("colspan=x", [["a"], ["b"]]),
        ("colspan=0", [["a"], ["b"]]),
        ("colspan=-1", [["a"], ["b"]]),
        ("colspan=1000000", [["a"], ["b"]]),
        ("rowspan=0", [["a", None], ["a", "b"]]),
        ("rowspan=99999999999", [["a", None], ["a", "b"]]),
    ],
)
def test_a_span_of_no_real_size_ends_with_the_table(span, rows):
    (grid,) = pasted(f"<table><tr><td {span}>a</tr><tr><td>b</table>")
    assert values(grid) == rows


@pytest.mark.parametrize("page", ["<p>a b</p>", "<table></table>", "<!--<table>-->", "<table"])
def test_a_page_without_a_table_is_named(page):
    assert refusal(read_web_page, page.encode(), PASTED) == (
        "The pasted table.html holds no table: check that it is the right file, or copy the table and paste it."
    )


def test_a_nil_on_a_page_is_shown_as_browsers_show_it():
    (grid,) = pasted("<table><tr><td>a<td>b\0</table>")
    assert values(grid) == [["a", "b\ufffd"]]


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<table><tr>" + "<td>" * 1_000_000, "The pasted table, number 1, runs to row 1 and column 101: delete"),
        ("<table><tr><td colspan=1000000>a<td>b", "The pasted table, number 1, runs to row 1 and column 101: delete"),
        ("<table>" + "<tr>" * 30_000, "The pasted table, number 1, runs to row 30,000 and column 0: delete"),
        (
            "<table><tr><td>" * 1_000,
            "The pasted table holds layers far deeper than a plan needs: paste it into a new Excel",
        ),
        (
            "<table>" + "x" * 11 * 2**20,
            "The pasted table.html is 11.5 MB and the limit is 10 MB",
        ),
    ],
    ids=["a million cells", "a wide cell", "rows", "tables in tables", "long"],
)
def test_a_paste_larger_than_any_plan_is_refused(html, told):
    assert refusal(read_web_page, html.encode(), PASTED).startswith(told)
