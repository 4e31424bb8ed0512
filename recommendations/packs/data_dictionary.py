"""The data dictionary: a line for each field of each table, made of the models, so that it is never out of date."""

import inspect
import re
from collections.abc import Iterator

from django.apps import apps
from django.db import models

from safeguarding.models import HistoryModel, Record

APPS = ("safeguarding", "inspections", "recommendations")
COLUMNS = (
    *("Thing", "Table", "What it is", "What is kept of a change"),
    *("Field", "Column", "In words", "Kind", "Needed", "Values", "Leads to", "Note"),
)
# The most particular kind first.
KINDS = (
    (models.BooleanField, "yes or no"),
    (models.DateTimeField, "moment"),
    (models.DateField, "day"),
    (models.ForeignKey, "a row of another table"),
    (models.DecimalField | models.FloatField, "number"),
    (models.IntegerField, "whole number"),
    (models.FileField, "file, by its path"),
    (models.BinaryField, "bytes"),
    (models.JSONField, "list or table (JSON)"),
    (models.CharField | models.TextField | models.UUIDField | models.GenericIPAddressField, "words"),
)


def data_dictionary() -> Iterator[tuple[str, ...]]:
    """COLUMNS, then a line for each field of our tables; those of the history hold the same fields and are left out."""
    yield COLUMNS
    for model in tables():
        for field in model._meta.concrete_fields:
            yield *_of_table(model), *_of_field(field)


def tables() -> list[type[models.Model]]:
    """Our models that have a table of their own, by app and name."""
    ours = (model for app in APPS for model in apps.get_app_config(app).get_models())
    return [model for model in ours if not hasattr(model, "history_object")]


def _of_table(model):
    if issubclass(model, Record):
        kept = "written once, never changed"
    elif issubclass(model, HistoryModel):
        kept = f"every state, in {model.history.model._meta.db_table}"
    else:
        kept = "nothing"
    return str(model._meta.verbose_name), model._meta.db_table, _docstring_of(model), kept


def _docstring_of(model):
    return " ".join(inspect.getdoc(model).split())


def _of_field(field):
    description = re.search(rf"\b{field.name}: ([^.;]+)", _docstring_of(field.model))  # as our models say it of a field
    longest = f", {field.max_length} characters at most" if field.max_length else ""
    return (
        field.name,
        field.column,
        str(field.verbose_name),
        next(words for kind, words in KINDS if isinstance(field, kind)) + longest,
        "no" if field.null or field.blank else "yes",
        "\n".join(f"{value}: {label}" for value, label in field.flatchoices),
        field.related_model._meta.db_table if field.related_model else "",
        str(field.help_text) or (description[1] if description else ""),
    )
