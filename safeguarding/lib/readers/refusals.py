"""Refusing a file in one plain sentence that says what to do, and the kinds of Office file such a sentence may name."""

from dataclasses import dataclass

import filetype

MEGABYTE = 1_000_000
LARGEST_FILE = 10 * MEGABYTE


class Unreadable(Exception):
    """A file was refused. Its message is one plain sentence for the person who chose the file, saying what to do."""


@dataclass(frozen=True)
class Kind:
    """A kind of Office file: its extension, its name in a sentence, and how its main part declares itself, if it does."""

    extension: str
    called: str
    main_part: str = ""


WORKBOOK = Kind(".xlsx", "an Excel workbook", "spreadsheetml.sheet.main+xml")
DOCUMENT = Kind(".docx", "a Word document", "wordprocessingml.document.main+xml")
SPREADSHEET = Kind(".ods", "an OpenDocument spreadsheet", "vnd.oasis.opendocument.spreadsheet")
OLD_WORKBOOK = Kind(".xls", "an old Excel workbook")
PACKAGES = (WORKBOOK, DOCUMENT, SPREADSHEET)


def check_size(data: bytes, name: str) -> None:
    """Raise Unreadable where there are no bytes, or more than LARGEST_FILE."""
    if not data:
        raise Unreadable(f"{name} is empty: check that it was saved, and choose it again.")
    if len(data) > LARGEST_FILE:
        size, limit = len(data) / MEGABYTE, LARGEST_FILE // MEGABYTE
        raise Unreadable(
            f"{name} is {size:.1f} MB and the limit is {limit} MB: take out pictures, or split it, and try again."
        )


def damaged(name: str, kind: Kind) -> Unreadable:
    """The refusal of a file whose inside makes no sense."""
    return Unreadable(
        f"{name} is damaged and cannot be read as {kind.called}: open it in Office, save it again and choose the new copy."
    )


def misnamed(name: str, kind: Kind) -> Unreadable:
    """The refusal of a file that would be read under its right name."""
    return Unreadable(
        f"{name} is {kind.called} under another name: rename it to end in {kind.extension} and choose it again."
    )


def other_kind(name: str, kind: Kind, data: bytes = b"") -> Unreadable:
    """The refusal of a file that is not what its name says; with its bytes, it says what they seem to be."""
    extension = WORKBOOK.extension if kind is OLD_WORKBOOK else kind.extension
    guessed = filetype.guess_extension(data) if data else None
    seems = f", inside it is a .{guessed} file" if guessed else ", it holds something else" if data else ""
    return Unreadable(
        f"{name} is not {kind.called}{seems}: open the plan in Office, save it as {extension} and choose that."
    )


def locked(name: str) -> Unreadable:
    """The refusal of a file with a password."""
    return Unreadable(f"{name} is locked with a password: save a copy without the password and choose that.")


def carries_macros(name: str, kind: Kind) -> Unreadable:
    """The refusal of a file with macros; `kind` is one that has none."""
    return Unreadable(
        f"{name} carries macros, which are never opened here: save it as {kind.extension} without macros and choose that."
    )


def without_words(name: str, holder: str) -> Unreadable:
    """The refusal of a file with nothing to read in any of its sheets or tables; `holder` is the noun."""
    return Unreadable(f"{name} has no words in any {holder}: check that it is the right file and that it was saved.")
