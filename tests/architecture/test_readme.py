"""The README's tables of questions and of rules lead to files that are there."""

import re

from .sources import ROOT

HEADINGS = ["| You ask | Look in |", "| You add | Begin at, then |", "| Rule | Its place |"]


def rows():
    """(question, what is added, or rule; paths) of each row under the headings; `name()` is no path."""
    for heading in HEADINGS:
        table = (ROOT / "README.md").read_text().split(heading)[1].split("\n\n")[0]
        for line in table.strip().splitlines()[1:]:
            _, question, places, _ = line.split("|")
            yield question.strip(), re.findall("`([^`()]+)`", places)


def test_every_path_that_answers_a_question_exists():
    answered = list(rows())
    assert [question for question, paths in answered if not paths] == []
    assert [path for _, paths in answered for path in paths if not (ROOT / path).exists()] == []
