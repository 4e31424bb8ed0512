"""The form of a return as it comes back: a file, then the rows that were read from it, to be looked at and kept."""

import json
from dataclasses import asdict

from django import forms

from safeguarding.lib.readers.refusals import LARGEST_FILE, MEGABYTE, Unreadable
from safeguarding.lib.readers.tables import open_grids

from ..importers.returns import MOST_LETTERS, MOST_ROWS, TypedRow, read_return
from .service_form import ServiceForm

READABLE = "The Word or Excel form that you downloaded here, up to 10 MB."


class ReturnFileForm(ServiceForm):
    """A file, or `rows` as the page that shows what becomes of them sends them again. In order, `read` has the rows."""

    mark_optional = False

    file = forms.FileField(label="The form, filled in", help_text=READABLE, required=False, allow_empty_file=True)
    rows = forms.CharField(required=False, widget=forms.HiddenInput, max_length=MOST_LETTERS)

    def clean(self) -> dict[str, object]:
        """Read it, so that what cannot be read is said at once, beside the field."""
        cleaned = super().clean()
        try:
            self.read = self._again(cleaned.get("rows")) or self._read(cleaned.get("file"))
        except Unreadable as refused:
            self.add_error("file", str(refused))
        return cleaned

    def _read(self, file):
        if not file:
            raise Unreadable("Choose the form that you filled in")
        if file.size > LARGEST_FILE:  # said before it is read
            raise Unreadable(
                f"{file.name} is larger than {LARGEST_FILE // MEGABYTE} MB: take out pictures, or split it"
            )
        return read_return(open_grids(file.read(), file.name), file.name)

    @staticmethod
    def _again(sent):
        """The rows that were sent again: from the browser, so anything may stand there."""
        try:
            found = json.loads(sent or "[]")
            rows = [TypedRow(*(str(row[name]) for name in TypedRow.__dataclass_fields__)) for row in found[:MOST_ROWS]]
        except (ValueError, TypeError, KeyError, RecursionError):
            raise Unreadable("Choose the form again: what was read from it was lost on the way") from None
        return rows

    @property
    def sent_again(self) -> str:
        """The rows that were read, as the next page sends them."""
        return json.dumps([asdict(row) for row in self.read])
