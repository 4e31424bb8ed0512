"""`python -m tests.mutants [MODULE...]`: put faults into the rules, one at a time, and name those that no test notices.

SAMPLE=60 faults a module, the same in every run; SAMPLE=all tries them all. What is found is kept in var/mutants.jsonl, so
that a run can be broken off: a fault is tried again once its module changed or, where it went unnoticed, a test did.
"""

import ast
import gc
import json
import os
import resource
import sys
import time
from functools import cache
from hashlib import sha256
from importlib.machinery import SourceFileLoader
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from .faults import faults

ROOT = Path(__file__).parent.parent.parent
KEPT = ROOT / "var/mutants.jsonl"
MODULES = """
    safeguarding/history.py safeguarding/append_only.py safeguarding/as_at.py safeguarding/roles.py
    safeguarding/lib/dates.py safeguarding/lib/keys.py safeguarding/lib/prepared.py
    inspections/timescales.py inspections/timetable.py inspections/models.py inspections/visibility.py
    recommendations/workflow/[mp]*.py recommendations/models/visibility.py recommendations/standings/*[!_].py
    recommendations/blocking.py recommendations/waiting.py recommendations/four_eyes/*[!_].py
    recommendations/permissions/*[!_].py
    recommendations/services/*[!_].py recommendations/search/*[!_].py recommendations/selectors/search/*[!_].py
    recommendations/selectors/standings.py recommendations/selectors/prepared.py recommendations/selectors/lateness.py
"""
# Not those that read files, nor those of commands and of the code's text.
TESTS = """
    tests/safeguarding/test_*.py tests/safeguarding/lib/test_dates*.py tests/inspections/test_*.py
    tests/recommendations/test_*.py tests/recommendations/services/test_*.py tests/recommendations/selectors/**/test_*.py
    tests/recommendations/views/test_*.py
"""
# The tests of what is made with the database: its triggers, and the index of its texts.
OF_SET_UP = {"test_append_only", "test_attacks", "test_four_eyes", "test_owned_before", "test_search_texts"}
OPTIONS = ["-q", "-p", "no:xdist", "-p", "no:cacheprovider", "-m", "not browser"]
SECONDS = 15  # of tests, the quickest first, that a fault is tried on
LONGEST = 90  # seconds of the processor for one fault, which may go round for ever
AT_ONCE = 2


def main() -> None:
    """Try the faults, and print of each module how many were noticed, and those that were not."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    modules = [str(path.relative_to(ROOT)) for path in _paths(" ".join(sys.argv[1:]) or MODULES)]
    _, status = os.waitpid(_fork(pytest.main, [*OPTIONS, *map(str, _paths(TESTS))], [Entered(_kept())]), 0)
    if os.waitstatus_to_exitcode(status) not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        sys.exit("The tests have to pass without a fault first.")
    running = {}
    for job in _to_try(modules, _kept()):
        if len(running) == AT_ONCE:
            _wait(running)
        running[_fork(_try, *job)] = job
    while running:
        _wait(running)
    for module in modules:
        _report(module, _kept())


class Entered:
    """A pytest plugin: keep of each new test that passes how long it takes, and which functions of MODULES it enters."""

    def __init__(self, kept: dict):
        self.kept, self.at_set_up, self.remembering, self.loaded = kept, set(), [], 0
        self.files = {str(path): path.relative_to(ROOT) for path in _paths(MODULES)}
        self.entered = set()
        sys.settrace(self._enter)  # of the imports

    def pytest_collection_modifyitems(self, items):
        items[:] = [item for item in items if self.kept.get(item.nodeid, {}).get("file") != _digest(item.path)]

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef):
        yield
        if fixturedef.argname == "django_db_setup":
            self._set_up()

    def pytest_collection_finish(self):
        self._set_up()

    def _set_up(self):
        """Keep what was entered before the first test, or by the making of the database."""
        self.at_set_up |= self.entered
        self.entered.clear()
        _keep("set-up", entered=sorted(self.at_set_up))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item):
        self._forget()
        self.entered, began, failed = set(), time.process_time(), item.session.testsfailed
        sys.settrace(self._enter)
        yield
        sys.settrace(None)
        if item.session.testsfailed == failed:
            seconds, file = time.process_time() - began, _digest(item.path)
            _keep(item.nodeid, file=file, seconds=seconds, entered=sorted(self.entered))
        return True

    def _forget(self):
        """Let each test put its statements together, or only the first to ask one would enter what it is made by."""
        if self.loaded != len(sys.modules):
            self.loaded, self.remembering = len(sys.modules), [one for one in gc.get_objects() if _remembers(one)]
        for one in self.remembering:
            one.cache_clear() if hasattr(one, "cache_clear") else one._kept.clear()

    def _enter(self, frame, event, arg):
        if module := self.files.get(frame.f_code.co_filename):
            self.entered.add(f"{module} {frame.f_code.co_qualname.split('.<locals>')[0]}")


def _remembers(one):
    if hasattr(type(one), "cache_clear"):
        return getattr(one, "__module__", "").startswith(("recommendations.", "inspections."))
    return type(one).__name__ == "Statements"


def _try(module, number, fault, tests):
    """Run the tests with the fault in the module from its import on; 0 where all of them pass."""
    path = str(ROOT / module)
    tree = ast.parse(Path(path).read_text())
    next(islice(faults(tree), number, None)).put_in()
    real, code = SourceFileLoader.get_code, compile(tree, path, "exec")
    SourceFileLoader.get_code = lambda self, name: code if self.path == path else real(self, name)
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1), os.dup2(nowhere, 2)
    return pytest.main([*OPTIONS, "-x", *tests]) if tests else 0


def _fork(work, *args):
    if pid := os.fork():
        return pid
    status = 1
    try:
        status = work(*args)
    finally:
        os._exit(status)


def _wait(running):
    pid, status = os.wait()
    module, number, fault, _ = running.pop(pid)
    _keep(_key(module, number, fault), noticed=status != 0, module=_digest(ROOT / module), tests=_all_tests())
    if status == 0:
        print(f"{module}:{fault.line}: {fault.words}", flush=True)


def _to_try(modules, kept):
    """(module, number, fault, tests) of what was not tried yet, on this module and these tests."""
    files = {_digest(path) for path in _paths(TESTS)}
    found = [(name, test) for name, test in kept.items() if test.get("file") in files]
    tests = sorted((test["seconds"], name, [*test["entered"], *_made_before(name, kept)]) for name, test in found)
    for module in modules:
        for number, fault in _sample(module):
            known = kept.get(_key(module, number, fault), {})
            same = known.get("noticed") or known.get("tests") == _all_tests()
            if known.get("module") != _digest(ROOT / module) or not same:
                yield module, number, fault, list(_tests_of(f"{module} {fault.within}", tests))


def _made_before(name, kept):
    """What is entered by the imports and the making of the database, where the test is one of that."""
    return kept["set-up"]["entered"] if Path(name.split("::")[0]).stem in OF_SET_UP else []


def _tests_of(place, tests):
    """Those that enter the function; any function of the module, where the fault is in none."""
    left = SECONDS
    for seconds, name, entered in tests:
        if left > 0 and any(one.startswith(place) if place.endswith(" ") else one == place for one in entered):
            left -= seconds
            yield name


def _sample(module):
    found = list(enumerate(faults(ast.parse((ROOT / module).read_text()))))
    Random(module).shuffle(found)
    size = os.environ.get("SAMPLE", "60")
    return found if size == "all" else found[: int(size)]


def _report(module, kept):
    known = [(fault, kept[_key(module, number, fault)]) for number, fault in _sample(module)]
    missed = [fault for fault, outcome in known if not outcome["noticed"]]
    noticed = len(known) - len(missed)
    print(f"{module}: {noticed} of {len(known)} noticed, {100 * noticed // max(1, len(known))} %")
    for fault in sorted(missed, key=lambda fault: fault.line):
        print(f"  line {fault.line}: {fault.words}")


def _kept():
    """What is known, of tests by node id and of faults by _key."""
    KEPT.touch()
    return dict(map(json.loads, KEPT.read_text().splitlines()))


def _keep(key, **record):
    with KEPT.open("a") as file:
        print(json.dumps([key, record]), file=file)


def _key(module, number, fault):
    return f"{module} {number}: {fault.words}"


def _paths(patterns):
    return sorted({path for pattern in patterns.split() for path in ROOT.glob(pattern)})


def _digest(*paths):
    return sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:12]


@cache
def _all_tests():
    return _digest(*_paths("tests/**/*.py"))


if __name__ == "__main__":
    main()
