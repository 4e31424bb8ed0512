"""`python -m tests.mutants [MODULE...]`: put faults into the rules, and name those that no test noticed.

Made once and forked: a process with everything imported, the tests collected and the database made. What was learnt
and noticed is kept in var/mutants.json, so that a run can be broken off, and begun again with the rest.
"""

import argparse
import ast
import os
import sys

from . import cold, warm
from .children import alone
from .concerns import CONCERNS
from .faults import faults
from .kept import ROOT, Kept, equivalent

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
WANTED = 95  # per cent of the faults of a module, those that change nothing not counted


def main() -> int:
    """Try the faults and say what went unnoticed; 1 where a module stays under WANTED."""
    asked = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__.splitlines()[0])
    asked.add_argument("module", nargs="*", help="such as recommendations/permissions.py; all of them without")
    modules = asked.parse_args().module or list(CONCERNS)
    if unknown := [module for module in modules if module not in CONCERNS]:
        asked.error(f"concerns.py names no tests for {', '.join(unknown)}.")
    kept = Kept()
    kept.begin(modules)
    kept.save()
    tests = sorted({path for module in modules for path in CONCERNS[module]})
    alone(lambda: warm.run(modules, _outermost(tests), Kept()))
    cold.run({module: CONCERNS[module] for module in modules}, kept := Kept())
    return max([_report(module, kept) for module in modules])


def _outermost(paths):
    return [path for path in paths if not any(path.startswith(f"{other}/") for other in paths)]


def _report(module, kept):
    tried = [fault for fault in faults(ast.parse((ROOT / module).read_text())) if kept.outcome(module, fault)]
    counted = [fault for fault in tried if not equivalent(module, fault)]
    missed = [fault for fault in counted if kept.outcome(module, fault) != "noticed"]
    noticed = len(counted) - len(missed)
    score = 100 * noticed / len(counted) if counted else 100
    print(f"\n{module}: {noticed} of {len(counted)} noticed, {score:.1f} %")
    for fault in missed:
        print(f"  line {fault.lines[0]}, {kept.outcome(module, fault)}: {fault.key}")
    return int(score < WANTED)


if __name__ == "__main__":
    sys.exit(main())
