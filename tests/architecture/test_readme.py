"""The README's table of questions leads to files that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
HEADING = "| You ask | Look in |"


def rows():
    """(question, paths) of each row under the heading."""
    table = (ROOT / "README.md").read_text().split(HEADING)[1].split("\n\n")[0]
    for line in table.strip().splitlines()[1:]:
        _, question, places, _ = line.split("|")
        yield question.strip(), re.findall("`([^`]+)`", places)


ROWS = list(rows())


@pytest.mark.parametrize(("question", "paths"), ROWS, ids=[question for question, _ in ROWS])
def test_every_path_that_answers_a_question_exists(question, paths):
    assert paths != []
    assert [path for path in paths if not (ROOT / path).exists()] == []
