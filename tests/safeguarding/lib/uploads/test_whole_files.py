"""Uploaded files are kept whole or not at all."""

import errno

import pytest
from django.core.files.base import ContentFile

from safeguarding.lib.uploads.whole_files import WholeFileStorage


def found(folder):
    return sorted((file.name, file.read_bytes()) for file in folder.rglob("*") if file.is_file())


class NoRoom(ContentFile):
    """A file of which the disk takes the beginning."""

    def chunks(self, chunk_size=None):
        yield b"begun"
        raise OSError(errno.ENOSPC, "No space left on device")


def test_of_a_file_that_finds_no_room_nothing_is_left(tmp_path):
    storage = WholeFileStorage(tmp_path)
    storage.save("evidence/a", ContentFile(b"before"))

    with pytest.raises(OSError, match="No space left"):
        storage.save("evidence/a", NoRoom(b""))

    assert found(tmp_path) == [("a", b"before")]


def test_a_file_takes_nobodys_place(tmp_path, monkeypatch):
    storage = WholeFileStorage(tmp_path)
    storage.save("a", ContentFile(b"first"))
    names = iter(["a", "b"])  # the name was free a moment ago
    monkeypatch.setattr(storage, "get_available_name", lambda name, max_length=None: next(names))

    assert storage.save("a", ContentFile(b"second")) == "b"
    assert found(tmp_path) == [("a", b"first"), ("b", b"second")]
