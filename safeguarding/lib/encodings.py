"""Telling how a plain text was encoded, where nothing in it says so."""

import codecs

from charset_normalizer import from_bytes

MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# What Excel writes in this country: Windows' own first, then a Mac's, then "CSV (MS-DOS)".
LIKELY = ("cp1252", "mac_roman", "cp850")


def decoded(data: bytes) -> str:
    """Return the text of these bytes: by their mark if they begin with one, else UTF-8, UTF-16, or the likeliest of LIKELY.

    Raises ValueError where they fit none, so that they are hardly text at all.
    """
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return data.decode(encoding)
    if b"\0" in data[:4]:  # one letter of two bytes, one of them nil: Notepad's "Unicode" without its mark
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _likeliest(data)


def _likeliest(data: bytes) -> str:
    matches = {match.encoding: match for match in from_bytes(data, cp_isolation=list(LIKELY))}
    found = [matches[encoding] for encoding in LIKELY if encoding in matches]
    if not found:
        raise ValueError("These bytes are no text.")
    return str(min(found, key=lambda match: match.chaos))  # min keeps the order of LIKELY among equals
