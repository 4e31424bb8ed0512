"""The questions about a plan that comes in, and the answers that a coordinator has given."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

LEFT_OUT = "left out"  # in the place of an inspection: no slug has a space
TRACKER, DOCUMENT = "tracker", "document"  # whose words stand where both changed
NEW, NOBODY, POST = "new", "nobody", "post-"


@dataclass(frozen=True)
class Answers:
    """Every answer by what it answers; all of it plain enough for JSON.

    inspections: slug by sheet or table, LEFT_OUT for one of which nothing goes in; by "" the one that was meant before the
    plan was read. columns: field by column,
    by the layout's fingerprint. cells: words put in place of a cell's, by "sheet or table|row|column". words: meaning by
    status words. reports: slug by the folded words with which rows name their inspection. owners: "post-5", NEW (a post so
    called) or NOBODY, by the owner's words. actions: number or NEW, by row. keeps: TRACKER or DOCUMENT, by "row|change".
    left_out: rows that stay out. remember: status words to remember once the plan is accepted.
    """

    inspections: dict[str, str] = field(default_factory=dict)
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    reports: dict[str, str] = field(default_factory=dict)
    actions: dict[str, str] = field(default_factory=dict)
    keeps: dict[str, str] = field(default_factory=dict)
    left_out: dict[str, bool] = field(default_factory=dict)
    remember: dict[str, bool] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Dictionaries of words."""
        return asdict(self)

    def adding(self, **answers: Mapping[str, Any]) -> "Answers":
        """These answers with more of some kinds; None takes one back."""
        merged = {
            kind: {key: value for key, value in (getattr(self, kind) | more).items() if value is not None}
            for kind, more in answers.items()
        }
        return replace(self, **merged)


@dataclass(frozen=True)
class Offer:
    """Words that were read in a cell and may be put right, though nobody has to: the key of Answers.cells, and the words.

    choices: (value, label), where it is one of a few.
    """

    key: str
    sentence: str
    words: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class OpenQuestion:
    """Something to answer before the row goes in: which kind of answer (a field of Answers), under which key.

    `choices` are (value, label); without any, the words of `column` are to be put right. `column` is what it is about, `was`
    its words where they are not those of the row's cell.
    """

    kind: str
    key: str
    sentence: str
    choices: tuple[tuple[str, str], ...] = ()
    column: str = ""
    was: str = ""
