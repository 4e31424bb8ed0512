"""Office files that are whole but written in a way our reading libraries refuse, put into the usual way first."""

import io
import zipfile
from collections.abc import Callable

from defusedxml import ElementTree

# The names of "Strict Open XML", one of the kinds that Office itself offers to save, and those of the usual kind.
STRICT = b"http://purl.oclc.org/ooxml/"
USUAL = {
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}
STYLES = "xl/styles.xml"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def in_usual_names(data: bytes) -> bytes:
    """The same package with the names of the usual kind, where it has those of Strict Open XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        main = next((name for name in package.namelist() if name in ("xl/workbook.xml", "word/document.xml")), None)
        if main is None or STRICT not in package.read(main):
            return data
    return _rewritten(data, _usual)


def with_plain_styles(data: bytes) -> bytes:
    """The same workbook with no styles but the formats of its numbers and dates. Raises what the XML reader raises."""
    return _rewritten(data, lambda name, content: _plain_styles(content) if name == STYLES else content)


def _usual(name: str, content: bytes) -> bytes:
    for strict, usual in USUAL.items():
        content = content.replace(strict, usual)
    return content


def _rewritten(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(name, content) if name.endswith((".xml", ".rels")) else content)
    return file.getvalue()


def _plain_styles(content: bytes) -> bytes:
    styles = ElementTree.fromstring(content)
    formats = [
        f'<numFmt numFmtId="{int(one.get("numFmtId"))}" formatCode="{_quoted(one.get("formatCode", ""))}"/>'
        for one in styles.iter(f"{SHEET}numFmt")
        if one.get("numFmtId", "").isdecimal()
    ]
    uses = [use.get("numFmtId", "0") for cells in styles.iter(f"{SHEET}cellXfs") for use in cells.iter(f"{SHEET}xf")]
    cells = [
        f'<xf numFmtId="{use if use.isdecimal() else 0}" fontId="0" fillId="0" borderId="0"/>' for use in uses or ["0"]
    ]
    return (
        f'<styleSheet xmlns="{SHEET[1:-1]}"><numFmts count="{len(formats)}">{"".join(formats)}</numFmts>'
        "<fonts><font/></fonts><fills><fill><patternFill/></fill></fills><borders><border/></borders>"
        '<cellStyleXfs><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f"<cellXfs>{''.join(cells)}</cellXfs></styleSheet>"
    ).encode()


def _quoted(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
