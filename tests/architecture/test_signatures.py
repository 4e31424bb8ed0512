"""A signature says what comes in and what comes out; a docstring begins with what is done, not with "What"."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

APPS = ["safeguarding", "inspections", "recommendations"]
BARE = {"dict", "list", "set", "tuple"}


def modules():
    for file in sorted(path for app in APPS for path in (ROOT / app).rglob("*.py")):
        if "migrations" not in file.parts:
            yield pytest.param(ast.parse(file.read_text()), id=str(file.relative_to(ROOT)))


MODULES = list(modules())


def public_functions(tree):
    """Functions of a module and methods of its classes, without those inside functions and without private ones."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from public_functions(node)
        elif isinstance(node, ast.FunctionDef) and (not node.name.startswith("_") or node.name.startswith("__")):
            yield node


def annotations(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield node.returns
        elif isinstance(node, ast.arg | ast.AnnAssign):
            yield node.annotation


def bare(annotation):
    """The bare containers in an annotation; in `dict[str, list]` the list is one."""
    if annotation is None:
        return []
    named = {id(node.value) for node in ast.walk(annotation) if isinstance(node, ast.Subscript)}
    return [n.id for n in ast.walk(annotation) if isinstance(n, ast.Name) and n.id in BARE and id(n) not in named]


def documented(tree):
    kinds = ast.Module | ast.ClassDef | ast.FunctionDef
    return [ast.get_docstring(node) or "" for node in ast.walk(tree) if isinstance(node, kinds)]


@pytest.mark.parametrize("tree", MODULES)
def test_every_public_function_says_what_it_returns(tree):
    assert [f"line {f.lineno}: {f.name}" for f in public_functions(tree) if f.returns is None] == []


@pytest.mark.parametrize("tree", MODULES)
def test_no_container_is_annotated_without_what_it_holds(tree):
    assert [f"line {a.lineno}: {ast.unparse(a)}" for a in annotations(tree) if bare(a)] == []


@pytest.mark.parametrize("tree", MODULES)
def test_no_docstring_begins_with_what_or_whether(tree):
    assert [text.splitlines()[0] for text in documented(tree) if text.startswith(("What ", "Whether "))] == []


def test_the_reader_of_signatures_sees_what_it_looks_for():
    tree = ast.parse(
        "def says(words: list) -> dict[str, tuple]:\n"
        '    """What it says."""\n'
        "class Row:\n"
        "    cells: list[str]\n"
        "    def width(self): ...\n"
        "    def _height(self): ...\n"
    )
    assert [(f.name, f.returns is None) for f in public_functions(tree)] == [("says", False), ("width", True)]
    assert [found for annotation in annotations(tree) for found in bare(annotation)] == ["tuple", "list"]
    assert documented(tree) == ["", "What it says.", "", "", ""]
