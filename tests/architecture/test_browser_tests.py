"""A browser's test waits for what it looks for: after a press the new page may have arrived without its words."""

import ast

from .sources import ROOT, broken

# Of Playwright, these answer at once, from a page that may still be on its way; `expect` waits.
AT_ONCE = {"content", "title", "is_visible", "is_hidden", "is_checked", "is_enabled", "count"}


def test_nothing_is_asserted_of_a_page_that_may_be_on_its_way():
    files = sorted((ROOT / "tests/browser").glob("test_*.py"))

    assert len(files) > 10
    assert broken(_asserts_at_once, files) == []


def _asserts_at_once(tree):
    """Lines that assert such an answer, of something found on a page."""
    asserted = (part for node in ast.walk(tree) if isinstance(node, ast.Assert) for part in ast.walk(node.test))
    for part in asserted:
        if isinstance(part, ast.Attribute) and part.attr in AT_ONCE and "page" in ast.unparse(part.value):
            yield f"{part.lineno}: .{part.attr}(): use expect"
