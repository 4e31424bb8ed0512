"""Reading a report into pages of plain words, whatever it was saved as: PDF, Word, a web page, text, or pasted words."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from pkgutil import resolve_name

import filetype

from safeguarding.lib.readers.encodings import decoded
from safeguarding.lib.readers.html_text import text_of_web_page, without_tags
from safeguarding.lib.readers.refusals import MEGABYTE, Unreadable
from safeguarding.lib.readers.sandbox import bounded

LARGEST_REPORT = 20 * MEGABYTE
# The longest report of an inquiry we know of has some 450 pages and 2 million letters.
MOST_LETTERS = 5_000_000


@dataclass(frozen=True)
class Page:
    """One page: `number` as printed on it, else its position in the file, "" where there are no pages; `text` in lines."""

    number: str
    text: str


# Two by name, so that no worker keeps in memory what only the child that reads a file needs.
READERS: dict[str, Callable[[bytes, str], Sequence[str]]] = {
    ".pdf": lambda data, name: resolve_name("safeguarding.lib.readers.pdf_text:texts_of_pdf")(data, name),
    ".docx": lambda data, name: [resolve_name("safeguarding.lib.readers.docx_text:text_of_document")(data, name)],
    ".html": lambda data, name: [text_of_web_page(data, name)],
    ".txt": lambda data, name: _parted(_text(data, name)),
}
READERS[".htm"] = READERS[".html"]


def open_pages(data: bytes, name: str) -> tuple[Page, ...]:
    """Return read_pages(data, name), worked out within the bounds of `bounded`. This is the one for files nobody vouches for."""
    _check_size(data, name)
    return bounded(read_pages, data, name)


def read_pages(data: bytes, name: str) -> tuple[Page, ...]:
    """Return the pages of a .pdf, .docx, .html, .htm or .txt; Word and web pages have one, without a number.

    A page is numbered as printed at its head or foot; where none is printed there, on from the printed page before it.
    Raises Unreadable with one sentence for the person who chose the file.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in READERS:
        raise Unreadable(
            f"{name} cannot be read here: reports are .pdf, .docx, .html or .txt files, so save it as one of these, "
            "or copy its words and paste them."
        )
    _check_size(data, name)
    guessed = filetype.guess_extension(data)
    if guessed and suffix in (".pdf", ".html", ".htm", ".txt") and f".{guessed}" != suffix:
        raise Unreadable(
            f"{name} holds a .{guessed} file under another name: save it again as {suffix} and choose that."
        )
    pages = _numbered(READERS[suffix](data, name))
    if not any(page.text.strip() for page in pages):
        raise Unreadable(f"{name} has no words in it: check that it is the right file and that it was saved.")
    if sum(len(page.text) for page in pages) > MOST_LETTERS:
        raise Unreadable(
            f"{name} has more words than any report: split it, or paste the part with the recommendations."
        )
    return pages


def _check_size(data: bytes, name: str) -> None:
    if not data:
        raise Unreadable(f"{name} is empty: check that it was saved, and choose it again.")
    if len(data) > LARGEST_REPORT:
        size, limit = len(data) / MEGABYTE, LARGEST_REPORT // MEGABYTE
        raise Unreadable(f"{name} is {size:.1f} MB and the limit is {limit} MB: take out pictures, or split it.")


def pages_of_text(text: str) -> tuple[Page, ...]:
    """The pages of pasted words; form feeds part them, and without one there is a single page without a number."""
    return _numbered(_parted(text))


def _text(data: bytes, name: str) -> str:
    try:
        text = decoded(data)
    except ValueError:
        text = "\0"
    if "\0" in text:
        raise Unreadable(f"{name} does not hold words that can be read: save it as plain text (UTF-8) and choose that.")
    return text


def _parted(text: str) -> list[str]:
    """Pages parted by form feeds, or by the single space that some programs leave of one at the head of a page."""
    text = without_tags(text.replace("\r\n", "\n").replace("\r", "\n"))
    if (
        "\f" not in text
        and len(_LOST_FEED.findall(text)) >= 5
        and not re.search(r"^(?: {2,}|\t)\S", text, re.MULTILINE)
    ):
        text = _LOST_FEED.sub("\f", text)
    return text.lstrip("\f").split("\f")


# Numbers

_LOST_FEED = re.compile(r"^ (?=\S)", re.MULTILINE)
_PRINTED = re.compile(r"(?:page |[-–] ?)?([0-9]{1,3})(?: of [0-9]{1,3}| ?[-–])?", re.ASCII | re.IGNORECASE)


def _numbered(texts: Sequence[str]) -> tuple[Page, ...]:
    texts = ["\n".join(line.rstrip() for line in text.split("\n")) for text in texts]
    if len(texts) == 1:
        return (Page("", texts[0]),)
    printed = _in_step([_printed_on(text) for text in texts])
    first = next((place for place, number in enumerate(printed) if number), None)
    if first is None:
        return tuple(Page(str(place), text) for place, text in enumerate(texts, start=1))
    pages, shift = [], printed[first] - first
    for place, text in enumerate(texts):
        if printed[place]:
            shift = printed[place] - place
        pages.append(Page(str(place + shift) if place + shift > 0 else str(place + 1), text))
    return tuple(pages)


def _printed_on(text: str) -> list[int]:
    """The numbers that stand alone in the first or the last two lines."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    edge = [*lines[-2:], *lines[:2]]
    return [int(found[1]) for line in edge if (found := _PRINTED.fullmatch(line))]


def _in_step(candidates: Sequence[Sequence[int]]) -> list[int | None]:
    """Of each page the number that a neighbour within three pages bears out; a lone number may be anything."""
    kept: list[int | None] = []
    for place, numbers in enumerate(candidates):
        near = range(max(0, place - 3), min(len(candidates), place + 4))
        others = {number - other for other in near if other != place for number in candidates[other]}
        kept.append(next((number for number in numbers if number - place in others), None))
    return kept
