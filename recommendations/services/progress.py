"""What owners report: updates with their evidence, recommending complete, releasing to the OPCC."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.base import File

from safeguarding.history import verb, write

from ..models import Evidence, ProgressUpdate, Release
from ..permissions import insist, may
from .actions import set_check
from .moves import insist_covered, locked, move

CHUNK = 1 << 20


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
def post_update(action, *, part=None, evidence=(), recommends_complete=False, check_on=None, by, at, **said):
    """Post an update, with evidence (EvidenceDraft), and recommend complete on the same page if so said.

    part: only that part is meant. said: further fields of ProgressUpdate. check_on: when to look whether it
    worked, needed where it is not yet tested. A forecast in `expected_on` moves freely.
    Raises Refused, ValidationError.
    """
    action = locked(action)
    insist(may(by, "update", action, at=at))
    insist_covered(action, part)
    said = {"audience": action.audience, "marking": action.marking} | said
    update = ProgressUpdate(action=action, part=part, recommends_complete=recommends_complete, **said)
    if recommends_complete:
        move("recommend_complete", action, part=part, record=update, by=by, at=at)
        if update.shown == ProgressUpdate.Shown.NOT_TESTED:
            _set_test(action, check_on, by=by, at=at)
    else:
        write(update, by=by, at=at)
    for draft in evidence:
        _add_evidence(update, draft, by=by, at=at)
    if update.expected_on and update.expected_on != action.expected_on:
        action.expected_on = update.expected_on
        write(action, by=by, at=at, why="Forecast in an update")
    return update


@verb()
def transcribe_recommendation(action, *, words, source, by, at):
    """A document says the owner recommends complete: at most that, however it is worded. Raises Refused."""
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
    """What is not yet tested gets a follow-up check. Asked before any file is kept, which no rollback would remove."""
    if due_on is None:
        raise ValidationError({"check_on": "Enter the date when you will check whether it worked."})
    set_check(action, what="Test whether it worked", due_on=due_on, by=by, at=at)


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


def digest(file):
    """SHA-256 of a file, in hexadecimal; the file is left at its beginning."""
    running = hashlib.sha256()
    for chunk in file.chunks(CHUNK):
        running.update(chunk)
    file.seek(0)
    return running.hexdigest()


@verb()
def release(action, *, reason="", by, at):
    """The issue owner shows the OPCC everything force-only said on the action so far. Raises Refused."""
    insist(may(by, "release", action, at=at))
    return write(Release(action=action, reason=reason, marking=action.marking), by=by, at=at)
