"""Redactions, and where the same words may still stand."""

import json
from collections.abc import Iterator
from datetime import datetime

from django.apps import apps
from django.db.models import CharField, Exists, FileField, JSONField, Model, OuterRef, Q, TextField
from django.db.models.functions import Cast

from safeguarding.ledger.verify import Finding, called
from safeguarding.models import HistoryModel, Record, RedactedField, Shape

from ..models import PackIssue, Redaction, RedactionRequest

SHORTEST = 8  # letters: our convention; what is shorter stands in too many places
NAMED = 20  # places of one kind


def things() -> dict[str, type[Model]]:
    """The models of which a text may be redacted, by the names that requests give them."""
    ours = (model for app in ("inspections", "recommendations") for model in apps.get_app_config(app).get_models())
    kept = (model for model in ours if issubclass(model, Record | HistoryModel))
    return {model._meta.model_name: model for model in kept if model not in (Redaction, RedactionRequest)}


def redactable(model: type[Model]) -> list[str]:
    """The fields of a model that hold somebody's words or a file, and room for what would stand there instead."""
    fields = (field for field in model._meta.concrete_fields if not field.choices)
    return [
        field.name
        for field in fields
        if isinstance(field, TextField) or (isinstance(field, CharField | FileField) and field.max_length >= 100)
    ]


def unconfirmed() -> Iterator[Finding]:
    """A Finding for every text that was taken out without two people's word. One query."""
    said = Redaction.objects.filter(pk=OuterRef("redaction"))
    table = Shape.objects.filter(number=OuterRef("shape")).values("table")[:1]
    for one in RedactedField.objects.filter(~Exists(said)).annotate(table=table):
        yield Finding("redacted", f"A text of {called(one.table, one.key)} was taken out, and no two people said so.")


def sentences() -> Iterator[str]:
    """Each redaction in a sentence, without the words. One query."""
    for one in Redaction.objects.select_related("request", "recorded_by", "asked_by"):
        asked = one.request
        yield (
            f"{asked.kind} {asked.key}: {', '.join(asked.fields)} redacted on {one.recorded_at:%d/%m/%Y},"
            f" asked for by {one.asked_by} and confirmed by {one.recorded_by}."
        )


def still_in(text: str) -> Iterator[str]:
    """Where this text stands elsewhere in the database, by the name of each row; a statement for each model.

    Files, and the files of issued papers, are not looked into.
    """
    if len(text) < SHORTEST:
        return
    quoted = {json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1]}
    for model in apps.get_models():
        rows, found = model._base_manager.all(), Q()
        for field in model._meta.concrete_fields:
            if isinstance(field, CharField | TextField) and not field.choices:
                found |= Q(**{f"{field.name}__contains": text})
            elif isinstance(field, JSONField):
                rows = rows.annotate(**{f"{field.name}_said": Cast(field.name, TextField())})
                for one in quoted:
                    found |= Q(**{f"{field.name}_said__contains": one})
        if found:
            for key in rows.filter(found).order_by("pk").values_list("pk", flat=True)[:NAMED]:
                yield f"{model._meta.verbose_name} {key}"


def papers_since(recorded_at: datetime) -> Iterator[str]:
    """The papers that were issued since a thing was recorded, whose files may hold its words."""
    for issue in PackIssue.objects.filter(recorded_at__gte=recorded_at).select_related("pack__meeting__board"):
        yield f"{issue.pack}, issued on {issue.recorded_at:%d/%m/%Y}"
