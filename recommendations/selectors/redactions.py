"""Redactions: what was asked for and what came of it, and where the same words may still stand."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.apps import apps
from django.db.models import CharField, FileField, JSONField, Model, Q, QuerySet, TextField
from django.db.models.functions import Cast

from safeguarding.append_only import models_written_once
from safeguarding.ledger.verify import Finding, called
from safeguarding.models import Record, RedactedField, Shape, User

from ..models import Pack, PackIssue, Redaction, RedactionRequest
from ..permissions import confirms_redactions
from .redactable import things, visible_rows

SHORTEST = 8  # letters: our convention; what is shorter stands in too many places
NAMED = 20  # places of one kind


@dataclass(frozen=True)
class Asked:
    """A request to take something out, for the list. words: the fields, and why, where its reader may read the thing; else ""."""

    request: RedactionRequest
    words: str

    @property
    def outcome(self) -> Record | None:
        """The Redaction, RedactionDeclined or RedactionTakenBack that came of it."""
        came = (getattr(self.request, name, None) for name in ("redaction", "declined", "taken_back"))
        return next((one for one in came if one), None)


def requests() -> QuerySet[RedactionRequest]:
    """All that was ever asked for, the newest first, each with what came of it."""
    follow = ("redaction__recorded_by", "declined__recorded_by", "taken_back__recorded_by", "recorded_by")
    return RedactionRequest.objects.select_related(*follow).order_by("-recorded_at", "-pk")


def waiting(user: User, at: datetime) -> QuerySet[RedactionRequest]:
    """All that others asked for and nobody has decided, the oldest first; none for who may not confirm."""
    if not confirms_redactions(user, at=at):
        return RedactionRequest.objects.none()
    undecided = RedactionRequest.objects.filter(redaction=None, declined=None, taken_back=None)
    return undecided.exclude(recorded_by=user.pk).order_by("recorded_at", "pk")


def decided_lately(user: User, since: date) -> QuerySet:
    """(key, whether it was declined) of what this person asked for from `since` on and another decided, the oldest first."""
    theirs = RedactionRequest.objects.filter(recorded_by=user.pk, recorded_at__date__gte=since)
    decided = theirs.exclude(redaction=None, declined=None).annotate(left=Q(declined__isnull=False))
    return decided.order_by("pk").values_list("pk", "left")


def as_listed(found: Iterable[RedactionRequest], user: User, at: datetime) -> list[Asked]:
    """Each request as `user` may read it. A query for each kind of thing."""
    found = list(found)
    keys: dict[str, set[int]] = {}
    for one in found:
        keys.setdefault(one.kind, set()).add(one.key)
    models = things()
    readable = {
        kind: set(visible_rows(models[kind], user, at).filter(pk__in=these).values_list("pk", flat=True))
        for kind, these in keys.items()
    }
    return [Asked(one, one.reason if one.key in readable[one.kind] else "") for one in found]


def unconfirmed() -> Iterator[Finding]:
    """A Finding for every text that was taken out without two people's word on just that text. Two queries."""
    redactions = {one.pk: one for one in Redaction.objects.select_related("request")}
    tables = dict(Shape.objects.values_list("number", "table"))
    for one in RedactedField.objects.all():
        if not _covers(redactions.get(one.redaction), tables[one.shape], one):
            table = tables[one.shape]
            yield Finding("redacted", f"A text of {called(table, one.key)} was taken out, and no two people said so.")


def _covers(redaction, table, out):
    """Two people said so of this field of this thing, or of a past state of it, or of a row that kept the same file."""
    if (
        redaction is None
        or redaction.request.recorded_by_id == redaction.recorded_by_id
        or redaction.request.kind not in things()
    ):
        return False
    model = things()[redaction.request.kind]
    columns = {model._meta.get_field(name).column: model._meta.get_field(name) for name in redaction.request.fields}
    if out.column not in columns:
        return False
    rows = models_written_once()[table]._base_manager.filter(pk=out.key)
    if rows.model is model:
        field = columns[out.column]
        file = model._base_manager.filter(pk=redaction.request.key).values(field.name)
        return out.key == redaction.request.key or (
            isinstance(field, FileField) and rows.filter(**{f"{field.name}__in": file}).exists()
        )
    past = getattr(getattr(model, "history", None), "model", None)
    return rows.model is past and rows.filter(**{model._meta.pk.attname: redaction.request.key}).exists()


def sentences() -> Iterator[str]:
    """Each redaction in a sentence, without the words. One query."""
    for one in Redaction.objects.select_related("request", "recorded_by", "asked_by"):
        asked = one.request
        yield (
            f"{asked.kind} {asked.key}: {', '.join(asked.fields)} redacted on {one.recorded_at:%d/%m/%Y},"
            f" asked for by {one.asked_by} and confirmed by {one.recorded_by}."
        )


def still_in(text: str, *, but: Collection[type[Model]] = ()) -> Iterator[str]:
    """Where this text stands elsewhere in the database, by the name of each row; a statement for each model, `but` some.

    Files, and the files of issued papers, are not looked into.
    """
    for model in [one for one in apps.get_models() if one not in but]:
        rows = rows_with(model, text)
        for key in rows.order_by("pk").values_list("pk", flat=True)[:NAMED]:
            yield f"{model._meta.verbose_name} {key}"


def rows_with(model: type[Model], text: str) -> QuerySet:
    """The rows of a model in which this text stands; none where it is too short to be looked for."""
    rows, found = model._base_manager.all(), Q()
    quoted = {json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1]}
    for field in model._meta.concrete_fields:
        if isinstance(field, CharField | TextField) and not field.choices:
            found |= Q(**{f"{field.name}__contains": text})
        elif isinstance(field, JSONField):
            rows = rows.annotate(**{f"{field.name}_said": Cast(field.name, TextField())})
            for one in quoted:
                found |= Q(**{f"{field.name}_said__contains": one})
    return rows.filter(found) if found and len(text) >= SHORTEST else rows.none()


def papers_since(recorded_at: datetime, readable: QuerySet[Pack]) -> Iterator[str]:
    """The papers that were issued since a thing was recorded, whose files may hold its words; by name those that are `readable`."""
    named = ("pack__meeting__board", "pack__inspection", "pack__theme")
    keys = set(readable.values_list("pk", flat=True))
    for issue in PackIssue.objects.filter(recorded_at__gte=recorded_at).select_related(*named):
        name = issue.pack if issue.pack_id in keys else "A paper that you may not read"
        yield f"{name}, issued on {issue.recorded_at:%d/%m/%Y}"
