"""The drafts that reading a report gives, each with where it was found and how sure it is."""

from dataclasses import dataclass
from typing import Any

from inspections.timescales import Timescale


@dataclass(frozen=True)
class Place:
    """One place where a draft was found: `words` as they stand there, with the words on either side of them.

    `page` is its number as printed; a draft that runs over the page has the page it begins on. `first` and `last` are
    the numbers of the paragraphs that were taken, from 0.
    """

    page: str
    before: str
    words: str
    after: str
    first: int = 0
    last: int = 0

    def to_json(self) -> dict[str, Any]:
        return {"page": self.page, "before": self.before, "words": self.words, "after": self.after}


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, heading or list item of the report, in one line; `bullet`: the mark that it began with, as cleaned.

    `asks`: it has a word that asks, "should" or "recommend", whether or not a draft came of it.
    """

    page: str
    shape: str
    bullet: str
    text: str
    asks: bool = False


@dataclass(frozen=True)
class Stated:
    """The words of a register on what has become of a recommendation: status, the body that it names, the day; "" for none."""

    status: str = ""
    by: str = ""
    on: str = ""


NOTHING_STATED = Stated()


@dataclass(frozen=True)
class DraftPart:
    """A sub-part: its letter as printed, or given in order where it has a bullet or none; its own limit and addressees."""

    letter: str
    text: str
    timescale: Timescale | None = None
    addressees: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        values: dict[str, Any] = {"letter": self.letter, "text": self.text}
        if self.timescale:
            values["timescale"] = timescale_to_json(self.timescale)
        if self.addressees:
            values["addressees"] = list(self.addressees)
        return values


@dataclass(frozen=True)
class Draft:
    """One recommendation, cause of concern, area for improvement, strength or next step, for a person to accept or not.

    `kind` is a value of Recommendation.Kind. `text` is the whole wording without its number, `lead` the words before
    its first sub-part, `cited` the pages or paragraphs it points at ("pg 9-11"). The first of `places`
    stands in the findings, where it stands in several.
    """

    reference: str
    kind: str
    text: str
    lead: str
    parts: tuple[DraftPart, ...]
    timescale: Timescale
    addressees: tuple[str, ...]
    theme: str
    places: tuple[Place, ...]
    confidence: float
    doubts: tuple[str, ...]
    cited: str = ""
    stated: Stated = NOTHING_STATED

    @property
    def page(self) -> str:
        return self.places[0].page

    def to_json(self) -> dict[str, Any]:
        return {
            "reference": self.reference or "unnumbered",
            "kind": self.kind,
            "text": self.text,
            "parts": [part.to_json() for part in self.parts],
            "timescale": timescale_to_json(self.timescale),
            "addressees": list(self.addressees),
            "page": self.page,
            "confidence": self.confidence,
            "theme": self.theme,
            "cited": self.cited,
            "status": self.stated.status,
            "status_by": self.stated.by,
            "status_on": self.stated.on,
            "doubts": list(self.doubts),
            "places": [place.to_json() for place in self.places],
        }


@dataclass(frozen=True)
class ReadReport:
    """`items` in the order of the report's own list where it has one; `next_steps` are demands of another sort.

    `paragraphs` are all that was read. `left_out` counts the places that may ask for something and were not looked at,
    as there were too many.
    """

    items: tuple[Draft, ...]
    next_steps: tuple[Draft, ...]
    paragraphs: tuple[Paragraph, ...] = ()
    left_out: int = 0

    def to_json(self) -> dict[str, Any]:
        return {
            "items": [draft.to_json() for draft in self.items],
            "next_steps": [draft.to_json() for draft in self.next_steps],
            "left_out": self.left_out,
        }


def timescale_to_json(timescale: Timescale) -> dict[str, Any]:
    """The words as stated, their type, how many, and the due date (ISO) with its rule."""
    return {
        "words": timescale.words,
        "type": timescale.kind.value,
        "n": timescale.n,
        "date": timescale.on.isoformat() if timescale.on else None,
        "rule": timescale.rule,
    }
