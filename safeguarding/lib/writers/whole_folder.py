"""A folder of files that is there whole or not at all: written beside its place, and put there when all of it is written."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MARK = ".made-by-the-tracker"  # in every folder that was made so; no other is ever replaced


class NotOurs(ValueError):
    """Something else stands where the folder would be, or the folder cannot be made there. Its words say what to do."""


@contextmanager
def whole_folder(place: Path) -> Iterator[Path]:
    """An empty folder to write in, which takes the place of `place` at the end.

    An earlier one stays as it is until then, whatever stops this one. Raises NotOurs where `place` is something that was not made so.
    """
    place = place.resolve()
    _insist(place)
    place_beside = place.with_name(f".{place.name}.being-written")
    place_beside.mkdir(exist_ok=True)
    with (place_beside / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NotOurs(f"{place} is being written already. Wait until that is done.") from None
        made, before = place_beside / "made", place_beside / "before"
        _clear(place, made, before)
        made.mkdir()
        (made / MARK).touch()
        yield made
        if place.exists():
            place.rename(before)
        made.rename(place)
        shutil.rmtree(place_beside)


def _insist(place):
    if not place.parent.is_dir():
        raise NotOurs(f"There is no folder {place.parent}. Make it first.")
    if place.exists() and not (place / MARK).is_file():
        raise NotOurs(
            f"{place} was not made by this command, so it is left alone. Name a folder that is not there yet."
        )


def _clear(place, made, before):
    """Take away what a run left that was stopped; if that was between its last two steps, put the earlier folder back."""
    if before.exists() and not place.exists():
        before.rename(place)
    for left in filter(Path.exists, (made, before)):
        shutil.rmtree(left)
