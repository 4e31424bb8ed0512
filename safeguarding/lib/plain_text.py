"""Text out of bytes in whatever letters they were saved."""

import codecs

from charset_normalizer import from_bytes

from safeguarding.lib.office_files import Unreadable

ENOUGH_TO_TELL = 100_000
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def decoded(data: bytes, name: str) -> str:
    """The words in these bytes: by their mark, as UTF-8, or in the letters that fit best. Raises Unreadable for none."""
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _guessed(data, name)
    if "\0" in text:
        raise _not_words(name)
    return text


def _guessed(data: bytes, name: str) -> str:
    best = from_bytes(data[:ENOUGH_TO_TELL]).best()
    if best is None:
        raise _not_words(name)
    # What is guessed as another Latin code page is, on a British desk, Windows' own.
    encoding = "cp1252" if best.encoding.startswith(("cp125", "latin", "iso8859", "mac")) else best.encoding
    return data.decode(encoding, "replace")


def _not_words(name: str) -> Unreadable:
    return Unreadable(f"{name} does not hold words that can be read: save it as plain text (UTF-8) and choose that.")
