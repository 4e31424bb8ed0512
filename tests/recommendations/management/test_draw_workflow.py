"""The README's diagram is drawn from the workflow's table."""

from pathlib import Path

import pytest

from recommendations.management.commands.draw_workflow import diagram, redrawn


def test_the_readme_shows_the_workflow_of_now():
    readme = Path("README.md").read_text()

    assert redrawn(readme) == readme, "Run manage.py draw_workflow --write README.md"


def test_the_diagram_names_the_status_as_printed_and_the_move():
    drawn = diagram()

    assert 'state "Complete (force)" as complete' in drawn
    assert "recommended_complete --> complete: support completion" in drawn


def test_a_text_without_the_marks_is_refused():
    with pytest.raises(ValueError, match="do not both stand"):
        redrawn("no marks here")
