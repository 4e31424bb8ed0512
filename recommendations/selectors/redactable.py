"""The texts and files that may be taken out of the record, thing by thing, and all that stands on the page of one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.apps import apps
from django.db.models import CharField, FileField, Model, Q, QuerySet, TextField
from django.utils.text import Truncator

from inspections.models import Inspection
from safeguarding.append_only import REDACTED
from safeguarding.ledger.redacted import words_for_file
from safeguarding.lib.languages import translated
from safeguarding.models import HistoryModel, Marking, Record, User

from ..models import (
    Action,
    Cosignature,
    CosigningKey,
    CosigningKeyConfirmed,
    CosigningKeyWithdrawn,
    DraftedOutcome,
    Recommendation,
    Redaction,
    RedactionDeclined,
    RedactionRequest,
    RedactionTakenBack,
)
from ..permissions import may_see_queue
from .redactable_words import FIELDS, KINDS

EACH = 50  # rows of one kind that a page lists, the newest first
SHOWN = 200  # letters of a text where it is chosen
STEPS = 3  # from a record to what it was said on: a decision on a response of a part of a recommendation
OWN_PAGES = {Action, Recommendation, Inspection}  # what stands on these is listed on their own page alone
MARKED = {Action, Inspection}
# What two people did about words, and what the OPCC signed, stay whole.
NEVER = {
    Redaction,
    RedactionDeclined,
    RedactionRequest,
    RedactionTakenBack,
    CosigningKey,
    CosigningKeyConfirmed,
    CosigningKeyWithdrawn,
    Cosignature,
}
FILES = ("base64",)  # fields that hold a file as text


@dataclass(frozen=True)
class Words:
    """One field of a thing, as it stands. label: the field's name in words."""

    name: str
    label: str
    text: str

    @property
    def short(self) -> str:
        return Truncator(self.text).chars(SHOWN)


@dataclass(frozen=True)
class Thing:
    """A row with the texts and files that can be taken out of it still."""

    row: Model
    words: list[Words]

    @property
    def kind(self) -> str:
        return self.row._meta.model_name

    @property
    def marking(self) -> Marking:
        """Its own, or that of what it was recorded on."""
        own = getattr(self.row, "marking", None)
        leads = [field.name for field in self.row._meta.concrete_fields if field.related_model in MARKED]
        on = [getattr(self.row, name) for name in leads] if own is None else []
        return Marking.highest([own] if own else [one.marking for one in on if one is not None])

    @property
    def name(self) -> str:
        return f"{translated(KINDS[self.kind])} {self.row.pk}"


def things() -> dict[str, type[Model]]:
    """The models of which a text may be redacted, by the names that requests give them."""
    ours = (model for app in ("inspections", "recommendations") for model in apps.get_app_config(app).get_models())
    kept = (model for model in ours if issubclass(model, Record | HistoryModel))
    return {model._meta.model_name: model for model in kept if model not in NEVER}


def redactable(model: type[Model]) -> list[str]:
    """The fields of a model that hold somebody's words or a file, and room for what would stand there instead."""
    fields = (field for field in model._meta.concrete_fields if not field.choices)
    return [
        field.name
        for field in fields
        if isinstance(field, TextField) or (isinstance(field, CharField | FileField) and field.max_length >= 100)
    ]


def visible_rows(model: type[Model], user: User, at: datetime) -> QuerySet:
    """The rows of a model that `user` may read; of one without a rule of its own, those on what they may see."""
    if hasattr(model.objects, "visible_to"):
        found = model.objects.visible_to(user, at)
        # Of drafts the force reads those that stand, on the page of their session; the others only those who prepare scrutiny.
        return found if model is not DraftedOutcome or may_see_queue(user, at=at) else found.standing()
    rows = model.objects.all()
    for field in model._meta.concrete_fields:
        to = field.related_model
        if to and hasattr(to._default_manager, "visible_to"):
            there = to._default_manager.visible_to(user, at).values("pk")
            rows = rows.filter(Q(**{field.name: None}) | Q(**{f"{field.name}__in": there}))
    return rows


def thing(kind: str, key: int, user: User, at: datetime) -> Thing | None:
    """The Thing of this kind and key; None where there is none whose words `user` may read."""
    model = things().get(kind)
    row = visible_rows(model, user, at).filter(pk=key).first() if model else None
    return None if row is None or getattr(row, "withheld", False) else Thing(row, list(_words(row)))


def standing_on(row: Model, user: User, at: datetime) -> list[Thing]:
    """All that can be taken out of a row and of what was recorded on it, each kind newest first. A query for each kind."""
    found = [Thing(row, list(_words(row)))]
    for model, paths in _leading_to(type(row)).items():
        on_it = Q()
        for path in paths:
            on_it |= Q(**{path: row.pk})
        rows = visible_rows(model, user, at).filter(on_it).order_by("-pk")[:EACH]
        found += [Thing(one, list(_words(one))) for one in rows if not getattr(one, "withheld", False)]
    return [one for one in found if one.words]


def _words(row) -> Iterator[Words]:
    for name in redactable(type(row)):
        field, value = row._meta.get_field(name), getattr(row, name)
        if not value or str(value).startswith(REDACTED):
            continue
        if isinstance(field, FileField) or name in FILES:
            if not words_for_file(row, name):
                yield Words(name, translated(FIELDS[name]), row.name)
        else:
            yield Words(name, translated(FIELDS[name]), value)


@cache
def _leading_to(model) -> dict[type[Model], list[str]]:
    """Of each model with words whose rows are recorded on one of `model`: the lookups that lead there."""
    found, near = {}, {model: [""]}
    for _ in range(STEPS):
        reached = {}
        for other in set(things().values()) - OWN_PAGES:
            for field in other._meta.concrete_fields:
                for path in near.get(field.related_model, ()):
                    reached.setdefault(other, []).append(f"{field.name}__{path}".removesuffix("__"))
        # what corrects or follows another of its kind leads to the same by itself
        near = {other: paths for other, paths in reached.items() if other not in found and other is not model}
        found |= near
    return {other: found[other] for other in sorted(found, key=lambda one: one._meta.label) if redactable(other)}
