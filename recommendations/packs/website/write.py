"""Writing the website: a page for each report and each recommendation, with lists, figures, responses and files to take away."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from django.conf import settings
from django.contrib.staticfiles.finders import find
from django.template.loader import render_to_string

from safeguarding.lib.writers.tables import csv_lines

from ...selectors.lateness import STANDINGS
from ...selectors.packs import figures
from ...selectors.packs.contents import PublicAction, PublicEntry, PublicInspection, PublicItem
from ...selectors.packs.public_register import PublicPaper, PublicRegister, PublicResponse
from ...workflow import PartState
from ..freedom_of_information import HEADER, answer_lines
from ..glossary import GLOSSARY
from . import sentences

FULL = 30_000  # letters of words after which a list goes on on another page
ROW = 600  # letters that a row has besides
SHORT = 280  # letters of a recommendation in a list
ASSETS = {"website.css": "site.css", "icon.svg": "icon.svg"}


class Written(NamedTuple):
    """The website as it was written. largest: bytes of its longest page."""

    reports: int
    recommendations: int
    responses: int
    papers: int
    pages: int
    largest: int


class Line(NamedTuple):
    """A recommendation in the list of its report."""

    item: PublicItem
    words: str
    stands: str


class PageRow(NamedTuple):
    """A row of a recommendation's page: an action with how far it is, or what was said and of which action."""

    action: PublicAction | None = None
    stands: str = ""
    entry: PublicEntry | None = None
    about: str = ""

    @property
    def words(self) -> str:
        """All that it prints."""
        return self.action.text if self.action else "".join(self.entry.words)


@dataclass
class Counts:
    """All that was counted on the way, so that no report is held. actions: the standing of each by its number."""

    states: Counter[PartState] = field(default_factory=Counter)
    actions: dict[int, str] = field(default_factory=dict)

    def add(self, one: PublicInspection) -> None:
        """Count a report too; an action that answers several is one."""
        self.states += figures.states([one])
        self.actions |= {action.number: action.standing for action in figures.actions([one])}

    @property
    def standing(self) -> Counter[str]:
        """How many open actions are in each of STANDINGS."""
        return Counter(filter(None, self.actions.values()))

    @property
    def recommended(self) -> str:
        """How many recommendations there are and are open, in a sentence."""
        return sentences.recommended(self.states.total(), figures.closed(self.states))

    @property
    def open_actions(self) -> str:
        """How many actions are open, in a sentence."""
        return sentences.open_actions(self.standing)


class Summary(NamedTuple):
    """A report in the list of all."""

    slug: str
    title: str
    body: str
    published: str
    counts: Counts


class Website:
    """The website of a register, written to `folder`, which is empty."""

    def __init__(self, folder: Path, register: PublicRegister) -> None:
        self.folder, self.register = folder, register
        self.sizes: list[int] = []
        self.all, self.by_body = Counts(), defaultdict(Counts)
        self.summaries: list[Summary] = []

    def write(self) -> Written:
        """Write all of it."""
        for name, as_named in ASSETS.items():
            (self.folder / as_named).write_bytes(Path(find(name)).read_bytes())
        self._reports()
        responses = [self._response(one) for one in self.register.responses()]
        self._list("responses/index.html", "responses.html", responses, lambda one: one.title)
        papers = [self._paper(one) for one in self.register.papers()]
        self._list("downloads/index.html", "downloads.html", papers, lambda one: one[0].name)
        self._list("reports/index.html", "reports.html", self.summaries, lambda one: one.title)
        by_body = [(body, self.by_body[body]) for body in sorted(self.by_body)]
        shown = {"counts": self.all, "states": _states(self.all), "standings": _standings(self.all), "bodies": by_body}
        self._page("position.html", "position.html", **shown)
        self._page("about.html", "about.html", glossary=GLOSSARY)
        self._page("index.html", "home.html", counts=self.all, latest=self.summaries[:5], reports=len(self.summaries))
        recommendations = self.all.states.total()
        counted = (len(self.summaries), recommendations, len(responses), len(papers))
        return Written(*counted, pages=len(self.sizes), largest=max(self.sizes))

    def _reports(self):
        """Each report with its recommendations, and all of these as one table."""
        (self.folder / "downloads").mkdir()
        with (self.folder / "downloads/recommendations.csv").open("wb") as file:
            file.writelines(csv_lines(self._lines()))

    def _lines(self) -> Iterator[tuple[str, ...]]:
        """The lines of the table; the pages of a report are written while it is there."""
        yield HEADER
        for one in self.register.inspections():
            self._report(one)
            yield from answer_lines(one, at=self.register.stood_at)

    def _report(self, one):
        counts = Counts()
        for counted in (counts, self.all, self.by_body[one.body]):
            counted.add(one)
        self.summaries.append(Summary(one.slug, one.title, one.body, one.published, counts))
        lines = [Line(item, *_short(item)) for item in one.items]
        place = f"reports/{one.slug}"
        self._list(f"{place}/index.html", "report.html", lines, lambda line: line.words, report=one, counts=counts)
        for item in one.items:
            limit, words = sentences.asked(item)
            shown = {"report": one, "item": item, "limit": limit, "asked": words, "stands": _state_sentence(item)}
            path = f"{place}/{item.pk}.html"
            self._list(path, "recommendation.html", list(_page_rows(item)), lambda row: row.words, **shown)

    def _response(self, one: PublicResponse) -> PublicResponse:
        path = f"responses/{one.pk}.html"
        self._list(path, "response.html", one.comments, lambda comment: comment.words, response=one)
        return one

    def _paper(self, one: PublicPaper) -> tuple[PublicPaper, int]:
        (self.folder / "downloads" / one.name).write_bytes(one.data)
        return one._replace(data=b""), len(one.data)

    def _list(self, path, template, rows, words_of: Callable[..., str], **context):
        """A list on as many pages as its words need; the first is at `path`."""
        sheets = list(_sheets(rows, words_of)) or [[]]
        names = [PurePosixPath(_name(path, number)).name for number in range(1, len(sheets) + 1)]
        for number, rows_of_sheet in enumerate(sheets, start=1):
            shown = {"rows": rows_of_sheet, "names": names if len(sheets) > 1 else [], "number": number}
            self._page(_name(path, number), template, **shown, **context)

    def _page(self, path, template, **context):
        to = self.folder / path
        to.parent.mkdir(parents=True, exist_ok=True)
        about = {"root": "../" * path.count("/"), "force": settings.FORCE_NAME, "at": self.register.stood_at}
        self.sizes.append(to.write_bytes(render_to_string(f"website/{template}", about | context).encode()))


def _name(path, number):
    """The path of a page of a list: index.html, page-2.html; 12.html, 12-2.html."""
    if number == 1:
        return path
    return (
        path.replace("index.html", f"page-{number}.html") if "index.html" in path else path.replace(".", f"-{number}.")
    )


def _sheets(rows: Iterable, words_of) -> Iterator[list[object]]:
    """The rows, so many at a time as a page holds."""
    sheet, letters = [], 0
    for row in rows:
        weighs = ROW + len(words_of(row))
        if sheet and letters + weighs > FULL:
            yield sheet
            sheet, letters = [], 0
        sheet.append(row)
        letters += weighs
    if sheet:
        yield sheet


def _short(item):
    """Its first words, and how it stands."""
    _, words = sentences.asked(item)
    text = " ".join(words)
    return (text if len(text) <= SHORT else f"{text[:SHORT].rsplit(' ', 1)[0]} …"), _state_sentence(item)


def _state_sentence(item):
    return sentences.STATES[item.state]


def _page_rows(item):
    for action in item.actions:
        yield PageRow(action=action, stands=sentences.action_stands(action))
    entries = [(entry, "") for entry in item.entries]
    entries += [(entry, f"Action {action.number}") for action in item.actions for entry in action.entries]
    for entry, about in sorted(entries, key=lambda one: one[0].on, reverse=True):
        yield PageRow(entry=entry, about=about)


def _states(counts):
    return [(state.label, sentences.STATES[state], counts.states[state]) for state in PartState if counts.states[state]]


def _standings(counts):
    return [(words, counts.standing[key]) for key, words in STANDINGS.items()]
