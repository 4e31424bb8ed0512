"""A paper as a PDF: what stands over a table stays with it."""

from datetime import UTC, datetime
from io import BytesIO

from pypdf import PdfReader

from safeguarding.lib.writers.paper_pdf import write_paper_pdf
from safeguarding.lib.writers.papers import Appendix, Grid, Paper


def test_words_over_a_table_are_never_alone_at_the_end_of_a_page():
    rows = [tuple(("Row " * 300,) for _ in range(1 + number % 3)) for number in range(12)]
    grids = tuple(Grid(f"Report {n}", (("What", 1),), row, about=f"Source {n}.") for n, row in enumerate(rows))
    appendix = Appendix("A", "Action form", "Actions", "", grids)
    paper = Paper(
        "Paper", "OFFICIAL", (("Report to", "Board"),), (), (), (appendix,), datetime(2015, 9, 10, tzinfo=UTC)
    )

    pages = [page.extract_text() for page in PdfReader(BytesIO(write_paper_pdf(paper))).pages]

    over = [page.split(f"Source {n}.")[1] for n in range(12) for page in pages if f"Source {n}." in page]
    assert ["Row" in rest for rest in over] == [True] * 12
