"""Facts as components/summary_list.html reads them: label, value, note, address."""

from safeguarding.lib.dates import in_words


def fact(label, value, note="", url=""):
    """One row. A row without value and note says nothing; `stated` leaves it out."""
    return {"label": label, "value": value or "", "note": note or "", "url": url}


def stated(facts):
    """The rows that say something."""
    return [row for row in facts if row["value"] or row["note"]]


def quoted(words):
    """Words as a document has them, in quotation marks; "" for none."""
    return f"“{words}”" if words else ""


def day(on, precision="day"):
    """A date in words; "" for none."""
    return in_words(on, precision) if on else ""


def post(title, holder):
    """A post with its holder, or that nobody holds it; "" where there is no post."""
    return f"{title} ({holder or 'nobody holds this post'})" if title else ""
