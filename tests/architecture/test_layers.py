"""Only views, api, management and admin know the request and what time it is.

import-linter keeps our own modules on their floors; it cannot look inside Django, so these read the sources.
"""

import ast

from .sources import ROOT, broken, modules

WITH_REQUEST = {
    "views",
    "api",
    "passwords",
    "sign_in",
    "second_step",
    "directory",
    "brought",
    "language",
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
    for path in modules():
        place = path.relative_to(ROOT)
        if place.parts[1].removesuffix(".py") not in WITH_REQUEST and str(place) not in OUTSIDE:
            yield path


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


def knowing_the_request(tree):
    return [name for name in imported(tree) if name.startswith(tuple(f"{module}." for module in REQUEST))]


def asking_the_time(tree):
    clocks = [name for name in imported(tree) if name.endswith("clock") or ".clock." in name]
    return clocks + list(names_of_clocks_called(tree))


def test_nothing_below_the_views_knows_the_request():
    assert broken(knowing_the_request, below_the_views()) == []


def test_nothing_below_the_views_asks_what_time_it_is():
    assert broken(asking_the_time, below_the_views()) == []


def test_the_reader_of_sources_sees_what_it_looks_for():
    tree = ast.parse(
        "from django.http import HttpResponse\n"
        "from safeguarding import clock\n"
        "from .clock import now\n"
        "from django.utils import timezone\n"
        "timezone.now()\n"
        "timezone.localtime(moment)\n"
    )
    assert knowing_the_request(tree) == ["django.http.HttpResponse"]
    assert asking_the_time(tree) == ["safeguarding.clock", ".clock.now", "line 5: now()"]
