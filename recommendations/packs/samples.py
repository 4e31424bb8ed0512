"""Files to try the tracker with, all invented: a report, a plan that answers it in three kinds of file, a reply to a round."""

import csv
import io
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings

from safeguarding.lib.writers.tables import Table, write_xlsx
from safeguarding.models import Marking

from .return_form import COLUMNS, HOW

FOLDER = settings.ROOT / "fixtures" / "samples"
REPORT, PLAN = FOLDER / "inspection-report-march-2015.html", FOLDER / "missing-children-plan-september-2015.csv"
ABOUT = "Invented, to try the tracker with."
WIDTHS = (6, 44, 40, 24, 16, 18, 40)
REPLIES = (
    ("Action 1\nChange the missing-children procedure.", "1", "31 May 2015", "None yet", "Every shift was told.", ""),
    ("Action 2\nAgree one mailbox.", "2", "30 June 2015", "None yet", "", "The County has named nobody yet."),
)


def sample_files(*, at: datetime) -> bytes:
    """All of them in one .zip, with a README that says in plain words what to try with each."""
    from safeguarding.lib.writers.docx import write_docx  # here, since a web worker does without its megabytes

    plan = _plan(at)
    files = {
        "README.txt": (FOLDER / "README.txt").read_bytes().replace(b"\n", b"\r\n"),
        "report.html": REPORT.read_bytes(),
        "plan.xlsx": write_xlsx(plan),
        "plan.docx": write_docx(plan),
        "plan.csv": PLAN.read_bytes(),
        "reply.xlsx": write_xlsx(_reply(at)),
    }
    data = io.BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as packed:
        for name, contents in files.items():
            packed.writestr(name, contents)
    return data.getvalue()


def _plan(at):
    """The plan of the .csv as a table: the line that names its report, the header, its rows."""
    named, header, *rows = csv.reader(PLAN.read_text("utf-8-sig").splitlines())
    return Table(
        title="Action plan",
        marking=Marking.OFFICIAL.label,
        about=ABOUT,
        labels=tuple(zip(named[::2], named[1::2], strict=True)),
        columns=tuple(zip(header, WIDTHS, strict=True)),
        rows=tuple(map(tuple, rows)),
        at=at,
    )


def _reply(at):
    rows = tuple((*row, "of no round") for row in REPLIES)
    head = {"title": "Return of a post", "marking": Marking.OFFICIAL.label, "about": f"{ABOUT} {HOW}", "labels": ()}
    return Table(**head, columns=COLUMNS, rows=rows, at=at)
