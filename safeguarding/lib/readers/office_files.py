"""Opening an Office file nobody vouches for: size, true kind, and what hides inside, checked before any library reads it."""

import io
import zipfile
import zlib
from pathlib import PurePath
from typing import IO
from xml.sax import ContentHandler, SAXException

from defusedxml import DefusedXmlException, sax

from safeguarding.lib.readers.refusals import (
    MEGABYTE,
    OLD_WORKBOOK,
    PACKAGES,
    WORKBOOK,
    Kind,
    Unreadable,
    carries_macros,
    check_size,
    damaged,
    locked,
    misnamed,
    other_kind,
)

# A plan of a few hundred rows unpacks to well under a megabyte; these stop a file that unpacks to fill the disk.
MOST_MEMBERS = 2_000
LARGEST_UNPACKED = 50 * MEGABYTE
MOST_ELEMENTS = 1_000_000
MOST_LAYERS = 200  # of elements inside elements; a table inside a cell takes three

UTF_8, UTF_16 = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")  # the marks with which a text may begin
SPACE, MOST_SPACE = b" \t\r\n\0", 16  # NUL: half of a letter in UTF-16; how many blocks of it are looked through
BLOCK = 4096  # bytes
CONTENT_TYPES, OPEN_TYPE, OPEN_LIST = "[Content_Types].xml", "mimetype", "META-INF/manifest.xml"
OPEN_MACROS = ("basic/", "scripts/")
# The container of .doc, .xls and of Office files with a password, and the names in it that tell them apart.
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED_MARK, MACRO_MARK, WORD_MARK, *EXCEL_MARKS = (
    name.encode("utf-16-le") for name in ("EncryptedPackage", "_VBA_PROJECT", "WordDocument", "Workbook", "Book")
)

# What zipfile, the XML reader and the reading libraries raise over a package that is cut short, scrambled or packed in a
# way Office never uses.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    SAXException,
    OSError,
    EOFError,
    SyntaxError,
    ValueError,
    LookupError,
    ArithmeticError,
    AttributeError,
    TypeError,
    NotImplementedError,
)


class _Counter(ContentHandler):
    """Counts what a reading library would have to build; every cell that a merge covers counts as one more."""

    def __init__(self) -> None:
        super().__init__()
        self.count = self.layers = 0

    def startElement(self, name, attrs):
        self.count += 1
        self.layers += 1
        if name.endswith("mergeCell"):
            from openpyxl.utils.cell import range_boundaries  # slow to import, and few files merge cells

            first_column, first_row, last_column, last_row = range_boundaries(attrs["ref"])
            self.count += (last_column - first_column + 1) * (last_row - first_row + 1)
        if self.count > MOST_ELEMENTS:
            raise _TooMuch(UNPACKS)
        if self.layers > MOST_LAYERS:
            raise _TooMuch("holds tables inside tables, or other layers, far deeper")

    def endElement(self, name):
        self.layers -= 1


UNPACKS = "unpacks to far more"


class _TooMuch(Exception):
    """The package asks for far more than a plan needs; its message says of what."""


def check_package(data: bytes, name: str, kind: Kind) -> None:
    """Return if these bytes are an Office file of this kind that is safe to hand to a reading library.

    Raises Unreadable where they are empty, over LARGEST_FILE, locked, of another kind than `kind`, carry macros or a
    document type, or unpack to more than MOST_MEMBERS, LARGEST_UNPACKED, MOST_ELEMENTS or MOST_LAYERS.
    """
    _check_container(data, name, kind)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_members(package, name)
            _check_kind(package, name, kind)
            _check_xml(package)
    except DefusedXmlException:
        raise Unreadable(
            f"{name} holds instructions to fetch or expand other files and was not opened: copy its table into a new file and choose that."
        ) from None
    except _TooMuch as error:
        raise Unreadable(
            f"{name} {error} than a plan needs and was not opened: copy its table into a new file and choose that."
        ) from None
    except BROKEN:
        raise damaged(name, kind) from None


def check_old_workbook(data: bytes, name: str) -> None:
    """Return if these bytes are an .xls that may be handed to a reading library.

    Raises Unreadable where they are empty, over LARGEST_FILE, locked, of another kind, or carry macros.
    """
    check_size(data, name)
    inside = kind_inside(data)
    if inside in PACKAGES:
        raise misnamed(name, inside)
    if LOCKED_MARK in data:
        raise locked(name)
    if inside is None:
        raise other_kind(name, OLD_WORKBOOK, data)
    if MACRO_MARK in data:
        raise carries_macros(name, WORKBOOK)


def kind_inside(data: bytes) -> Kind | None:
    """The kind of Office file that these bytes really are, whatever their name; None where it is none that is read here."""
    if data.startswith(OLD_OR_LOCKED):
        excel = WORD_MARK not in data and any(mark in data for mark in EXCEL_MARKS)
        return OLD_WORKBOOK if excel else None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _declared_kind(package)
    except BROKEN:
        return None


def is_xml(part: IO[bytes]) -> bool:
    """Return whether a part of a package, opened, is read as XML, whatever it is called and whatever space it begins with."""
    head = part.read(BLOCK)
    if head.startswith(UTF_16):
        return True
    head = head.removeprefix(UTF_8)
    for _ in range(MOST_SPACE):
        if not head or head.strip(SPACE):
            return head.lstrip(SPACE).startswith(b"<")
        head = part.read(BLOCK)
    return True  # no part of anybody's begins so


def _check_container(data: bytes, name: str, kind: Kind) -> None:
    check_size(data, name)
    if data.startswith(OLD_OR_LOCKED):
        if LOCKED_MARK in data:
            raise locked(name)
        if kind_inside(data):
            raise misnamed(name, OLD_WORKBOOK)
        raise Unreadable(f"{name} is in an old Office format: open it, save it as {kind.extension} and choose that.")
    if not data.startswith(b"PK"):
        raise other_kind(name, kind, data)


def _check_members(package: zipfile.ZipFile, name: str) -> None:
    members = package.infolist()
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise _TooMuch(UNPACKS)
    if any(member.flag_bits & 1 for member in members) or "encryption-data" in _beginning(package, OPEN_LIST):
        raise locked(name)


def _check_kind(package: zipfile.ZipFile, name: str, kind: Kind) -> None:
    members = [member.lower() for member in package.namelist()]
    if "macroEnabled" in _beginning(package, CONTENT_TYPES) or any(
        PurePath(member).name == "vbaproject.bin" or member.startswith(OPEN_MACROS) for member in members
    ):
        raise carries_macros(name, kind)
    declared = _declared_kind(package)
    if declared is None:
        raise other_kind(name, kind)
    if declared != kind:
        raise misnamed(name, declared)


def _declared_kind(package: zipfile.ZipFile) -> Kind | None:
    declared = _beginning(package, CONTENT_TYPES) + _beginning(package, OPEN_TYPE)
    return next((kind for kind in PACKAGES if kind.main_part in declared), None)


def _beginning(package: zipfile.ZipFile, member: str) -> str:
    """The first megabyte of a member, which may claim to unpack to anything; "" where there is none of that name."""
    if member not in package.namelist():
        return ""
    with package.open(member) as part:
        return part.read(MEGABYTE).decode("utf-8", "replace")


def _check_xml(package: zipfile.ZipFile) -> None:
    """Office never writes a document type, so one is an attack or was made by hand. An empty part is LibreOffice's habit."""
    counter = _Counter()
    for member in package.namelist():
        with package.open(member) as part:
            named = part.peek(1) and member.lower().endswith((".xml", ".rels"))
            found = named or is_xml(part)
        if found:
            with package.open(member) as part:
                sax.parse(part, counter, forbid_dtd=True)
