"""Writing the bytes of a small .ods, as LibreOffice does, for the tests to read."""

import io
import zipfile

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


def ods(rows, *, before="", sheet="", **members):
    """The bytes of a spreadsheet with one sheet, “Plan”, whose rows are XML; `before` stands before its first element, `sheet` are the
    sheet's own attributes.
    """
    content = (
        f'{before}<office:document-content {NAMES}><office:body><office:spreadsheet><table:table table:name="Plan"{sheet}>'
        f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    parts = {"mimetype": MIMETYPE, "content.xml": content, "META-INF/manifest.xml": MANIFEST, "current.xml": ""}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in (parts | members).items():
            package.writestr(name, part)
    return file.getvalue()


def row(*cells, repeated=1):
    """A row of cells; what is no XML becomes a cell with these words."""
    inside = "".join(words if words.startswith("<") else cell(words) for words in cells)
    return f'<table:table-row table:number-rows-repeated="{repeated}">{inside}</table:table-row>'


def cell(words, **attributes):
    """A cell with these words, a paragraph a line; attributes as "table_number_columns_spanned" or "office_value_type"."""
    told = "".join(f' {name.replace("_", ":", 1).replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f"<table:table-cell{told}>{''.join(f'<text:p>{line}</text:p>' for line in words.splitlines())}</table:table-cell>"
