"""The report itself beside its drafts: paragraph by paragraph, with what was taken marked and what asks and was not taken."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from inspections.reading import Paragraph, draft_at
from inspections.reading.drafts import Draft

from ...models import ReportDraft, ReportParagraph, ReportReading
from .reading import DraftRow, ReadingPage

SHOWN = 40  # paragraphs at a time, two or three pages of a report
BEFORE, AFTER = 1, 30  # paragraphs around one that is said to be one too: what goes on with it is not longer
ASKING = "asking"  # the address of those that ask and were not taken


@dataclass(frozen=True)
class ParagraphRow:
    """A paragraph and the drafts that took it; page: the report's page, where it is another than that of the one above."""

    paragraph: ReportParagraph
    taken: list[DraftRow]
    page: str


@dataclass(frozen=True)
class DocumentPage:
    """rows: those of `page`. asking: only those that ask and were not taken are shown, of which there are `missed`."""

    rows: list[ParagraphRow]
    page: Page
    asking: bool
    missed: int


def document_page(reading: ReadingPage, *, page: str = "", look: str = "") -> DocumentPage | None:
    """Some of the report; None where it was read before its paragraphs were kept. page: "" for where the next to decide stands.

    look: "" for the whole of it, or for those that ask where nothing was taken. A constant number of queries.
    """
    taken = _taken(reading.rows)
    known = reading.reading.paragraphs
    asks = dict(known.values_list("number", "asks"))
    if not asks:
        return None
    missed = [number for number, asked in asks.items() if asked and number not in taken]
    asking = look == ASKING or bool(missed and not (look or taken))
    numbers = missed if asking else list(asks)
    shown = Paginator(numbers, SHOWN).get_page(page or _page_of_the_next(reading, numbers))
    return DocumentPage(_rows(known, shown, taken), shown, asking, len(missed))


def drafted_there(reading: ReportReading, number: int) -> Draft | None:
    """The draft that the reader makes of the paragraph with this number and of what goes on with it; None: there is none."""
    around = list(reading.paragraphs.filter(number__range=(number - BEFORE, number + AFTER)))
    place = next((place for place, each in enumerate(around) if each.number == number), None)
    if place is None:
        return None
    inspection = reading.inspection
    return draft_at(
        [Paragraph(each.page, each.shape, each.bullet, each.text) for each in around],
        place,
        before=around[0].number,
        published=inspection.published_on,
        published_precision=inspection.published_precision,
    )


def page_with(number: int) -> int:
    """Which page of the document the paragraph with this number stands on."""
    return number // SHOWN + 1


def last_before(rows: Iterable[DraftRow], number: int) -> DraftRow | None:
    """The last of these drafts that begins above the paragraph with this number, as it stands in the report."""
    begins = [(numbers[0], row) for row in rows for numbers in paragraphs_of(row.draft) if numbers[0] < number]
    return max(begins, key=lambda begun: begun[0], default=(0, None))[1]


def paragraphs_of(draft: ReportDraft) -> Iterable[range]:
    """The numbers of the paragraphs that a draft was read from, for each place where it was found."""
    for place in draft.places:
        if numbers := place.get("paragraphs"):
            yield range(numbers[0], numbers[1] + 1)


def _taken(rows):
    """{number of a paragraph: the DraftRows that took it}; what was discarded took nothing."""
    taken = defaultdict(list)
    for row in rows:
        if row.draft.choice != ReportDraft.Choice.DISCARDED:
            for numbers in paragraphs_of(row.draft):
                for number in numbers:
                    taken[number].append(row)
    return taken


def _page_of_the_next(reading, numbers):
    upcoming = next((row for row in reading.rows if row.draft.pk == reading.next), None)
    first = next((numbers[0] for numbers in paragraphs_of(upcoming.draft)), None) if upcoming else None
    return numbers.index(first) // SHOWN + 1 if first in numbers else 1


def _rows(known, shown, taken):
    rows, above = [], ""
    for paragraph in known.filter(number__in=list(shown)):
        page = paragraph.page if paragraph.page != above else ""
        rows.append(ParagraphRow(paragraph, taken.get(paragraph.number, []), page))
        above = paragraph.page
    return rows
