"""The style of what is shown: a class is laid out in one sheet, an apostrophe is curly."""

import ast
import re
from collections import Counter

from .sources import ROOT, broken, modules

SHEETS = ROOT / "safeguarding" / "assets"
BEGINS = re.compile(r"^\.(app-[a-z_-]+) \{$", re.M)
STRAIGHT = re.compile(r"[A-Za-z]'(?:s|t|re|ve|ll|d)\b|[a-z]s' [a-z]")
# What people type, and what plans that come in have.
AS_TYPED = {ROOT / "recommendations/importers/repeated_cells.py"}
STORY = ROOT / "recommendations/management/story"


def straight_apostrophes(tree):
    """The strings with one, docstrings aside."""
    documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return [node.value for node in strings if id(node) not in documents and STRAIGHT.search(node.value)]


def test_a_class_is_laid_out_in_one_sheet():
    """Two that meant different things by one name broke a page that neither was about."""
    begun = Counter(name for sheet in SHEETS.glob("_*.scss") for name in set(BEGINS.findall(sheet.read_text())))

    assert begun["app-main"] == 1
    assert [name for name, sheets in begun.items() if sheets > 1] == []


def test_the_apostrophes_of_what_is_shown_are_curly():
    """As on GOV.UK: two kinds look careless on one page, and one phrase with both is two messages to translate."""
    shown = [path for path in modules() if path not in AS_TYPED and STORY not in path.parents]
    templates = ((path, re.sub(r"{#.*?#}", "", path.read_text())) for path in (ROOT / "templates").rglob("*.*"))

    assert broken(straight_apostrophes, shown) == []
    assert {path.name: found for path, text in templates if (found := STRAIGHT.findall(text))} == {}
