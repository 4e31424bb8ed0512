"""The papers to an inspectorate as files: in which kinds each comes, made anew or as it is issued."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext_noop as _

from safeguarding.lib.writers.file_kinds import EXCEL, WORD, Kind
from safeguarding.lib.writers.papers import Paper
from safeguarding.lib.writers.tables import Table

from ..models import Pack
from ..selectors.packs.draft import issued_on
from ..selectors.packs.inspectorate_paper import Prepared, as_prepared, embargoes_of
from .editions import KINDS
from .for_inspectorate import DRAFT, inspectorate_form, inspectorate_update, revisit_pack
from .layouts import content_digest

PAPER_KINDS = {kind: KINDS[kind] for kind in ("docx", "pdf")}
FORM_KINDS = {
    "xlsx": Kind("Excel", "tables:write_xlsx", EXCEL),
    "docx": Kind("Word", "docx:write_docx", WORD),
}


class Form(NamedTuple):
    """One of the papers: `holds` is said beside its name."""

    lays_out: Callable[..., Paper | Table]
    kinds: Mapping[str, Kind]
    holds: str


FORMS = {
    Pack.Paper.UPDATE: Form(
        inspectorate_update, PAPER_KINDS, _("asked, answered, done, evidence by number, verdict so far")
    ),
    Pack.Paper.REVISIT: Form(revisit_pack, PAPER_KINDS, _("found, done, what it changed and what is still open")),
    Pack.Paper.ACTION_FORM: Form(inspectorate_form, FORM_KINDS, _("who does what by when")),
}


class ToIssue(NamedTuple):
    """A paper as it is issued: laid out, its marking as it is printed, and the digest of all that it says."""

    paper: Paper | Table
    marking: str
    content: str


def laid_out(paper: str, prepared: Prepared, *, at: datetime, issued: str = DRAFT) -> Paper | Table:
    """One of FORMS as it stood at a moment."""
    return FORMS[paper].lays_out(prepared.found, to=prepared.to, about=prepared.about, at=at, issued=issued)


def to_issue(pack: Pack, *, at: datetime) -> ToIssue:
    """A paper that is issued at this moment, or was: then it is made again, of what had been recorded by its cut-off."""
    prepared = as_prepared(pack, at=at)
    issued = issued_on(at)
    if pack.corrects:
        issued += f" Version {pack.version}. Changed since the version before: {pack.corrects}"
    made, closed = laid_out(pack.paper, prepared, at=pack.cut_off_at, issued=issued), embargoes_of(pack, at=at)
    content = content_digest(
        made
    )  # without the lines on embargoes, which papers issued before 29 November 2026 do not have
    if closed:
        made = laid_out(pack.paper, prepared, at=pack.cut_off_at, issued=" ".join((*closed, issued)))
    return ToIssue(made, prepared.found.marking, content)


def name_of(paper: str, slug: str, kind: str, *, on: object, version: int = 1) -> str:
    """The name under which a file goes out: paper, what it is about, day, version."""
    return f"{paper}-{slug}-{on}{f'-v{version}' if version > 1 else ''}.{kind}"
