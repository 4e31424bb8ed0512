"""The words of a PDF, page by page, with a blank line where the page leaves a gap."""

import io
import logging
from collections.abc import Iterator
from statistics import median

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from safeguarding.lib.readers.pdf_rows import Line, Piece, with_rows
from safeguarding.lib.readers.refusals import Unreadable

MOST_PAGES = 1_000
MOST_LETTERS_A_PAGE = 100_000
A_GAP = 1.3  # times the usual step from line to line

# pypdf lets these through over files that are cut short or made to mislead.
BROKEN = (
    *(PyPdfError, OSError, ValueError, KeyError, IndexError, TypeError, AttributeError),
    *(AssertionError, ArithmeticError, NotImplementedError, RecursionError),
)

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its remarks on a file's faults are for nobody here


def texts_of_pdf(data: bytes, name: str) -> list[str]:
    """The text of each page, lines parted by newlines.

    Raises Unreadable for a PDF that is locked, damaged, too long, or a scan without words. Time and memory are the
    caller's to bound: a hostile PDF can ask for much of both within one page.
    """
    if b"%PDF-" not in data[:1024]:
        raise Unreadable(f"{name} is not a PDF: open it, save it as PDF and choose that.")
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(f"{name} is locked with a password: save a copy without the password and choose that.")
        if len(reader.pages) > MOST_PAGES:
            raise Unreadable(
                f"{name} has more than {MOST_PAGES:,} pages: split it and choose the part with the findings."
            )
        texts = [_text(page, name) for page in reader.pages]
    except BROKEN:
        raise Unreadable(
            f"{name} is damaged and cannot be read as a PDF: open it, save it again and choose the new copy."
        ) from None
    if not any(text.strip() for text in texts):
        raise Unreadable(
            f"{name} has no words in it: it may be a scan, so have its text recognised and choose the result."
        )
    return texts


def _text(page, name: str) -> str:
    lines = list(_lines(page, name))
    usual = median([line.down for line in lines if line.down > 0] or [0])
    parts = ("\n" * (down > A_GAP * usual or down < 0) + words for words, down in with_rows(lines))
    return "\n".join(parts).strip("\n")


def _lines(page, name: str) -> Iterator[Line]:
    """Each line with how far it stands below the one before: 0 for the first, negative above it."""
    pieces: list[tuple[str, float, float, float]] = []
    letters = 0

    def keep(text, place, text_place, _font, size):
        nonlocal letters
        letters += len(text)
        if letters > MOST_LETTERS_A_PAGE:
            raise Unreadable(
                f"{name} has a page with more words than a page can hold: save it again and choose the copy."
            )
        across = text_place[4] * place[0] + text_place[5] * place[2] + place[4]
        height = text_place[4] * place[1] + text_place[5] * place[3] + place[5]
        pieces.append((text, height, across, abs(size * text_place[3] * place[3])))

    page.extract_text(visitor_text=keep)
    words, top, above, parts = "", None, None, []
    for text, height, across, size in [*pieces, ("\n", 0, 0, 0)]:
        for number, part in enumerate(text.split("\n")):
            if number:
                if words.strip():
                    yield Line(words.strip(), above - top if above is not None else 0, tuple(parts))
                    above = top
                words, top, parts = "", None, []
            if part.strip():
                top = height if top is None else top
                parts.append(Piece(part, across, size))
            words += part
