"""A register with something planted in every field that must not go out, and what a file of it says."""

import io
import zipfile
from datetime import date

from pypdf import PdfReader

from inspections.services import release_to_opcc
from recommendations.models import Meeting, ScrutinisingBody
from recommendations.services.grades import record_grades
from recommendations.services.paper_lines import write_lines
from recommendations.services.progress import post_update
from recommendations.services.standing_text import write_standing_text
from safeguarding.history import version_of
from tests.factories import ActionFactory, BoardFactory, InspectionFactory, RecommendationFactory
from tests.moments import OPENED, london
from tests.recorded import write

PERSON = "Olive Owner"  # of the cast
# By where it was planted: said to the OPCC, and never in public; said to nobody outside the force.
FOR_THE_OPCC = {
    "Markedupdate",
    "Markedaction",
    "Markedcost",
    "Markedtarget",
    "Namedupdate",
    "Namedasked",
    "Notpublic",
    "Sensitivereport",
    "Inadequate",  # the grade that this one gave before
}
FOR_THE_FORCE = {"Forceupdate", "Forceaction", "Embargoed", "Unreleased", "Inspectionnote", "Recommendationnote"}


def plant(cast):
    """Such a register, with a meeting on 8 October 2015."""
    by = {"by": cast.coordinator, "at": OPENED}
    board = BoardFactory(slug="board", name="Accountability board")
    meeting = write(Meeting(board=board, held_on=date(2015, 10, 8)), **by)
    write(ScrutinisingBody(name="Commissioner", from_on=date(2012, 11, 22), until_on=date(2015, 9, 30)), **by)
    write(ScrutinisingBody(name="Mayor of Anyshire", from_on=date(2015, 10, 1)), **by)
    write_standing_text(board, version=0, purpose="To inform.\nAnd to ask.", report_of="Deputy Chief Constable", **by)

    def report(title, **details):
        found = InspectionFactory(title=title, **details)
        asked = RecommendationFactory(inspection=found, text=f"{title} asks for a log.", reference="1")
        if title != "Unreleased":
            release_to_opcc(found, by=cast.coordinator, at=OPENED)
        return asked

    asked = report("Open report", slug="open", note="Inspectionnote")
    report("Notpublic", is_public=False)
    before = report("Sensitivereport", marking="official-sensitive", published_on=date(2014, 2, 3)).inspection
    record_grades(before, topics={"leadership": "inadequate"}, audits={}, source="Page 3", **by)
    report("Embargoed", embargo_until=london(2016, 1, 1))
    report("Unreleased")
    write_lines(asked, version=version_of(asked), equality=f"Girls, says {PERSON}.", legislation="The 2004 Act.", **by)
    record_grades(asked.inspection, topics={"leadership": "good"}, audits={}, source="Page 3", **by)
    RecommendationFactory(inspection=asked.inspection, reference="3", text=f"Namedasked: {PERSON} should keep it.")
    other = RecommendationFactory(inspection=asked.inspection, reference="2", note="Recommendationnote")

    late = ActionFactory(
        parts=asked.parts.all(), owner=cast.posts.owner, text="Keep a log.", target_on=date(2015, 4, 30)
    )
    marked = {"marking": "official-sensitive", "cost_words": "Markedcost", "target_words": "Markedtarget"}
    ActionFactory(parts=other.parts.all(), owner=cast.posts.owner, text="Markedaction", **marked)
    ActionFactory(parts=other.parts.all(), owner=cast.posts.owner, text="Forceaction", audience="force")
    for words, details in {
        "Begun openly.": {},
        "Markedupdate": {"marking": "official-sensitive"},
        "Forceupdate": {"audience": "force"},
        f"Namedupdate by {PERSON}": {},
    }.items():
        post_update(late, done=words, by=cast.owner, at=london(2015, 5, 1), **details)
    return meeting


def words_of(data, kind):
    """All that a file holds: every part of an Office file, properties among them; the text and properties of a PDF."""
    if kind == "pdf":
        reader = PdfReader(io.BytesIO(data))
        return " ".join([str(reader.metadata), *(" ".join(page.extract_text().split()) for page in reader.pages)])
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return " ".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
