"""The faults that can be made in a module, each with a name that stays while the words around it do."""

import ast
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .slips import slips

SKIPPED = {"annotation", "returns", "decorator_list"}


@dataclass(frozen=True)
class Fault:
    """One change of a module's syntax tree.

    key: what it changes, in the words before and after. lines: those that it stands on. within: qualified name and first
    line of the outermost function around it; None where it is done as the module is imported.
    """

    key: str
    lines: range
    within: tuple[str, int] | None
    put_in: Callable[[], None]


def faults(tree: ast.Module) -> list[Fault]:
    """Every fault of a module, in the order of its text; putting one in changes `tree` itself."""
    found = []
    times = Counter()
    for within, old, new, put_in in _changes(tree, (), None):
        key = f"{within[0] if within else 'module'}: {_short(old)} -> {_short(new)}"
        times[key] += 1
        if times[key] > 1:
            key += f" ({times[key]})"
        found.append(Fault(key, range(old.lineno, old.end_lineno + 1), within, put_in))
    return found


def _changes(node, names, within) -> Iterator[tuple]:
    """(function around it, node, what stands there instead, how to put it there) of everything below `node`."""
    for field, place, child in _children(node):
        inner_names, inner = names, within
        if within is None and isinstance(child, ast.FunctionDef):
            inner = ".".join((*names, child.name)), _first_line(child)
        elif within is None and isinstance(child, ast.ClassDef):
            inner_names = (*names, child.name)
        elif within and isinstance(child, ast.arguments) and within[1] == _first_line(node):
            inner = None  # defaults are made as the module is imported
        for slip in slips(child, node):
            yield inner, child, slip, _setter(node, field, place, slip)
        yield from _changes(child, inner_names, inner)


def _children(node):
    for field, value in ast.iter_fields(node):
        if field not in SKIPPED:
            several = isinstance(value, list)
            for place, child in enumerate(value if several else [value]):
                if isinstance(child, ast.AST):
                    yield field, place if several else None, child


def _first_line(function):
    """As its code object has it: a decorator's, where there is one."""
    return min([function.lineno, *(decorator.lineno for decorator in getattr(function, "decorator_list", ()))])


def _setter(node, field, place, slip):
    def put_in():
        old = getattr(node, field) if place is None else getattr(node, field)[place]
        ast.fix_missing_locations(ast.copy_location(slip, old))
        if place is None:
            setattr(node, field, slip)
        else:
            getattr(node, field)[place] = slip

    return put_in


def _short(node):
    words = " ".join(ast.unparse(node).split())
    return words if len(words) <= 100 else f"{words[:70]} ... {words[-25:]}"
