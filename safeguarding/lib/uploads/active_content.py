"""Contents that run or fetch something when a file is opened: known by what it is inside, whatever its parts are called.

Macros, embedded objects and programs (OLE), links that start another program (DDE), and templates fetched from the web.
"""

import re
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from xml.sax import ContentHandler

from defusedxml import sax

from safeguarding.lib.readers.office_files import MOST_ELEMENTS, OLD_OR_LOCKED, is_xml
from safeguarding.lib.readers.refusals import MEGABYTE

MOST = 40 * MEGABYTE  # bytes of XML unpacked; a report of 200 pages has two
MOST_PARTS = 10_000  # a deck of four hundred slides has two thousand
PROGRAM = b"MZ"  # of Windows
MACROS = ("macroEnabled", "vbaProject", "macrosheet", "dialogsheet", "activeX")  # in the package's list of contents
DDE, FETCHED = "a link that starts another program (DDE)", "a template or an object that is fetched from the web"
TOO_MUCH = "more than can be looked through"
_BY_ELEMENT = {
    "ddeLink": DDE,
    "dde-connection-decl": DDE,
    "dde-source": DDE,
    "event-listener": "macros",
    "script": "macros",
    "macrosheet": "macros",
    "dialogsheet": "macros",
}
_BY_ATTRIBUTE = {"Relationship", "fldSimple"}
_NOTHING_IN = {"worksheet", "sst", "styleSheet", "theme", "sld"}  # parts without any of it, which may be large
_FIELD_OF_DDE = re.compile(r"\s*DDE(AUTO)?\b", re.IGNORECASE)
_FETCHES = ("/attachedTemplate", "/oleObject", "/frame", "/subDocument")
# The web, also in the disguise of a shared folder: \\host@SSL\folder, \\203.0.113.7\folder.
_WEB = re.compile(r"(https?|ftps?):|(file:)?[\\/]{2,}([^\\/]*@|\d+(\.\d+){3}[\\/])", re.IGNORECASE)
# No tab in the space after one: of a line of tabs each would be looked through from each.
_CSV_DDE = re.compile(rb"(?:^|[,;\t\"])[^\S\t]*[=+\-@]['\w.]{1,40}\|[^\n]{0,200}!")


def found_in_package(package: zipfile.ZipFile, listed: str) -> str:
    """Name what an Office or OpenDocument package carries, as the end of a sentence "it carries ..."; "" where that is nothing.

    listed: its own list of contents. Raises what zipfile and the XML reader raise over a broken one.
    """
    if any(name in listed for name in MACROS):
        return "macros"
    left, looker = MOST, _Looker()
    if len(package.infolist()) > MOST_PARTS:
        return TOO_MUCH
    for member in package.infolist():
        with package.open(member) as part:
            head = part.read(len(OLD_OR_LOCKED))
            part.seek(0)
            xml = is_xml(part)
        if head == OLD_OR_LOCKED:
            return "an embedded object or macros"
        if head.startswith(PROGRAM):
            return "a program"
        if xml:
            left -= member.file_size
            if left < 0:
                return TOO_MUCH
            if found := _found_in_part(package, member, looker):
                return found
    return ""


def found_in_text(lines: Iterable[bytes]) -> str:
    """The same of a file of plain text, which Excel would open as a table."""
    return DDE if any(map(_CSV_DDE.search, lines)) else ""


def _found_in_part(package, member, looker):
    with package.open(member) as part, suppress(_Known):
        sax.parse(part, looker)
    return looker.found


class _Known(Exception):
    """No more of a part has to be read."""


class _Looker(ContentHandler):
    """Looks through one part after another; prefixes are anybody's to choose, so elements are known by what follows them."""

    def __init__(self) -> None:
        super().__init__()
        self.found, self._elements = "", 0

    def startDocument(self) -> None:
        self._text, self._listens, self._begun = "", False, False

    def startElement(self, name: str, attrs: object) -> None:
        local = name.rpartition(":")[2]
        if not self._begun and local in _NOTHING_IN:
            raise _Known
        self._begun = True
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            self._find(TOO_MUCH)
        if local in _BY_ELEMENT:
            self._find(_BY_ELEMENT[local])
        by_name = {key.rpartition(":")[2]: value for key, value in attrs.items()} if local in _BY_ATTRIBUTE else {}
        fetches = local == "Relationship" and by_name.get("Type", "").endswith(_FETCHES)
        if fetches and _WEB.match(by_name.get("Target", "").strip()):
            self._find(FETCHED)
        # A field's instruction stands in an attribute, or in pieces between two edges.
        if local == "fldSimple":
            self._look_at(by_name.get("instr", ""))
        if local == "fldChar":
            self._look_at(self._text)
            self._text = ""
        self._listens = local == "instrText"

    def characters(self, content: str) -> None:
        if self._listens:
            self._text += content

    def endElement(self, name: str) -> None:
        self._listens = False

    def endDocument(self) -> None:
        self._look_at(self._text)

    def _look_at(self, instruction):
        if _FIELD_OF_DDE.match(instruction):
            self._find(DDE)

    def _find(self, what):
        self.found = what
        raise _Known
