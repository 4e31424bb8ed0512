"""A number unlike the register's, and words that stand under another number, are asked about and never taken silently."""

import pytest

from recommendations.selectors.intake.answers import Answers
from recommendations.selectors.intake.outcomes import Outcome
from recommendations.selectors.intake.reference_questions import shape
from tests.recommendations.planned import accepted, planned

pytestmark = pytest.mark.django_db

COUNT = {"wording": "Count the children who go missing.", "task": "Count them."}
READ = {"wording": "Read every report of a stranger.", "task": "Read them."}


@pytest.fixture
def _register(cast):
    accepted(planned("1", **COUNT), planned("2", row=3, **READ), by=cast.coordinator)


@pytest.mark.parametrize(
    ("row", "why", "choices"),
    [
        (planned("R1", **COUNT), "These words are those of 1 in the register: say which it is.", ["1", "R1"]),
        (planned("2", **COUNT), "These words are those of 1 in the register: say which it is.", ["1", "2"]),
        (
            planned("2", wording="Buy new cars."),
            "The register has other words under 2: say which it is.",
            ["2"],
        ),
        (
            planned("2015/1", wording="Buy new cars."),
            "No number of this inspection looks like 2015/1: say which it is.",
            ["1", "2015/1"],
        ),
    ],
)
@pytest.mark.usefixtures("_register")
def test_a_doubtful_reference_is_asked_about_with_what_it_may_be(look, row, why, choices):
    [found] = look(row)

    [question], count = found.questions, "It is 1: “Count the children who go missing.”"
    assert (found.outcome, question.sentence) == (Outcome.UNCERTAIN, why)
    assert [value for value, _ in question.choices] == choices
    assert dict(question.choices).get("1", count) == count  # so that both words are read together
    answered = look(row, answers=Answers(cells={question.key: choices[-1]}))[0]
    assert [one for one in answered.questions if one.column == "reference"] == []


@pytest.mark.parametrize(
    "row",
    [
        planned("1", **COUNT),
        planned("Recommendation 01", **COUNT),
        planned("1", wording="", task="Count them."),
        planned("1", wording="Count the children who go missing from homes.", task="Count them."),
        planned("3", wording="Buy new cars.", task="Buy them."),
        planned("R1", inspection="hmic-2016", **COUNT),
    ],
)
@pytest.mark.usefixtures("_register")
def test_a_reference_like_the_registers_is_not_asked_about(look, row):
    assert [question for question in look(row)[0].questions if question.column == "reference"] == []


def test_numbers_are_alike_by_how_they_are_made():
    assert [shape(words) for words in ("1", "Rec 12", "R1", "R12", "1.10", "2015/11")] == [
        "9",
        "9",
        "a9",
        "a9",
        "9.9",
        "9/9",
    ]
