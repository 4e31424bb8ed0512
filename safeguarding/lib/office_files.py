"""Opening an Office file nobody vouches for: size, true kind, and what hides inside, checked before any library reads it."""

import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePath
from xml.sax import ContentHandler, SAXException

import filetype
from defusedxml import DefusedXmlException, sax
from openpyxl.utils.cell import range_boundaries

MEGABYTE = 1_000_000
LARGEST_FILE = 10 * MEGABYTE
# A plan of a few hundred rows unpacks to well under a megabyte; these stop a file that unpacks to fill the disk.
MOST_MEMBERS = 2_000
LARGEST_UNPACKED = 50 * MEGABYTE
MOST_ELEMENTS = 1_000_000

XML_STARTS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe", b"\xfe\xff")  # whatever the part is called
CONTENT_TYPES = "[Content_Types].xml"
# The container of .doc, .xls and of Office files with a password.
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED_MARK = "EncryptedPackage".encode("utf-16-le")


# What zipfile and the XML reader raise over a package that is cut short, scrambled or packed in a way Office never uses.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    SAXException,
    OSError,
    EOFError,
    SyntaxError,
    ValueError,
    KeyError,
    TypeError,
    NotImplementedError,
)


class Unreadable(Exception):
    """A file was refused. Its message is one plain sentence for the person who chose the file, saying what to do."""


@dataclass(frozen=True)
class Kind:
    """A kind of Office file: its extension, its name in a sentence, and how its main part declares itself."""

    extension: str
    called: str
    main_part: str


WORKBOOK = Kind(".xlsx", "an Excel workbook", "spreadsheetml.sheet.main+xml")
DOCUMENT = Kind(".docx", "a Word document", "wordprocessingml.document.main+xml")
KINDS = (WORKBOOK, DOCUMENT)


class _Counter(ContentHandler):
    """Counts what a reading library would have to build; every cell that a merge covers counts as one more."""

    def __init__(self):
        super().__init__()
        self.count = 0

    def startElement(self, name, attrs):
        self.count += 1
        if name.endswith("mergeCell"):
            first_column, first_row, last_column, last_row = range_boundaries(attrs["ref"])
            self.count += (last_column - first_column + 1) * (last_row - first_row + 1)
        if self.count > MOST_ELEMENTS:
            raise _TooMuch


class _TooMuch(Exception):
    """The package would unpack to far more than a plan needs."""


def check_package(data: bytes, name: str, kind: Kind) -> None:
    """Return if these bytes are an Office file of this kind that is safe to hand to a reading library.

    Raises Unreadable where they are empty, over LARGEST_FILE, locked, of another kind than `kind` or than the name
    says, carry macros or a document type, or unpack to more than MOST_MEMBERS, LARGEST_UNPACKED or MOST_ELEMENTS.
    """
    _check_bytes(data, name, kind)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_members(package, name)
            _check_kind(package, name, kind)
            _check_xml(package)
    except DefusedXmlException:
        raise Unreadable(
            f"{name} holds instructions to fetch or expand other files and was not opened: copy its table into a new file and choose that."
        ) from None
    except _TooMuch:
        raise Unreadable(
            f"{name} unpacks to far more than a plan needs and was not opened: copy its table into a new file and choose that."
        ) from None
    except BROKEN:
        raise damaged(name, kind) from None


def damaged(name: str, kind: Kind) -> Unreadable:
    """The refusal of a file whose inside makes no sense."""
    return Unreadable(
        f"{name} is damaged and cannot be read as {kind.called}: open it in Office, save it again and choose the new copy."
    )


def _check_bytes(data: bytes, name: str, kind: Kind) -> None:
    if not data:
        raise Unreadable(f"{name} is empty: check that it was saved, and choose it again.")
    if len(data) > LARGEST_FILE:
        size, limit = len(data) / MEGABYTE, LARGEST_FILE // MEGABYTE
        raise Unreadable(
            f"{name} is {size:.1f} MB and the limit is {limit} MB: take out pictures, or split it, and try again."
        )
    if data.startswith(OLD_OR_LOCKED):
        if LOCKED_MARK in data:
            raise _locked(name)
        raise Unreadable(f"{name} is in an old Office format: open it, save it as {kind.extension} and choose that.")
    if not data.startswith(b"PK"):
        guessed = filetype.guess_extension(data)
        seems = f"inside it is a .{guessed} file" if guessed else "it holds something else"
        raise Unreadable(
            f"{name} is not {kind.called}, {seems}: open the plan in Office, save it as {kind.extension} and choose that."
        )


def _locked(name: str) -> Unreadable:
    return Unreadable(f"{name} is locked with a password: save a copy without the password and choose that.")


def _check_members(package: zipfile.ZipFile, name: str) -> None:
    members = package.infolist()
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise _TooMuch
    if any(member.flag_bits & 1 for member in members):
        raise _locked(name)


def _check_kind(package: zipfile.ZipFile, name: str, kind: Kind) -> None:
    names = package.namelist()
    declared = package.read(CONTENT_TYPES).decode("utf-8", "replace") if CONTENT_TYPES in names else ""
    if "macroEnabled" in declared or any(PurePath(member).name.lower() == "vbaproject.bin" for member in names):
        raise Unreadable(
            f"{name} carries macros, which are never opened here: save it as {kind.extension} without macros and choose that."
        )
    if kind.main_part in declared:
        return
    for other in KINDS:
        if other.main_part in declared:
            raise Unreadable(
                f"{name} is {other.called} under another name: rename it to end in {other.extension} and choose it again."
            )
    raise Unreadable(
        f"{name} is not {kind.called}: open the plan in Office, save it as {kind.extension} and choose that."
    )


def _check_xml(package: zipfile.ZipFile) -> None:
    """Office never writes a document type, so one is an attack or was made by hand."""
    counter = _Counter()
    for member in package.namelist():
        with package.open(member) as part:
            if member.lower().endswith((".xml", ".rels")) or part.peek(4).startswith(XML_STARTS):
                sax.parse(part, counter, forbid_dtd=True)
