"""What must not be drafted, each sort with its reason."""

import pytest

from inspections.reading import refusals

READERS = "It asks the paper’s own readers to note or to agree."
PROMISE = "It is what the inspectorate promises to do itself."
BEFORE = "It tells of a recommendation made before, or by others."
COUNT = "It counts or speaks of recommendations and makes none."
MINUTE = "It is a minute or a decision of a meeting."
SAID = "It tells what others said or what guidance asks."
COMMENDS = "It commends something to its readers."
MEANING = "It says what a word means, or what a chapter is for."
STATUS = "It says how far a recommendation has come."


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Members are recommended to note the report.", READERS),
        ("The Board is asked to consider the report.", READERS),
        ("The OPCC notes what was done.", READERS),
        ("The Police & Crime Commissioner note this paper.", READERS),
        ("It is recommended that the Committee notes the progress.", READERS),
        ("That the report be noted.", READERS),
        ("That Cabinet:", READERS),
        ("HMIC will revisit the force within six months.", PROMISE),
        ("Once it has the answers, HMIC will return.", PROMISE),
        ("We will monitor progress.", PROMISE),
        ("In 2012 HMIC recommended that forces should review files.", BEFORE),
        ("The review had recommended that the board should meet.", BEFORE),
        ("Following our last inspection, the force should have acted.", BEFORE),
        ("We made ten recommendations in this report.", COUNT),
        ("It has completed seven of the twelve recommendations and should go on.", COUNT),
        ("This recommendation relates to chapter five.", COUNT),
        ("was accepted and should be closed", COUNT),
        ("Recommendation 2 and recommendation 4 are one.", COUNT),
        ("As the inquiry recommends, forces should meet.", COUNT),
        ("We recommend in section 4 that forces meet.", COUNT),
        ("We recommend that HMICFRS returns.", PROMISE),
        ("That the PCC discusses the progress.", READERS),
        ("We recommend our report to the councils.", COMMENDS),
        ("An area for improvement is what should be better.", MEANING),
        ("a description of what forces should do", MEANING),
        ("Recommendation 1: Supervision .......... 17", "It is a line of a contents page."),
        ("RESOLVED that the plan be brought back.", MINUTE),
        ("It was agreed that the Superintendent should circulate it.", MINUTE),
        ("The Chair said that the force should act.", MINUTE),
        ("Staff told us that the force should hire detectives.", SAID),
        ("Guidance states that forces should meet the same day.", SAID),
        ("complete. It should be closed.", STATUS),
        ("On target: the audit should end in May.", STATUS),
        ("Should the force have acted sooner?", "It asks a question."),
    ],
)
def test_a_reason_is_given(text, reason):
    assert refusals.why_not(text) == reason


@pytest.mark.parametrize(
    "text",
    [
        "We recommend that the force acts on all the findings of this report.",
        "It is recommended that the Safeguarding Board reviews its threshold.",
        "The Board should publish its minutes.",
        "The partnership should agree who chairs a meeting.",
        "We recommend that HMIC inspects every force within two years.",
        "We recommend in the strongest terms that the force listens.",
        "A description of every post should be published.",
        "We therefore recommend that the Committee on Standards is asked to report.",
    ],
)
def test_nothing_speaks_against_a_recommendation(text):
    assert refusals.why_not(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "“We recommend that forces meet,” it says.",
        "The report said: “We recommend that forces meet.”",
        "HMIC found that ‘forces should meet’.",
        "We recommend that forces meet.” Ours does not.",
    ],
)
def test_what_asks_in_quotation_marks_is_somebody_elses(text):
    assert refusals.is_quotation(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "We recommend that forces publish what the report said: “Children should be heard.”",
        "The report ‘Listening’ should be read by all.",
        "The force’s review “Hearing them” should be published.",
    ],
)
def test_a_demand_may_quote(text):
    assert refusals.is_quotation(text) is False


@pytest.mark.parametrize(
    ("text", "page"), [("Overview 12", 12), ("Preface iv", 7), ("Chapter 1", 0), ("Overview", 0), ("In 2015", 0)]
)
def test_a_line_of_contents_ends_in_a_page_no_earlier_than_the_last(text, page):
    assert refusals.page_in_contents(text, 7) == page


def test_a_heading_over_previous_recommendations_is_known():
    assert refusals.lists_previous("Appendix: previous recommendations") is True


def test_a_position_against_others_recommendations_is_known():
    assert refusals.answers_others("This sets out our progress against each of the nine recommendations.") is True


def test_a_list_repeated_from_another_report_is_known():
    assert refusals.reproduces_others("Below are recommendations from the inquiry report.") is True


def test_a_report_on_itself_repeats_nobody():
    assert refusals.reproduces_others("We make the following recommendations:") is False
