"""The two editions of a paper as files: for those it is for, and for the public."""

from safeguarding.lib.writers.file_kinds import EXCEL, PDF, WORD, Kind

from ..selectors.packs.contents import Contents
from ..selectors.packs.public import public
from ..services.packs import MadeFile
from .layouts import LATEST, content_digest
from .opcc_paper import opcc_paper

KINDS = {
    "docx": Kind("Word", "paper_docx:write_paper_docx", WORD),
    "pdf": Kind("PDF", "paper_pdf:write_paper_pdf", PDF),
    "xlsx": Kind("Excel", "paper_xlsx:write_paper_xlsx", EXCEL),
}


def paper_file(contents: Contents, kind: str, *, for_public: bool, layout: str = LATEST) -> bytes:
    """One edition as one of KINDS, in one of packs.layouts.LAYOUTS."""
    return KINDS[kind].write(opcc_paper(public(contents) if for_public else contents, layout))


def files_of(contents: Contents) -> list[MadeFile]:
    """Both editions in each of KINDS, to be issued."""
    return [
        MadeFile(file_name(contents, kind, for_public=of), kind, of, paper_file(contents, kind, for_public=of))
        for of in (False, True)
        for kind in KINDS
    ]


def content_of(contents: Contents, layout: str = LATEST) -> str:
    """The digest of all that both editions say in a layout."""
    return content_digest(opcc_paper(contents, layout), opcc_paper(public(contents), layout))


def file_name(contents: Contents, kind: str, *, for_public: bool) -> str:
    """The name under which that goes out: board, day, edition, version."""
    meeting, version = contents.meeting, contents.words.version
    edition = "-public" if for_public else ""
    return f"{meeting.board.slug}-{meeting.held_on}{edition}{f'-v{version}' if version > 1 else ''}.{kind}"
