"""The files to try things with do what their README says of them."""

import io
from zipfile import ZipFile

import pytest

from inspections.reading import read_report
from recommendations.importers.action_plan import read_plan
from recommendations.importers.returns import read_return
from safeguarding.lib.readers.reports import open_pages
from safeguarding.lib.readers.tables import open_grids

pytestmark = pytest.mark.django_db


def test_the_report_is_read_the_three_plans_are_one_and_the_reply_is_a_form_of_a_return(client, cast):
    client.force_login(cast.owner)
    files = ZipFile(io.BytesIO(client.get("/help/files-to-try.zip").content))
    assert files.namelist()[0] == "README.txt" and b"All of it is invented" in files.read("README.txt")

    report = read_report(open_pages(files.read("report.html"), "report.html"), published=None)
    assert len(report.items) >= 3
    plans = [read_plan(files.read(name), name) for name in ("plan.xlsx", "plan.docx", "plan.csv")]
    said = [
        [(row.wording, row.task, row.action_owner, row.target.date, row.status.raw) for row in plan.rows]
        for plan in plans
    ]
    assert said[0] == said[1] == said[2] and len(said[0]) == 4
    replied = read_return(open_grids(files.read("reply.xlsx"), "reply.xlsx"), "reply.xlsx")
    assert [(row.done, row.no_change_because) for row in replied] == [
        ("Every shift was told.", ""),
        ("", "The County has named nobody yet."),
    ]
