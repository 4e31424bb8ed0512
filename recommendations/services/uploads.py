"""Files that came in with a form that had errors: kept for the person who sent them until the form is right."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from safeguarding.history import verb
from safeguarding.models import User

from ..models import ReportReading, StagedFile, StagedPlan
from .progress import digest

KEPT_FOR = timedelta(days=1)  # our convention: long enough for an interrupted shift


@verb()
def stage(files: Iterable[UploadedFile], *, by: User, at: datetime) -> list[StagedFile]:
    """Keep uploaded files for `by`. Files staged and left for over a day go, whoever's."""
    forget(StagedFile.objects.filter(staged_at__lt=at - KEPT_FOR))
    return [
        StagedFile.objects.create(
            owner=by, name=file.name, sha256=digest(file), size=file.size, file=file, staged_at=at
        )
        for file in files
    ]


def is_as_it_came(waiting: StagedFile | StagedPlan | ReportReading) -> bool:
    """Return whether the file that lies on the disk is the one that somebody sent: before it is recorded as theirs."""
    try:
        with waiting.file.storage.open(waiting.file.name) as kept:
            return digest(kept) == waiting.sha256
    except FileNotFoundError:
        return False


def forget(staged: Iterable[StagedFile]) -> None:
    """Let go of staged files, once they are evidence or were left."""
    for file in staged:
        file.file.close()
        file.delete()
        # the contents last: a row without its file could be chosen, a file without its row cannot
        transaction.on_commit(lambda kept=file.file: kept.delete(save=False))
