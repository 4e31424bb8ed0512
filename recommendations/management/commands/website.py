"""`manage.py website`: the register in public, as a website of plain files."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from safeguarding.clock import now
from safeguarding.lib.words import counted
from safeguarding.lib.writers.whole_folder import NotOurs, whole_folder

from ...packs.website.write import Website
from ...selectors.packs.public_register import PublicRegister
from ..options import asked_moment


class Command(BaseCommand):
    """All that the public edition of a paper may say, of every published report."""

    help = "Write what is public to a folder, as a website: reports, recommendations, position, responses, files to take away."

    def add_arguments(self, parser: CommandParser) -> None:
        about = "A folder that is not there yet, or one that this command made, which is replaced once all is written."
        parser.add_argument("-o", "--output", metavar="FOLDER", required=True, help=about)
        then = "As it stood at the end of this day, or at this moment, of what can be public today."
        parser.add_argument("--as-at", metavar="DATE", help=then)

    def handle(self, *args: object, **options: object) -> None:
        place, at = Path(options["output"]), now()
        register = PublicRegister(at=at, as_at=asked_moment(options["as_at"], "--as-at", at))
        try:
            with whole_folder(place) as folder:
                made = Website(folder, register).write()
        except (NotOurs, OSError) as problem:
            raise CommandError(str(problem)) from problem
        reports, recommendations = counted(made.reports, "report"), counted(made.recommendations, "recommendation")
        self.stdout.write(f"{place}: {reports} with {recommendations}, {counted(made.pages, 'page')}.")
        others = (
            f"{counted(made.responses, 'response')} of the Commissioner and {counted(made.papers, 'file')} of papers"
        )
        self.stdout.write(f"{others}. The longest page has {made.largest:,} bytes.")
        if undated := [str(one) for one in register.undated()]:
            self.stdout.write(f"Left out, since no day of publication is recorded: {'; '.join(undated)}.")
