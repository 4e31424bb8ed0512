"""Counts in words, and the mark of words that are not for the reader."""

from django.utils.translation.trans_null import gettext_noop as _  # which asks no settings: files are read without any

# Said in the row; why, and how many there are, the page says once (templatetags.tracker.withheld_once).
WITHHELD = _("Words withheld")


def counted(number: int, noun: str) -> str:
    """ "1 day", "1,200 days"; `noun` is singular and takes an s."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
