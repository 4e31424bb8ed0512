"""Counts and lists in words."""

from collections.abc import Sequence


def counted(number: int, noun: str) -> str:
    """ "1 day", "1,200 days"; `noun` is singular and takes an s."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """ "8a", "8a and 8b", "8a, 8b and 8c"; "" for none."""
    *rest, end = words or [""]
    return f"{', '.join(rest)} {last} {end}" if rest else end
