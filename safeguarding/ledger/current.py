"""Whatever may change held against what was written once: each noun against its last history row, each file against its digest."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from hashlib import file_digest

from django.apps import apps
from django.core.exceptions import SuspiciousFileOperation
from django.db.models import FileField, Model

from ..append_only import models_written_once
from ..models import HistoryModel, User
from . import ways_in
from .redacted import files_taken_out
from .verify import Finding, rows_read


def of_nouns() -> Iterator[Finding]:
    """Nouns that are not what the last row of their history says, or are gone, or have no history. A statement or two for each."""
    for model in apps.get_models():
        if issubclass(model, HistoryModel):
            yield from _of(model)


def of_ways_in() -> Iterator[Finding]:
    """Passwords, phones, accounts of the directory and keys that are not as the tracker set them. Two statements for each table."""
    for row, words in ways_in.changed():
        yield Finding("way in", f"{_called(type(row), row.pk)} {words}")


def of_former_names() -> Iterator[Finding]:
    """People whose names of before, which pages of the past show, are not those of their history. Two statements."""
    names = User.history.order_by("history_date", "history_id").values_list(
        "id", "history_date", "first_name", "last_name", "username"
    )
    former, last = defaultdict(list), {}
    for key, at, first, family, username in names.iterator():
        name = f"{first} {family}".strip() or username
        if last.setdefault(key, name) != name:
            former[key].append((at, last[key]))
            last[key] = name
    for key, kept in User.objects.order_by("pk").values_list("pk", "former_names").iterator():
        if [(datetime.fromisoformat(until), name) for until, name in kept] != former[key]:
            yield Finding("status", f"{_called(User, key)} has other former names than their history says.")


def of_files() -> Iterator[Finding]:
    """Files kept with their SHA-256 that are gone, or are others."""
    for model in models_written_once().values():
        names = [field.name for field in model._meta.concrete_fields if isinstance(field, FileField)]
        for name in names:
            away = files_taken_out(model, name)
            kept = model._base_manager.exclude(**{name: ""}).exclude(pk__in=away).only(name, "sha256").order_by("pk")
            for record in kept.iterator():
                if words := _unlike(getattr(record, name), record.sha256):
                    yield Finding("file", f"{_called(model, record.pk)}: {words}")


def _of(model: type[Model]) -> Iterator[Finding]:
    history = model.history.model
    table, past, key = model._meta.db_table, history._meta.db_table, model._meta.pk.column
    columns = [history._meta.get_field(field.name).column for field in history.tracked_fields]
    unlike = " OR ".join(f't."{column}" IS DISTINCT FROM h."{column}"' for column in columns)
    last = (
        f'SELECT h.*, ROW_NUMBER() OVER (PARTITION BY "{key}" ORDER BY history_date DESC, history_id DESC) AS place'
        f' FROM "{past}" h'
    )
    statement = (
        f'SELECT t."{key}", h.history_id FROM "{table}" t LEFT JOIN ({last}) h ON h."{key}" = t."{key}" AND h.place = 1'
        f" WHERE h.history_id IS NULL OR {unlike}"
    )
    for pk, row in rows_read(statement):
        words = "has no history" if row is None else "is not what its last history row says"
        yield Finding("status" if row else "inserted", f"{_called(model, pk)} {words}.")
    gone = f'SELECT DISTINCT h."{key}" FROM "{past}" h WHERE NOT EXISTS (SELECT 1 FROM "{table}" t WHERE t."{key}" = h."{key}")'
    for (pk,) in rows_read(gone):
        yield Finding("missing", f"{_called(model, pk)} is gone, and its history is there.")


def _called(model, key):
    return f"{model._meta.verbose_name.capitalize()} {key}"


def _unlike(file, digest):
    try:
        with file.open("rb") as opened:
            found = file_digest(opened, "sha256").hexdigest()
    except OSError:
        return f"the file {file.name} is gone."
    except SuspiciousFileOperation:
        return f"the file {file.name} is none of the tracker’s."
    return "" if found == digest else f"the file {file.name} is not the one that was kept."
