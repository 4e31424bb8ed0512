"""One demonstration for the pages that only look; whoever changes things builds their own."""

import os

import pytest

from . import chromium as system
from .demonstration import build, demonstration
from .pages import NOT_PAGES, names, tell_more

# The tests that look at every page, in as many files, so that two processes share them.
TOURS = ("test_pages", "test_pages_of_the_coordinator")


def pytest_collection_modifyitems(items):
    skip = pytest.mark.skip(reason="no Chromium on this machine: apt-get install chromium, or set CHROMIUM to its path")
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)
            if not system.PATH:
                item.add_marker(skip)


@pytest.fixture(scope="session")
def chromium():
    with system.browser() as running:
        yield running


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """A folder with the demonstration, to be copied."""
    return build(tmp_path_factory.mktemp("built"))


@pytest.fixture(scope="session")
def looked_at(built, tmp_path_factory):
    """The demonstration, with something to show on every page, for tests that change nothing."""
    with demonstration(tmp_path_factory.mktemp("looked-at"), built) as running:
        tell_more(running)
        yield running


@pytest.fixture
def own(built, tmp_path):
    """A demonstration of the test's own."""
    with demonstration(tmp_path, built) as running:
        yield running


@pytest.fixture(scope="session")
def among_processes(tmp_path_factory):
    """A folder that all processes of this run know."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="module")
def visited():
    """The names of the pages that a file of TOURS looked at."""
    return set()


@pytest.fixture(scope="module")
def known(visited, among_processes):
    """Whether a page of this name is looked at in full by somebody else, in this file or the other; if not, it is from now on."""

    def known(name):
        visited.add(name)
        try:
            (among_processes / f"looked-at-{name}").touch(exist_ok=False)
        except FileExistsError:
            return True
        return False

    return known


@pytest.fixture
def missed(request, visited, among_processes):
    """The names of pages that none of TOURS looked at, known to whichever is done last; before that, none."""
    kept = {tour: among_processes / f"visited-{tour}" for tour in TOURS}
    kept[request.path.stem].write_text("\n".join(visited))
    if not all(file.exists() for file in kept.values()):
        return set()
    return names() - set(NOT_PAGES) - {name for file in kept.values() for name in file.read_text().split("\n")}
