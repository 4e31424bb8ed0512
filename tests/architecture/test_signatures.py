"""A signature says what comes in and what comes out; a docstring begins with what is done, not with "What"."""

import ast

from .sources import broken, modules

BARE = {"dict", "list", "set", "tuple"}


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


def without_return_type(tree):
    return [
        f"line {function.lineno}: {function.name}" for function in public_functions(tree) if function.returns is None
    ]


def with_bare_container(tree):
    return [
        f"line {annotation.lineno}: {ast.unparse(annotation)}" for annotation in annotations(tree) if bare(annotation)
    ]


def beginning_with_what(tree):
    return [text.splitlines()[0] for text in documented(tree) if text.startswith(("What ", "Whether "))]


def test_every_public_function_says_what_it_returns():
    assert broken(without_return_type, modules()) == []


def test_no_container_is_annotated_without_what_it_holds():
    assert broken(with_bare_container, modules()) == []


def test_no_docstring_begins_with_what_or_whether():
    assert broken(beginning_with_what, modules()) == []


def test_the_reader_of_signatures_sees_what_it_looks_for():
    tree = ast.parse(
        "def says(words: list) -> dict[str, tuple]:\n"
        '    """What it says."""\n'
        "class Row:\n"
        "    cells: list[str]\n"
        "    def width(self): ...\n"
        "    def _height(self): ...\n"
    )
    assert without_return_type(tree) == ["line 5: width"]
    assert with_bare_container(tree) == ["line 1: dict[str, tuple]", "line 1: list"]
    assert beginning_with_what(tree) == ["What it says."]
