"""The Commissioner's response to reports as a paper to publish: its words, and a row for each recommendation."""

from safeguarding.lib.dates import in_words
from safeguarding.lib.writers.tables import Table
from safeguarding.models import Marking

from ..selectors.commissioner import ResponsePage
from ..selectors.inspections.readers import embargoes
from .heading import stood_at

COLUMNS = (("Recommendation", 60), ("What is done about it", 20), ("Comment", 60))


def response_paper(page: ResponsePage) -> Table:
    """The response as its page has it. Until it is published it says that it is a draft."""
    response, at = page.response, page.asked.as_at or page.asked.now
    published = f"Published on {in_words(response.published_on)}." if response.published_on else "Draft."
    of = page.body and f" of the {page.body}"
    values = (
        ("Answers", "; ".join(f"{one.title} ({one.body.name})" for one in page.inspections)),
        ("The Commissioner’s comments", response.comments),
        ("The chief officer’s comments", response.chief_officer_comments),
        ("The Commissioner’s reply to them", response.reply),
    )
    return Table(
        title=response.title,
        marking=Marking.highest(one.marking for one in page.inspections).label,
        about=f"Response{of} under section 55 of the Police Act 1996. {published} {stood_at(at, embargoes(page.inspections, page.asked))}",
        labels=tuple(pair for pair in values if pair[1]),
        columns=COLUMNS,
        rows=tuple(_row(one) for one in page.recommendations),
        at=at,
    )


def _row(one):
    asked = f"{one.row.reference}, {one.row.inspection.title}\n{one.row.text}"
    if one.comment is None:
        return (asked, "", "No comment yet.")
    return (asked, one.comment.get_kind_display(), one.comment.text)
