"""All that the tracker keeps: the database, the files that were brought, the seals and the public keys. Not the private key."""

import tempfile
from collections.abc import Iterator
from datetime import datetime
from hashlib import file_digest
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from ..ledger.seals import BETWEEN
from ..lib.uploads.upload_storage import bucket
from . import database
from .archive import Archive, Manifest, write_archive
from .database import NotDone

DATABASE, FILES, SEALS, KEYS = "database", "files/", "seals.txt", "ledger.key.pub"


def take_backup(to: Path, *, at: datetime) -> Path:
    """Write a backup to a file, or into a folder under a name of its moment, and return the file. Raises NotDone.

    Until it is whole it is in a folder beside it, whose name begins with ".backup-".
    """
    path = to / f"tracker-{at:%Y-%m-%d-%H%M%S}.tar" if to.is_dir() else to
    if path.exists():
        raise NotDone(f"There is a file {path} already: name another.")
    if not path.parent.is_dir():
        raise NotDone(f"There is no folder {path.parent}.")
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".backup-") as folder:
        dumped, begun = Path(folder) / "database", Path(folder) / "begun.tar"
        # The database first: files are kept before the rows that name them, and those that records name are never taken away.
        database.dump(dumped)
        facts = {"made_at": at.isoformat(), "engine": connection.vendor, "migrations": _last_migrations()}
        write_archive(begun, _members(dumped), **facts)
        begun.replace(path)
    return path


def restore_backup(path: Path) -> Manifest:
    """Put a backup into an empty database and return what it was of. Nothing is written before it was read whole. Raises NotDone.

    The database comes last: until it is back, all can be done again.
    """
    with Archive(path) as archive:
        manifest = archive.manifest
        _insist_fit(manifest)
        archive.insist_whole()
        files = {name: _place_of(name) for name in manifest.files if name.startswith(FILES)}
        if files and bucket():
            raise NotDone(
                "It holds files, and UPLOADS_BUCKET is set. Restore it without that, and copy MEDIA_ROOT into the bucket."
            )
        for name, place in files.items():
            _insist_free(place, manifest.files[name])
        for name, place in files.items():
            archive.copy(name, place)
        _add_lines(_keys(), archive.read(KEYS), apart="\n")
        _add_lines(Path(settings.LEDGER_SEALS), archive.read(SEALS), apart=BETWEEN)
        with tempfile.TemporaryDirectory() as folder:
            archive.copy(DATABASE, Path(folder) / DATABASE)
            database.restore(Path(folder) / DATABASE)
    return manifest


def is_of_this_version(manifest: Manifest) -> bool:
    """Return whether its database is as this version of the tracker has it; else `migrate` makes it so."""
    return manifest.migrations == _last_migrations()


def _insist_fit(manifest):
    """Raise NotDone unless it can be put into the database that the settings name."""
    if manifest.engine != connection.vendor:
        raise NotDone(f"This is a backup of {manifest.engine}; DATABASE_URL leads to {connection.vendor}.")
    if not database.is_empty():
        raise NotDone("The database holds something already. A backup is put into one that is new and empty.")
    known = {".".join(node) for node in MigrationLoader(None).graph.nodes}
    if others := [name for name in manifest.migrations if name not in known]:
        raise NotDone(f"Another version of the tracker made it, which has {others[0]}: restore it with that one.")


def _last_migrations():
    return sorted(".".join(node) for node in MigrationLoader(None).graph.leaf_nodes())


def _members(dumped) -> Iterator[tuple[str, Path]]:
    yield DATABASE, dumped
    root = Path(settings.MEDIA_ROOT)
    for file in sorted(root.rglob("*")):
        if file.is_file():
            yield f"{FILES}{file.relative_to(root).as_posix()}", file
    yield SEALS, Path(settings.LEDGER_SEALS)
    yield KEYS, _keys()


def _place_of(name):
    """Where a file of the backup belongs, which is nowhere but in MEDIA_ROOT, whatever its name leads to."""
    root = Path(settings.MEDIA_ROOT)
    place = root / name.removeprefix(FILES)
    if not place.resolve().is_relative_to(root.resolve()):
        raise NotDone(f"In the backup {name} belongs elsewhere than to the files of the tracker: take another.")
    return place


def _keys():
    return Path(f"{settings.LEDGER_KEY}.pub")


def _insist_free(place, digest):
    """A file that is there already is the same."""
    if place.exists():
        with place.open("rb") as file:
            if file_digest(file, "sha256").hexdigest() != digest:
                raise NotDone(f"There is another file in {place}. Name an empty folder in MEDIA_ROOT.")


def _add_lines(place, kept, *, apart):
    """Put what the backup has and the file has not before what is there: seals that were made since tell what is lost."""
    there = place.read_text("utf-8") if place.exists() else ""
    lacking = "".join(f"{one}{apart}" for one in kept.decode().split(apart) if one.strip() and one.strip() not in there)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"{lacking}{there}", "utf-8")
