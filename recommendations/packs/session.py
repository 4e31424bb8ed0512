"""A session of scrutiny on paper: the pre-read, which is its agenda, and the minutes."""

from datetime import datetime

from django.utils import timezone

from safeguarding.lib.dates import in_words, london_date
from safeguarding.lib.words import WITHHELD, counted
from safeguarding.lib.writers.tables import Table

from ..selectors.sessions.page import SessionPage
from .heading import stood_at

PRE_READ = (("Item", 7), ("Matter", 45), ("Answers", 30), ("Owner", 20), ("On the agenda", 20), ("Waits", 20))
DRAFTED = ("Drafted", 40)
LEFT = "Not dealt with: it comes up in the next session."
MINUTES = (("Item", 7), ("Matter", 45), ("Owner", 20), ("Decided and asked", 70))


def pre_read(page: SessionPage, *, at: datetime) -> Table:
    """The agenda: a row for each item of the agenda, with what waits on it at `at`, and what is drafted where anything is."""
    rows = [
        [
            str(item.number),
            f"{item.title}\n{item.text}",
            item.about,
            item.owner or "No owner",
            item.item.get_rule_display(),
            "\n".join(one.words for one in item.waits),
            *(["\n".join(map(_suggested, item.drafts))] if page.drafted else []),
        ]
        for item in page.items
    ]
    return _table("Pre-read", page, (*PRE_READ, *([DRAFTED] if page.drafted else [])), map(tuple, rows), at)


def minutes(page: SessionPage, *, at: datetime) -> Table:
    """The decisions and questions, by whom and why: a row for each item; those that were not dealt with say so."""
    rows = (
        (
            str(item.number),
            f"{item.title}\n{item.text}",
            item.owner or "No owner",
            "\n".join((*map(_outcome_words, item.outcomes), *([] if item.dealt_with else [LEFT]))),
        )
        for item in page.items
    )
    return _table("Minutes", page, MINUTES, rows, at)


def _suggested(drafted):
    words = WITHHELD.lower() if drafted.draft.withheld and drafted.draft.text else drafted.draft.text
    return f"{drafted.suggests}{f': {words}' if words else ''} ({drafted.by})"


def _outcome_words(outcome):
    at = timezone.localtime(outcome.at)
    who = f"{outcome.what}. {outcome.by}, {in_words(london_date(outcome.at))}, {at:%H:%M}"
    words = WITHHELD.lower() if outcome.withheld else outcome.words
    return " ".join(
        filter(None, (f"{who}: {words}" if words else f"{who}.", outcome.drafted and f"{outcome.drafted}."))
    )


def _table(name, page, columns, rows, at):
    session = page.session
    stated = (("Present", session.attendance), ("Apologies", session.apologies))
    labels = [("State", session.get_state_display()), ("Chaired by", str(session.chair))]
    if page.before:
        arises = f"{page.before.left} not dealt with, {counted(page.before.asked, 'question')} still open"
        labels.append((f"Arising from {page.before.session}", arises))
    left_out = f" {page.hidden} more that you may not see." if page.hidden else ""
    return Table(
        title=f"{name}: {session}",
        marking=page.marking.label,
        about=stood_at(at, page.embargoes) + left_out,
        labels=(*labels, *(pair for pair in stated if pair[1])),
        columns=columns,
        rows=tuple(rows),
        at=at,
    )
