"""Report files made in the test: PDFs written by hand, so that they hold exactly what a test is about."""

import io

from docx import Document
from pypdf import PdfReader, PdfWriter

TOP, STEP = 780, 14  # points


def pdf(*pages, kids=None):
    """A PDF with these pages, each a list of lines; an empty line leaves a gap. `kids` replaces the list of its pages."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    places = []
    for lines in pages:
        drawn = "".join(
            f"BT /F1 11 Tf 1 0 0 1 60 {TOP - STEP * row} Tm ({line}) Tj ET\n" for row, line in enumerate(lines) if line
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
        places.append(len(objects) + 1)
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {len(objects)} 0 R >>"
        )
    listed = kids or " ".join(f"{place} 0 R" for place in places)
    objects[1] = f"<< /Type /Pages /Count {len(pages)} /Kids [{listed}] >>"
    return _file(objects)


def _file(objects):
    body, offsets = b"%PDF-1.4\n", []
    for number, written in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{written}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    tail = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n"
    )
    return body + f"{tail}startxref\n{len(body)}\n%%EOF\n".encode("latin-1")


def locked(data):
    """The same PDF behind a password."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt("a password", algorithm="RC4-128")
    return _saved(writer.write)


def word(fill):
    """The bytes of a Word document that `fill` has filled."""
    document = Document()
    fill(document)
    return _saved(document.save)


def _saved(save):
    file = io.BytesIO()
    save(file)
    return file.getvalue()
