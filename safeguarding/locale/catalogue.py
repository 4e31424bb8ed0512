"""The Welsh catalogue: gather every word that pages show, and compile what was made of it for Django.

Run by the Makefile. Words stand in English where they always stood, and become Welsh where a page is drawn: those of a
template by {% translate %} and {% blocktranslate %}, those of a view and of a refusal by gettext, those of a table in a
selector where it is drawn, for which gettext_noop marks them. Without any mark come the names of months and days, what
stands for words that are withheld, the labels of enumerations, what constraints say, what a template hands to a component,
and all that begins with a capital letter in forms, filters and the workflow.
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

from safeguarding.lib import dates, languages
from safeguarding.lib.words import WITHHELD

ROOT = Path(__file__).resolve().parents[2]
WELSH = Path(__file__).parent / "cy" / "LC_MESSAGES" / "django.po"
COMPILED = WELSH.with_suffix(".mo")
APPS = ("safeguarding", "inspections", "recommendations")
# In English on purpose, as papers are: the public website, the admin.
ENGLISH = ("templates/admin", "templates/django", "templates/website")
KEYWORDS = DEFAULT_KEYWORDS | {"gettext_noop": None, "gettext_lazy": None}
DRAWS = re.compile(r"/(forms|filters|workflow)(/(?!__init__)|\.py$)")
TO_COMPONENT = re.compile(
    r'\b(?:label|text|heading|button|caption|words|one|unit|summary|against)="([^"]*[a-z][^"]*)"'
)  # by an {% include %}
COUNTED = re.compile(r'(?:\bnoun=|\|counted:)"(\w+)"')  # a noun, of which there are some

IN_ENGLISH = re.compile(r"/(packs|management|importers)/")  # what these count, papers and commands say

Words = str | tuple[str, ...]  # with its plural where it has one


class Found(NamedTuple):
    """A message, and the file that has it, from the project's folder."""

    words: Words
    path: str


def found() -> Iterator[Found]:
    """Every message of templates and code, in the order of the files."""
    for path in sorted(path for kind in ("*.html", "*.txt") for path in (ROOT / "templates").rglob(kind)):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith(ENGLISH):
            yield from (Found(words, name) for words in _in_template(path.read_text(), name))
    yield from (Found(name, "safeguarding/lib/dates.py") for name in (*dates.MONTHS, *dates.WEEKDAYS))
    yield Found(WITHHELD, "safeguarding/lib/words.py")
    for path in sorted(path for app in APPS for path in (ROOT / app).rglob("*.py")):
        name, code = path.relative_to(ROOT).as_posix(), path.read_text()
        if "/migrations/" not in name:
            yield from (Found(words, name) for words in (*_marked(code), *_unmarked(ast.parse(code), name)))


def _in_template(text: str, name: str) -> Iterator[Words]:
    yield from _marked(templatize(text, origin=name))
    for included in re.findall(r"{% (?:include|draw_once) .*?%}", text):
        yield from TO_COMPONENT.findall(included)
    for noun in COUNTED.findall(text):
        yield languages.counted_words(noun)


def _marked(code: str) -> Iterator[Words]:
    """The words that gettext and its like are handed."""
    lines = "\n".join(line.strip() for line in code.splitlines())
    for _, words, _, _ in extract("python", BytesIO(lines.encode()), KEYWORDS):
        yield words


def _unmarked(code: ast.Module, name: str) -> Iterator[Words]:
    """The labels of enumerations, what constraints say, nouns; of forms, filters and moves whatever reads as words."""
    for node in ast.walk(code):
        if isinstance(node, ast.ClassDef) and any("Choices" in ast.unparse(base) for base in node.bases):
            pairs = (line.value for line in node.body if isinstance(line, ast.Assign))
            yield from (pair.elts[-1].value for pair in pairs if isinstance(pair, ast.Tuple))
        elif (isinstance(node, ast.Call) and ast.unparse(node.func) == "Figure") or (
            isinstance(node, ast.Call) and ast.unparse(node.func).endswith("counted") and not IN_ENGLISH.search(name)
        ):
            nouns = (given.value for given in node.args[1:2] if isinstance(given, ast.Constant))
            yield from (languages.counted_words(noun) for noun in nouns)
        elif (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "noun") or (
            isinstance(node, ast.keyword) and node.arg == "violation_error_message"
        ):
            yield from (one.value for one in (node.value,) if isinstance(one, ast.Constant))
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "Field":
            yield from (given.value for given in node.args[:1] if isinstance(given, ast.Constant))
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in KEYWORDS:
            continue  # marked
        elif DRAWS.search(name) and not isinstance(node, ast.Expr | ast.JoinedStr):
            inside = (child for child in ast.iter_child_nodes(node) if isinstance(child, ast.Constant))
            yield from (child.value for child in inside if isinstance(child.value, str) and child.value[:1].isupper())


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
