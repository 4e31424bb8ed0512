"""A plan of many rows, in each form that can be read; every word of it made up."""

import csv
import io
import random
from collections.abc import Callable, Iterator

import xlsxwriter
from docx import Document

HEADER = (
    *("Issue or recommendation", "Issue owner", "Corporate or Local?", "Action required", "Action owner"),
    *("Cost", "Urgency (deadline date or n/a)", "Expected completion date"),
)
ASKED = (
    "We recommend that the force reviews how {thing} is recorded, and makes sure that supervisors look at every record",
    "The force should agree with its partners who answers for {thing}, so that no child is left without a plan",
    "The force should tell all staff what is expected of them in {thing}: a) at first contact; and b) at each later visit",
)
THINGS = ("an early referral", "a missing episode", "a strategy discussion", "a visit to custody", "a case conference")
DONE = (
    "Write the procedure and issue it.",
    "Train every shift once.",
    "Sample forty records and report what they show.",
)
OWNERS = ("Detective Chief Inspector", "Superintendent", "Detective Inspector", "Chief Inspector", "Head of Logs")


def rows(number, *, seed=1) -> Iterator[tuple[str, ...]]:
    """So many rows of the action form, always the same for one seed."""
    chance = random.Random(seed)
    for reference in range(1, number + 1):
        number_printed = f"{1 + reference // 100}.{1 + reference % 100}"  # of chapters, as no report counts beyond 999
        # in a beat of its own, since the same words under two numbers are asked about
        asked = chance.choice(ASKED).format(thing=f"{chance.choice(THINGS)} in beat {reference}")
        due = f"{chance.randint(1, 28):02}/{chance.randint(1, 12):02}/2015"
        yield (
            f"{number_printed} Within three months: (pg {chance.randint(5, 40)})\n{asked}.",
            chance.choice(OWNERS),
            chance.choice(("Corporate", "Local")),
            f"Action:\n{chance.choice(DONE)} {chance.choice(DONE)}",
            chance.choice(OWNERS),
            chance.choice(("n/a", "£2,000", "Within budget")),
            chance.choice((due, due, "n/a", "as per records board")),
            due,
        )


def changed(row: tuple[str, ...]) -> tuple[str, ...]:
    """The row as a later plan may have it: other words for owner, cost and expected date."""
    *asked, owner, _, due, _ = row
    return (*asked, OWNERS[(OWNERS.index(owner) + 1) % len(OWNERS)], "£3,000", due, "31/12/2015")


def as_xlsx(number, *, as_row: Callable[[tuple[str, ...]], tuple[str, ...]] = tuple) -> bytes:
    """The bytes of a workbook; as_row: what becomes of each row first."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Plan")
        for at, row in enumerate([HEADER, *map(as_row, rows(number))]):
            sheet.write_row(at, 0, row)
    return file.getvalue()


def as_csv(number, *, seed=1) -> bytes:
    """The bytes of a CSV file."""
    file = io.StringIO()
    csv.writer(file).writerows([HEADER, *rows(number, seed=seed)])
    return file.getvalue().encode()


def as_docx(number) -> bytes:
    """The bytes of a Word file with one table."""
    document = Document()
    table = document.add_table(rows=number + 1, cols=len(HEADER))
    cells = iter(table._cells)  # table.cell() counts them anew each time
    for row in [HEADER, *rows(number)]:
        for words in row:
            next(cells).text = words
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


FORMS = {"plan.xlsx": as_xlsx, "plan.csv": as_csv, "plan.docx": as_docx}
