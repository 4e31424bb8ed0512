"""A cell that lists actions, and one that only looks as if it did."""

import pytest

from recommendations.importers.several_actions import actions_in


@pytest.mark.parametrize(
    ("words", "actions"),
    [
        ("1) Train staff. 2) Sample ten files", ("Train staff.", "Sample ten files")),
        ("Action:\n1. Train staff.\n2. Sample ten files.", ("Train staff.", "Sample ten files.")),
        ("• Train staff;\n• Sample ten files", ("Train staff", "Sample ten files")),
        (
            "The force will:\n- train staff\n- sample ten files",
            ("The force will: train staff", "The force will: sample ten files"),
        ),
        ("Train staff by 2) of the plan.", ()),
        ("Train staff. 1. Sample ten files. 2. Report.", ()),
        ("1) Train staff", ()),
        ("2. Train staff.\n3. Sample ten files.", ()),
        ("Train the staff:\n• sergeants\n• inspectors", ()),
        ("Meet at 10.30 - 11.30 each week", ()),
    ],
)
def test_numbers_from_one_and_bullets_list_actions(words, actions):
    assert actions_in(words) == actions
