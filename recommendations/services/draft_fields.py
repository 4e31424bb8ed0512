"""From what the reader drafted to the fields a person decides on: words only, and nothing of them lost."""

import re
from datetime import date
from typing import Any

from django.utils.text import get_text_list

from inspections.models import Theme
from inspections.reading.drafts import Draft, Stated
from safeguarding.lib.dates import Precision, parse_british

from ..models import Recommendation, ReportDraft

# Addressees that a force is among. "Police and Crime Commissioner" and "College of Policing" are others.
OUR_KIND = re.compile(r"\b(?:forces?|constabular(?:y|ies)|chief constables?|police(?! and crime))\b", re.IGNORECASE)
# A line end that is no more than the edge of the page: what follows is no blank line and no mark of a list.
LINE_END = re.compile(r"(?<=\S)[ \t]*\n(?=\w)(?!\w{1,3}[.)]\s|[a-z] )")
PARAGRAPHS = re.compile(r"\n\s*\n\s*")
NOT_A_WORD = re.compile(r"\W+")
MARKS = (lambda part: "", lambda part: part.letter)  # a sub-part is printed after a bullet, or after its letter


def draft_fields(draft: Draft) -> dict[str, Any]:
    """The fields of ReportDraft for what the reader drafted.

    Words longer than their field are left out of it, and a doubt says so; who is addressed is asked about where no
    force is among them.
    """
    doubts = list(draft.doubts)
    fields = {
        "reference": draft.reference,
        "timescale": draft.timescale.words,
        "addressees": ", ".join(draft.addressees),
        "theme_words": draft.theme,
        "page_reference": _pages(draft),
    }
    status, said_on = _status(draft.stated)
    fields |= {"status": status, "status_by": draft.stated.by}
    parts = [_part(part, fields["addressees"]) for part in draft.parts]
    others = [words for words in (fields["addressees"], *(part["addressees"] for part in parts)) if not _ours(words)]
    if others and draft.kind != Recommendation.Kind.NEXT_STEP:
        doubts.append(f"It names {'; '.join(dict.fromkeys(others))}: say whether it is for this force.")
    return _fitting(fields, doubts) | {
        "status_on": said_on,
        "kind": draft.kind,
        "text": _wording(draft),
        "theme": _theme(draft.theme),
        "ours": _ours(fields["addressees"]),
        "parts": parts,
        "places": [_place(place) for place in draft.places],
        "confidence": draft.confidence,
        "doubts": doubts,
    }


def _place(place):
    return {name: flowing(words) for name, words in place.to_json().items()} | {"paragraphs": [place.first, place.last]}


def flowing(words: str) -> str:
    """Words without the line ends of their page; paragraphs and list items still begin on a line of their own."""
    return PARAGRAPHS.sub("\n\n", LINE_END.sub(" ", words))


def _part(part, whole):
    """A sub-part as ReportDraft.parts keeps it; whole: who the draft is addressed to, where the part does not say."""
    addressees = ", ".join(part.addressees)
    return {
        "letter": part.letter,
        "text": part.text,
        "timescale": part.timescale.words if part.timescale else "",
        "addressees": addressees,
        "ours": _ours(addressees or whole),
    }


def _ours(addressees):
    """Return whether a force is among the addressees, or none are stated."""
    return not addressees or bool(OUR_KIND.search(addressees))


def _wording(draft):
    """The words before the sub-parts, where the sub-parts hold all the rest; else the whole wording."""
    whole = _letters_of(draft.text)
    rest = [_letters_of(draft.lead + "".join(mark(part) + part.text for part in draft.parts)) for mark in MARKS]
    return draft.lead if draft.lead and whole in rest else draft.text


def _letters_of(words):
    return NOT_A_WORD.sub("", words)


def _pages(draft):
    """The pages it stands on, "p. 11 and p. 30"; and those it points at itself."""
    pages = [f"p. {page}" for page in dict.fromkeys(place.page for place in draft.places) if page]
    return "; ".join(filter(None, (get_text_list(pages, "and"), draft.cited)))


def _status(stated: Stated) -> tuple[str, date | None]:
    """The status in words and its day; a day that is not certain stays among the words."""
    read = parse_british(stated.on)
    if read.on and read.precision == Precision.DAY:
        return stated.status, read.on
    return (f"{stated.status} ({stated.on})" if stated.on else stated.status), None


def _theme(words):
    """The house's theme of that name, if it has one."""
    return Theme.objects.filter(name__iexact=words).first() if words else None


def _fitting(fields, doubts):
    """The fields, empty where their words are too long for them, which becomes a doubt."""
    fitting = {}
    for name, words in fields.items():
        field = ReportDraft._meta.get_field(name)
        fitting[name] = words if len(words) <= field.max_length else ""
        if words and not fitting[name]:
            doubts.append(f"Its {field.verbose_name} is too long to take over: {words}")
    return fitting
