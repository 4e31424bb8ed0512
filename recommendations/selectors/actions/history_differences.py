"""Differences between the history rows of an action, in words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from safeguarding.as_at import field_of, states
from safeguarding.lib.languages import in_words
from safeguarding.lib.words import WITHHELD
from safeguarding.models import Post

from ...models import Action


@dataclass(frozen=True)
class Edit:
    """One history row against the one before. lines: "Target date: none → 30 April 2015"; why: "" where not said."""

    at: datetime
    by: int | None
    why: str
    lines: tuple[str, ...]
    opened: bool


def _on(name, precision=None):
    def words(row):
        on = getattr(row, name)
        return in_words(on, getattr(row, precision) if precision else "day") if on else ""

    return words


# Label, how a row says it, and whether it is free text, which can be withheld; dates, posts and status never are
# (domain.md, Released to the OPCC).
FIELDS = (
    (_("Wording"), lambda row: row.text, True),
    (_("Owner"), lambda row: row.owner_title or "", False),
    (_("Owner as stated"), lambda row: row.owner_words, False),
    (_("Status"), lambda row: gettext(row.get_status_display()), False),
    (_("Target date"), _on("target_on", "target_precision"), False),
    (_("First target"), _on("original_target_on"), False),
    (_("Target as stated"), lambda row: row.target_words, True),
    (_("Expected completion"), _on("expected_on"), False),
    (_("Expected completion as stated"), lambda row: row.expected_words, True),
    (_("Cost as stated"), lambda row: row.cost_words, True),
    (_("Unfunded"), lambda row: gettext("yes") if row.unfunded else "", False),
    (_("Came from"), lambda row: row.origin, True),
    (_("For"), lambda row: gettext(row.get_audience_display()), False),
    (_("Marking"), lambda row: row.get_marking_display(), False),
)
_AT_OPENING = {"Owner", "Owner as stated", "Target date", "Target as stated", "Expected completion"}


def _hidden():
    return gettext(WITHHELD).lower()


def history_differences(action: Action, at: datetime | None) -> list[Edit]:
    """The Edits of an action recorded by `at` (None: all), the oldest first; one that changed nothing is left out. One query.

    action: a row of today or of the past, with whether its words are `withheld`. Owners have the titles of `at`.
    """
    kept = states(Action, at).filter(number=action.number).annotate(owner_title=field_of(Post, "title", "owner", at))
    rows = list(kept.order_by("history_date", "history_id"))
    edits = [_edit(action, before, row) for before, row in zip([None, *rows], rows, strict=False)]
    return [edit for edit in edits if edit.lines or edit.opened]


def _edit(action, before, row):
    changes = _opening(row, action.withheld) if before is None else _changes(before, row, action.withheld)
    why = "" if action.withheld else row.history_change_reason
    return Edit(row.history_date, row.history_user_id, why, tuple(changes), opened=before is None)


def _opening(row, withheld):
    for label, say, free in FIELDS:
        if label in _AT_OPENING and (words := say(row)):
            yield f"{gettext(label)}: {_hidden() if free and withheld else words}"


def _changes(before, row, withheld):
    for label, say, free in FIELDS:
        old, new, name, none = say(before), say(row), gettext(label), gettext("none")
        if old != new and free:
            yield from (
                [f"{name}: {_hidden()}"]
                if withheld
                else [
                    gettext("%(what)s was: %(words)s") % {"what": name, "words": old or none},
                    gettext("%(what)s is: %(words)s") % {"what": name, "words": new or none},
                ]
            )
        elif old != new:
            yield f"{name}: {old or none} → {new or none}"
