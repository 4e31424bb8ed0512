"""Which functions of the modules a test enters."""

import gc
import sys
import time

import pytest

from .kept import MODULES, ROOT, all_modules, digest, keep, paths


class Entered:
    """A pytest plugin: keep of each new test that passes how long it takes, and which functions of MODULES it enters."""

    def __init__(self, kept: dict[str, dict]):
        self.kept, self.remembering, self.loaded = kept, [], 0
        self.at_set_up = set(kept.get("set-up", {}).get("entered", ()))  # without a new test no database is made
        self.files = {str(path): path.relative_to(ROOT) for path in paths(MODULES)}
        self.entered = set()
        sys.settrace(self._enter)  # of the imports

    def pytest_collection_modifyitems(self, items):
        items[:] = [item for item in items if self.kept.get(item.nodeid, {}).get("file") != digest(item.path)]

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
        keep("set-up", entered=sorted(self.at_set_up))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item):
        self._forget()
        self.entered, self.skipped, began, failed = set(), False, time.process_time(), item.session.testsfailed
        sys.settrace(self._enter)
        yield
        sys.settrace(None)
        if item.session.testsfailed == failed:
            known = {"file": digest(item.path), "modules": all_modules(), "entered": sorted(self.entered)}
            known["skipped"] = self.skipped  # it would be the quickest, and notice nothing
            keep(item.nodeid, seconds=time.process_time() - began, **known)
        return True

    def pytest_runtest_logreport(self, report):
        self.skipped |= report.skipped

    def _forget(self):
        """Let each test put its statements together, or only the first to ask one would enter what it is made by."""
        if self.loaded != len(sys.modules):
            self.loaded, self.remembering = len(sys.modules), remembering()
        forget(self.remembering)

    def _enter(self, frame, event, arg):
        if module := self.files.get(frame.f_code.co_filename):
            self.entered.add(f"{module} {frame.f_code.co_qualname.split('.<locals>')[0]}")


def remembering() -> list[object]:
    """Whatever of the project keeps an answer for the next who asks."""
    return [one for one in objects() if _remembers(one)]


def objects() -> list[object]:
    """All that there are: also those that the collector was told to leave alone, which it would not name."""
    gc.unfreeze()
    return gc.get_objects()


def _remembers(one):
    if hasattr(type(one), "cache_clear"):
        return getattr(one, "__module__", "").startswith(("recommendations.", "inspections."))
    return type(one).__name__ == "Statements"


def forget(remembering: list[object]) -> None:
    """As if nobody had asked yet."""
    for one in remembering:
        one.cache_clear() if hasattr(one, "cache_clear") else one._kept.clear()
