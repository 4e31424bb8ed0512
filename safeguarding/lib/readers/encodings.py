"""Telling how a plain text was encoded, where nothing in it says so.

charset-normalizer was tried: over a cell or two it takes a pound sign of Windows for an accented letter of DOS.
"""

import codecs
import re
from contextlib import suppress

MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# What Excel writes in this country: Windows' own first, then a Mac's, then "CSV (MS-DOS)".
LIKELY = ("cp1252", "mac_roman", "cp850")
TELLTALES = frozenset("£–—‘’“”•…½")  # what English papers hold beside plain letters
NO_TEXT = re.compile(rb"[\0-\x08\x0e-\x19\x1c-\x1f]")


def decoded(data: bytes) -> str:
    """Return the text of these bytes: by their mark if they begin with one, else UTF-8 or UTF-16 if they can be that, else
    by the encoding of LIKELY that makes most TELLTALES of them.

    Raises ValueError where they are no text.
    """
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return data.decode(encoding)
    if b"\0" in data[:4]:  # one letter of two bytes, one of them nil: Notepad's "Unicode" without its mark
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be")
    with suppress(UnicodeDecodeError):
        return data.decode("utf-8")
    if NO_TEXT.search(data):
        raise ValueError("Text holds no such bytes.")
    texts = []
    for encoding in LIKELY:
        with suppress(UnicodeDecodeError):
            texts.append(data.decode(encoding))
    return max(texts, key=lambda text: sum(map(text.count, TELLTALES)))  # max keeps the order of LIKELY among equals
