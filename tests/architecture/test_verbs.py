"""Every verb is atomic, is called by somebody, and leaves an action's status to the one function that moves it."""

import ast

from .sources import ROOT, modules, tree_of

SERVICES = [
    *sorted((ROOT / "recommendations/services").glob("*.py")),
    ROOT / "inspections/services.py",
    ROOT / "inspections/corrections.py",
    ROOT / "safeguarding/appointments.py",
]
# Where people come in: pages with their forms, the admin, commands.
CALLERS = [
    "*/views/*.py",
    "*/views.py",
    "*/passwords.py",
    "*/forms/*.py",
    "*/admin/*.py",
    "*/admin.py",
    "*/management/**/*.py",
]
DEMONSTRATION = ROOT / "recommendations/management/story"

# No page or command calls these yet; each with why.
WITHOUT_A_CALLER = {
    "add_recommendations": "part of add_recommendation and accept_plan",
    "add_milestone": "a report that is recorded calls it, for each next step; no page adds one by hand yet",
    "answer_under": "part of respond, which names what answers the part",
    "allocate": "part of give",
    "appoint": "part of hand_post_over",
    "ask_for_date": "part of request_deadline, and of what an action answers being changed",
    "corrected_by": "part of correct_verdict",
    "end": "part of hand_post_over, and of deactivate",
    "hand_over": "part of give",
    "mark_withdrawn": "part of withdraw_inspection, which asks what stands on it",
    "move": "part of every verb that moves an action",
    "name_numbering": "part of record, where a report prints no numbers",
    "open_actions": "part of open_action and accept_plan",
    "put_inspection_right": "part of put_right, which goes on to what the inspection recommends",
    "record_rows": "part of accept_plan",
    "transcribe_recommendation": "part of accept_plan",
}


def verbs():
    """(module, function) of every public function that says by whom and at which moment."""
    for path in SERVICES:
        for node in tree_of(path).body:
            public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
            if public and {"by", "at"} <= {argument.arg for argument in node.args.kwonlyargs}:
                yield path, node


def called(paths):
    """The functions of services that these files import, or call on a module of services."""
    modules = {path.stem for path in SERVICES}
    for path in paths:
        imported = set()  # names under which modules of services go here
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ImportFrom):
                names = {alias.name for alias in node.names}
                if set((node.module or "").split(".")) & (modules - {"services"}):
                    yield from names
                elif (node.module or "").split(".")[-1] == "services":
                    imported |= {alias.asname or alias.name for alias in node.names}
                    yield from names
        yield from (
            node.attr
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in imported
        )


def callers():
    found = {path for pattern in CALLERS for path in ROOT.glob(pattern)}
    return sorted(path for path in found if ROOT / ".venv" not in path.parents and DEMONSTRATION not in path.parents)


def test_every_verb_is_called_by_a_page_or_a_command_or_stands_here_with_why():
    names = {node.name for _, node in verbs()}

    assert names - set(called(callers())) == set(WITHOUT_A_CALLER)


def test_every_verb_is_one_change():
    """Those that write nothing themselves call one that is, or are part of one."""
    parts = {"accept_staged", "ask_for_date", "begin", "corrected_by", "move", "record_rows"}
    bare = {node.name for _, node in verbs() if "verb()" not in map(ast.unparse, node.decorator_list)}

    assert bare == parts


def test_only_a_move_changes_a_status():
    moving = {
        path.relative_to(ROOT).as_posix()
        for path in modules()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and any(keyword.arg == "moving" for keyword in node.keywords)
    }

    # The other is for leaving, which changes whether somebody is active.
    assert moving == {"recommendations/services/moves.py", "safeguarding/appointments.py"}
