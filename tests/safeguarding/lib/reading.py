"""What the tests of the readers share: making files, and putting what was read, or refused, plainly."""

import io
import zipfile

import pytest
from docx import Document
from lxml import etree
from openpyxl import Workbook

from safeguarding.lib.readers.refusals import Unreadable

LOOKS = {"word/styles.xml", "word/stylesWithEffects.xml", "word/theme/theme1.xml", "word/numbering.xml"}


def xlsx(*rows, change=None):
    """The bytes of a workbook with one sheet, “Plan”; `change` alters the sheet."""
    book = Workbook()
    book.active.title = "Plan"
    for row in rows:
        book.active.append(row)
    if change:
        change(book.active)
    return saved(book)


def docx(*rows):
    """The bytes of a document with a heading and one table, its 17,000 elements of styles and themes left out."""
    document = Document()
    document.add_paragraph("A heading")
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    made = saved(document)
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        return repacked(made, {name: _emptied(package.read(name)) for name in package.namelist() if name in LOOKS})


def _emptied(part):
    root = etree.fromstring(part)
    root[:] = []
    return etree.tostring(root)


def saved(book):
    """The bytes that a workbook or document would have on disk."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def repacked(data, members):
    """The same package with some members added or replaced."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in members:
                new.writestr(name, old.read(name))
        for name, content in members.items():
            new.writestr(name, content)
    return file.getvalue()


def values(grid):
    """What stands in each cell, row by row."""
    return [[cell.value for cell in line.cells] for line in grid.lines]


def elsewhere(grid):
    """The cells whose words stand elsewhere: by their own row and column, those of their words."""
    return {
        (line.number, column): cell.origin
        for line in grid.lines
        for column, cell in enumerate(line.cells, start=1)
        if cell.origin != (line.number, column)
    }


def refusal(reader, *given):
    """The sentence with which a reader refuses what it is given."""
    with pytest.raises(Unreadable) as refused:
        reader(*given)
    return str(refused.value)
