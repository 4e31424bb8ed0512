"""The question of an address: of which moment, filtered how, from which key on; refused where it cannot be understood."""

from collections.abc import Callable, Iterable
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja.errors import HttpError

from ..filters import VisibleFilter
from ..forms.as_at import AsAtForm
from ..selectors.standings import Standings

LIMIT, MOST = 100, 500  # rows of an answer: unless asked for otherwise, and at most
OF_ALL = {
    "at": "The past day or moment as at which it is read, such as 2015-08-06. Default: now.",
    "format": "json, or csv: the rows as a table, the address of those that follow in its Link header. Default: json.",
}
PAGING = {
    "after": "The last key of the answer before; `next` of an answer has it.",
    "limit": f"Rows in an answer, {MOST} at most. Default: {LIMIT}.",
}
FORMATS = ("json", "csv")
NUMBER = {"type": "integer", "minimum": 0, "maximum": 10**17 - 1}
WORDS = {"type": "string"}
# Where a parameter is not any words.
SCHEMAS = {"after": NUMBER, "limit": NUMBER, "format": {"type": "string", "enum": FORMATS}}
DETAIL = {"application/json": {"schema": {"type": "object", "properties": {"detail": {"type": "string"}}}}}
# What every address answers beside its JSON.
ANSWERS = {
    200: {"content": {"text/csv": {"schema": {"type": "string"}}}},
    400: {"description": "It cannot be understood: `detail` says what.", "content": DETAIL},
    401: {"description": "No key that opens this.", "content": DETAIL},
}


def described(kind: type[VisibleFilter] | None = None, *, paged: bool = True, **others: str) -> dict[str, object]:
    """For OpenAPI, the parameters of an answer: those of its filters, `others` with what they mean, PAGING of a list; and its ANSWERS."""
    filters = {name: str(kind.base_filters[name].label or "Words") for name in _names(kind)} if kind else {}
    parameters = filters | others | (PAGING if paged else {}) | OF_ALL
    return {
        "parameters": [
            {
                "name": name,
                "in": "query",
                "required": False,
                "description": description,
                "schema": SCHEMAS.get(name, WORDS),
            }
            for name, description in parameters.items()
        ],
        "responses": ANSWERS,
    }


def _names(kind: type[VisibleFilter]) -> tuple[str, ...]:
    """Its filters; words to look for are for the search page."""
    return tuple(name for name in getattr(kind, "order", kind.base_filters) if name in kind.base_filters)


def standings(request: HttpRequest, known: Iterable[str], *, paged: bool = True) -> Standings:
    """The Standings of the moment asked for. Refuses (400) what cannot be read, and names that are none of `known`. paged: of a list."""
    known = {*known, *OF_ALL, *(PAGING if paged else ())}
    if unknown := sorted(set(request.GET) - known):
        raise HttpError(400, f"“{unknown[0]}” is not known here. Known are {', '.join(sorted(known))}.")
    if (asked_for := request.GET.get("format", "json")) not in FORMATS:
        raise HttpError(400, f"format: “{asked_for}” is neither {' nor '.join(FORMATS)}.")
    form = AsAtForm(request.GET, now=request.now)
    if form.errors:
        raise HttpError(400, " ".join(form.errors["at"]))
    return Standings(request.user, now=request.now, as_at=form.moment)


def filtered(request: HttpRequest, kind: type[VisibleFilter]) -> tuple[QuerySet, Standings]:
    """The rows of a list as its address asks for them, as its page has them; and their Standings."""
    asked = standings(request, _names(kind))
    found = kind(request.GET, asked)
    if found.form.errors:
        name, (problem, *_) = next(iter(found.form.errors.items()))
        raise HttpError(400, f"{name}: {problem}")
    return found.qs, asked


def page(
    request: HttpRequest, rows: QuerySet, key: str, read: Callable[[list[object]], list[object]], asked: Standings
) -> dict[str, object]:
    """One answer: as many `items` as asked for from a key on, in the order of `key`, and the address of the `next`, or None."""
    after, limit = start_of(request), limit_of(request)
    found = list(rows.order_by(key).filter(**{f"{key}__gt": after})[: limit + 1])
    onward = None
    if len(found) > limit:
        found = found[:limit]
        onward = address(request, after=getattr(found[-1], key))
    return {"as_at": asked.as_at, "items": read(found), "next": onward}


def address(request: HttpRequest, **changed: object) -> str:
    """The whole address of the request with some of its parameters changed."""
    query = request.GET.dict() | {name: [str(value)] for name, value in changed.items()}
    query |= {name: values for name, values in request.GET.lists() if name not in changed}
    return request.build_absolute_uri(f"{request.path}?{urlencode(query, doseq=True)}")


def start_of(request: HttpRequest) -> int:
    """The key, or the row, after which an answer begins."""
    return _number(request, "after", 0)


def limit_of(request: HttpRequest) -> int:
    """How many rows an answer has at most."""
    return min(max(_number(request, "limit", LIMIT), 1), MOST)


def _number(request, name, otherwise):
    typed = request.GET.get(name)
    return otherwise if typed is None else whole_number(name, typed)


def whole_number(name: str, typed: str) -> int:
    """The number that was typed for a parameter. Refuses (400) anything else."""
    if not (typed.isascii() and typed.isdigit() and len(typed) < 18):
        raise HttpError(400, f"{name}: “{typed}” is not a whole number.")
    return int(typed)
