"""The styles of an OpenDocument spreadsheet: which words are struck out, the colours of cells, which sheets are hidden."""

from collections.abc import Iterator
from dataclasses import dataclass

from safeguarding.lib.readers.colours import colour_name

NAMES = {
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
}
STYLE, TABLE, FO = (f"{{{name}}}" for name in NAMES.values())
LINES = (STYLE + "text-line-through-style", STYLE + "text-line-through-type")


@dataclass(frozen=True)
class Styles:
    """The names of the styles that strike words out and that hide a sheet, and the colour of each that has one."""

    struck: frozenset[str]
    hiding: frozenset[str]
    colours: dict[str, str]


def styles_in(*documents) -> Styles:
    """The styles of these parsed parts of one file; what a style does not say, its parent says."""
    styles = {style.get(STYLE + "name"): style for part in documents for style in part.iter(STYLE + "style")}
    struck, hiding, colours = set(), set(), {}
    for name in styles:
        properties = _properties(styles, name)
        if any(properties.get(line, "none") != "none" for line in LINES):
            struck.add(name)
        if properties.get(TABLE + "display") == "false":
            hiding.add(name)
        paint = properties.get(FO + "background-color", "transparent")
        if paint != "transparent" and (colour := colour_name(paint.removeprefix("#"))):
            colours[name] = colour
    return Styles(frozenset(struck), frozenset(hiding), colours)


def _properties(styles, name) -> dict[str, str]:
    """All that a style and those it goes back to say, the nearest first."""
    out: dict[str, str] = {}
    for style in _line_of(styles, name):
        for properties in style:
            for key, value in properties.attrib.items():
                out.setdefault(key, value)
    return out


def _line_of(styles, name) -> Iterator[object]:
    seen = set()
    while name in styles and name not in seen:
        seen.add(name)
        yield styles[name]
        name = styles[name].get(STYLE + "parent-style-name")
