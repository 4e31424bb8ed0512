"""The same number in several rows: one recommendation with several actions, or something that has to be asked."""

from collections import defaultdict
from dataclasses import replace

from .parse_text import fold
from .rows import Problem, Row


def ask_repeats(rows: list[Row]) -> list[Row]:
    """The rows of one sheet or table, each number that stands twice without being certain asked about."""
    by_reference: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.reference:
            by_reference[row.reference].append(row)
    problems = {reference: _repeated(same) for reference, same in by_reference.items()}
    return [
        replace(row, problems=(*row.problems, problem)) if (problem := problems.get(row.reference)) else row
        for row in rows
    ]


def _repeated(rows: list[Row]) -> Problem | None:
    """What is to be said of rows with one number, None where they share the recommendation's own cell."""
    if len({(row.recommendation_place, row.item) for row in rows}) == 1:
        return None
    same_words = len({fold(row.wording or "") for row in rows}) == 1
    places = [row.action_place for row in rows]
    actions = {fold(row.action) for row in rows if row.action}
    if same_words and len(actions) == len(places) == len(set(places)):
        return Problem(
            "reference",
            f"The number {rows[0].reference} stands in {len(rows)} rows with the same words: "
            "they are read as actions of one recommendation.",
        )
    return Problem(
        "reference", f"The number {rows[0].reference} stands in more than one row: say which is meant.", must=True
    )
