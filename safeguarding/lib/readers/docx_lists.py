"""The bullets, numbers and letters that Word draws before the paragraphs of its lists and does not keep as words."""

import re
from collections import defaultdict

from docx.oxml.ns import qn

ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


class Markers:
    """Counts the automatic lists, so that each item has the bullet, number or letter that Word shows before it."""

    def __init__(self, document) -> None:
        self.counts = defaultdict(lambda: defaultdict(int))
        self.levels: dict[tuple[str, str], tuple[str, str]] = {}
        self.styles = {}
        for style in document.styles.element.iter(qn("w:style")):
            self.styles[style.get(qn("w:styleId"))] = next(style.iter(qn("w:numPr")), None)
        try:
            numbering = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        kinds = {kind.get(qn("w:abstractNumId")): kind for kind in numbering.iter(qn("w:abstractNum"))}
        for number in numbering.iter(qn("w:num")):
            kind = kinds.get(_value(number, "w:abstractNumId"))
            for level in kind.iter(qn("w:lvl")) if kind is not None else ():
                key = (number.get(qn("w:numId")), level.get(qn("w:ilvl")))
                self.levels[key] = (_value(level, "w:numFmt"), _value(level, "w:lvlText"))

    def of(self, paragraph) -> str:
        """ "•", "1.", "a)" or the words Word puts there; "" for a paragraph that is in no list."""
        numbered = next(paragraph.iter(qn("w:numPr")), None)
        if numbered is None:
            numbered = self.styles.get(next((style.get(qn("w:val")) for style in paragraph.iter(qn("w:pStyle"))), None))
        if numbered is None:
            return ""
        number, level = _value(numbered, "w:numId"), _value(numbered, "w:ilvl") or "0"
        style, shown = self.levels.get((number, level), ("", ""))
        if style == "bullet":
            return "•"
        if style in ("", "none") or not level.isdigit():
            return ""
        counts = self.counts[number]
        counts[int(level)] += 1
        for deeper in [other for other in counts if other > int(level)]:
            counts[deeper] = 0
        return re.sub(r"%([1-9])", lambda place: self._figure(number, int(place[1]) - 1), shown)

    def _figure(self, number: str, level: int) -> str:
        count = max(1, self.counts[number][level])
        style = self.levels.get((number, str(level)), ("decimal", ""))[0]
        if style in ("lowerLetter", "upperLetter") and count <= 26:
            return chr(ord("a" if style == "lowerLetter" else "A") + count - 1)
        if style in ("lowerRoman", "upperRoman") and count <= 12:
            return ROMANS[count - 1] if style == "lowerRoman" else ROMANS[count - 1].upper()
        return f"{count:02}" if style == "decimalZero" else str(count)


def _value(element, tag: str) -> str:
    """The value of the first child with this tag, "" for none."""
    return next((child.get(qn("w:val")) or "" for child in element.iter(qn(tag))), "")
