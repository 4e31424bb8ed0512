"""The small readings: remarks, parts, posts, look-alike letters."""

from datetime import date

import pytest

from recommendations.importers.owners import Owner, read_owner
from recommendations.importers.wording import fold, is_disguised, limits_named, links_named, read_opening, split_parts

LETTERED = "1. Immediately: See that:\na) the log is kept;\nb) the log is read; and\nc) the log is safe."


def notes(row):
    return [(note.part, note.date, note.by, note.outcome) for note in row.scrutiny]


@pytest.mark.parametrize(
    ("remark", "outcome"),
    [
        ("DCC scrutiny 07/08/2015: Supports completion", "supports_completion"),
        ("DCC scrutiny 07/08/2015. Recommend complete.", "recommend_complete"),
        ("DCC scrutiny 07/08/2015. Is the log kept?", "question"),
        ("DCC scrutiny 07/08/2015. When will the log be kept.", "question"),
        ("DCC scrutiny 07/08/2015. Does not support completion.", "other"),
        ("DCC scrutiny 07/08/2015. Cannot recommend complete.", "other"),
        ("DCC scrutiny 07/08/2015. Supports completion. When will the log be kept?", "other"),
        ("DCC scrutiny 07/08/2015. Noted.", "other"),
    ],
)
def test_a_remark_is_support_only_where_it_says_so_and_nothing_else(read_update_cell, remark, outcome):
    row = read_update_cell(f"The log is kept. {remark}")
    assert [note.outcome for note in row.scrutiny] == [outcome]
    assert row.scrutiny[0].text == remark
    assert row.update == "The log is kept."


def test_two_remarks_on_one_line_are_two(read_update_cell):
    row = read_update_cell("Kept. DCC scrutiny 07/08/2015. Why? ACC scrutiny 3 September 2015: Supports completion.")
    assert notes(row) == [
        (None, date(2015, 8, 7), "DCC", "question"),
        (None, date(2015, 9, 3), "ACC", "supports_completion"),
    ]


def test_a_remark_dated_on_a_day_that_does_not_exist_has_no_date(read_update_cell):
    row = read_update_cell("DCC scrutiny 31/02/2015: Supports completion")
    assert notes(row) == [(None, None, "DCC", "supports_completion")]
    assert row.problems[0].message == (
        "“DCC scrutiny 31/02/2015: Supports completion”: 31/02/2015 is not a real date, so no date is set."
    )


def test_a_panel_is_not_a_remark(read_update_cell):
    assert read_update_cell("Taken to the DCC scrutiny panel for advice.").scrutiny == ()


def test_a_remark_on_its_own_line_before_the_next_letter_belongs_to_its_part(read_update_cell):
    row = read_update_cell("a) Kept.\nDCC scrutiny 07/08/2015: Supports completion\nb) Read.", LETTERED)
    assert notes(row) == [("a", date(2015, 8, 7), "DCC", "supports_completion")]
    assert row.update == "a) Kept.\nb) Read."


def test_parts_typed_on_one_line_are_told_apart_and_keep_their_marks(read_update_cell):
    row = read_update_cell("(a) Kept. (c) Safe.", LETTERED)
    assert [(part.letter, part.text) for part in row.updates] == [("a", "Kept."), ("c", "Safe.")]
    assert row.update == "(a) Kept.\n(c) Safe."


def test_letters_that_the_recommendation_does_not_have_are_words(read_update_cell):
    row = read_update_cell("a) Kept.\nd) Filed.", LETTERED)
    assert [(part.letter, part.text) for part in row.updates] == [("a", "Kept.\nd) Filed.")]


def test_one_letter_is_no_list():
    assert split_parts("See that:\na) the log is kept.") == ()


@pytest.mark.parametrize(
    ("words", "reference", "timescale", "pages", "body"),
    [
        ("4. Within three months: (pg12-14)\nKeep it.", "4", "Within three months", "12-14", "Keep it."),
        ("9. Within six months (pg 19-20) Keep it.", "9", "Within six months", "19-20", "Keep it."),
        ("Recommendation 2 By May 2016, all keep it.", "2", "By May 2016", None, "all keep it."),
        ("8. Keep it, in three places.", "8", None, None, "Keep it, in three places."),
        ("4.27 Keep it.", "4.27", None, None, "Keep it."),
        ("3 officers keep it.", None, None, None, "3 officers keep it."),
        ("2015 was the year.", None, None, None, "2015 was the year."),
    ],
)
def test_an_opening_is_taken_apart(words, reference, timescale, pages, body):
    read = read_opening(words)
    assert (read.reference, read.timescale, read.page_reference, read.body) == (reference, timescale, pages, body)


def test_time_limits_are_found_in_running_words():
    assert limits_named("Reply within six weeks of publication, and finish by 30 June 2016.") == [
        "within six weeks of publication",
        "by 30 June 2016",
    ]


@pytest.mark.parametrize(
    ("words", "links"),
    [
        ("Link to recommendation 1 and 3.", ("1", "3")),
        ("See recommendations 2, 4 & 10", ("2", "4", "10")),
        ("Linked to the records project.", ()),
    ],
)
def test_pointers_to_recommendations_are_read(words, links):
    assert links_named(words) == links


@pytest.mark.parametrize(
    ("words", "post", "name"),
    [
        ("A/DCI Pat Example", "Acting Detective Chief Inspector", "Pat Example"),
        ("T Ch Insp Pat Example", "Temporary Chief Inspector", "Pat Example"),
        ("Pat Example (Strategic Support Officer)", "Strategic Support Officer", "Pat Example"),
        ("Temporary Chief Inspector", "Temporary Chief Inspector", None),
        ("Information Security Manager", "Information Security Manager", None),
        ("Di Example", None, "Di Example"),
        ("DI Example", "Detective Inspector", "Example"),
        ("n/a", None, None),
    ],
)
def test_a_post_is_read_and_never_guessed_from_a_name(words, post, name):
    assert read_owner(words) == Owner(post, name)


def test_look_alike_letters_are_levelled_for_comparing_only():
    assert fold("нміс") == fold("НМІС") == fold("HMIC") == "hmic"
    assert is_disguised("нміс")
    assert not is_disguised("HMIC")
    assert not is_disguised("Café")
    assert not is_disguised("Привет")
