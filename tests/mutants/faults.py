"""The faults that can be put into a module: what a slip of the hand would have written on one of its lines.

Sentences, labels, docstrings and type hints are left alone: people read them, and no rule hangs on them. SQL is not (sql.py).
"""

import ast
import re
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass

from . import sql

EXCHANGED = (
    *((ast.Eq, ast.NotEq), (ast.Is, ast.IsNot), (ast.In, ast.NotIn), (ast.And, ast.Or), (ast.Add, ast.Sub)),
    *((ast.Lt, ast.LtE), (ast.Lt, ast.GtE), (ast.Gt, ast.GtE), (ast.Gt, ast.LtE), (ast.BitOr, ast.BitAnd)),
)
KEY = re.compile(r"[a-z][a-z0-9]*([-_]+[a-z0-9]+)*")  # a name for the program; a sentence has capitals and spaces
TYPE = re.compile(r"[A-Z][A-Za-z]*[a-z]")
FOR_PEOPLE = {"annotation", "returns", "label", "words", "success_message", "why", "verbose_name", "help_text"}
FOR_PEOPLE |= {"frozen", "kw_only", "strict"}  # guards against another slip


@dataclass(frozen=True)
class Fault:
    """A change of a module's tree. within: the outermost function around it; "" where it is done by the import."""

    line: int
    words: str
    within: str
    put_in: Callable[[], None]


def faults(node: ast.AST, names: tuple[str, ...] = (), within: str = "") -> Iterator[Fault]:
    """Every fault below a node, in the order of the text; putting one in changes the tree itself."""
    for field, place, child in _children(node):
        for slip in _slips(child, node):
            words = getattr(slip, "words", f"{_short(child)} -> {_short(slip)}")
            yield Fault(child.lineno, words, within, _setter(node, field, place, slip))
        if isinstance(child, ast.FunctionDef | ast.ClassDef) and not within:
            inner = (*names, child.name)
            yield from faults(child, inner, ".".join(inner) if isinstance(child, ast.FunctionDef) else "")
        elif not isinstance(child, ast.Raise):  # decorators and defaults are made by the import
            made = field == "decorator_list" or (isinstance(child, ast.arguments) and within == ".".join(names))
            yield from faults(child, names, "" if made else within)


def _children(node):
    for field, value in ast.iter_fields(node):
        if field not in FOR_PEOPLE and getattr(node, "arg", "") not in FOR_PEOPLE:
            for place, child in enumerate(value if isinstance(value, list) else [value]):
                if isinstance(child, ast.AST) and not _is_left_alone(child):
                    yield field, place if isinstance(value, list) else None, child


def _is_left_alone(node):
    match node:
        case ast.JoinedStr(values=pieces):
            return not any(isinstance(piece, ast.Constant) and sql.SQL.search(piece.value) for piece in pieces)
        case ast.FormattedValue() | ast.Expr(value=ast.Constant()) | ast.Name(id="cache"):
            return True
        case ast.Assign(value=ast.Constant(value=str(said))) if sql.SQL.search(said):
            return False
        case ast.Assign(
            targets=[ast.Name(id=name)],
            value=ast.Constant(value=str()) | ast.Tuple(elts=[ast.Constant(value=str()), ast.Constant(value=str())]),
        ):
            return name.isupper()  # only its name is used; a choice has its label beside it
        case ast.Assign(targets=[ast.Name(id=name)]):
            return TYPE.fullmatch(name)
        case ast.Slice(lower=None, upper=ast.Constant(value=1)):
            return True  # of a subquery the database takes the first row anyway
    return False


def _slips(node, parent):
    """What could stand in the place of one node."""
    if node is getattr(parent, "test", None) or node in getattr(parent, "ifs", ()):
        yield from (ast.Constant(answer) for answer in (True, False))
    yield from _operators(node)
    yield from _constants(node, getattr(getattr(parent, "func", None), "attr", ""))
    yield from _statements(node)
    if isinstance(node, ast.Call):
        yield from _calls(node)


def _operators(node):
    match node:
        case ast.Compare(ops=[op]):
            yield from (_with(node, ops=[other]) for other in _others(op))
        case ast.BoolOp(op=op) | ast.BinOp(op=op):
            yield from (_with(node, op=other) for other in _others(op))
        case ast.UnaryOp(op=ast.Not() | ast.Invert()):
            yield node.operand


def _constants(node, called):
    match node:
        case ast.Constant(value=bool() | None):
            yield ast.Constant(not node.value)
        case ast.Constant(value=int()):
            yield ast.Constant(node.value + 1)
        case ast.Constant(value=str(key)) if called == "order_by":
            yield ast.Constant(key.removeprefix("-") if key.startswith("-") else f"-{key}")
        case ast.Constant(value=str(key)) if KEY.fullmatch(key):
            yield ast.Constant(f"{key}_")
        case ast.Constant(value=str(said)):
            yield from (_worded(ast.Constant(other), words) for words, other in sql.slips(said))
        case ast.Tuple(ctx=ast.Load()) | ast.List(ctx=ast.Load()) | ast.Set():
            yield from (_with(node, elts=left) for left in _without(node.elts) if left)


def _worded(node, words):
    node.words = " ".join(words.split())
    return node


def _statements(node):
    match node:
        case ast.Return(value=ast.expr()) if ast.unparse(node) != "return None":
            yield ast.Return(ast.Constant(None))
        case ast.Expr(value=ast.Call()) | ast.Raise() | ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()
        case ast.FunctionDef(decorator_list=decorators):
            yield from (_with(node, decorator_list=left) for left in _without(decorators))


def _calls(node):
    if getattr(node.func, "attr", "") in ("filter", "exclude"):
        yield from (_with(node, args=left) for left in _without(node.args))
    kept = [keyword for keyword in node.keywords if keyword.arg in FOR_PEOPLE]
    dropped = [keyword for keyword in node.keywords if keyword.arg not in FOR_PEOPLE]
    yield from (_with(node, keywords=left + kept) for left in _without(dropped))


def _others(op):
    return [(two if isinstance(op, one) else one)() for one, two in EXCHANGED if isinstance(op, one | two)]


def _without(items):
    return [items[:place] + items[place + 1 :] for place in range(len(items))]


def _with(node, **fields):
    changed = copy(node)
    vars(changed).update(fields)
    return changed


def _setter(node, field, place, slip):
    def put_in():
        old = getattr(node, field) if place is None else getattr(node, field)[place]
        new = ast.fix_missing_locations(ast.copy_location(slip, old))
        if place is None:
            setattr(node, field, new)
        else:
            getattr(node, field)[place] = new

    return put_in


def _short(node):
    words = " ".join(ast.unparse(node).split())
    return words if len(words) <= 100 else f"{words[:70]} ... {words[-25:]}"
