"""A file saved as Strict Open XML, which Office offers, is read as any other."""

import io
import zipfile

import pytest

from safeguarding.lib.readers.docx import read_tables
from safeguarding.lib.readers.repairs import USUAL
from safeguarding.lib.readers.xlsx import read_sheets

from ..reading import docx, repacked, values, xlsx


def _strict(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = {name: package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))}
    for strict, usual in USUAL.items():
        members = {name: content.replace(usual, strict) for name, content in members.items()}
    return repacked(data, members)


@pytest.mark.parametrize(("make", "read", "name"), [(xlsx, read_sheets, "plan.xlsx"), (docx, read_tables, "plan.docx")])
def test_a_strict_file_is_read_as_the_usual_kind(make, read, name):
    data = _strict(make(["Ref", "Action"], ["1", "Count them."]))
    assert data != make(["Ref", "Action"], ["1", "Count them."])
    assert values(read(data, name)[0]) == [["Ref", "Action"], ["1", "Count them."]]
