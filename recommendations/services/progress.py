"""The reports of owners: updates with their evidence, recommending complete, releasing to the OPCC."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext

from safeguarding.history import verb, write
from safeguarding.models import User

from ..models import Action, Evidence, FollowUpCheck, Part, ProgressUpdate, Release
from ..permissions import insist, may
from .moves import insist_covered, locked, move

CHUNK = 1 << 20  # bytes read at a time, so that a large file never stands in memory as a whole


@dataclass(frozen=True)
class EvidenceDraft:
    """One piece of proof on its way in: a file (with the name it came under), a link, or where it is held."""

    title: str
    of: str = Evidence.Of.OUTPUT
    file: File | None = None
    name: str = ""
    link: str = ""
    held_elsewhere: str = ""
    speaks_of_on: date | None = None


@verb()
def post_update(
    action: Action,
    *,
    part: Part | None = None,
    evidence: Iterable[EvidenceDraft] = (),
    recommends_complete: bool = False,
    check_on: date | None = None,
    by: User,
    at: datetime,
    **details: object,
) -> ProgressUpdate:
    """Post an update with its evidence, and recommend complete by it where `recommends_complete`.

    part: only that part is meant. details: further fields of ProgressUpdate. check_on: when to look whether it
    worked, needed where it is not yet tested. Where nothing has changed, how it goes has not either, unless it is said.
    Raises Refused, ValidationError.
    """
    action = locked(action)
    insist(may(by, "update", action, at=at))
    insist_covered(action, part)
    # Inherited, so that nothing said on a force-only action reaches the OPCC because somebody forgot to say so.
    details = {"audience": action.audience, "marking": action.marking} | details
    if details.get("no_change_because") and not details.get("assessment"):
        details["assessment"] = last_assessment(action)
    update = ProgressUpdate(action=action, part=part, recommends_complete=recommends_complete, **details)
    if recommends_complete:
        move("recommend_complete", action, part=part, record=update, by=by, at=at)
        # "Not yet tested" is allowed, and sets a follow-up check (domain.md, The difference made).
        if update.shown == ProgressUpdate.Shown.NOT_TESTED:
            _set_test(action, check_on, by=by, at=at)
    else:
        write(update, by=by, at=at)
    for draft in evidence:
        _add_evidence(update, draft, by=by, at=at)
    # The owner's forecast, which moves freely; the target date never moves by an update.
    if update.expected_on and update.expected_on != action.expected_on:
        action.expected_on = update.expected_on
        write(action, by=by, at=at, why="Forecast in an update")
    return update


def last_assessment(action: Action) -> str:
    """How its owner last said that it goes, as corrected; "" for never."""
    stated = (
        ProgressUpdate.objects.filter(action=action).as_corrected().exclude(assessment="").order_by("said_at", "pk")
    )
    return stated.values_list("assessment", flat=True).last() or ""


@verb()
def recommend_parts(
    action: Action, parts: Iterable[Part], *, shown: str, by: User, at: datetime, **details: object
) -> list[ProgressUpdate]:
    """Recommend some parts of an action complete, each by an update of its own in the same words, decided by itself.

    details: as post_update takes them; evidence and the check to come stand with the last. Raises Refused, ValidationError.
    """
    *others, last = parts
    words = {name: value for name, value in details.items() if name not in ("evidence", "check_on")}
    updates = []
    for part in others:
        action = locked(action)
        kept = {"audience": action.audience, "marking": action.marking} | words
        updates.append(ProgressUpdate(action=action, part=part, recommends_complete=True, shown=shown, **kept))
        move("recommend_complete", action, part=part, record=updates[-1], by=by, at=at)
    return [*updates, post_update(action, part=last, recommends_complete=True, shown=shown, by=by, at=at, **details)]


@verb()
def transcribe_recommendation(action: Action, *, words: str, source: str, by: User, at: datetime) -> ProgressUpdate:
    """Recommend complete in the words of a document: at most that, however they read. Raises Refused.

    source: the file and row. An import never signs off (domain.md); no evidence is asked of it, and its lack is shown to the DCC.
    """
    action = locked(action)
    update = ProgressUpdate(
        action=action,
        done=words,
        recommends_complete=True,
        source=source,
        audience=action.audience,
        marking=action.marking,
    )
    move("transcribe_recommendation", action, record=update, by=by, at=at)
    return update


def _set_test(action, due_on, *, by, at):
    """Set the check of what is not yet tested. Before any file is kept, which no rollback would remove."""
    if due_on is None:
        raise ValidationError({"check_on": gettext("Enter the date when you will check whether it worked.")})
    write(FollowUpCheck(action=action, what="Test whether it worked", due_on=due_on), by=by, at=at)


def _add_evidence(update, draft, *, by, at):
    proof = Evidence(
        action=update.action,
        part=update.part,
        update=update,
        title=draft.title,
        of=draft.of,
        link=draft.link,
        held_elsewhere=draft.held_elsewhere,
        speaks_of_on=draft.speaks_of_on,
        audience=update.audience,
        marking=update.marking,
    )
    if draft.file:
        proof.sha256, proof.size = digest(draft.file), draft.file.size
        proof.name, proof.file = draft.name or draft.file.name, draft.file
    return write(proof, by=by, at=at)


def digest(file: File) -> str:
    """SHA-256 of a file, in hexadecimal; the file is left at its beginning."""
    running = hashlib.sha256()
    for chunk in file.chunks(CHUNK):
        running.update(chunk)
    file.seek(0)
    return running.hexdigest()


@verb()
def release(action: Action, *, reason: str = "", by: User, at: datetime) -> Release:
    """Show the OPCC everything force-only said on the action so far, never what is said later. Raises Refused."""
    insist(may(by, "release", action, at=at))
    return write(Release(action=action, reason=reason, marking=action.marking), by=by, at=at)
