"""Writing one table to a PDF that can be read aloud: PDF/UA-1, which Typst refuses to write where anything it needs is missing."""

import json
from datetime import UTC
from pathlib import Path

import typst

from safeguarding.lib.writers.tables import Table, plain

TEMPLATE = Path(__file__).with_name("table.typ")
STANDARD = "ua-1"  # ISO 14289-1: title, language, and tags for headings and tables


def write_pdf(table: Table) -> bytes:
    """A .pdf on A4 across, its marking on each page, its header row repeated and tagged as one."""
    paper = {
        "title": plain(table.title),
        "marking": table.marking,
        "about": plain(table.about),
        "labels": [(label, plain(words)) for label, words in table.labels],
        "header": table.header,
        "shares": [share for _, share in table.columns],
        "rows": [[plain(words) for words in row] for row in table.rows],
        "made": table.at.astimezone(UTC).timetuple()[:6],
    }
    return typst.compile(TEMPLATE.read_bytes(), sys_inputs={"paper": json.dumps(paper)}, pdf_standards=[STANDARD])
