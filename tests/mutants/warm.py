"""Faults in functions: put into the running functions of a process that has collected the tests and knows what each runs."""

import ast
import functools
import gc
import sys
import time
from collections import defaultdict
from types import CodeType, FunctionType

import pytest
from django.db import connection

from .children import NOTICED, UNNOTICED, in_children, use_copy
from .faults import faults
from .kept import ROOT, Kept

APPS = ("safeguarding.", "inspections.", "recommendations.")
LONGEST = 600  # seconds


class Warm:
    """A pytest plugin which, in place of running the tests, tries the faults in the functions of `modules` on them."""

    def __init__(self, modules, kept: Kept):
        self.modules, self.kept = modules, kept

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session):
        self.session = session
        self.by_file = defaultdict(list)
        for item in session.items:
            self.by_file[str(item.path.relative_to(ROOT))].append(item)
        first = next((item for item in session.items if "db" in item.fixturenames), None)
        if first and self._run([first]):  # it sets up what all tests share
            raise pytest.UsageError(f"{first.nodeid} fails without any fault.")
        connection.close()  # all of the database is in its file now, for the children to copy
        # before the first fork, which hides from gc.get_objects() whatever there was
        self.functions, self.caches = _functions({str(ROOT / module) for module in self.modules}), _caches()
        self._learn()
        self._try_all()
        return True

    def _run(self, items):
        """Run tests until one fails. Whether one did."""
        session, failed = self.session, self.session.testsfailed
        session._setupstate.teardown_exact(items[0])
        for item, following in zip(items, [*items[1:], None], strict=True):
            # the last is not followed by none: that would take the session's database away
            item.ihook.pytest_runtest_protocol(item=item, nextitem=following or self._another_than(item))
            if session.testsfailed > failed:
                return True
        return False

    def _another_than(self, item):
        return next(other for other in self.session.items if other.path != item.path)

    # What each test runs

    def _learn(self):
        """Run every test that concerns these modules, and keep which of their lines it ran and how long it took."""
        files = [file for file in self.by_file if self.kept.is_new(file, self.modules)]
        print(f"Running {len(files)} files of tests to learn which lines they run ...", flush=True)
        paths = {file: self.kept.scratch / f"{number}.json" for number, file in enumerate(files)}
        for file, status in in_children(
            files, lambda file: self._trace(file, paths[file]), seconds=lambda file: LONGEST
        ):
            if status:
                print(f"{file} fails without any fault, or takes over {LONGEST} seconds: not used.", flush=True)
            else:
                self.kept.learn(file, paths[file], self.modules)

    def _trace(self, file, path):
        use_copy()
        sources = {str(ROOT / module): module for module in self.modules}
        ran = defaultdict(set)

        def line(frame, event, arg):
            ran[sources[frame.f_code.co_filename]].add(frame.f_lineno)
            return line

        found = {}
        for item in self.by_file[file]:
            ran.clear()
            began = time.monotonic()
            sys.settrace(lambda frame, event, arg: line if frame.f_code.co_filename in sources else None)
            failed = self._run([item])
            sys.settrace(None)
            if failed:
                print(item.nodeid, file=sys.stderr)
                return NOTICED
            lines = {module: sorted(lines) for module, lines in ran.items()}
            found[item.nodeid] = {"seconds": time.monotonic() - began, "lines": lines}
        self.kept.write_learnt(path, found)
        return UNNOTICED

    # The faults

    def _try_all(self):
        items = {item.nodeid: item for item in self.session.items}
        jobs = []
        for module in self.modules:
            for number, fault in enumerate(faults(ast.parse((ROOT / module).read_text()))):
                if fault.within and self.kept.has_to_try(module, fault):
                    tests = [items[name] for name in self.kept.tests_of(module, fault) if name in items]
                    if tests:
                        jobs.append((module, number, fault, tests))
                    else:
                        self.kept.not_run(module, fault)
        for (module, _, fault, _), status in in_children(jobs, self._try, seconds=self._seconds):
            self.kept.tried(module, fault, status)

    def _try(self, job):
        module, number, _, tests = job
        path = ROOT / module
        tree = ast.parse(path.read_text())
        faults(tree)[number].put_in()
        use_copy()
        for key, code in _codes(compile(tree, str(path), "exec")):
            for function in self.functions.get((str(path), *key), ()):
                function.__code__ = code
        for cached in self.caches:
            cached.cache_clear()
        return NOTICED if self._run(tests) else UNNOTICED

    def _seconds(self, job):
        return min(LONGEST, 20 + int(4 * sum(self.kept.seconds(test.nodeid) for test in job[3])))


def _functions(paths):
    """The functions of these files that exist, by path, qualified name and first line."""
    found = defaultdict(list)
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType) and thing.__code__.co_filename in paths:
            code = thing.__code__
            found[code.co_filename, code.co_qualname, code.co_firstlineno].append(thing)
    return found


def _caches():
    return [
        thing
        for thing in gc.get_objects()
        if isinstance(thing, functools._lru_cache_wrapper) and (thing.__module__ or "").startswith(APPS)
    ]


def _codes(code):
    """Everything compiled inside a code object, by qualified name and first line."""
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield (inner.co_qualname, inner.co_firstlineno), inner
            yield from _codes(inner)


def run(modules: list[str], tests: list[str], kept: Kept) -> int:
    """Collect the tests and try the faults. To be called in a process that has imported nothing of ours."""
    return pytest.main(
        ["-q", "-s", "-p", "no:xdist", "-p", "no:cacheprovider", "-m", "not browser", *tests],
        plugins=[Warm(modules, kept)],
    )
