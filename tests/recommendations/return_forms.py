"""The form of a return as a workbook, for the tests of how it comes back."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from recommendations.importers.returns import HEADINGS

KEY = HEADINGS["key"]


def address(name, asked, post, *more):
    return reverse(name, args=[asked.pk, post.pk, *more])


def downloaded(client, asked, post):
    """The form as a workbook's rows: [[cell]], the header first."""
    file = client.get(address("return-excel", asked, post))
    sheet = load_workbook(io.BytesIO(b"".join(file))).active
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    return rows[next(number for number, row in enumerate(rows) if KEY in row) :]


def filled(rows, **said):
    """The rows with words for actions. said: {"a7": (update, no change)}."""
    header = rows[0]
    for row in rows[1:]:
        number = row[0].split()[1]
        row[header.index("Update")], row[header.index("No change, because")] = said.get(f"a{number}", ("", ""))
    return rows


def as_file(rows, name="return.xlsx"):
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return SimpleUploadedFile(name, file.getvalue())
