"""A class is laid out in one sheet: two that meant different things by one name broke a page that neither was about."""

import re
from collections import Counter
from pathlib import Path

SHEETS = Path(__file__).parents[2] / "safeguarding" / "assets"
BEGINS = re.compile(r"^\.(app-[a-z_-]+) \{$", re.M)


def test_a_class_is_laid_out_in_one_sheet():
    begun = Counter(name for sheet in SHEETS.glob("_*.scss") for name in set(BEGINS.findall(sheet.read_text())))

    assert begun["app-main"] == 1
    assert [name for name, sheets in begun.items() if sheets > 1] == []
