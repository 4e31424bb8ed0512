"""An answer as a table, for whoever opens it in a spreadsheet: a line for each of its rows, a column for each of their fields."""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import get_args

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import BaseModel

from safeguarding.lib.writers.tables import csv_lines

View = Callable[..., HttpResponse]


def answers(routers: Iterable[Router]) -> dict[str, type[BaseModel]]:
    """The model of what each address answers, by its name."""
    operations = (one for router in routers for view in router.path_operations.values() for one in view.operations)
    return {one.view_func.__name__: one.response_models[200].model_fields["response"].annotation for one in operations}


def or_as_table(view: View, name: str, answer: type[BaseModel]) -> View:
    """The view, whose rows go out as CSV where `format` asks for that: the same rows, by the same rights."""
    holds, row = _rows_of(answer)

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.GET.get("format") != "csv" or response.status_code != 200:
            return response
        content = json.loads(response.content)
        lines = csv_lines(_lines(content[holds], list(row.model_fields)))
        table = HttpResponse(b"".join(lines), content_type="text/csv; charset=utf-8")
        table["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        if onward := content.get("next"):
            table["Link"] = f'<{onward}>; rel="next"'
        return table

    return answered


def _rows_of(answer):
    """The field of an answer that holds its rows, and the model of one."""
    return next(
        (name, row)
        for name, field in answer.model_fields.items()
        for row in get_args(field.annotation)
        if issubclass(row, BaseModel)
    )


def _lines(rows: list[dict[str, object]], columns: list[str]) -> Iterator[list[str]]:
    yield columns
    for row in rows:
        yield [_cell(row[column]) for column in columns]


def _cell(value: object) -> str:
    """As JSON has it; several in one cell apart by semicolons, empty for null."""
    if isinstance(value, dict):
        return "; ".join(f"{name} {_cell(one)}" for name, one in value.items())
    if isinstance(value, list):
        return "; ".join(map(_cell, value))
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value)
