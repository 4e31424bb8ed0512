"""The README's tables of questions and of rules lead to files that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
HEADINGS = ["| You ask | Look in |", "| Rule | Its place |"]


def rows():
    """(question or rule, paths) of each row under the headings; `name()` is no path."""
    for heading in HEADINGS:
        table = (ROOT / "README.md").read_text().split(heading)[1].split("\n\n")[0]
        for line in table.strip().splitlines()[1:]:
            _, question, places, _ = line.split("|")
            yield question.strip(), re.findall("`([^`()]+)`", places)


ROWS = list(rows())


@pytest.mark.parametrize(("question", "paths"), ROWS, ids=[question for question, _ in ROWS])
def test_every_path_that_answers_a_question_exists(question, paths):
    assert paths != []
    assert [path for path in paths if not (ROOT / path).exists()] == []
