"""The progress tables: statuses, updates and scrutiny by part. Ours and the published ones read alike."""

import json
from datetime import date

from recommendations.importers.action_plan import read_plan

SCRUTINY_DAY = date(2015, 8, 7)


def by_reference(plan, table):
    return {row.reference: row for row in plan.rows if row.source.table == table}


def fields(row):
    return [problem.field for problem in row.problems]


def test_both_tables_are_read_with_their_headings_the_second_by_its_shape(august):
    first, second = by_reference(august, 1), by_reference(august, 2)
    assert list(first) == [*(str(number) for number in range(1, 11)), "next-step-1", "next-step-2"]
    assert list(second) == [str(number) for number in range(1, 11)]
    assert [row.source.row for row in first.values()] == list(range(2, 14))
    assert [row.source.row for row in second.values()] == list(range(1, 11))
    assert {row.heading[:4] for row in august.rows} == {"HMIC"}
    assert [problem.message for problem in august.problems] == [
        "Table 2 has no header row; its columns are read in the usual order: recommendation, action, status, update."
    ]


def test_statuses_keep_their_words_and_on_target_is_not_one(august):
    first = by_reference(august, 1)
    assert {reference: row.status.value for reference, row in first.items() if row.status.value} == {
        "1": "recommended_complete",
        "4": "complete",
        "5": "recommended_complete",
        "6": "recommended_complete",
        "7": "no_action_required",
    }
    assert {reference: row.assessment for reference, row in first.items() if row.assessment} == {
        "2": "on_target",
        "3": "on_target",
        "8": "on_target",
    }
    assert first["2"].status.raw == "On target"


def test_a_blank_status_is_not_stated(august):
    blank = [row for row in august.rows if row.status.raw is None]
    assert len(blank) == 14
    assert {problem.message for row in blank for problem in row.problems if problem.field == "status"} == {
        "The status is blank: not stated."
    }


def test_scrutiny_is_lifted_out_by_part_with_its_date_and_outcome(august):
    first = by_reference(august, 1)
    assert [(note.part, note.date, note.by, note.outcome) for note in first["8"].scrutiny] == [
        ("a", SCRUTINY_DAY, "DCC", "question"),
        ("b", SCRUTINY_DAY, "DCC", "question"),
        ("c", None, "not stated", "recommend_complete"),
        ("e", SCRUTINY_DAY, "DCC", "recommend_complete"),
        ("f", SCRUTINY_DAY, "DCC", "recommend_complete"),
    ]
    assert [(note.part, note.date, note.by, note.outcome) for note in first["4"].scrutiny] == [
        (None, SCRUTINY_DAY, "DCC", "supports_completion")
    ]
    assert sum(len(row.scrutiny) for row in august.rows) == 6


def test_scrutiny_keeps_its_words_and_leaves_the_update(august):
    first = by_reference(august, 1)
    assert first["4"].scrutiny[0].text == "DCC Scrutiny 07/08/2015: Supports completion"
    assert first["8"].scrutiny[3].text == "DCC scrutiny 07/08/2015. Recommend complete."
    assert first["8"].scrutiny[2].text.startswith("Recommend complete. No child")
    assert [row.reference for row in august.rows if "crutiny" in (row.update or "")] == []


def test_a_remark_after_the_last_part_is_read_as_of_the_whole_and_said_to_be(august):
    assert by_reference(august, 1)["4"].problems[0].message == (
        "“DCC Scrutiny 07/08/2015: Supports completion” is printed after part b but on a line of its own: "
        "it is read as speaking of the whole."
    )


def test_a_list_inside_a_part_stays_inside_it(august):
    updates = by_reference(august, 1)["8"].updates
    assert [part.letter for part in updates] == ["a", "b", "c", "d", "e", "f"]
    assert [line[:3] for line in updates[3].text.splitlines() if line[1] == "."] == [
        "a. ",
        "i. ",
        "b. ",
        "1. ",
        "c. ",
        "d. ",
    ]
    assert "12 weeks" in updates[3].text


def test_words_before_the_first_letter_speak_of_the_whole(august):
    assert [part.letter for part in by_reference(august, 1)["4"].updates] == [None, "b"]


def test_an_owner_who_recommends_completion_is_not_taken_for_the_dcc(august):
    row = by_reference(august, 1)["5"]
    assert row.scrutiny == ()
    assert row.update.endswith("Recommend complete.")


def test_work_that_goes_on_under_a_closing_row_is_named(august):
    first = by_reference(august, 1)
    closing = {reference: fields(row).count("update") for reference, row in first.items() if "update" in fields(row)}
    assert closing == {"1": 2, "4": 1, "5": 2, "6": 2, "10": 1}
    assert "“underway”" in first["1"].problems[-1].message
    assert "“continuing”" in first["4"].problems[-1].message
    assert "“planned”" in first["6"].problems[-1].message


def test_complete_and_no_action_in_the_status_column_are_statements(august):
    first = by_reference(august, 1)
    told = {
        row.reference: problem.message
        for row in first.values()
        for problem in row.problems
        if row.status.value and problem.field == "status"
    }
    assert told == {
        "4": "“Complete” is what the document says: it is kept as a statement to confirm, and signs nothing off.",
        "7": "“No action required” is what the document says: it is kept as a statement to confirm, and signs nothing off.",
    }


def test_the_two_demands_without_a_number_are_next_steps(august):
    steps = [row for row in august.rows if row.kind == "next_step"]
    assert [(row.reference, row.source.row) for row in steps] == [("next-step-1", 12), ("next-step-2", 13)]
    assert [row.timescale.lower()[:16] for row in steps] == ["within six weeks", "within six weeks"]


def test_the_second_table_states_its_time_limits(august):
    second = by_reference(august, 2)
    assert [row.timescale for row in second.values()] == [
        "By 30 November 2015",
        "By May 2016",
        "By 30 November 2015",
        "By November 2015",
        "By November 2015",
        "By 30 November 2015",
        "By 30 November 2015",
        "Immediately",
        "By 30 November 2015",
        "By 30 November 2015",
    ]
    assert second["9"].problems[0].message == (
        "The words name a second time limit, “by 30 June 2016”, beside “By 30 November 2015”: it may be two parts."
    )
    asked = {reference: row.problems[-2].message[:14] for reference, row in second.items()}
    assert [reference for reference, words in asked.items() if words == "Awaits directi"] == [
        "1",
        "3",
        "4",
        "5",
        "6",
        "8",
    ]
    assert [reference for reference, words in asked.items() if words == "Says that no a"] == ["2", "7", "9", "10"]


def test_only_the_sixth_of_the_second_table_has_an_update(august):
    assert [row.reference for row in by_reference(august, 2).values() if row.update] == ["6"]


def test_the_preview_of_a_remark_is_plain_json(august):
    told = json.loads(json.dumps(august.to_json()))
    assert told["rows"][3]["scrutiny"] == [
        {
            "date": "2015-08-07",
            "by": "DCC",
            "outcome": "supports_completion",
            "text": "DCC Scrutiny 07/08/2015: Supports completion",
            "part": None,
        }
    ]
    assert told["rows"][0]["source"] == {"table": 1, "row": 2}


def test_each_table_takes_the_inspection_named_for_it(make_tables):
    data = make_tables([("1. Keep the log.", "Keep it.", "", "")], [("Recommendation 1 Keep it.", "Done.", "", "")])
    plan = read_plan(data, "progress.docx", inspections=["first", "second"])
    assert [row.inspection for row in plan.rows] == ["first", "second"]
