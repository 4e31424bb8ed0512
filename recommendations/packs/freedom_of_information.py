"""Every recommendation with the force's response, for the public: a line each, as a table to read or to work on."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from safeguarding.lib.dates import in_words, london_date
from safeguarding.lib.writers.tables import Table, plain

from ..selectors.packs.contents import PublicAction, PublicInspection, PublicItem
from ..workflow import ResponseKind
from .heading import stood_at
from .opcc_paper import PUBLIC

COLUMNS = (
    *(("Inspecting body", 16), ("Year", 8), ("Report", 26), ("Published", 14), ("Number", 16), ("What was asked", 60)),
    *(("How it stands", 20), ("The force’s response", 60), ("The inspectorate’s verdict", 18), ("As it stood on", 14)),
)
HEADER = tuple(name for name, _ in COLUMNS)
ON_PAPER = ("Number", "What was asked", "How it stands", "The force’s response", "The inspectorate’s verdict")
NONE = "No response is recorded."


def answer_table(inspections: Iterable[PublicInspection], *, at: datetime) -> Iterator[tuple[str, ...]]:
    """HEADER, and the lines of each report; one after the other, so that none is held."""
    yield HEADER
    for one in inspections:
        yield from answer_lines(one, at=at)


def answer_lines(one: PublicInspection, *, at: datetime) -> Iterator[tuple[str, ...]]:
    """A line under HEADER for each finding and recommendation of a report that has a day, or a month, of publication."""
    report = (one.body, str(one.published_on.year), one.title, one.published)
    for item in one.items:
        answers = (item.name, item.words, item.state.label, response_words(item), item.verdict)
        yield (*report, *answers, london_date(at).isoformat())


def response_words(item: PublicItem) -> str:
    """Its responses, and the actions that answer it."""
    lines = [
        ". ".join(filter(None, (f"{in_words(entry.on)}: {entry.said}", entry.tag, *entry.words)))
        for entry in item.entries
        if entry.kind in ResponseKind.values
    ]
    return "\n".join([*lines, *map(_action, item.actions)]) or NONE


def _action(action: PublicAction):
    owner = f" ({action.owner})" if action.owner else ""
    target = in_words(action.target) if isinstance(action.target, date) else action.target
    by = f", target {target}" if target and action.standing else ""
    return f"Action {action.number}{owner}: {action.text} [{action.status.label}{by}]"


def answer_paper(inspections: Iterable[PublicInspection], *, asked: str, at: datetime) -> Table:
    """The same as a paper: asked: of whom and of which years, in words."""
    places = [HEADER.index(name) for name in ON_PAPER]
    rows = []
    for one in inspections:
        for line in answer_lines(one, at=at):
            number, *others = (line[place] for place in places)
            rows.append((f"{one.body}\n{one.title}, published {one.published}\n{number}", *map(plain, others)))
    return Table(
        title="Recommendations of inspections, and the force’s response to each",
        marking=PUBLIC,
        about=f"{asked} {stood_at(at)} People are named by their posts.",
        labels=(),
        columns=(("Report and number", 30), *(COLUMNS[place] for place in places[1:])),
        rows=tuple(rows),
        at=at,
    )
