"""Faults in what is done as a module is imported: each in a process that has imported nothing of ours yet."""

import ast
import sys
from importlib.machinery import PathFinder, SourceFileLoader

import pytest

from .children import NOTICED, UNNOTICED, in_children
from .faults import faults
from .kept import ROOT, Kept

LONGEST = 600  # seconds


def run(concerns: dict[str, list[str]], kept: Kept) -> None:
    """Try every fault of these modules that is not in a function, or in one that no test calls after the import."""
    jobs = []
    for module, tests in concerns.items():
        jobs += [
            (module, number, fault, tests)
            for number, fault in enumerate(faults(ast.parse((ROOT / module).read_text())))
            if kept.has_to_try(module, fault)
            and ((fault.within is None and "models" not in module) or kept.was_not_run(module, fault))
        ]
    for (module, _, fault, _), status in in_children(jobs, _try, seconds=lambda job: LONGEST):
        kept.tried(module, fault, status)


def _try(job):
    module, number, _, tests = job
    path = ROOT / module
    tree = ast.parse(path.read_text())
    faults(tree)[number].put_in()
    sys.meta_path.insert(0, _WithFault(module.removesuffix(".py").replace("/", "."), compile(tree, str(path), "exec")))
    status = pytest.main(["-x", "-q", "-p", "no:xdist", "-p", "no:cacheprovider", "-m", "not browser", *tests])
    return UNNOTICED if status == pytest.ExitCode.OK else NOTICED


class _WithFault:
    """Finds one module as its code with the fault, and leaves the others to be found as they are."""

    def __init__(self, name, code):
        self.name, self.code = name, code

    def find_spec(self, name, path, target=None):
        if name != self.name:
            return None
        spec = PathFinder.find_spec(name, path, target)
        spec.loader = _Loader(name, spec.origin)
        spec.loader.code = self.code
        return spec


class _Loader(SourceFileLoader):
    def get_code(self, fullname):
        return self.code
