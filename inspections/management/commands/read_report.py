"""Read a report and show the recommendations it would have a person look at; nothing is recorded."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from inspections.reading import Draft, ReadReport, read_report
from safeguarding.lib.dates import in_words, parse_british
from safeguarding.lib.readers.refusals import Unreadable
from safeguarding.lib.readers.reports import open_pages
from safeguarding.lib.words import counted

FIRST_WORDS = 90  # letters


class Command(BaseCommand):
    """A report is read from the shell."""

    help = "Read a report (.pdf, .docx, .html or .txt) and print what it recommends; nothing is kept."

    def add_arguments(self, parser) -> None:
        """FILE, and how to read it."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--published", metavar="DATE", help="When it was published: 2015-02-11 or 11 February 2015."
        )
        parser.add_argument("--json", action="store_true", help="Print the drafts as JSON.")

    def handle(self, *, file, published, **options) -> None:
        """Print the drafts, as a list for a person or as JSON for a program."""
        published = _published(published)
        try:
            pages = open_pages(file.read_bytes(), file.name)
        except OSError as error:
            raise CommandError(f"{file} cannot be opened: {error.strerror}.") from error
        except Unreadable as error:
            raise CommandError(str(error)) from error
        report = read_report(
            pages,
            published=published and published.on,
            **({"published_precision": published.precision} if published else {}),
        )
        if options["json"]:
            self.stdout.write(json.dumps(report.to_json(), ensure_ascii=False, indent=2))
        else:
            self._print(report)

    def _print(self, report: ReadReport):
        for draft in (*report.items, *report.next_steps):
            for line in _summary(draft):
                self.stdout.write(line)
        self.stdout.write(
            f"{counted(len(report.items), 'draft')} and {counted(len(report.next_steps), 'next step')} read. Nothing was kept."
        )
        if report.left_out:
            self.stdout.write(
                f"Not read: {counted(report.left_out, 'further place')} that may ask for something, more than a report holds. "
                "Read the file in pieces."
            )


def _published(words: str | None):
    """The date in these words, None for none. Raises CommandError where they hold none that is certain."""
    if words is None:
        return None
    read = parse_british(words)
    if read.on is None:
        raise CommandError(f"--published: {read.problem or 'give a date'}. Write 2015-02-11 or 11 February 2015.")
    return read


def _summary(draft: Draft):
    """A draft in a few lines: number, kind, page, time limit, first words, sub-parts, doubts."""
    page = f", page {draft.page}" if draft.page else ""
    yield f"{draft.reference or 'unnumbered'} ({draft.kind}{page}, confidence {draft.confidence:.2f})"
    words = " ".join(draft.text.split())
    yield f"    {words if len(words) <= FIRST_WORDS else words[:FIRST_WORDS].rsplit(' ', 1)[0] + ' ...'}"
    if draft.parts:
        yield f"    {counted(len(draft.parts), 'sub-part')}: {', '.join(part.letter for part in draft.parts)}"
    if draft.timescale.words:
        due = f", due {in_words(draft.timescale.on, draft.timescale.precision)}" if draft.timescale.on else ""
        yield f"    {draft.timescale.words}{due}"
    for doubt in draft.doubts:
        yield f"    ? {doubt}"
