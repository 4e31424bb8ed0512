"""The contents of a paper for a meeting, before they are laid out. Of people there are posts alone.

Two families of types: those that are Public hold all that a public edition can say, and have no field for more. The others add
what is for the OPCC only. One layout takes both (packs/opcc_paper.py), and prints the more where it is there.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from inspections.models import Inspection

from ...models import Meeting, RagRating
from ...workflow import PartState, Status


@dataclass(frozen=True)
class Choices:
    """Why reports are left out of a paper, and single recommendations: by their keys."""

    inspections: dict[int, str] = field(default_factory=dict)
    recommendations: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PublicEntry:
    """A dated record: `post` said `words`, of the part with this letter; said: an update, scrutiny, a question, and so on.

    kind: of a response its ResponseKind, else another key of lib/pages/tones.py.
    """

    on: date
    kind: str
    said: str
    tag: str
    part: str
    post: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Entry(PublicEntry):
    """The same with its marking, its source, and whether its words can stand in a public edition."""

    marking: str
    note: str
    can_be_public: bool


@dataclass(frozen=True)
class PublicAction:
    """An action as it stood. text, cost: "" where they cannot be said. standing: a key of lateness.STANDINGS, "" once closed."""

    number: int
    text: str
    cost: str
    owner: str
    status: Status
    covers: str
    standing: str
    target: date | str | None
    first_target: date | None
    expected: date | str | None
    entries: tuple[PublicEntry, ...]


@dataclass(frozen=True)
class Action(PublicAction):
    """The same with its marking, and how it stands: (label, words) of changes of date, waits, checks and evidence."""

    marking: str
    stands: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]
    can_be_public: bool


@dataclass(frozen=True)
class PublicItem:
    """A finding or a recommendation. asks: it is in the count of recommendations. lines: by the names of models.paper_lines.LINES.

    immediate, past: of its open parts of ours, how many were asked for immediately, and are past the inspectorate's date.
    """

    pk: int
    kind: str
    reference: str
    words: str
    state: PartState
    asks: bool
    issue_owner: str
    corporate_or_local: str
    verdict: str
    immediate: int
    past: int
    lines: tuple[tuple[str, str], ...]
    actions: tuple[PublicAction, ...]
    entries: tuple[PublicEntry, ...]

    @property
    def name(self) -> str:
        """It in words: "Recommendation 8"."""
        return f"{self.kind} {self.reference}"


@dataclass(frozen=True)
class Item(PublicItem):
    """The same. measures: each in words, with its last reading. words_can_be_public: they name nobody; public_lines: nor do these."""

    words_can_be_public: bool
    measures: tuple[str, ...]
    public_lines: tuple[tuple[str, str], ...]
    actions: tuple[Action, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class PublicGrade:
    """A grade of the report: of which topic, or of whose audit of cases, and the one before; pk and model tell them apart."""

    key: tuple[str, int]
    topic: str
    grade: str
    before: str


@dataclass(frozen=True)
class Grade(PublicGrade):
    """The same. before_can_be_public: what the report before is allows a public edition of it."""

    before_can_be_public: bool


@dataclass(frozen=True)
class Contact:
    """Contact with an inspectorate. about: what it was about, with the verdicts that it gave."""

    on: date
    what: str
    about: str
    words: str


@dataclass(frozen=True)
class LeftOut:
    """Something of a report that the paper does not print, and why."""

    name: str
    reason: str


@dataclass(frozen=True)
class PublicInspection:
    """A report with its grades and items. worked: (how it is shown that they worked, complete actions)."""

    slug: str
    title: str
    body: str
    published: str
    published_on: date | None
    grades: tuple[PublicGrade, ...]
    items: tuple[PublicItem, ...]
    worked: tuple[tuple[str, int], ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True)
class ReportedInspection(PublicInspection):
    """The same. can_be_public: what it is allows a public edition of it. contacts: since the board's meeting before, else all."""

    pk: int
    marking: str
    contacts: tuple[Contact, ...]
    grades: tuple[Grade, ...]
    items: tuple[Item, ...]
    can_be_public: bool


@dataclass(frozen=True)
class Words:
    """The words that people wrote for a paper, by the names of models.packs.STANDING; key points are "" where they are drafted.

    corrects: what changed since the version before.
    """

    standing: dict[str, str]
    key_points: str = ""
    public_key_points: str = ""
    agenda_item: str = ""
    version: int = 1
    corrects: str = ""


@dataclass(frozen=True)
class PublicContents:
    """All that a public edition says. at: the moment at which everything stood so. issued: by whom and when, "" for a draft.

    held_to_account_by: who does that on the day of the meeting, "" where nobody is entered.
    rag: the board's own scheme, {} where it has none.
    seal: the last seal of the ledger when the paper was made, a text for each line of its note; none before the first.
    cosigned: the last one that the OPCC cosigned by then, with its signature too.
    stamped: when an authority outside the force stamped the last one, in words; "" where it did not.
    """

    meeting: Meeting
    at: datetime
    words: Words
    issued: str
    seal: tuple[str, ...]
    cosigned: tuple[str, ...]
    stamped: str
    held_to_account_by: str
    inspections: tuple[PublicInspection, ...]
    rag: dict[PartState, RagRating]


@dataclass(frozen=True)
class Contents(PublicContents):
    """All of it. changes: (words, how many) since `since`, the board's meeting before; left_out: whole reports.

    marking: the highest of anything in it, as it is printed.
    """

    marking: str
    inspections: tuple[ReportedInspection, ...]
    since: date | None = None
    changes: tuple[tuple[str, int], ...] = ()
    left_out: tuple[tuple[Inspection, str], ...] = field(default=())
