"""`manage.py pack`: the paper for a meeting, or one to an inspectorate, as a file, and the meetings that there are."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from inspections.models import Inspection, Theme
from safeguarding.clock import now

from ...models import Meeting, Pack, PackFile
from ...packs.editions import KINDS, content_of, paper_file
from ...packs.inspectorate_editions import FORMS, to_issue
from ...packs.layouts import FIRST
from ...selectors.packs.draft import as_issued, draft
from ...selectors.packs.prepared import latest


class Command(BaseCommand):
    """The files that the page of a meeting gives, from the shell."""

    help = "List the meetings of boards, or write the paper for one of them to a file: as it was issued last, else as a draft."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--list", action="store_true", help="A line for each meeting: its board and its day.")
        parser.add_argument("--board", metavar="SLUG", help="The board, as --list names it.")
        parser.add_argument("--meeting", metavar="DATE", help="The day of its meeting: 2015-10-08.")
        parser.add_argument(
            "--inspection", metavar="SLUG", help="The inspection that a paper to an inspectorate is on."
        )
        parser.add_argument("--theme", metavar="SLUG", help="The theme that a pack for a revisit is on.")
        parser.add_argument("--paper", choices=FORMS, default="revisit", help="Which paper to an inspectorate.")
        parser.add_argument("--format", choices=KINDS, default="docx", help="The kind of file.")
        parser.add_argument("--public", action="store_true", help="The public edition.")
        parser.add_argument(
            "--again", action="store_true", help="Make the issued paper again, in the layout of its day."
        )
        parser.add_argument("-o", "--output", metavar="FILE", help="Where to write it.")

    def handle(self, *args: object, **options: object) -> None:
        if options["list"]:
            for meeting in Meeting.objects.filter(called_off=False).select_related("board").order_by("held_on"):
                self.stdout.write(f"{meeting.board.slug} {meeting.held_on}")
            return
        if options["output"] and (options["inspection"] or options["theme"]):
            self._to_inspectorate(_about(options), options["paper"], options["format"], options)
            return
        if not (options["board"] and options["meeting"] and options["output"]):
            raise CommandError(
                "Say which meeting, and where to: --board SLUG --meeting DATE -o FILE. --list names them."
            )
        meeting = _meeting(options["board"], options["meeting"])
        asked = {"kind": options["format"], "for_public": options["public"]}
        issued = (
            PackFile.objects.filter(issue__pack__meeting=meeting, **asked).order_by("-issue__pack__version").first()
        )
        if options["again"]:
            self._again(meeting, asked, Path(options["output"]))
            return
        data = issued.data if issued else paper_file(draft(meeting, at=now()), **asked)
        Path(options["output"]).write_bytes(data)
        self.stdout.write(f"{options['output']}: {len(data):,} bytes.")

    def _to_inspectorate(self, about: Inspection | Theme, paper: str, kind: str, options: Mapping[str, object]) -> None:
        """The file of what was issued last, or that made again; a paper that was not issued is nobody's to send."""
        pack, file, output = latest(about, paper, issued=True), FORMS[paper].kinds.get(kind), Path(options["output"])
        if pack is None or file is None:
            raise CommandError(f"{Pack.Paper(paper).label} on {about} was not issued as {kind}.")
        if not options["again"]:
            output.write_bytes(pack.issue.files.get(kind=kind).data)
            self.stdout.write(f"{output}: version {pack.version}, as it was issued.")
            return
        made = to_issue(pack, at=pack.issue.recorded_at)
        output.write_bytes(file.write(made.paper))
        self._report(output, pack, pack.issue.layout, made.content)

    def _report(self, output: Path, pack: Pack, layout: str, content: str) -> None:
        same = "equal in content to what was issued" if content == pack.issue.content else "not equal"
        outcome = same if pack.issue.content else "issued before its content was kept, so it is not compared"
        self.stdout.write(f"{output}: version {pack.version} in the layout of {layout}, {outcome}.")

    def _again(self, meeting: Meeting, asked: Mapping[str, object], output: Path) -> None:
        pack = latest(meeting, issued=True)
        if pack is None:
            raise CommandError("The paper for this meeting was not issued.")
        contents, layout = as_issued(pack), pack.issue.layout or FIRST
        output.write_bytes(paper_file(contents, **asked, layout=layout))
        self._report(output, pack, layout, content_of(contents, layout))


def _about(options: Mapping[str, object]) -> Inspection | Theme:
    model, name = (Theme, "theme") if options["theme"] else (Inspection, "inspection")
    found = model.objects.filter(slug=options[name]).first()
    if found is None:
        raise CommandError(f"--{name}: there is no “{options[name]}”.")
    return found


def _meeting(slug: str, typed: str) -> Meeting:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        raise CommandError(f"--meeting: “{typed}” is no date such as 2015-10-08.") from None
    found = Meeting.objects.filter(board__slug=slug, held_on=day, called_off=False).select_related("board").first()
    if found is None:
        raise CommandError(f"The board “{slug}” has no meeting on {day}. --list names those that there are.")
    return found
