"""`python -m tests.mutants [MODULE...]`: put faults into the rules, one at a time, and name those that no test notices.

SAMPLE=60 faults a module, the same in every run; SAMPLE=all tries them all. What is found is kept in var/mutants.jsonl, so
that a run can be broken off: a fault is tried again once its module changed or, where it went unnoticed, a test did.
"""

import ast
import gc
import json
import os
import resource
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import _lru_cache_wrapper
from hashlib import sha256
from importlib.machinery import SourceFileLoader
from operator import itemgetter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from types import CodeType, FunctionType

import pytest
from _pytest.runner import runtestprotocol

from .faults import Fault, faults

ROOT = Path(__file__).parent.parent.parent
KEPT = ROOT / "var/mutants.jsonl"
MODULES = """
    safeguarding/history.py safeguarding/append_only.py safeguarding/as_at.py safeguarding/roles.py
    safeguarding/lib/dates.py inspections/timescales.py inspections/timetable.py inspections/models.py
    recommendations/workflow/*.py recommendations/models/visibility.py recommendations/standings/*.py
    recommendations/blocking.py recommendations/waiting.py recommendations/four_eyes.py recommendations/permissions.py
    recommendations/services/*.py recommendations/search/*.py recommendations/selectors/search/*.py
    recommendations/selectors/standings.py recommendations/selectors/lateness.py
"""
# Not those that read files, nor those of commands and of the code's text.
TESTS = """
    tests/safeguarding/test_*.py tests/safeguarding/lib/test_dates*.py tests/inspections/test_*.py
    tests/recommendations/test_*.py tests/recommendations/services tests/recommendations/selectors
    tests/recommendations/views
"""
OPTIONS = ["-q", "-x", "-s", "-p", "no:xdist", "-p", "no:cacheprovider", "-m", "not browser"]
SECONDS = 15  # of tests, as they take without a fault, that a fault is tried on
LONGEST = 60  # seconds of the processor that a child may take: a fault may go round for ever
UNNOTICED = "unnoticed"


def main() -> None:
    """Try the faults, and print of each module how many were noticed, and those that were not."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    modules = [str(path.relative_to(ROOT)) for path in _paths(" ".join(sys.argv[1:]) or MODULES)]
    # First those in functions, where everything is imported once; each of the others needs an import of its own.
    if not os.fork():
        os._exit(pytest.main([*OPTIONS, *map(str, _paths(TESTS))], plugins=[InFunctions(modules)]))
    if os.wait()[1]:
        sys.exit("Broken off.")
    kept = Kept()
    for module in modules:
        for number, fault in kept.to_try(module):
            kept.try_out(module, number, fault, in_the_import)
    for module in modules:
        kept.report(module)


class Kept(dict):
    """What is known: of tests by node id (file, seconds, entered), of faults by _key (by, module, tests)."""

    def __init__(self):
        KEPT.touch()
        self.update(map(json.loads, KEPT.read_text().splitlines()))
        self.tests = _digest(*ROOT.glob("tests/**/*.py"))
        self.files = {_digest(path) for path in ROOT.glob("tests/**/test_*.py")}

    def keep(self, key: str, **record: object) -> None:
        self[key] = record
        with KEPT.open("a") as file:
            print(json.dumps([key, record]), file=file)

    def sample(self, module: str) -> list[tuple[int, Fault]]:
        """The faults of a module that are tried, with their numbers."""
        found = list(enumerate(faults(ast.parse((ROOT / module).read_text()))))
        Random(module).shuffle(found)
        size = os.environ.get("SAMPLE", "60")
        return sorted(found if size == "all" else found[: int(size)], key=itemgetter(0))

    def to_try(self, module: str) -> Iterator[tuple[int, Fault]]:
        """Those of the sample that were not tried yet, on this module and these tests."""
        for number, fault in self.sample(module):
            known = self.get(_key(module, number, fault), {})
            again = known.get("by") == UNNOTICED and known["tests"] != self.tests
            if known.get("module") != _digest(ROOT / module) or again:
                yield number, fault

    def try_out(self, module: str, number: int, fault: Fault, way: Callable[..., str]) -> None:
        """Try a fault on the tests that enter its function, and keep which one noticed it."""
        tests = self._tests_of(module, fault)
        by = in_child(lambda scratch: way(module, number, tests, scratch)) if tests else UNNOTICED
        self.keep(_key(module, number, fault), by=by, module=_digest(ROOT / module), tests=self.tests)
        if by == UNNOTICED:
            print(f"{module}:{fault.line}: {fault.words}", flush=True)

    def _tests_of(self, module, fault):
        """Those that noticed other faults of the module first, then the quickest, up to SECONDS of them."""
        noticed = Counter(known["by"] for key, known in self.items() if key.startswith(f"{module} "))
        found = [
            (-noticed[name], test["seconds"], name)
            for name, test in self.items()
            if test.get("file") in self.files and _enters(test, module, fault)
        ]
        left, chosen = SECONDS, []
        for _, seconds, name in sorted(found):
            if left > 0:
                left -= seconds
                chosen.append(name)
        return chosen

    def report(self, module: str) -> None:
        sample = self.sample(module)
        missed = [fault for number, fault in sample if self[_key(module, number, fault)]["by"] == UNNOTICED]
        noticed = len(sample) - len(missed)
        print(f"{module}: {noticed} of {len(sample)} noticed, {100 * noticed / max(1, len(sample)):.0f} %")
        for fault in missed:
            print(f"  line {fault.line}: {fault.words}")


class InFunctions:
    """A pytest plugin: in place of running the tests, try the faults in the functions of some modules on them."""

    def __init__(self, modules: list[str]):
        self.modules = modules

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Make the database, learn of new tests which functions they enter, and try the faults."""
        from django.db import connection

        self.items = {item.nodeid: item for item in session.items}
        self._run([next(name for name, item in self.items.items() if "db" in item.fixturenames)])
        connection.close()
        self.functions = [thing for thing in gc.get_objects() if type(thing) is FunctionType]
        self.caches = [thing for thing in gc.get_objects() if type(thing) is _lru_cache_wrapper]
        kept = Kept()
        for name, item in self.items.items():
            if kept.get(name, {}).get("file") != (file := _digest(item.path)):
                found = in_child(lambda scratch, name=name: self._trace(name, scratch))
                kept.keep(name, file=file, **json.loads(found or '{"seconds": 0, "entered": []}'))
        for module in self.modules:
            for number, fault in kept.to_try(module):
                if fault.within:
                    kept.try_out(module, number, fault, self._try)
        return True

    def _run(self, names):
        """The first of these tests that fails, or UNNOTICED."""
        items = [self.items[name] for name in names]
        items[0].session._setupstate.teardown_exact(items[0])
        another = next(item for item in self.items.values() if item.path != items[-1].path)  # or the database would go
        for item, following in zip(items, [*items[1:], another], strict=True):
            if any(report.failed for report in runtestprotocol(item, log=False, nextitem=following)):
                return item.nodeid
        return UNNOTICED

    def _run_on_copy(self, names, scratch):
        from django.db import connection

        connection.settings_dict["NAME"] = shutil.copy(connection.settings_dict["NAME"], scratch)
        return self._run(names)

    def _trace(self, name, scratch):
        entered = set()
        files = {str(path): path.relative_to(ROOT) for path in _paths(MODULES)}

        def enter(frame, event, arg):
            if frame.f_code.co_filename in files:
                entered.add((frame.f_code.co_filename, frame.f_code.co_qualname.split(".<locals>")[0]))

        began = time.process_time()
        sys.settrace(enter)
        failed = self._run_on_copy([name], scratch) != UNNOTICED
        sys.settrace(None)
        places = sorted(f"{files[file]} {function}" for file, function in entered)
        return "" if failed else json.dumps({"seconds": time.process_time() - began, "entered": places})

    def _try(self, module, number, names, scratch):
        changed = dict(_codes(_with_fault(module, number)))
        for function in self.functions:
            if function.__code__.co_filename == str(ROOT / module):
                key = function.__code__.co_qualname, function.__code__.co_firstlineno
                function.__code__ = changed.get(key, function.__code__)
        for cache in self.caches:
            if cache.__module__.startswith(("safeguarding.", "recommendations.")):
                cache.cache_clear()
        return self._run_on_copy(names, scratch)


def in_the_import(module: str, number: int, names: list[str], scratch: str) -> str:
    """Import everything with the fault in it, and give the first of these tests that fails, or UNNOTICED."""
    real, code = SourceFileLoader.get_code, _with_fault(module, number)
    SourceFileLoader.get_code = lambda self, name: code if self.path == str(ROOT / module) else real(self, name)
    failed = []

    class Noticed:
        def pytest_runtest_logreport(self, report):
            if report.failed:
                failed.append(report.nodeid)

    status = pytest.main([*OPTIONS, *names], plugins=[Noticed()])
    return UNNOTICED if status == pytest.ExitCode.OK else "".join(failed)


def in_child(work: Callable[[str], str]) -> str:
    """What `work` returns, given a directory of its own, in a forked child; "" where it breaks or goes on too long."""
    reading, writing = os.pipe()
    with TemporaryDirectory() as scratch:
        if pid := os.fork():
            os.close(writing)
            with os.fdopen(reading) as pipe:
                answer = pipe.read()
            os.waitpid(pid, 0)
            return answer
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1), os.dup2(nowhere, 2)
            with os.fdopen(writing, "w") as pipe:
                pipe.write(work(scratch))
        finally:
            os._exit(0)


def _with_fault(module, number):
    tree = ast.parse((ROOT / module).read_text())
    list(faults(tree))[number].put_in()
    return compile(tree, str(ROOT / module), "exec")


def _codes(code):
    """Everything compiled inside a code object, by qualified name and first line."""
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield (inner.co_qualname, inner.co_firstlineno), inner
            yield from _codes(inner)


def _enters(test, module, fault):
    wanted = f"{module} {fault.within}"
    return any(place == wanted if fault.within else place.startswith(wanted) for place in test["entered"])


def _key(module, number, fault):
    return f"{module} {number}: {fault.words}"


def _paths(patterns):
    return [path for pattern in patterns.split() for path in sorted(ROOT.glob(pattern)) if path.stat().st_size > 200]


def _digest(*paths):
    return sha256(b"".join(path.read_bytes() for path in sorted(paths))).hexdigest()[:12]


if __name__ == "__main__":
    main()
