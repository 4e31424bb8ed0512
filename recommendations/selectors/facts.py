"""Facts as components/summary_list.html reads them: label, value, note, address."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext

from safeguarding.lib.languages import in_words


def fact(label: str, value: str | None, note: str | None = "", url: str = "") -> dict[str, str]:
    """One row. A row without value and note says nothing; `stated` leaves it out."""
    return {"label": label, "value": value or "", "note": note or "", "url": url}


def stated(facts: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """The rows that say something."""
    return [row for row in facts if row["value"] or row["note"]]


def quoted(words: str) -> str:
    """Words as a document has them, in quotation marks; "" for none."""
    return f"“{words}”" if words else ""


def day(on: date | None, precision: str = "day") -> str:
    """A date in words; "" for none."""
    return in_words(on, precision) if on else ""


def post(title: object, holder: object) -> str:
    """A post with its holder, or that nobody holds it; "" where there is no post."""
    held = holder or gettext("nobody holds this post")
    return f"{title} ({held})" if title else ""
