"""The eight-column form: ten rows, every oddity named, words kept, nothing guessed. Ours and the published one read alike."""

import json
from datetime import date

from recommendations.importers.rows import Stated


def fields(plan, reference):
    return [problem.field for row in plan.rows if row.reference == reference for problem in row.problems]


def said(plan, reference):
    return [problem.message for row in plan.rows if row.reference == reference for problem in row.problems]


def test_ten_rows_are_read_from_where_a_person_sees_them(april):
    assert [row.reference for row in april.rows] == [str(number) for number in range(1, 11)]
    assert [row.source.row for row in april.rows] == [3, 4, 5, 6, 7, 8, 9, 11, 12, 13]
    assert {row.source.sheet for row in april.rows} == {"Action Capture Form"}


def test_the_opening_words_are_taken_apart(april):
    assert [row.timescale for row in april.rows] == (
        ["Immediately"] * 3 + ["Within three months"] * 5 + ["Within six months"] * 2
    )
    assert [row.page_reference for row in april.rows] == [
        *("9-11", "15-17", "18-19", "12-14", "12-14"),
        *("12-14", "16-17", "21-22", "19-20", "19-20"),
    ]
    assert ["".join(part.letter for part in row.parts) for row in april.rows] == [
        *("", "", "", "ab", "", "", "", "abcdef", "ab", ""),
    ]


def test_dates_are_read_only_where_they_are_certain(april):
    assert [row.target.date for row in april.rows] == [
        date(2015, 4, 30),
        date(2015, 5, 31),
        None,
        date(2015, 4, 30),
        date(2015, 6, 30),
        None,
        date(2015, 4, 30),
        *(None, None, None),
    ]
    assert [row.expected.date for row in april.rows] == [*[None] * 7, date(2015, 5, 31), None, None]
    assert april.rows[3].target.raw == "by 30/04/2015"
    assert april.rows[5].target == Stated("n/a", as_text=True)
    assert april.rows[7].target == Stated()


def test_a_date_typed_as_words_is_named(april):
    assert said(april, "4") == ["The date is typed as words, “by 30/04/2015”; it is read as 30 April 2015."]


def test_words_in_the_date_column_are_named_and_kept(april):
    row = april.rows[2]
    assert (row.target.raw[:7], row.target.raw[-5:], row.target.date) == ("as per ", "board", None)
    assert fields(april, "3") == ["action", "cost", "target"]
    assert said(april, "3")[2] == f"“{row.target.raw}” is not a date; the words are kept and no date is set."


def test_a_blank_owner_and_the_date_in_the_other_column_are_named(april):
    assert april.rows[7].issue_owner is None
    assert fields(april, "8") == ["issue_owner", "action", "target", "expected", "expected"]
    assert said(april, "8") == [
        "The issue owner is blank: nobody is named.",
        "The action repeats the words of the recommendation: ask what will be done.",
        "The deadline is blank.",
        "The only date stands in the other column, expected completion: ask whether it is the deadline.",
        "31 May 2015 is a Sunday.",
    ]


def test_a_pointer_to_other_recommendations_is_named(april):
    assert april.rows[8].links == ("1", "3")
    assert said(april, "9") == [
        "This row has no action of its own and points at recommendation 1 and 3: ask whether they cover all of it.",
        "The deadline is “n/a”: no date is stated.",
    ]


def test_no_action_required_is_asked_about_and_so_is_its_deadline(april):
    assert said(april, "7") == [
        "Says that no action is required: that is a response, and it has to be asked about.",
        "A deadline stands here although the row has no action of its own.",
        "The date is typed as words, “30/04/2015”; it is read as 30 April 2015.",
    ]
    assert fields(april, "10") == ["action", "target"]


def test_posts_are_read_and_a_name_without_one_is_named(april):
    assert [row.issue_owner_post for row in april.rows] == [
        "Acting Detective Chief Inspector",
        "Detective Inspector",
        "Superintendent",
        "Superintendent",
        None,
        "Superintendent",
        "Superintendent",
        None,
        "Superintendent",
        "Superintendent",
    ]
    assert [row.action_owner_post for row in april.rows] == [
        "Detective Chief Inspector",
        "Strategic Support Officer",
        "Chief Inspector",
        "Detective Chief Inspector",
        None,
        "Detective Chief Inspector",
        None,
        "Temporary Chief Inspector",
        None,
        None,
    ]
    assert fields(april, "5") == ["issue_owner", "action_owner"]


def test_the_form_states_no_status_so_none_is_asked_about(april):
    assert {(row.status.raw, row.status.value, row.assessment) for row in april.rows} == {(None, None, None)}
    assert "status" not in [problem.field for row in april.rows for problem in row.problems]


def test_the_preview_has_the_agreed_keys_and_plain_values(april):
    told = json.loads(json.dumps(april.to_json()))
    row = told["rows"][3]
    assert row["source"] == {"sheet": "Action Capture Form", "row": 6}
    assert row["target"] == {"raw": "by 30/04/2015", "date": "2015-04-30", "precision": "day"}
    assert row["expected"] == {"raw": "n/a", "date": None, "precision": None}
    assert row["status"] == {"raw": None, "value": None}
    assert row["problems"][0]["field"] == "target"
    assert {"inspection", "reference", "recommendation", "action", "issue_owner", "action_owner"} <= set(row)
    assert {"assessment", "update", "scrutiny"} <= set(row)
    assert "columns" not in row


def test_an_originator_in_look_alike_letters_is_compared_as_hmic_and_kept(read_form):
    def type_above(sheet):
        sheet.insert_rows(1)
        sheet["A1"], sheet["C1"] = "Source originator.", "нміс"
        sheet.merge_cells("A1:B1")

    plan = read_form({}, change=type_above)
    assert plan.originator == "нміс"
    assert [problem.message for problem in plan.problems] == [
        "“нміс” is typed in letters of another alphabet; it is compared as “HMIC” and kept as typed."
    ]


def test_one_name_under_two_posts_is_named(read_form):
    plan = read_form({"issue_owner": "A/DCI Pat Example", "action_owner": "DCI Example"})
    assert [problem.message for problem in plan.rows[0].problems if problem.field == "action_owner"] == [
        "The same name stands under two posts, Acting Detective Chief Inspector and Detective Chief Inspector."
    ]
