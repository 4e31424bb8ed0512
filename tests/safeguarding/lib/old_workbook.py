"""Writing the bytes of a small .xls (BIFF8 in a compound file), as Excel 97 to 2003 did, for the tests to read."""

from datetime import date
from struct import pack

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR = 512
DAY_ZERO = date(1899, 12, 30)
WORDS_STYLE, DATE_STYLE = 0, 1
FILEPASS = (0x2F, pack("<HHH", 1, 1, 1) + bytes(48))


def xls(rows, *, merged=(), passed=False, streams=()):
    """The bytes of a workbook with one sheet, “Plan”; `merged` as (row, column, row, column) from 1; more streams by name."""
    book = [(0x809, pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)), *([FILEPASS] if passed else []), (0x42, pack("<H", 1200))]
    book += [(0xE0, pack("<HH", 0, shown) + bytes(16)) for shown in (0, 14)]
    sheet = [(0x809, pack("<HHHHII", 0x600, 16, 0, 0, 0, 0))]
    sheet += [_cell(row, column, value) for row, cells in enumerate(rows) for column, value in enumerate(cells)]
    sheet += [(0xE5, pack("<H4H", 1, top - 1, bottom - 1, left - 1, right - 1)) for top, left, bottom, right in merged]
    sheet += [(0x0A, b"")]
    name = b"\x04\x00Plan"
    before = len(_records(book)) + 4 + 6 + len(name) + 4
    book += [(0x85, pack("<IBB", before, 0, 0) + name), (0x0A, b"")]
    return _compound({"Workbook": _records(book) + _records(sheet)} | dict.fromkeys(streams, b""))


def _cell(row, column, value):
    if value is None:
        return 0x201, pack("<HHH", row, column, WORDS_STYLE)
    if isinstance(value, date):
        return 0x203, pack("<HHHd", row, column, DATE_STYLE, (value - DAY_ZERO).days)
    if isinstance(value, (int, float)):
        return 0x203, pack("<HHHd", row, column, WORDS_STYLE, value)
    return 0x204, pack("<HHHHB", row, column, WORDS_STYLE, len(value), 1) + value.encode("utf-16-le")


def _records(records):
    return b"".join(pack("<HH", kind, len(content)) + content for kind, content in records)


def _compound(streams):
    """A compound file: a header, its table of sectors, its directory, then the first stream. The others are empty."""
    content = next(iter(streams.values())).ljust(4096, b"\0")
    held = -(-len(content) // SECTOR)
    tables = 1
    while tables * SECTOR // 4 < tables + 1 + held:
        tables += 1
    chain = [FAT] * tables + [END] + [*range(tables + 2, tables + 1 + held), END]
    chain += [FREE] * (tables * SECTOR // 4 - len(chain))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += pack("<9I", 0, tables, tables, 0, 4096, END, 0, END, 0)
    header += pack("<109I", *range(tables), *[FREE] * (109 - tables))
    entries = [_entry("Root Entry", 5, 1, END, 0)]
    for number, (name, stream) in enumerate(streams.items(), start=1):
        after = number + 1 if number < len(streams) else FREE
        entries.append(_entry(name, 2, FREE, tables + 1 if stream else END, len(content) if stream else 0, after))
    directory = b"".join(entries).ljust(SECTOR, b"\0")
    return header + pack(f"<{len(chain)}I", *chain) + directory + content.ljust(held * SECTOR, b"\0")


def _entry(name, kind, child, start, size, after=FREE):
    encoded = (name + "\0").encode("utf-16-le")
    return encoded.ljust(64, b"\0") + pack("<HBB3I36xIQ", len(encoded), kind, 1, FREE, after, child, start, size)
