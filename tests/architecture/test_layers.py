"""Only views, api, management and admin know the request and what time it is.

import-linter keeps our own modules on their floors; it cannot look inside Django, so these read the sources.
"""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
APPS = ["safeguarding", "inspections", "recommendations"]

WITH_REQUEST = {
    "views",
    "api",
    "passwords",
    "sign_in",
    "second_step",
    "directory",
    "brought",
    "management",
    "admin",
    "urls",
    "context",
    "middleware",
    "accesses",
    "request_log",
}
# Safeguarding's own exceptions, which the views use: the clock itself, and what runs before any request.
OUTSIDE = {"safeguarding/clock.py", "safeguarding/wsgi.py", "safeguarding/assets/build.py"}

REQUEST = {"django.http", "django.shortcuts", "django.views", "django.contrib.messages"}
CLOCKS = {"now", "today", "utcnow", "localdate", "localtime", "time_ns"}


def below_the_views():
    for path in sorted(path for app in APPS for path in (ROOT / app).rglob("*.py")):
        place = path.relative_to(ROOT)
        module = place.parts[1].removesuffix(".py")
        if module not in WITH_REQUEST | {"migrations"} and str(place) not in OUTSIDE:
            yield pytest.param(ast.parse(path.read_text()), id=str(place))


BELOW = list(below_the_views())


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ("." * node.level + f"{node.module or ''}.{alias.name}".lstrip(".") for alias in node.names)


def names_of_clocks_called(tree):
    """`timezone.now()` and its like; `localtime(moment)` merely converts, so only calls without a moment count."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            if name in CLOCKS and not node.args:
                yield f"line {node.lineno}: {name}()"


@pytest.mark.parametrize("tree", BELOW)
def test_nothing_below_the_views_knows_the_request(tree):
    assert [name for name in imported(tree) if name.startswith(tuple(f"{module}." for module in REQUEST))] == []


@pytest.mark.parametrize("tree", BELOW)
def test_nothing_below_the_views_asks_what_time_it_is(tree):
    assert [name for name in imported(tree) if name.endswith("clock") or ".clock." in name] == []
    assert list(names_of_clocks_called(tree)) == []


def test_the_reader_of_sources_sees_what_it_looks_for():
    tree = ast.parse(
        "from django.http import HttpResponse\n"
        "from safeguarding import clock\n"
        "from .clock import now\n"
        "from django.utils import timezone\n"
        "timezone.now()\n"
        "timezone.localtime(moment)\n"
    )
    assert list(imported(tree)) == [
        "django.http.HttpResponse",
        "safeguarding.clock",
        ".clock.now",
        "django.utils.timezone",
    ]
    assert list(names_of_clocks_called(tree)) == ["line 5: now()"]
