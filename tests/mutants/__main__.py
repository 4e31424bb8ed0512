"""`python -m tests.mutants [MODULE...]`: put faults into the rules, one at a time, and name those that no test notices.

SAMPLE=60 faults a module, the same in every run; SAMPLE=all tries them all. What is found is kept in var/mutants.jsonl, so
that a run can be broken off: a fault is tried again once its module changed or, where it went unnoticed, a test did.

A fault in a function is put into it where it stands, in a copy of a process that has imported everything and made the
database, which takes tenths of a second. One in what the import makes, and one in a function that the import or the making
of the database enters and that nothing noticed, is there from the import on.
"""

import ast
import os
import re
import sys
from collections import Counter
from functools import partial
from pathlib import Path
from random import Random

import pytest

from .entered import Entered
from .faults import faults
from .kept import MODULES, ROOT, TESTS, all_modules, all_tests, digest, keep, known, paths
from .tried import NOT_TRIED, OPTIONS, Job, in_child, try_all, try_from_import, try_in_functions

# The tests of what is made with the database: its triggers, and the index of its texts.
OF_SET_UP = {
    "test_append_only",
    "test_attacks",
    "test_decided_by_sql",
    "test_four_eyes",
    "test_owned_before",
    "test_search_texts",
}
SECONDS = 15  # of tests that a fault is tried on


def main() -> None:
    """Try the faults, and print of each module how many were noticed, and those that were not."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    modules = [str(path.relative_to(ROOT)) for path in paths(" ".join(sys.argv[1:]) or MODULES)]
    status = in_child(pytest.main, [*OPTIONS, *map(str, paths(TESTS))], [Entered(known())])
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        sys.exit("The tests have to pass without a fault first.")
    kept = known()
    if jobs := [job for job in _to_try(modules, kept) if job.fault.within and job.tests]:
        in_child(try_in_functions, jobs, partial(_told_of_function, set(kept["set-up"]["entered"])))
    try_all(_to_try(modules, known()), try_from_import, _told)
    kept = known()
    for module in modules:
        _report(module, kept)


def _told(job, status):
    if status == NOT_TRIED:
        sys.exit(f"{job.module}:{job.fault.line}: could not be tried: {job.fault.words}")
    keep(_key(job), noticed=status != 0, module=digest(ROOT / job.module), tests=all_tests())
    if status == 0:
        print(f"{job.module}:{job.fault.line}: {job.fault.words}", flush=True)


def _told_of_function(at_set_up, job, status):
    """Left for the second way is what could not be exchanged, or may have changed what was there before the tests."""
    if status != NOT_TRIED and (status or f"{job.module} {job.fault.within}" not in at_set_up):
        _told(job, status)


def _to_try(modules, kept):
    """A job of what was not tried yet, on this module and these tests."""
    tests = list(_in_turn(kept))
    for module in modules:
        for number, fault in _sample(module):
            job = Job(module, number, fault, list(_tests_of(module, fault.within, tests)))
            found = kept.get(_key(job), {})
            same = found.get("noticed") or found.get("tests") == all_tests()
            if found.get("module") != digest(ROOT / module) or not same:
                yield job


def _in_turn(kept):
    """(after, seconds, name, entered, whole, words) of each test: the quickest first, and of one with many cases not all at once.

    whole: the modules of which it may enter any function, as it was looked at on other code.
    """
    turns = Counter()
    files = {digest(path): frozenset(re.findall(r"\w+", path.read_text())) for path in paths(TESTS)}
    there = {name: test for name, test in kept.items() if test.get("file") in files and not test.get("skipped")}
    for name, test in sorted(there.items(), key=lambda each: (each[1]["seconds"], each[0])):
        seconds = test["seconds"]
        function, file = name.split("[")[0], Path(name.split("::")[0])
        entered = {*test["entered"], *(kept["set-up"]["entered"] if file.stem in OF_SET_UP else ())}
        within = {one.partition(" ")[0] for one in entered}
        turns[function] += 1
        whole = within if test.get("modules") != all_modules() else set()
        yield (
            turns[function] * seconds,
            seconds,
            name,
            entered | {f"{one} " for one in within},
            whole,
            files[test["file"]],
        )


def _tests_of(module, within, tests):
    """Those that enter the function; any of the module, where the fault is in none or the test was looked at on other code.

    Sooner where their file speaks of it.
    """
    there, left = [], SECONDS
    said = {within.split(".")[-1], Path(module).stem}
    for after, seconds, name, entered, whole, words in tests:
        exactly = f"{module} {within}" in entered
        if exactly or module in whole:
            there.append((not exactly, after if said.isdisjoint(words) else after / 5, seconds, name))
    for *_, seconds, name in sorted(there):
        if left > 0:
            left -= seconds
            yield name


def _sample(module):
    found = list(enumerate(faults(ast.parse((ROOT / module).read_text()))))
    Random(module).shuffle(found)
    size = os.environ.get("SAMPLE", "60")
    return found if size == "all" else found[: int(size)]


def _report(module, kept):
    jobs = [Job(module, number, fault, []) for number, fault in _sample(module)]
    missed = [job.fault for job in jobs if not kept[_key(job)]["noticed"]]
    noticed = len(jobs) - len(missed)
    print(f"{module}: {noticed} of {len(jobs)} noticed, {100 * noticed // max(1, len(jobs))} %")
    for fault in sorted(missed, key=lambda fault: fault.line):
        print(f"  line {fault.line}: {fault.words}")


def _key(job):
    return f"{job.module} {job.number}: {job.fault.words}"


if __name__ == "__main__":
    main()
