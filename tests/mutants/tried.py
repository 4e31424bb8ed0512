"""Run tests with a fault in a module, each in a process of its own: 0 where all of them pass."""

import ast
import gc
import os
import resource
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.machinery import SourceFileLoader
from itertools import islice, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType, FunctionType

import pytest

from .entered import forget, objects, remembering
from .faults import Fault, faults
from .kept import MODULES, ROOT, paths

OPTIONS = ["-q", "-p", "no:xdist", "-p", "no:cacheprovider", "-m", "not browser"]
LONGEST = 90  # seconds of the processor for one fault, which may go round for ever
AT_ONCE = 2
NOT_TRIED = 99


@dataclass(frozen=True)
class Job:
    """One fault to try: number is its place among the module's, tests are node ids in the order to run them."""

    module: str
    number: int
    fault: Fault
    tests: list[str]

    def put_in(self) -> CodeType:
        """The module's code with the fault in it."""
        path = ROOT / self.module
        tree = ast.parse(path.read_text())
        next(islice(faults(tree), self.number, None)).put_in()
        return compile(tree, str(path), "exec")


def in_child(work: Callable[..., int], *args: object) -> int:
    """The answer of work, done in a child that leaves nothing behind here."""
    return os.waitstatus_to_exitcode(os.waitpid(_fork(work, *args), 0)[1])


def _fork(work, *args):
    if pid := os.fork():
        return pid
    status = NOT_TRIED
    try:
        status = work(*args)
    finally:
        os._exit(status)


def try_all(jobs: Iterable[Job], work: Callable[[Job], int], told: Callable[[Job, int], None]) -> None:
    """AT_ONCE children at a time; told hears of each and of its answer."""
    running = {}
    for job in jobs:
        if len(running) == AT_ONCE:
            _wait(running, told)
        running[_fork(work, job)] = job
    while running:
        _wait(running, told)


def _wait(running, told):
    pid, status = os.wait()
    told(running.pop(pid), os.waitstatus_to_exitcode(status))


def try_from_import(job: Job) -> int:
    """With the fault in the module from its import on, and in the database that is made of it."""
    path, real, code = str(ROOT / job.module), SourceFileLoader.get_code, job.put_in()
    SourceFileLoader.get_code = lambda self, name: code if self.path == path else real(self, name)
    _be_alone()
    return pytest.main([*OPTIONS, "--tb=no", "-x", *job.tests]) if job.tests else 0


def try_in_functions(jobs: list[Job], told: Callable[[Job, int], None]) -> int:
    """With all imported and the database made once, the fault is put into the functions as they stand."""
    files = [str(ROOT / file) for file in sorted({test.split("::")[0] for job in jobs for test in job.tests})]
    return pytest.main([*OPTIONS, "--tb=no", "-s", *files], [InFunctions(jobs, told)])


class InFunctions:
    """A pytest plugin that makes the database and then tries faults instead of running the tests."""

    def __init__(self, jobs: list[Job], told: Callable[[Job, int], None]):
        self.jobs, self.told = jobs, told

    def pytest_runtestloop(self, session):
        from django.db import connection

        self.items = {item.nodeid: item for item in session.items}
        # the quickest that makes the database
        chosen = (self.items[test] for job in self.jobs for test in job.tests)
        run(next(item for item in chosen if item.get_closest_marker("database")), session)
        for path in paths(MODULES):
            import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        self.functions, self.remembering = _functions(), remembering()
        connection.close()
        gc.freeze()  # or each child would copy what it never uses
        with TemporaryDirectory() as self.folder:
            assert in_child(self._fails, self.jobs[0].tests[:1]) == 0, "without a fault it has to pass"
            try_all(self.jobs, self._try, self.told)
        return True

    def _try(self, job):
        _be_alone()
        exchange(self.functions[str(ROOT / job.module)], job.fault.within, job.put_in())
        forget(self.remembering)
        return self._fails(job.tests)

    def _fails(self, tests):
        self._take_a_database()
        items = [self.items[test] for test in tests]
        for item, following in pairwise([*items, items[0].session]):
            run(item, following)
            if item.session.testsfailed:
                return 1
        return 0

    def _take_a_database(self):
        from django.db import connection

        mine = Path(self.folder) / str(os.getpid())
        shutil.copy(connection.settings_dict["NAME"], mine)
        connection.settings_dict["NAME"] = str(mine)


def run(item: pytest.Item, following: pytest.Item | pytest.Session) -> None:
    """One test, its fixtures taken down as far as what follows does not need them."""
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)


def exchange(functions: list[FunctionType], within: str, code: CodeType) -> None:
    """Give the functions of that name, and those within them, the module's other code; there has to be one, or nothing were tried."""
    found = {(each.co_qualname, each.co_firstlineno): each for each in _codes(code)}
    assert any(function.__code__.co_qualname == within for function in functions), within
    for function in functions:
        name = function.__code__.co_qualname
        if name == within or name.startswith(f"{within}.<locals>"):
            function.__code__ = found[name, function.__code__.co_firstlineno]


def _codes(code: CodeType) -> Iterator[CodeType]:
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield each
            yield from _codes(each)


def _functions():
    """Each function of the modules, by file."""
    files = {str(path) for path in paths(MODULES)}
    found = defaultdict(list)
    for one in objects():
        # by its type: what is lazy would be made if it were asked for its class
        if issubclass(type(one), FunctionType) and one.__code__.co_filename in files:
            found[one.__code__.co_filename].append(one)
    return found


def _be_alone():
    """Neither heard nor endless."""
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1), os.dup2(nowhere, 2)
