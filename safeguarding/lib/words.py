"""Counts in words, and the mark of words that are not for the reader."""


def _(words):
    """Mark `words` for the catalogue, as gettext_noop does: that asks for settings, and the catalogue is compiled without any."""
    return words


# Said in the row; why, and how many there are, the page says once (templatetags.tracker.withheld_once).
WITHHELD = _("Words withheld")


def counted(number: int, noun: str) -> str:
    """ "1 day", "1,200 days"; `noun` is singular and takes an s."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
