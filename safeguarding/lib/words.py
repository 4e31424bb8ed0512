"""Counts in words."""


def counted(number: int, noun: str) -> str:
    """ "1 day", "1,200 days"; `noun` is singular and takes an s."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
