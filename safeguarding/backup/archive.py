"""The file that a backup is: a tar whose last member, the manifest, has the SHA-256 of all the others. Without it nothing is whole."""

import io
import json
import os
import tarfile
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple

from .database import NotDone

MANIFEST = "manifest.json"
AT_ONCE = 1 << 20  # bytes


class Manifest(NamedTuple):
    """made_at: the moment (ISO 8601). engine: "postgresql" or "sqlite". files: by name, the SHA-256.

    migrations: the last of each app, as "app.name": which version of the tracker made it.
    """

    made_at: str
    engine: str
    migrations: list[str]
    files: dict[str, str]


class _Hashed:
    """A file that is hashed as it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.digest = file, sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self.digest.update(data)
        return data


def write_archive(to: Path, members: Iterable[tuple[str, Path]], **facts: object) -> None:
    """Write the members, each a name in the archive and the file that it is of, and then the manifest, with these facts in it.

    Only its owner may read it.
    """
    digests = {}
    with os.fdopen(os.open(to, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        with tarfile.open(fileobj=file, mode="w") as tar:
            for name, path in members:
                try:
                    opened = path.open("rb")
                except FileNotFoundError:
                    continue  # what was staged, and was kept or dropped meanwhile
                with opened:
                    hashed = _Hashed(opened)
                    tar.addfile(tar.gettarinfo(arcname=name, fileobj=opened), hashed)
                digests[name] = hashed.digest.hexdigest()
            manifest = Manifest(files=digests, **facts)
            data = json.dumps(manifest._asdict(), indent=1).encode()
            last = tarfile.TarInfo(MANIFEST)
            last.size = len(data)
            tar.addfile(last, io.BytesIO(data))
        file.flush()
        os.fsync(file.fileno())


class Archive:
    """A backup that is read. Raises NotDone where it is none, or not whole, or not what was written."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        try:
            self._tar = tarfile.open(fileobj=self._file, mode="r:")  # noqa: SIM115  it closes nothing of its own
            self.manifest = Manifest(**json.load(self._tar.extractfile(MANIFEST)))
        except (tarfile.TarError, KeyError, TypeError, ValueError) as error:
            self._file.close()
            raise NotDone(f"{path} is no whole backup: take another.") from error

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def insist_whole(self) -> None:
        """Read every member, and hold it against the manifest."""
        for name, kept in self.manifest.files.items():
            digest = sha256()
            with self._opened(name) as file:
                while data := file.read(AT_ONCE):
                    digest.update(data)
            if digest.hexdigest() != kept:
                raise NotDone(f"In the backup {name} is not what was written there: take another.")

    def read(self, name: str) -> bytes:
        """A small member; nothing where it has none of this name."""
        return self._opened(name).read() if name in self.manifest.files else b""

    def copy(self, name: str, to: Path) -> None:
        """Write a member to a file, which is there whole or not at all."""
        begun = to.with_name(f"{to.name}.restoring")
        to.parent.mkdir(parents=True, exist_ok=True)
        with self._opened(name) as file, begun.open("wb") as copy:
            while data := file.read(AT_ONCE):
                copy.write(data)
        begun.replace(to)

    def _opened(self, name):
        path = PurePosixPath(name)
        try:
            file = self._tar.extractfile(name)
        except (KeyError, tarfile.TarError):
            file = None
        if file is None or path.is_absolute() or ".." in path.parts:
            raise NotDone(f"In the backup {name} is missing: take another.")
        return file
