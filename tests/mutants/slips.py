"""What a slip of the hand would have written instead: for one node of a syntax tree, the nodes that could stand there.

Words are left alone: docstrings, messages and labels are read by people, and no rule hangs on them.
"""

import ast
from collections.abc import Iterator
from copy import copy

TURNED = {
    ast.Eq: [ast.NotEq],
    ast.NotEq: [ast.Eq],
    ast.Lt: [ast.LtE, ast.GtE],
    ast.LtE: [ast.Lt, ast.Gt],
    ast.Gt: [ast.GtE, ast.LtE],
    ast.GtE: [ast.Gt, ast.Lt],
    ast.Is: [ast.IsNot],
    ast.IsNot: [ast.Is],
    ast.In: [ast.NotIn],
    ast.NotIn: [ast.In],
    ast.And: [ast.Or],
    ast.Or: [ast.And],
    ast.Add: [ast.Sub],
    ast.Sub: [ast.Add],
    ast.Mult: [ast.FloorDiv],
    ast.BitOr: [ast.BitAnd],
    ast.BitAnd: [ast.BitOr],
}
EXCHANGED = {"min": "max", "any": "all", "first": "last", "filter": "exclude", "earliest": "latest"}
EXCHANGED |= {other: one for one, other in EXCHANGED.items()}

# Every call of a verb has these or fails at once; the others are words for people.
NOT_DROPPED = {"by", "at", "label", "verbose_name", "help_text", "violation_error_message"}
LOGGING = {"debug", "info", "warning", "exception", "log"}


def slips(node: ast.AST, parent: ast.AST) -> Iterator[ast.AST]:
    """The nodes that a slip would have put in the place of `node`."""
    find = _FINDERS.get(type(node))
    return find(node, parent) if find else iter(())


def _with(node, **fields):
    changed = copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _not(node):
    return ast.UnaryOp(ast.Not(), node)


def _without(items):
    """The list, each time without another of its items."""
    for place in range(len(items)):
        yield items[:place] + items[place + 1 :]


def _compare(node, parent):
    for place, op in enumerate(node.ops):
        for turned in TURNED.get(type(op), ()):
            yield _with(node, ops=[*node.ops[:place], turned(), *node.ops[place + 1 :]])


def _bool_op(node, parent):
    yield _with(node, op=TURNED[type(node.op)][0]())
    for left in _without(node.values):
        yield _with(node, values=left) if len(left) > 1 else left[0]


def _unary(node, parent):
    if isinstance(node.op, ast.Not | ast.Invert):
        yield node.operand


def _binary(node, parent):
    words = any(isinstance(side, ast.JoinedStr) or _is_words(side) for side in (node.left, node.right))
    if not words:
        for turned in TURNED.get(type(node.op), ()):
            yield _with(node, op=turned())


def _constant(node, parent):
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int):
        yield ast.Constant(node.value + 1)


def _literal(node, parent):
    unpacked = isinstance(parent, ast.Assign) and isinstance(parent.targets[0], ast.Tuple)
    if not unpacked and not isinstance(getattr(node, "ctx", None), ast.Store):
        for left in _without(node.elts):
            if left or not isinstance(node, ast.Set):
                yield _with(node, elts=left)


def _call(node, parent):
    if isinstance(parent, ast.Raise):
        return  # its sentence is for people
    name = getattr(node.func, "attr", None) or getattr(node.func, "id", "")
    if name in EXCHANGED:
        key = "attr" if isinstance(node.func, ast.Attribute) else "id"
        yield _with(node, func=_with(node.func, **{key: EXCHANGED[name]}))
    if name in ("filter", "exclude"):
        for left in _without(node.args):
            yield _with(node, args=left)
    if name == "order_by":
        for place, field in enumerate(node.args):
            if _is_words(field):
                turned = ast.Constant(field.value[1:] if field.value[0] == "-" else f"-{field.value}")
                yield _with(node, args=[*node.args[:place], turned, *node.args[place + 1 :]])
    for place, keyword in enumerate(node.keywords):
        if keyword.arg not in NOT_DROPPED and not _is_words(keyword.value):
            yield _with(node, keywords=node.keywords[:place] + node.keywords[place + 1 :])


def _statement(node, parent):
    """Left out: a call made for what it does, a refusal, a field that is set."""
    if isinstance(node, ast.Expr):
        call = node.value
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") not in LOGGING:
            yield ast.Pass()
    elif isinstance(node, ast.Raise) or any(map(_is_field, _targets(node))):
        yield ast.Pass()


def _targets(node):
    for target in [node.target] if isinstance(node, ast.AugAssign) else node.targets:
        yield from target.elts if isinstance(target, ast.Tuple) else [target]


def _is_field(target):
    return isinstance(target, ast.Attribute | ast.Subscript)


def _return(node, parent):
    if node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value in (None, False)):
        yield ast.Return(ast.Constant(None))
    if isinstance(node.value, ast.BoolOp | ast.Name):
        yield ast.Return(_not(node.value))


def _condition(node, parent):
    """What is asked, the other way round; a comparison or a `not` is turned for itself."""
    if isinstance(node.test, ast.Name | ast.Attribute | ast.Call | ast.NamedExpr):
        yield _with(node, test=_not(node.test))


def _comprehension(node, parent):
    for left in _without(node.ifs):
        yield _with(node, ifs=left)


def _is_words(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


_FINDERS = {
    ast.Compare: _compare,
    ast.BoolOp: _bool_op,
    ast.UnaryOp: _unary,
    ast.BinOp: _binary,
    ast.Constant: _constant,
    **dict.fromkeys((ast.List, ast.Tuple, ast.Set), _literal),
    ast.Call: _call,
    **dict.fromkeys((ast.Expr, ast.Raise, ast.Assign, ast.AugAssign), _statement),
    ast.Return: _return,
    **dict.fromkeys((ast.If, ast.IfExp, ast.While), _condition),
}
