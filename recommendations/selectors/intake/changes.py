"""Where a document says otherwise than the register, field by field, and whether somebody changed that here since."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from safeguarding.lib.dates import in_words
from safeguarding.lib.words import listed

from ...models import PlanDocument, PlanWithdrawal
from ...workflow import Status
from .matching import same

# How the reasons begin with which an import, and its withdrawal, write. People write reasons too: the moment must fit.
FROM_A_DOCUMENT, PUT_BACK = "From ", "The import of "

# What people compare, the fields that make it up, and the column of the document where it stands.
ACTION = {
    "text": ("text", ("text",), "action"),
    "target": ("target date", ("target_words", "target_on", "target_precision"), "target"),
    "expected": ("expected completion", ("expected_words", "expected_on"), "expected"),
    "cost": ("cost", ("cost_words",), "cost"),
    "owner": ("action owner", ("owner", "owner_words"), "action_owner"),
}
ISSUE = {
    "corporate_or_local": ("corporate or local", ("corporate_or_local",), "corporate_or_local"),
    "issue_owner": ("issue owner", ("issue_owner", "issue_owner_words"), "issue_owner"),
}


SAYS_NOTHING = {"", "-", "n/a", "na", "none", "tbc"}


@dataclass(frozen=True)
class Change:
    """One thing that a document says otherwise. `old` and `new` are words; `values` what would be written, by field.

    of: "action", "issue" or "status", which an import may at most move to recommended complete. asked: a date that
    somebody else has to agree first. since: who changed it here and when, "" where nobody did since a document said it.
    """

    of: str
    name: str
    label: str
    old: str
    new: str
    values: dict
    asked: bool = False
    since: str = ""


class Histories:
    """The history rows of all nouns of some querysets, the latest first; one query a queryset, and two for the imports."""

    def __init__(self, *querysets):
        self._rows = defaultdict(list)
        for nouns in querysets:
            model, key = nouns.model, nouns.model._meta.pk.attname
            found = model.history.filter(**{f"{key}__in": nouns.order_by().values("pk")}).select_related("history_user")
            for row in found.order_by("-history_date", "-history_id"):
                self._rows[model, getattr(row, key)].append(row)

    def of(self, noun):
        """Its history rows, the latest first."""
        return self._rows[type(noun), noun.pk]

    def changed_here(self, noun, names):
        """Who last changed one of these fields other than from a document, and when, in words; "" where nobody did."""
        last = None
        for past in self.of(noun):
            if any(_value(past, name) != _value(noun, name) for name in names):
                break
            last = past
        if last is None or self._by_an_import(last):
            return ""
        return f"{last.history_user or 'Somebody'} on {timezone.localtime(last.history_date):%d/%m/%Y}"

    def _by_an_import(self, row):
        written = row.history_change_reason.startswith((FROM_A_DOCUMENT, PUT_BACK))
        return written and (row.history_date, row.history_user_id) in self._imports

    @cached_property
    def _imports(self):
        """When and by whom plans were accepted and withdrawn: each in one transaction, at one moment."""
        return {
            moment
            for model in (PlanDocument, PlanWithdrawal)
            for moment in model.objects.values_list("recorded_at", "recorded_by")
        }


def action_changes(row, action, owners, printed, histories):
    """The Changes that a row makes to a known action; `printed` is what an export prints today, by column."""
    said = {"text": row.task} | row.action_fields
    said |= _owner(owners, row.action_owner, "owner")
    return _changes("action", ACTION, row, action, said, printed, histories)


def issue_changes(row, recommendation, owners, printed, histories):
    """The Changes that a row makes to a known recommendation."""
    said = row.issue_fields | _owner(owners, row.issue_owner, "issue_owner")
    return _changes("issue", ISSUE, row, recommendation, said, printed, histories)


def _owner(owners, words, name):
    """The owner's post and words, as fields; nothing where the document has no such column, or names nobody."""
    if not words:
        return {}
    return {name: owners.post(words), f"{name}_words": words}


def _changes(of, groups, row, noun, said, printed, histories):
    found = []
    for name, (label, fields, column) in groups.items():
        values = {field: said[field] for field in fields if field in said}
        if not values or row.says_as_printed(column, printed):
            continue
        if not _says_otherwise(noun, name, values):
            continue
        asked = name == "target" and values["target_on"] is not None
        stated = [getattr(noun, field) not in ("", None) for field in fields[:2]]
        since = histories.changed_here(noun, fields) if any(stated) else ""
        found.append(Change(of, name, label, _words(noun, name), _said(values, name), values, asked, since))
    return found


def _says_otherwise(noun, name, values):
    """Whether what is said differs from what stands.

    Blank says nothing, so it takes nothing away; nor do words without a date take away a date, or without a post a post.
    """
    said = values.get(f"{name}_words") or values.get(name)
    if not said or (isinstance(said, str) and said.strip().casefold() in SAYS_NOTHING):
        return False
    if name == "text":
        return not same(said, noun.text)
    if name in ("owner", "issue_owner"):
        post = values[name]
        if getattr(noun, name) is not None or post is not None:
            return post is not None and post != getattr(noun, name)
        return values[f"{name}_words"] != getattr(noun, f"{name}_words")
    if values.get(f"{name}_on") or getattr(noun, f"{name}_on", None):
        return values[f"{name}_on"] not in (None, getattr(noun, f"{name}_on"))
    return any(value != getattr(noun, field) for field, value in values.items())


def left_alone(row, action, changes):
    """A sentence for each thing that stands although the document says otherwise: an action that is complete is reopened
    first, and words take no date away.
    """
    if action.status == Status.COMPLETE and changes:
        labels = listed([change.label for change in changes])
        yield f"The action is complete, so its {labels} is not changed: the DCC has to reopen it first."
    for name in ("target", "expected"):
        words, on = row.action_fields.get(f"{name}_words", ""), getattr(action, f"{name}_on")
        if on and row.action_fields.get(f"{name}_on") is None and words.strip().casefold() not in SAYS_NOTHING:
            yield f"The {ACTION[name][0]} stays {in_words(on)}; the document says “{words}”, which is no date."


def _value(noun, name):
    """A field's value on a noun or one of its history rows; of a post, its key."""
    field = type(noun)._meta.get_field(name)
    return getattr(noun, field.attname)


def _words(noun, name):
    """What stands in the register, as people read it."""
    if name in ("target", "expected"):
        on, stated = getattr(noun, f"{name}_on"), getattr(noun, f"{name}_words")
        return in_words(on, getattr(noun, f"{name}_precision", "day")) if on else stated
    if name in ("owner", "issue_owner"):
        return str(getattr(noun, name) or getattr(noun, f"{name}_words"))
    return getattr(noun, {"cost": "cost_words"}.get(name, name))


def _said(values, name):
    """What the document says, as people read it."""
    if name in ("target", "expected"):
        on = values.get(f"{name}_on")
        return in_words(on, values.get(f"{name}_precision", "day")) if on else values[f"{name}_words"]
    if name in ("owner", "issue_owner"):
        return str(values[name] or values[f"{name}_words"])
    return next(iter(values.values()))
