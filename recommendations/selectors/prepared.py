"""Statements about what a person may see, put together once for all who are asked about alike."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, wraps
from inspect import signature

from django.db.models import Aggregate, QuerySet, Value

from inspections.visibility import KnownInspections
from safeguarding.lib.database.at_once import AtOnce
from safeguarding.lib.database.prepared import Statements
from safeguarding.roles import Authority, authority

from .standings import Standings

KEPT = 200  # statements of several questions: those of pages, and of lists that are asked for again


def prepared(build: Callable[..., QuerySet]) -> Callable[..., list[object]]:
    """Make of `build(asked, **values)`, which puts a queryset together, a function that gives its rows, as put_together_once().

    Its `statement`, called alike, gives the SQL with its parameters, for one that is written around it: "" where there are no rows.
    `asked` is put together for nobody and no moment. What else it may decide by is what those who are asked about alike have in
    common: roles; whether posts are held, an agency is spoken for, an inspection is unknown; whether it is about the past.
    """
    statements = Statements()

    def put_together(asked, given):
        has = authority(asked.user, asked.now)
        # No keyword of a build is named so.
        whose = {"_user": asked.user.pk, "_posts": has.posts, "_agencies": has.agencies, "_known": asked.known.keys}
        when = {"_now": asked.now, "_as_at": asked.as_at, "_today": asked.today}

        def build_for_nobody(places):
            nobody = _Nobody(has.roles, places, asked.known.excluding)
            of_any = Standings(nobody, now=places["_now"], as_at=places["_as_at"], today=places["_today"])
            return build(of_any, **{name: places[name] for name in given})

        values = whose | when | given
        return statements.of(values, build_for_nobody, has.roles, asked.known.excluding), values

    @wraps(build)
    def rows(asked: Standings, **values: object) -> list[object]:
        given, found = asked.found.pop(rows, (None, None))
        if given == values:
            return found
        one, bound = put_together(asked, values)
        return one.rows(bound)

    def statement(asked: Standings, **values: object) -> tuple[str, tuple[object, ...]]:
        one, bound = put_together(asked, values)
        return one.statement(bound)

    rows.statement, rows.put_together = statement, put_together
    rows.takes = tuple(signature(build).parameters)[1:]
    return rows


def ask_at_once(asked: Standings, questions: Iterable[Callable[..., list[object]]], **values: object) -> None:
    """Ask these functions of prepared() in one statement: each, when it is called with its values, gives what was found, once.

    values: all that any of them takes, by name. What was asked so and is not taken yet is not asked again.
    """
    given = {question: {name: values[name] for name in question.takes} for question in questions}
    new = [question for question, its in given.items() if asked.found.get(question, [None])[0] != its]
    if not new:
        return
    put_together, bound = [], {}
    for question in new:
        one, its = question.put_together(asked, given[question])
        put_together.append(one)
        bound |= its
    for question, rows in zip(new, _at_once(tuple(put_together)).rows(bound), strict=True):
        asked.found[question] = given[question], rows


@lru_cache(KEPT)
def _at_once(questions):
    return AtOnce(questions)


def in_all(rows: QuerySet, **aggregates: Aggregate) -> QuerySet:
    """One row, of these of all `rows` in their order: as aggregate(), which is no queryset."""
    return rows.order_by().annotate(all=Value(1)).values("all").annotate(**aggregates).values_list(*aggregates)


def number_in(rows: list[Sequence[int]]) -> int:
    """The one figure of the rows of in_all()."""
    return rows[0][0] if rows else 0


class _Nobody:
    """In the place of a person: what authority() and known_inspections() are asked of them is answered with Bounds."""

    is_active = True

    def __init__(self, roles, places, but):
        has = Authority(roles=roles, agencies=places["_agencies"])
        has.__dict__["posts"] = places["_posts"]
        self.pk = places["_user"]
        self._authority = _Always(has)
        self._known_inspections = _Always(KnownInspections(places["_known"], but))


class _Always(dict):
    """One answer, whatever the moment."""

    def __init__(self, answer):
        super().__init__()
        self._answer = answer

    def __contains__(self, asked):
        return True

    def __getitem__(self, asked):
        return self._answer
