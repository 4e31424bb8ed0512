"""The Welsh catalogue: gather every word that pages show, and compile what was made of it for Django.

Run by the Makefile as a script. Words stand in English where they always stood, and become Welsh where a page is drawn: those of a
template by {% translate %} and {% blocktranslate %}, those of a view by gettext, and without any mark what a component or a
form draws: the labels of an enumeration and of a move, and the labels, hints and empty choices of forms and filters.
"""

import ast
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
WELSH = Path(__file__).parent / "cy" / "LC_MESSAGES" / "django.po"
COMPILED = WELSH.with_suffix(".mo")
APPS = ("safeguarding", "inspections", "recommendations")
# In English on purpose, as what goes out is: mails, the public website, the admin.
ENGLISH = ("templates/admin", "templates/django", "templates/emails", "templates/website")
KEYWORDS = DEFAULT_KEYWORDS | {"gettext_lazy": None, "ngettext_lazy": (1, 2)}
DRAWN = {"label", "help_text", "empty_label", "told", "words"}  # of a form's field, a filter or a move
DRAWS = re.compile(r"/(forms|filters|workflow)(/|\.py$)")

Words = str | tuple[str, ...]  # with its plural where it has one


class Found(NamedTuple):
    """A message, and the file that has it, from the project's folder."""

    words: Words
    path: str


def found() -> Iterator[Found]:
    """Every message of templates and code, in the order of the files."""
    for path in sorted((ROOT / "templates").rglob("*.html")):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith(ENGLISH):
            yield from (Found(words, name) for words in _marked(templatize(path.read_text(), origin=name)))
    for path in sorted(path for app in APPS for path in (ROOT / app).rglob("*.py")):
        name, code = path.relative_to(ROOT).as_posix(), path.read_text()
        if "/migrations/" not in name:
            yield from (Found(words, name) for words in (*_marked(code), *_unmarked(ast.parse(code), name)))


def _marked(code: str) -> Iterator[Words]:
    """The words that gettext and its like are handed."""
    lines = "\n".join(line.strip() for line in code.splitlines())
    for _, words, _, _ in extract("python", BytesIO(lines.encode()), KEYWORDS):
        yield words


def _unmarked(code: ast.Module, name: str) -> Iterator[str]:
    """The labels of enumerations; where forms, filters and moves stand, what these draw."""
    for node in ast.walk(code):
        if isinstance(node, ast.ClassDef) and any("Choices" in ast.unparse(base) for base in node.bases):
            pairs = (line.value for line in node.body if isinstance(line, ast.Assign))
            yield from (label for pair in pairs if isinstance(pair, ast.Tuple) and (label := _said(pair.elts[-1])))
        if isinstance(node, ast.keyword) and node.arg in DRAWN and DRAWS.search(name) and (label := _said(node.value)):
            yield label


def _said(node: ast.expr) -> str:
    """The text of a constant; "" for any other expression."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def read() -> Catalog:
    """The catalogue as it is kept, with what is Welsh already."""
    with WELSH.open("rb") as file:
        return read_po(file, locale="cy")


def gather() -> None:
    """Bring the kept catalogue up to date: new messages without Welsh, and none that nothing shows any more."""
    asked, kept = Catalog(charset="utf-8"), read()
    for words, path in found():
        asked.add(words, locations=[(path, 0)])
    kept.update(asked, no_fuzzy_matching=True, update_header_comment=False, update_creation_date=False)
    with WELSH.open("wb") as file:
        write_po(file, kept, width=120, sort_by_file=True, ignore_obsolete=True, include_lineno=False)


def compile_welsh(to: Path = COMPILED) -> None:
    """Write the file that Django reads, beside the one that people read or elsewhere."""
    with to.open("wb") as file:
        write_mo(file, read())


if __name__ == "__main__":
    {"gather": gather, "compile": compile_welsh}[sys.argv[1]]()
