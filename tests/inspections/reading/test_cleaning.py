"""What is taken out before anything is read: furniture, footnotes and their numbers, the scars of OCR."""

import pytest

from inspections.reading.blocks import blocks_of
from inspections.reading.cleaning import cleaned, lines_of
from safeguarding.lib.readers.reports import Page, pages_of_text


def lines(text):
    return [(line.bullet, line.text) for line in lines_of(pages_of_text(text))]


def blocks(text):
    return [(block.shape.value, block.text) for block in blocks_of(lines_of(pages_of_text(text)))]


@pytest.mark.parametrize("mark", ["e", "¢", "o", "®", "•", "\uf0b7"])
def test_a_bullet_is_one_however_ocr_reads_it(mark):
    assert lines(f"{mark} ask after children;") == [("•", "ask after children;")]


@pytest.mark.parametrize("mark", ["-", "–", "*", "▪"])
def test_a_dash_stays_another_mark_than_a_bullet(mark):
    assert lines(f"{mark} who is asked") == [(mark, "who is asked")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the statutory guidance® was", "the statutory guidance was"),
        ("a safeguarding board (LSCB)*. It", "a safeguarding board (LSCB). It"),
        ("children were seen.12 The", "children were seen. The"),
        ("the report14 says", "the report says"),
        ("the plan[3] says", "the plan says"),
        ("any concern raised,;", "any concern raised;"),
        ("**Recommendation 1:** Managers", "Recommendation 1: Managers"),
        ("the   long\xa0gap", "the long gap"),
        ("section 136 of the Act", "section 136 of the Act"),
        ("in 12 of 33 cases", "in 12 of 33 cases"),
        ("by 31 August 2015", "by 31 August 2015"),
        ("the 13-year-old", "the 13-year-old"),
    ],
)
def test_scars_are_mended_and_figures_kept(text, words):
    assert cleaned(text) == words


@pytest.mark.parametrize(
    "furniture",
    [
        "UNDER EMBARGO UNTIL 06.00 ON 3 MARCH 2016",
        "17",
        "Page 17 of 40",
        "- 17 -",
        "OFFICIAL",
        "https://example.org/a/b",
    ],
)
def test_page_furniture_is_no_line(furniture):
    assert lines(f"Words.\n\n{furniture}\n\nMore words.") == [("", "Words."), ("", "More words.")]


def test_what_stands_at_the_head_of_every_page_is_a_running_head():
    words = ["Calls came in.", "Officers went.", "Children spoke.", "Notes were kept.", "Nobody read them."]
    text = "\f".join(f"Fenshire Police: a review {page}\n\n{said}" for page, said in enumerate(words))
    assert lines(text) == [("", said) for said in words]


def test_a_footnote_ends_the_words_of_its_page():
    text = "Officers were absent.® They knew.\n\n® This is a body of several agencies.\n\n6\n\fThey said so."
    assert lines(text) == [("", "Officers were absent. They knew."), ("", "They said so.")]


def test_a_footnote_that_runs_on_is_dropped_from_the_next_page_too():
    text = (
        "An adult was asked.18 Nobody came.\n\n18 An adult is a parent or another\n\f"
        "The second page.\n\nperson who must be called by the police."
    )
    assert lines(text) == [("", "An adult was asked. Nobody came."), ("", "The second page.")]


def test_a_numbered_recommendation_at_the_foot_of_a_page_is_no_footnote():
    text = "Officers were absent.1 They knew.\n\n2 The force should ask them why."
    assert lines(text)[-1] == ("", "2 The force should ask them why.")


def test_wrapped_lines_are_joined_and_a_broken_word_made_whole_where_the_report_knows_it():
    text = "The super-\nvisors of the well-\nknown team were absent from\nthe meeting that was called.\n\nAll supervisors agreed."
    assert blocks(text)[0] == (
        "paragraph",
        "The supervisors of the well-known team were absent from the meeting that was called.",
    )


def test_a_paragraph_goes_on_over_the_page():
    first, second = "Words that fill the whole of the line before the page ends and", "go on over it to the end."
    assert blocks(f"{first}\n\f{second}") == [("paragraph", f"{first} {second}")]


def test_headings_paragraphs_and_bullets_are_told_apart_without_blank_lines():
    text = (
        "Initial contact\n"
        "Officers went to most homes within the hour and were kind to the\n"
        "children there.\n"
        "They wrote down little of what was said, and supervisors saw that\n"
        "late:\n"
        "e in one case\n"
        "Investigation\n"
    )
    assert blocks(text) == [
        ("heading", "Initial contact"),
        ("paragraph", "Officers went to most homes within the hour and were kind to the children there."),
        ("paragraph", "They wrote down little of what was said, and supervisors saw that late:"),
        ("bullet", "in one case"),
        ("heading", "Investigation"),
    ]


def test_a_line_knows_where_it_stands_on_its_page():
    page = Page("3", "First.\n  e ask after\tchildren  \n")
    assert [page.text[line.start : line.end] for line in lines_of([page])] == ["First.", "e ask after", "children"]
