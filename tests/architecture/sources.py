"""The tracker's own Python, each file read once for all the rules it is held against."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
APPS = ["safeguarding", "inspections", "recommendations"]


def modules():
    """Paths of the apps' modules, migrations aside."""
    files = sorted(path for app in APPS for path in (ROOT / app).rglob("*.py"))
    return [path for path in files if "migrations" not in path.parts]


@cache
def tree_of(path):
    return ast.parse(path.read_text())


def broken(rule, paths):
    """What `rule`, which lists what it finds in a tree, finds in these files: one test a rule, as thousands take long to collect."""
    return [f"{path.relative_to(ROOT)}: {found}" for path in paths for found in rule(tree_of(path))]
