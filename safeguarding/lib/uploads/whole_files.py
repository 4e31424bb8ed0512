"""Where uploaded files are kept: a file is there under its name as a whole, or not at all."""

import os

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.utils.crypto import get_random_string


class WholeFileStorage(FileSystemStorage):
    """Django's, which of a file that found no room leaves what it had written. Needs a file system with hard links."""

    def _save(self, name: str, content: File) -> str:
        part = f"{name}.{get_random_string(12)}.part"
        try:
            super()._save(part, content)
            while True:
                try:
                    os.link(self.path(part), self.path(name))  # unlike renaming it takes nobody's place
                except FileExistsError:
                    name = self.get_available_name(name)
                else:
                    return name
        finally:
            self.delete(part)
