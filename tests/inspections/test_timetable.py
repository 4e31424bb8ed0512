"""The clocks an inspection starts. The examples are of a report published on Wednesday 11 February 2015."""

from datetime import date

import pytest

from inspections.clocks import CLOCKS, Start
from inspections.timetable import milestones, start_to_enter, started

PUBLISHED = date(2015, 2, 11)


def due_dates(**inspection):
    return {draft.key: draft.due_on for draft in milestones(**inspection)}


def test_a_child_protection_inspection_by_hmic_asks_for_two_answers_in_42_days_and_returns_within_six_months():
    assert due_dates(body="hmic", kind="child-protection", published_on=PUBLISHED) == {
        "immediate-update": date(2015, 3, 25),
        "action-plan": date(2015, 3, 25),
        "revisit": date(2015, 8, 11),
    }


def test_the_revisit_hangs_on_the_responses_as_the_report_says():
    drafts = milestones(body="hmic", kind="child-protection", published_on=PUBLISHED)
    assert [draft.label for draft in drafts if draft.key == "revisit"] == [
        "Revisit by HMIC, subject to the responses received"
    ]


def test_the_revisit_is_clipped_at_month_end():
    due = due_dates(body="hmic", kind="child-protection", published_on=date(2014, 8, 31))
    assert due["revisit"] == date(2015, 2, 28)


@pytest.mark.parametrize(
    ("published_on", "due"),
    [
        (date(2017, 5, 1), {}),
        (date(2017, 5, 2), {"pcc-comments": date(2017, 6, 26)}),
        (date(2019, 2, 11), {"pcc-comments": date(2019, 4, 7)}),  # the 56 days of 11 February, itself day 1
        (date(2020, 2, 11), {"pcc-comments": date(2020, 4, 6)}),  # 29 February in between
    ],
)
def test_the_commissioners_comments_are_due_on_the_56th_day_since_2_may_2017(published_on, due):
    assert due_dates(body="hmicfrs", kind="peel", published_on=published_on) == due


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("hmic", "thematic"),
        ("ofsted", "thematic"),
        ("jay-inquiry", "inquiry"),
        ("college-of-policing", "peer-review"),
        ("safeguarding-boards", "self-assessment"),
        ("safeguarding-boards", "audit"),
    ],
)
def test_a_report_of_2015_by_another_body_or_of_another_kind_starts_no_clock(body, kind):
    assert milestones(body=body, kind=kind, published_on=PUBLISHED, received_on=PUBLISHED) == []


@pytest.mark.parametrize(
    ("received_on", "due_on"),
    [
        (date(2015, 2, 11), date(2015, 5, 26)),  # past Good Friday, Easter Monday, 4 May and 25 May
        (date(2015, 12, 24), date(2016, 4, 7)),  # past 25 and 28 December, 1 January, 25 and 28 March
    ],
)
def test_a_joint_inspections_statement_is_due_70_working_days_after_receipt(received_on, due_on):
    assert due_dates(body="joint", kind="joint", received_on=received_on) == {"joint-statement": due_on}


def test_a_clock_that_starts_at_receipt_does_not_run_from_publication():
    [draft] = milestones(body="joint", kind="joint", published_on=PUBLISHED)
    assert draft.due_on is None
    assert draft.rule == (
        "70 working days (by the bank holidays of England and Wales: our convention) from receipt; the day is not known"
    )


def test_a_statement_beyond_the_bank_holidays_we_hold_has_no_date_and_says_so():
    [draft] = milestones(body="joint", kind="joint", received_on=date(2099, 12, 1))
    assert draft.due_on is None
    assert draft.rule.endswith("from receipt on 1 December 2099. The bank holidays of 2099 are not known.")


def test_a_coroners_report_is_answered_56_days_after_it_was_sent():
    draft = started("coroner-response", date(2015, 2, 11))
    assert (draft.due_on, draft.rule) == (date(2015, 4, 8), "56 days from sending on 11 February 2015")


@pytest.mark.parametrize(
    ("key", "start"),
    [("coroner-response", Start.SENT), ("action-plan", None), ("joint-statement", None), ("no-such-clock", None)],
)
def test_a_start_is_entered_where_no_date_of_the_inspection_says_it(key, start):
    assert start_to_enter(key) == start


def test_a_clock_that_was_entered_gives_nothing_before_it_was_in_force_and_no_date_while_its_start_is_not_known():
    assert started("pcc-comments", date(2017, 5, 1)) is None
    assert started("coroner-response", None).due_on is None


def test_no_milestone_is_dated_while_only_the_month_of_publication_is_known():
    drafts = milestones(
        body="hmic", kind="child-protection", published_on=date(2015, 7, 31), published_precision="month"
    )
    assert [draft.due_on for draft in drafts] == [None, None, None]
    assert drafts[0].rule == "6 weeks (42 days) from publication; only July 2015 is known, not the day"


def test_a_clock_that_is_valid_from_a_day_stands_without_a_date_while_its_start_is_not_known():
    [draft] = milestones(body="hmicfrs", kind="thematic")
    assert (draft.key, draft.due_on) == ("pcc-comments", None)
    assert draft.rule == "56 days, including the day itself, from publication; the day is not known"


def test_a_milestone_says_its_rule_and_where_the_rule_stands():
    [draft] = milestones(body="hmicfrs", kind="thematic", published_on=date(2019, 2, 11))
    assert draft.rule == "56 days, including the day itself, from publication on 11 February 2019"
    assert draft.source.startswith("Police Act 1996 s.55(5A)")


def test_56_days_are_three_rules():
    day = date(2018, 3, 1)
    comments = due_dates(body="hmicfrs", kind="thematic", published_on=day)["pcc-comments"]
    coroner = started("coroner-response", day).due_on
    response, publication = (clock for clock in CLOCKS if clock.body == "iopc")

    assert (comments, coroner, response.due(day)) == (date(2018, 4, 25), date(2018, 4, 26), date(2018, 4, 25))
    assert [clock.starts.value for clock in (response, publication)] == ["made", "receipt"]
    assert publication.due(day) == date(2018, 3, 21)


@pytest.mark.parametrize(
    ("kind", "body", "due"),
    [
        ("joint", "joint", {"joint-statement": date(2018, 5, 11)}),  # as such a report asked (domain.md, Clocks)
        (
            "childrens-services",
            "ofsted",
            {"council-publication": date(2018, 3, 13), "council-plan": date(2018, 5, 11)},
        ),
        ("practice-review", "safeguarding-boards", {"incident-notice": None, "rapid-review": None}),
    ],
)
def test_what_starts_on_30_january_2018(kind, body, due):
    assert due_dates(body=body, kind=kind, received_on=date(2018, 1, 30)) == due


def test_a_clock_of_a_programme_that_has_ended_does_not_run_for_a_later_report():
    assert due_dates(body="hmic", kind="child-protection", published_on=date(2024, 2, 1)) == {}


def test_every_clock_has_its_own_key_and_says_where_it_stands():
    assert len({clock.key for clock in CLOCKS}) == len(CLOCKS)
    assert all(clock.source and clock.label for clock in CLOCKS)
