"""The echoes of the records, made anew where they are not as the records have them: standings, texts that can be found, likenesses."""

from collections.abc import Iterator
from itertools import chain

from django.db import transaction

from .. import likenesses
from ..search import restate as search
from ..standings import restate as standings


def differences() -> Iterator[str]:
    """Each echo that is not as the records have it, in words."""
    return chain(standings.differences(), search.differences(), likenesses.differences())


@transaction.atomic
def rebuild() -> None:
    """Make every one of them as the records have it; whoever reads meanwhile has them as they were.

    To be run while nobody records: SQLite lets nobody, PostgreSQL does, and of what was recorded meanwhile it may miss something.
    """
    standings.rebuild()
    search.rebuild()
    likenesses.rebuild()
