"""Bring likenesses up to date: those that a verb touched, or all of them; or say where they differ."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from safeguarding.history import Written
from safeguarding.lib.database.batches import batched
from safeguarding.lib.database.put_in import put_in
from safeguarding.lib.likeness import likeness

from .models import Action, Coverage, Likeness, Part, Recommendation

TOGETHER = 200  # coverages at a time


def restate_written(written: list[Written], **kwargs: object) -> None:
    """Keep the likenesses that follow from what a verb wrote: a receiver of history.verb_ends."""
    coverages, actions, asked, moved = set(), set(), set(), set()
    for thing, _, fields in written:
        match thing:
            case Coverage() if "action_id" in fields:
                coverages.add(thing.pk)
            case Action() if "text" in fields:
                actions.add(thing.pk)
            case Recommendation() if "text" in fields:
                asked.add(thing.pk)
            case Part() if fields & {"text", "ended_at", "recommendation_id"}:
                asked.add(thing.recommendation_id)
                moved.update({thing.pk} if "recommendation_id" in fields else ())
    # What a part was taken out of asks for less by it.
    for together in batched(sorted(moved), TOGETHER):
        asked.update(Part.history.filter(id__in=together).order_by().values_list("recommendation_id", flat=True))
    for path, keys in (("action__in", actions), ("part__recommendation__in", asked)):
        for together in batched(sorted(keys), TOGETHER):
            coverages.update(Coverage.objects.filter(**{path: together}).order_by().values_list("pk", flat=True))
    _write(_wanted(coverages))


def rebuild() -> None:
    """Make every likeness anew."""
    Likeness.objects.all().delete()
    _write(_wanted())


def build_if_there_are_none(**kwargs: object) -> None:
    """Make them for a register that is older than they are: a receiver of post_migrate."""
    if Coverage.objects.exists() and not Likeness.objects.exists():
        rebuild()


def differences() -> Iterator[str]:
    """Each likeness that is missing or not so, in words."""
    kept = dict(Likeness.objects.values_list("coverage", "percent").iterator())
    for row in _wanted():
        if kept.get(row.coverage_id) != row.percent:
            yield f"not so: likeness of coverage {row.coverage_id}, {kept.get(row.coverage_id)} for {row.percent}"


def _wanted(keys: Iterable[int] | None = None) -> Iterator[Likeness]:
    """The Likeness of these coverages; of all with None. Two queries for TOGETHER of them."""
    coverages = Coverage.objects.order_by("pk").values_list("pk", "action__text", "part__recommendation")
    if keys is None:
        return _worked_out(coverages)
    return (
        row for together in batched(sorted(keys), TOGETHER) for row in _worked_out(coverages.filter(pk__in=together))
    )


def _worked_out(coverages: QuerySet) -> Iterator[Likeness]:
    for together in batched(coverages.iterator(TOGETHER), TOGETHER):
        asked = _asked({recommendation for _, _, recommendation in together})
        for key, text, recommendation in together:
            yield Likeness(coverage_id=key, percent=likeness(text, asked[recommendation]))


def _asked(keys: set[int]) -> dict[int, str]:
    """{recommendation: its text and that of its parts}."""
    texts = defaultdict(list)
    standing = Part.objects.filter(ended_at=None, recommendation__in=keys).order_by("pk")
    for key, whole, part in standing.values_list("recommendation", "recommendation__text", "text"):
        texts[key] += [part] if texts[key] else [whole, part]
    return defaultdict(str, {key: "\n".join(several) for key, several in texts.items()})


def _write(rows: Iterable[Likeness]) -> None:
    for together in batched(rows, TOGETHER):
        columns = {name: [getattr(row, name) for row in together] for name in ("coverage_id", "percent")}
        put_in(Likeness, columns, key=["coverage_id"])
