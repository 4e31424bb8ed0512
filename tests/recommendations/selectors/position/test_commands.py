"""`manage.py position` and `manage.py changes`: the figures of the pages for a program, and the lists behind them."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.http import QueryDict

from recommendations.filters import ActionFilter, RecommendationFilter
from recommendations.selectors.standings import Standings
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, london

LISTS = {
    "overdue_original": "state=open&late=original",
    "overdue_current": "due=overdue",
    "not_yet_due": "due=not-due",
    "revised": "due=revised",
    "no_date": "due=no-date",
}


@pytest.fixture
def said(monkeypatch, cast):
    """A function that runs a command at NOW and gives what it says."""
    for command in ("position", "changes"):
        monkeypatch.setattr(f"recommendations.management.commands.{command}.now", lambda: NOW)

    def run(*arguments):
        out = StringIO()
        call_command(*arguments, stdout=out)
        return out.getvalue()

    return run


def test_the_position_of_each_inspection_is_what_its_lists_have(said, cast, small):
    other = InspectionFactory(slug="other")
    parts = [small.both.parts.first(), RecommendationFactory(inspection=other).parts.get()]
    ActionFactory(parts=parts, owner=cast.posts.owner)

    for at in ({}, {"at": london(2015, 8, 6)}):
        options = ["--as-at", "2015-08-06T09:00"] if at else []
        found = json.loads(said("position", *options, "--json"))["inspections"]
        asked = Standings(cast.coordinator, now=NOW, as_at=at.get("at"))
        for row in found:
            query = f"inspection={row['slug']}"
            listed = {name: ActionFilter(QueryDict(f"{query}&{of}"), asked).qs.count() for name, of in LISTS.items()}
            assert {name: row[name] for name in LISTS} == listed
            for state, count in row["states"].items():
                assert count == RecommendationFilter(QueryDict(f"{query}&state={state}"), asked).qs.count()
        assert {row["slug"]: row["no_date"] for row in found} == {"small": 2, "other": 1}


def test_the_position_is_said_in_a_line_for_each_inspection(said, small):
    assert said("position") == (
        "small: no-action 1, awaiting-allocation 1, in-progress 1, complete 1, "
        "overdue original 2, overdue current 1, revised 1, no date 1\n"
    )


def test_what_changed_is_said_in_lines_and_as_json(said, small):
    asked = ("changes", "--from", "2015-08-01", "--to", "2015-08-30")

    lines, found = said(*asked).splitlines(), json.loads(said(*asked, "--json"))

    assert lines == [
        f"Completed: Action {small.done.number}. Recommended complete → Complete (force)",
        "Completed: Recommendation 1. All actions done, for decision → Complete (force)",
        "2 changes.",
    ]
    assert {kind: number for kind, number in found["counts"].items() if number} == {"completed": 2}
    assert [row["on"] for row in found["changes"]] == [f"Action {small.done.number}", "Recommendation 1"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--from", "nonsense"), "--from: “nonsense” is not a date"),
        (("--from", "2015-08-06", "--to", "2015-06-11"), "--from has to be before --to."),
    ],
)
def test_a_period_that_is_none_is_refused(said, asked, told):
    with pytest.raises(CommandError, match=told):
        said("changes", *asked)
