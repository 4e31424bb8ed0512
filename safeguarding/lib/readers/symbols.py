"""Ticks, crosses and boxes that are letters of a symbol font in the file and are read as what they show."""

# By font: Microsoft's own tables of Wingdings, Wingdings 2 and Webdings. Only what people tick with.
TICK, CROSS, TICKED, CROSSED, EMPTY = "✓✗☑☒☐"
FONTS = {
    "wingdings": {0xFC: TICK, 0xFB: CROSS, 0xFE: TICKED, 0xFD: CROSSED, 0xA8: EMPTY, 0x6F: EMPTY, 0x78: CROSSED},
    "wingdings 2": {0x50: TICK, 0x4F: CROSS, 0x52: TICKED, 0x53: CROSSED, 0xA3: EMPTY},
    "webdings": {0x61: TICK, 0x72: CROSS, 0x63: EMPTY},
}
PRIVATE = 0xF000  # where Word keeps the letters of symbol fonts


def as_shown(words: str, font: str | None) -> str:
    """Words in this font as they look; those of any other font, and letters that are no tick, stay as they are."""
    table = FONTS.get((font or "").lower())
    if table is None:
        return words
    return "".join(table.get(ord(letter) & 0xFF if ord(letter) >= PRIVATE else ord(letter), letter) for letter in words)
