"""Counts in words, and the mark of words that are not for the reader."""

# Said in the row; why, and how many there are, the page says once (templatetags.tracker.withheld_once).
WITHHELD = "Words withheld"


def counted(number: int, noun: str) -> str:
    """ "1 day", "1,200 days"; `noun` is singular and takes an s."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
