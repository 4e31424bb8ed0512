"""A kind of file that is written here, and as what it is sent."""

from pkgutil import resolve_name
from typing import NamedTuple

from safeguarding.lib.writers.papers import Paper
from safeguarding.lib.writers.tables import Table

_OFFICE = "application/vnd.openxmlformats-officedocument"
WORD = f"{_OFFICE}.wordprocessingml.document"
EXCEL = f"{_OFFICE}.spreadsheetml.sheet"
PDF = "application/pdf"
CSV = "text/csv; charset=utf-8"


class Kind(NamedTuple):
    """Its writer by name, as `module:function` of this folder, so that what few people ask for is imported when somebody does."""

    name: str
    writer: str
    content_type: str

    def write(self, contents: Paper | Table) -> bytes:
        """The file."""
        return resolve_name(f"safeguarding.lib.writers.{self.writer}")(contents)
