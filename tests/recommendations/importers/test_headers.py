"""What a header says its column is: the whole of it before a part, and never what only speaks of it."""

import pytest

from recommendations.importers.columns import field_of

SAID = ("1", "Count the missing.", "Count them.", "Inspector, Custody", "31/05/2015")


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Recommendation type", None),
        ("Finding title", None),
        ("Type of recommendation", None),
        ("Recommendation made by", None),
        ("Recommendation date", None),
        ("Action by", "action_owner"),
        ("Who will lead", "action_owner"),
        ("Action by when", "target"),
        ("To be completed by", "target"),
        ("Deadline date", "target"),
        ("Revised target date", "target"),
        ("Status of action", "status"),
        ("Complete?", "status"),
        ("Date action completed", "completed"),
        ("Closed on", "completed"),
        ("Expected outcome", "outcome"),
        ("Action outcome", "outcome"),
        ("Expected completion", "expected"),
        ("Finding ID", "reference"),
        ("Rec. no.", "reference"),
        ("audit_reference", "reference"),
        ("audit_report", "report"),
        ("ActionOwner", "action_owner"),
        ("Action required to meet the recommendation", "action"),
        ("Progress against action", "update"),
        ("Details of recommendation", "recommendation"),
        ("Description of action", "action"),
        ("Matter arising", "recommendation"),
        ("Areas for improvement", "recommendation"),
        ("Our response", "action"),
        ("What we will do", "action"),
        ("Severity (low or high)", None),
        ("Verification date", None),
        ("Recommendation by", None),
        ("Revised date", "target"),
        ("Original date", "target"),
        ("Completion date", "target"),
        ("Revised target", "target"),
        ("Delivery date", "target"),
        ("Timescale(s)", "target"),
        ("Owner(s)", "action_owner"),
        ("Operational owner", "action_owner"),
        ("Strategic owner", "issue_owner"),
        ("Resource names", "action_owner"),
        ("% complete", "status"),
        ("How we will know", "outcome"),
        ("Expected completion date", "expected"),
        ("Action owner name", "action_owner"),
        ("What they said", "recommendation"),
        ("Date implemented", "completed"),
        ("rec_text", "recommendation"),
        ("Gap identified", "recommendation"),
        ("Issue key", "reference"),
        ("HMICFRS status", None),
        ("Force lead", "action_owner"),
        ("Auditor comment", None),
        ("Position at 1 September", "update"),
        ("Argymhelliad", "recommendation"),
        ("Statws", "status"),
        ("What did the inspectors say?", "recommendation"),
        ("What are we going to do about it?", "action"),
        ("Management comments", "action"),
        ("Owners", "action_owner"),
        ("By who", "action_owner"),
        ("Lead agency", "action_owner"),
        ("Must do / should do", "recommendation"),
        ("What we are going to do", "action"),
        ("Completed? (Y/N)", "status"),
        ("Function responsible", "action_owner"),
        ("Responsible director", "action_owner"),
        ("Senior responsible officer", "issue_owner"),
        ("Action[Owner]", "action_owner"),
        ("Response: action taken / planned", "action"),
        ("Revised date 2", "target"),
        ("Responsible person", "action_owner"),
        ("Accountable officer", "issue_owner"),
        ("Timescales", "target"),
        ("When will it be done?", "target"),
        ("Agreed date", "target"),
        ("Inspectorate's timescale", "timescale"),
        ("Estimated completion date", "expected"),
        ("Date signed off", "completed"),
        ("Action state", "status"),
        ("Completed (Y/N)", "status"),
        ("RAG rating", "rag"),
        ("What have we done so far?", "update"),
        ("Where we are now", "update"),
        ("Success criteria", "outcome"),
        ("How will we know it has worked?", "outcome"),
        ("Workstream", "theme"),
        ("Para no", "page"),
        ("Recommendation accepted?", None),
        ("DCC comments", None),
        ("Review date", None),
    ],
)
def test_a_header_is_what_its_last_noun_says(header, field):
    assert field_of(header) == field


def test_a_whole_name_beats_a_part_of_one_wherever_it_stands(read_rows):
    plan = read_rows(
        ("No", "Recommended by", "Recommendation wording", "Recommendation", "Action", "Actions agreed in 2014"),
        ("1", "The panel", "long", "Count the missing.", "Count them.", "none then"),
    )
    assert (plan.rows[0].wording, plan.rows[0].action) == ("Count the missing.", "Count them.")


def test_previous_words_are_kept_beside_the_current_ones(read_rows):
    row = read_rows(
        (
            "No",
            "Recommendation",
            "Action",
            "Original deadline",
            "Revised deadline",
            "Previous update",
            "Current update",
        ),
        ("1", "Count the missing.", "Count them.", "30/04/2015", "31/07/2015", "Begun.", "Half done."),
    ).rows[0]
    assert (row.target.raw, row.revised.raw, row.update) == ("30/04/2015", "31/07/2015", "Half done.")
    assert row.other == {"Previous update (column 6)": "Begun."}
    assert [problem.field for problem in row.problems if problem.must] == []


def test_a_previous_column_that_stands_alone_is_read(read_rows):
    row = read_rows(("No", "Recommendation", "Action", "Original deadline"), (*SAID[:3], "30/04/2015")).rows[0]
    assert row.target.raw == "30/04/2015"


TWO_DATES = (
    ("rec_ref", "recommendation", "action", "target_date", "due_date"),
    (*SAID[:3], "30/04/2015", "31/07/2015"),
    ("2", "Read the log.", "Read it.", "30/04/2015", "30/04/2015"),
)


def test_two_columns_that_may_hold_one_date_are_asked_about_where_they_differ(read_rows):
    first, second = read_rows(*TWO_DATES).rows
    assert [problem.message for problem in first.problems if problem.must] == [
        "Two columns may hold it: “target_date” says “30/04/2015” and “due_date” says “31/07/2015”. Say which is meant."
    ]
    assert [problem for problem in second.problems if problem.must] == []


def test_a_person_settles_which_of_two_columns_is_meant_for_every_row(read_rows):
    said = {read_rows(*TWO_DATES).layouts[0].fingerprint: {3: "", 4: "target"}}
    row = read_rows(*TWO_DATES, layouts=said).rows[0]
    assert (row.target.raw, [problem for problem in row.problems if problem.must]) == ("31/07/2015", [])


def test_a_date_of_completion_dates_the_statement_that_it_is_complete(read_rows):
    header = ("No", "Recommendation", "Date action completed", "Action", "Status")
    done, doubtful = read_rows(
        header,
        ("1", "Count the missing.", "3 August 2015", "Count them.", "Complete"),
        ("2", "Read the log.", "4 August 2015", "Read it.", "In progress"),
    ).rows
    assert (done.action, done.status.said_on.isoformat()) == ("Count them.", "2015-08-03")
    assert [problem.field for problem in doubtful.problems if problem.must] == ["completed"]


def test_a_house_that_says_neither_recommendation_nor_action_is_read_and_told_so(read_rows):
    plan = read_rows(("No", "Matter arising", "Response", "Lead", "Due"), SAID)
    assert (plan.rows[0].wording, plan.rows[0].action) == ("Count the missing.", "Count them.")
    assert [problem.message for problem in plan.problems] == [
        "Sheet “Plan” is read by its house’s own words: “Matter arising” as recommendation and “Response” as action. Check that it is so."
    ]


def test_other_names_give_way_to_the_columns_called_so(read_rows):
    row = read_rows(
        ("No", "Finding", "Recommendation", "Management response", "Action"),
        ("1", "Nobody counts.", "Count the missing.", "Accepted", "Count them."),
    ).rows[0]
    assert (row.wording, row.action) == ("Count the missing.", "Count them.")
    assert set(row.other.values()) == {"Nobody counts.", "Accepted"}


def test_a_table_of_recommendations_with_updates_and_no_actions_is_read(read_rows):
    plan = read_rows(("No", "Recommendation", "Lead", "Progress"), ("1", "Count the missing.", "DI Example", "Begun."))
    assert (plan.rows[0].update, plan.rows[0].action) == ("Begun.", None)


def test_names_under_a_merged_header_are_the_columns(read_rows):
    plan = read_rows(
        ("Ref", "Recommendation", "Plan of action", None, None, "Status"),
        (None, None, "What", "Who", "When", None),
        (*SAID, "In progress"),
        merged=[((1, 3), (1, 4)), ((1, 3), (1, 5))],
    )
    row = plan.rows[0]
    assert (row.reference, row.action, row.action_owner, row.target.raw) == ("1", *SAID[2:])


def test_a_header_printed_again_in_another_order_holds_from_there_on(read_rows):
    plan = read_rows(
        ("No", "Recommendation", "Action", "Lead"),
        ("1", "Count the missing.", "Count them.", "Inspector, Custody"),
        ("Lead", "Action", "No", "Recommendation"),
        ("Inspector, Custody", "Read it.", "2", "Read the log."),
    )
    assert [(row.source.row, row.reference, row.wording, row.action) for row in plan.rows] == [
        (2, "1", "Count the missing.", "Count them."),
        (4, "2", "Read the log.", "Read it."),
    ]


BANNERS = (
    ("Action", "Lead", "Deadline", "Progress"),
    ("Recommendation 1: Count the missing.", None, None, None),
    ("Count them.", "Inspector, Custody", "31/05/2015", "Begun."),
    ("Count them again.", "Inspector, Custody", "31/07/2015", None),
    ("Recommendation 2: Read the log.", None, None, None),
    ("Recommendation 3: Keep the log.", None, None, None),
    ("Keep it.", "Inspector, Custody", "31/05/2015", None),
)


def test_a_recommendation_in_a_line_of_its_own_is_that_of_the_actions_below_it(read_rows):
    rows = read_rows(*BANNERS).rows
    assert [(row.source.row, row.reference, row.wording, row.action) for row in rows] == [
        (3, "1", "Count the missing.", "Count them."),
        (4, "1", "Count the missing.", "Count them again."),
        (5, "2", "Read the log.", None),
        (7, "3", "Keep the log.", "Keep it."),
    ]
    assert [problem for row in rows[:2] for problem in row.problems if problem.must] == []


def test_two_of_a_houses_own_words_for_one_thing_are_asked_about(read_rows):
    row = read_rows(
        ("No", "Objective", "Issue", "Finding", "Response"),
        ("1", "Keep children safe.", "Calls wait.", "Count the missing.", "Count them."),
    ).rows[0]
    assert row.wording == "Calls wait."
    assert [problem.must for problem in row.problems if "“Finding” says “Count the missing.”" in problem.message] == [
        True
    ]
