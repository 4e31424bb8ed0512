"""The small readings: remarks, parts, posts, look-alike letters."""

from datetime import date

import pytest

from recommendations.importers.owners import Owner, read_owner, read_owners
from recommendations.importers.parse_text import (
    fold,
    is_disguised,
    limits_named,
    links_named,
    read_opening,
    split_parts,
)

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


@pytest.mark.parametrize(
    ("remark", "by", "outcome"),
    [
        ("DCC: 7.8.15 Supports completion", "DCC", "supports_completion"),
        ("DCC 07/08/2015: Is the log kept?", "DCC", "question"),
        ("ACC comments (07/08/15) Supports completion", "ACC", "supports_completion"),
        ("DCC's review on 7 August 2015: Noted.", "DCC", "other"),
        ("Scrutiny panel 7 Aug 2015 – Recommend complete.", "Scrutiny panel", "recommend_complete"),
        (
            "Deputy Chief Constable feedback 7th August 2015 Supports completion",
            "Deputy Chief Constable",
            "supports_completion",
        ),
    ],
)
def test_remarks_are_found_in_the_forms_that_houses_write(read_update_cell, remark, by, outcome):
    row = read_update_cell(f"The log is kept. {remark}")
    assert notes(row) == [(None, date(2015, 8, 7), by, outcome)]
    assert (row.scrutiny[0].text, row.update) == (remark, "The log is kept.")


@pytest.mark.parametrize(
    ("remark", "day"),
    [
        ("DCC 3/6: supports completion", "3/6"),
        ("DCC 3 June - Supports completion.", "3 June"),
        ("DCC scrutiny 3rd Jun: Supports completion", "3rd Jun"),
    ],
)
def test_a_remark_whose_day_has_no_year_keeps_its_words_and_its_officer(read_update_cell, remark, day):
    row = read_update_cell(f"The log is kept. {remark}")
    assert notes(row) == [(None, None, "DCC", "supports_completion")]
    assert (row.scrutiny[0].text, row.update) == (remark, "The log is kept.")
    assert f"“{remark}”: “{day}” gives no year, so no date is set." in [problem.message for problem in row.problems]


def test_support_that_names_its_officer_and_no_more_is_a_remark(read_update_cell):
    row = read_update_cell("Kept. DCC supports completion 07/08/2015")
    assert [(note.by, note.outcome, note.text) for note in row.scrutiny] == [
        ("DCC", "supports_completion", "DCC supports completion 07/08/2015")
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Sent to the scrutiny panel 7 Aug 2015 for advice.",
        "Awaiting DCC comments.",
        "The DCC on 07/08/2015 asked.",
        "Kept. DCC supports the pilot.",
    ],
)
def test_words_that_only_name_an_officer_or_a_panel_are_no_remark(read_update_cell, words):
    assert read_update_cell(words).scrutiny == ()


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


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("See that:\na. it is kept;\nb. it is read.", [("a", "it is kept;"), ("b", "it is read.")]),
        ("See that:\n(i) it is kept;\n(ii) it is read.", [("i", "it is kept;"), ("ii", "it is read.")]),
        ("See that:\n1a it is kept;\n1b it is read.", [("a", "it is kept;"), ("b", "it is read.")]),
        ("See that:\n8(a) it is kept;\n8(b) it is read.", [("a", "it is kept;"), ("b", "it is read.")]),
        ("See that:\n• it is kept;\n• it is read.", [("a", "it is kept;"), ("b", "it is read.")]),
        ("See that:\na. it is kept;\nc. it is read.", []),
        ("It is kept, a. and b. alike.", []),
        ("See that:\n- it is kept;\n- it is read.", []),
    ],
)
def test_parts_are_told_apart_by_the_marks_that_houses_use(words, parts):
    assert [(part.letter, part.text) for part in split_parts(words)] == parts


def test_updates_take_roman_numbers_from_their_recommendation(read_update_cell):
    row = read_update_cell(
        "(i) Kept.\n(iii) Safe.", "1. See that:\n(i) it is kept;\n(ii) it is read;\n(iii) it is safe."
    )
    assert [(part.letter, part.text) for part in row.updates] == [("i", "Kept."), ("iii", "Safe.")]


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
        ("See CoC1.1 and AFI 2.", ("CoC1.1", "AFI 2")),
        ("See 3 homes.", ()),
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
        ("T/DCI Example", "Temporary Detective Chief Inspector", "Example"),
        ("Det Supt Example", "Detective Superintendent", "Example"),
        ("Head of Public Protection", "Head of Public Protection", None),
        ("DCI Example (pat.example@force.example)", "Detective Chief Inspector", "Example"),
        ("pat.example@force.example", None, "pat.example@force.example"),
        ("DCI Example / DI Other", None, None),
    ],
)
def test_a_post_is_read_and_never_guessed_from_a_name(words, post, name):
    assert read_owner(words) == Owner(post, name)


@pytest.mark.parametrize(
    ("words", "owners"),
    [
        ("DCI Example / DI Other", ["DCI Example", "DI Other"]),
        ("DCI Example and DI Other", ["DCI Example", "DI Other"]),
        ("DCI Example\nDI Other", ["DCI Example", "DI Other"]),
        ("A/DCI Example", ["A/DCI Example"]),
        ("Superintendent, Public Protection", ["Superintendent, Public Protection"]),
        ("Head of Custody and Crime", ["Head of Custody and Crime"]),
    ],
)
def test_two_owners_are_told_from_one(words, owners):
    assert read_owners(words) == owners


def test_look_alike_letters_are_levelled_for_comparing_only():
    assert fold("нміс") == fold("НМІС") == fold("HMIC") == "hmic"
    assert is_disguised("нміс")
    assert not is_disguised("HMIC")
    assert not is_disguised("Café")
    assert not is_disguised("Привет")


@pytest.mark.parametrize(
    ("words", "by", "on", "outcome"),
    [
        ("Kept daily. Supports completion. (DCC, 7 August 2015)", "DCC", date(2015, 8, 7), "supports_completion"),
        ("Supports completion – ACC 7/8/15", "ACC", date(2015, 8, 7), "supports_completion"),
        ("Why only one log? DCC 07/08/2015", "DCC", date(2015, 8, 7), "question"),
        ("Supports completion. Signed: Deputy Chief Constable", "Deputy Chief Constable", None, "supports_completion"),
    ],
)
def test_a_remark_that_is_signed_at_its_end_says_who_said_it(read_update_cell, words, by, on, outcome):
    [note] = read_update_cell(words).scrutiny
    assert (note.by, note.date, note.outcome) == (by, on, outcome)
    assert words.endswith(note.text)


def test_a_name_that_only_ends_a_sentence_signs_nothing(read_update_cell):
    row = read_update_cell("The log was shown to the DCC.")
    assert (row.scrutiny, row.update) == ((), "The log was shown to the DCC.")
