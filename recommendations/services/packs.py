"""A paper for a meeting or an inspectorate: prepared, issued by somebody else, kept, and corrected by a new version."""

import hashlib
from base64 import b64encode
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from inspections.models import Inspection, Theme
from safeguarding.history import verb, version_of, write
from safeguarding.models import Marking, User

from ..models import Meeting, Pack, PackChoice, PackFile, PackIssue, Recommendation
from ..permissions import insist, may_issue, may_prepare_paper
from ..selectors.packs.contents import Contents
from ..selectors.packs.faithful import lacks
from ..selectors.packs.prepared import given_up, latest, version_of_choices

State = PackChoice.State
# What a new version takes from the one that it corrects.
KEPT = (*Pack.ABOUT, "paper", "cut_off_at", "agenda_item", "key_points", "public_key_points")
ISSUED = _("This version was issued while you were writing, so it stays as it is. Correct it by a new version.")
OVERTAKEN = _("Somebody changed this paper while you were writing. Look through it, then try again.")


class MadeFile(NamedTuple):
    """A file of the paper, as it was made to be issued."""

    name: str
    kind: str
    for_public: bool
    data: bytes


@verb()
def prepare_paper(
    about: Meeting | Inspection | Theme,
    paper: str = Pack.Paper.MEETING,
    *,
    version: int,
    reports: Collection[Inspection] = (),
    by: User,
    at: datetime,
    **changes: object,
) -> Pack:
    """Begin to prepare a paper, or change what is written of it: cut-off, agenda item, key points.

    version: of the history, as version_of() had it; 0: nobody had begun. reports: of one to an inspectorate, those that it tells of.
    Raises Refused, ValidationError.
    """
    insist(may_prepare_paper(by, at=at))
    held = _held(about, paper)
    if held and held.is_issued:
        raise ValidationError(gettext(ISSUED))
    if (version_of(held) if held else 0) != version:
        raise ValidationError(gettext(OVERTAKEN))
    held = held or given_up(about, paper) or Pack(paper=paper, **{about._meta.model_name: about})
    held.given_up_at = None
    for name, value in changes.items():
        setattr(held, name, value)
    if held.cut_off_at > at:
        raise ValidationError({"cut_off": gettext("The cut-off must be today or earlier")})
    write(held, by=by, at=at, why="Prepared")
    if reports:
        all_ready(held, reports, by=by, at=at)
    return held


@verb()
def choose(
    pack: Pack,
    inspection: Inspection,
    *,
    recommendation: Recommendation | None = None,
    state: str,
    reason: str,
    by: User,
    at: datetime,
) -> PackChoice:
    """Say how a report, or one recommendation of it, stands in a paper. Raises Refused, ValidationError."""
    insist(may_prepare_paper(by, at=at))
    held = _open(pack)
    found = PackChoice.objects.filter(pack=held, inspection=inspection, recommendation=recommendation).first()
    choice = found or PackChoice(pack=held, inspection=inspection, recommendation=recommendation)
    if state != State.READY and not reason.strip():
        raise ValidationError({"reason": gettext("Say why")})
    choice.state, choice.reason = state, reason
    return write(choice, by=by, at=at)


@verb()
def all_ready(pack: Pack, inspections: Collection[Inspection], *, by: User, at: datetime) -> list[PackChoice]:
    """Mark those of `inspections` as ready of which nothing is said yet. Raises Refused, ValidationError."""
    insist(may_prepare_paper(by, at=at))
    held = _open(pack)
    known = set(held.choices.filter(recommendation=None).values_list("inspection", flat=True))
    wanted = (one for one in inspections if one.pk not in known)
    return [write(PackChoice(pack=held, inspection=one, state=State.READY), by=by, at=at) for one in wanted]


@verb()
def issue_pack(
    pack: Pack,
    contents: Contents,
    files: Collection[MadeFile],
    *,
    layout: str = "",
    content: str = "",
    seen: str,
    by: User,
    at: datetime,
) -> PackIssue:
    """Issue a paper: its files are kept as they are, for ever.

    contents: those that the files were made of. layout, content: as PackIssue has them. seen: its version_of_choices() when the
    page was drawn.
    Raises Refused, ValidationError where something is not ready, or missing without a reason.
    """
    held = _to_issue(pack, seen, by=by, at=at)
    if found := lacks(held, contents):
        raise ValidationError([f"{one.name}: {one.reason}" for one in found])
    return _keep(held, contents.marking, files, layout, content, by=by, at=at)


@verb()
def issue_to_inspectorate(
    pack: Pack,
    marking: str,
    files: Collection[MadeFile],
    *,
    layout: str,
    content: str,
    seen: str,
    by: User,
    at: datetime,
) -> PackIssue:
    """Issue a paper to an inspectorate, as issue_pack(); nothing is chosen for it, so nothing can be missing.

    marking: the highest of anything in it, as it is printed.
    """
    return _keep(_to_issue(pack, seen, by=by, at=at), marking, files, layout, content, by=by, at=at)


@verb()
def correct_pack(pack: Pack, *, corrects: str, by: User, at: datetime) -> Pack:
    """Begin the next version of an issued paper, which says what changed. Raises Refused, ValidationError.

    For a meeting none of its reports is ready yet, or it would be issued before what was wrong is changed.
    """
    insist(may_prepare_paper(by, at=at))
    last = _held(pack.about, pack.paper)
    if last is None or last.pk != pack.pk or not last.is_issued:
        raise ValidationError(gettext("Another version of this paper is in preparation already."))
    kept = {name: getattr(last, name) for name in KEPT}
    if begun := given_up(pack.about, pack.paper):
        return _taken_up(begun, corrects, by=by, at=at)
    made = write(Pack(version=last.version + 1, corrects=corrects, **kept), by=by, at=at)
    ready = {"recommendation": None, "state": State.READY}
    for choice in last.choices.exclude(**ready) if last.meeting_id else last.choices.all():
        same = {name: getattr(choice, name) for name in ("inspection", "recommendation", "state", "reason")}
        write(PackChoice(pack=made, **same), by=by, at=at)
    return made


@verb()
def give_up_paper(pack: Pack, *, why: str, by: User, at: datetime) -> Pack:
    """Give up a version that was begun in error. Preparing or correcting the paper takes it up again. Raises Refused, ValidationError."""
    insist(may_prepare_paper(by, at=at))
    held = _open(pack)
    held.given_up_at = at
    return write(held, by=by, at=at, why=why)


def _taken_up(pack, corrects, *, by, at):
    """A correction that was given up, begun again: of one for a meeting no report is ready yet, as of any correction."""
    pack.given_up_at, pack.corrects = None, corrects
    write(pack, by=by, at=at, why="Taken up again")
    for choice in pack.choices.filter(state=State.READY) if pack.meeting_id else ():
        choice.state, choice.reason = State.NOT_READY, corrects
        write(choice, by=by, at=at)
    return pack


def _held(about, paper):
    """The latest version, locked, or None."""
    type(about).objects.select_for_update(of=("self",)).get(pk=about.pk)
    return latest(about, paper)


def _open(pack):
    """The version, locked, while it is in preparation."""
    held = _held(pack.about, pack.paper)
    if held is None or held.pk != pack.pk or held.is_issued:
        raise ValidationError(gettext(ISSUED))
    return held


def _to_issue(pack, digest, *, by, at):
    held = _open(pack)
    insist(may_issue(by, held, at=at))
    if version_of_choices(held) != digest:
        raise ValidationError(gettext(OVERTAKEN))
    return held


def _keep(pack, marking, files, layout, content, *, by, at):
    prepared_by = pack.history.order_by("-history_date", "-history_id").first().history_user
    marking = next(value for value in Marking if value.label == marking)
    issue = PackIssue(pack=pack, prepared_by=prepared_by, layout=layout, content=content, marking=marking)
    write(issue, by=by, at=at)
    for file in files:
        sha256, base64 = hashlib.sha256(file.data).hexdigest(), b64encode(file.data).decode()
        kept = PackFile(
            issue=issue, name=file.name, kind=file.kind, for_public=file.for_public, sha256=sha256, base64=base64
        )
        kept.marking = Marking.OFFICIAL if file.for_public else marking
        write(kept, by=by, at=at)
    return issue
