"""Where a document says otherwise than the register, field by field, and whether somebody changed that here since."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from safeguarding.lib.dates import in_words

from ...models import Action, Recommendation
from ...workflow import Status
from .known import Histories
from .matching import Owners, same
from .planned_rows import SAYS_NOTHING, PlannedRow

# What people compare, the fields that make it up, and the column of the document where it stands.
ACTION = {
    "text": (_("text"), ("text",), "action"),
    "target": (_("target date"), ("target_words", "target_on", "target_precision"), "target"),
    "expected": (_("expected completion"), ("expected_words", "expected_on"), "expected"),
    "cost": (_("cost"), ("cost_words",), "cost"),
    "owner": (_("action owner"), ("owner", "owner_words"), "action_owner"),
}
ISSUE = {
    "plan_page_reference": (_("page in the plan"), ("plan_page_reference",), "recommendation"),
    "corporate_or_local": (_("corporate or local"), ("corporate_or_local",), "corporate_or_local"),
    "issue_owner": (_("issue owner"), ("issue_owner", "issue_owner_words"), "issue_owner"),
}

# What is words and no more: "n/a" is printed again where a document had it.
AS_WRITTEN = {"corporate_or_local": "corporate_or_local", "cost": "cost_words"}


@dataclass(frozen=True)
class Change:
    """One thing that a document says otherwise. `old` and `new` are words; `values` what would be written, by field.

    of: "action", "issue" or "status", which an import may at most move to recommended complete. needs_agreement: a date that
    somebody else has to agree first. since: who changed it here and when, "" where nobody did since a document stated it.
    """

    of: str
    name: str
    label: str
    old: str
    new: str
    values: dict[str, Any]
    needs_agreement: bool = False
    since: str = ""


def action_changes(
    row: PlannedRow, action: Action, owners: Owners, printed: Mapping[str, str], histories: Histories
) -> list[Change]:
    """The Changes that a row makes to a known action; `printed` is what an export prints today, by column."""
    stated = {"text": row.task} | row.action_fields | row.moved_to
    stated |= _owner(owners, row.action_owner, "owner")
    return _changes("action", ACTION, row, action, stated, printed, histories)


def issue_changes(
    row: PlannedRow,
    recommendation: Recommendation,
    owners: Owners,
    printed: Mapping[str, str],
    histories: Histories,
) -> list[Change]:
    """The Changes that a row makes to a known recommendation."""
    stated = row.issue_fields | _owner(owners, row.issue_owner, "issue_owner")
    return _changes("issue", ISSUE, row, recommendation, stated, printed, histories)


def _owner(owners, words, name):
    """The owner's post and words, as fields; nothing where the document has no such column, or names nobody."""
    if not words:
        return {}
    return {name: owners.post(words), f"{name}_words": words}


def _changes(of, groups, row, noun, stated, printed, histories):
    changes = []
    for name, (label, fields, column) in groups.items():
        values = {field: stated[field] for field in fields if field in stated}
        as_printed = row.says_as_printed(column, printed) and not (name == "target" and row.moved_to)
        if not values or as_printed or not _says_otherwise(noun, name, values):
            continue
        # Every change of date is asked for, and decided by a second person (domain.md, Deadline change).
        needs_agreement = name == "target" and values["target_on"] is not None
        has_words = [getattr(noun, field) not in ("", None) for field in fields[:2]]
        # What stood empty here cannot be overwritten, whoever left it so.
        since = histories.changed_here(noun, fields) if any(has_words) else ""
        changes.append(
            Change(
                of,
                name,
                label,
                _register_words(noun, name),
                _stated_words(values, name),
                values,
                needs_agreement,
                since,
            )
        )
    return changes


def _says_otherwise(noun, name, values):
    """Return whether what the document states differs from what stands in the register.

    Blank says nothing, so it takes nothing away; nor do words without a date take away a date, or without a post a post. "n/a"
    is kept as written where nothing stands.
    """
    stated = values.get(f"{name}_words") or values.get(name)
    if not stated:
        return False
    if isinstance(stated, str) and stated.strip().casefold() in SAYS_NOTHING:
        return name in AS_WRITTEN and not getattr(noun, AS_WRITTEN[name])
    if name == "text":
        return not same(stated, noun.text)
    if name in ("owner", "issue_owner"):
        # A post is compared with a post: its other spelling in the document is the same owner.
        post = values[name]
        if getattr(noun, name) is not None or post is not None:
            return post is not None and post != getattr(noun, name)
        return values[f"{name}_words"] != getattr(noun, f"{name}_words")
    if values.get(f"{name}_on") or getattr(noun, f"{name}_on", None):
        return values[f"{name}_on"] not in (None, getattr(noun, f"{name}_on"))
    return any(value != getattr(noun, field) for field, value in values.items())


def not_taken_over(
    row: PlannedRow,
    recommendation: Recommendation | None,
    action: Action | None,
    owners: Owners,
    printed: Mapping[str, str],
) -> Iterator[str]:
    """A sentence for each owner who stands although the document names another whom nobody knows, and for other words."""
    for name, words, noun in (
        ("issue_owner", row.issue_owner, recommendation),
        ("owner", row.action_owner, action),
    ):
        post = noun and getattr(noun, name)
        if words and post and owners.post(words) is None:
            sentence = gettext(
                "The %(what)s stays %(post)s; the document says “%(words)s”, which is no post known here."
            )
            yield sentence % {"what": gettext((ACTION | ISSUE)[name][0]), "post": post, "words": words}
    as_printed = row.says_as_printed("recommendation", printed)
    if recommendation and row.wording and not as_printed and not same(row.wording, recommendation.text):
        yield gettext("The words of the recommendation stay as they are; the document has others.")


def left_alone(row: PlannedRow, action: Action, changes: Sequence[Change], printed: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each thing that stands although the document says otherwise: an action that is complete is reopened
    first, and words take no date away.
    """
    if action.status == Status.COMPLETE and changes:
        labels = get_text_list([gettext(change.label) for change in changes], gettext("and"))
        yield gettext("The action is complete, so its %(what)s is not changed: the DCC has to reopen it first.") % {
            "what": labels
        }
    for name in ("target", "expected"):
        words, on = row.action_fields.get(f"{name}_words", ""), getattr(action, f"{name}_on")
        is_said = words.strip().casefold() not in SAYS_NOTHING and not row.says_as_printed(name, printed)
        if on and row.action_fields.get(f"{name}_on") is None and is_said:
            stays = gettext("The %(what)s stays %(on)s; the document says “%(words)s”, which is not a date.")
            yield stays % {"what": gettext(ACTION[name][0]), "on": in_words(on), "words": words}


def _register_words(noun, name):
    """The register's words, as people read them."""
    if name in ("target", "expected"):
        on, stated = getattr(noun, f"{name}_on"), getattr(noun, f"{name}_words")
        return in_words(on, getattr(noun, f"{name}_precision", "day")) if on else stated
    if name in ("owner", "issue_owner"):
        return str(getattr(noun, name) or getattr(noun, f"{name}_words"))
    return getattr(noun, {"cost": "cost_words"}.get(name, name))


def _stated_words(values, name):
    """The document's words, as people read them."""
    if name in ("target", "expected"):
        on = values.get(f"{name}_on")
        return in_words(on, values.get(f"{name}_precision", "day")) if on else values[f"{name}_words"]
    if name in ("owner", "issue_owner"):
        return str(values[name] or values[f"{name}_words"])
    return next(iter(values.values()))
