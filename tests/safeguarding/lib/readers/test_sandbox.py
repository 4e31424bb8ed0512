"""Reading in a child process: what comes back, and what becomes of a reader that will not end."""

import logging
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore

import pytest

from safeguarding.lib.readers import sandbox
from safeguarding.lib.readers.refusals import Unreadable
from safeguarding.lib.readers.sandbox import bounded

from .. import refused_readers
from ..reading import refusal


def test_what_the_reader_gives_comes_back_and_what_it_prints_does_not():
    assert bounded(refused_readers.well, b"a\0b", "plan.csv") == ("plan.csv", b"a\0b")


def test_a_reader_may_be_named():
    assert bounded("tests.safeguarding.lib.refused_readers.well", "a", "plan.csv") == ("plan.csv", "a")


def test_it_works_from_any_folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert bounded(refused_readers.well, b"a", "plan.csv") == ("plan.csv", b"a")


def test_it_works_from_several_threads_at_once():
    with ThreadPoolExecutor(3) as threads:
        assert list(threads.map(lambda data: bounded(refused_readers.well, data, "plan.csv")[1], range(3))) == [0, 1, 2]


def test_a_reader_says_how_far_it_is_while_it_reads_and_nothing_else_is_taken_for_a_count():
    heard = []
    assert bounded(refused_readers.counting, 450, "plan.csv", count=lambda *said: heard.append(said)) == 450
    assert heard == [(0, 450, "rows"), (200, 450, "rows"), (400, 450, "rows")]


def test_a_refusal_is_raised_again_with_its_sentence():
    assert refusal(bounded, refused_readers.refusing, b"", "plan.csv") == "plan.csv is no plan: choose another."


@pytest.mark.parametrize("reader", [refused_readers.hungry, refused_readers.aborting])
def test_a_reader_that_wants_more_memory_is_ended(reader):
    assert refusal(bounded, reader, b"", "plan.xls") == (
        "plan.xls needs more memory than a plan or a report should: "
        "copy what matters in it into a new file and choose that."
    )


@pytest.mark.parametrize("reader", [refused_readers.busy, refused_readers.waiting])
def test_a_reader_that_does_not_end_is_ended(reader):
    sentence = refusal(lambda: bounded(reader, b"", "plan.xls", seconds=1))
    assert sentence == (
        "plan.xls needs more time than a plan or a report should: "
        "copy what matters in it into a new file and choose that."
    )


@pytest.mark.parametrize(
    ("reader", "logged"),
    [(refused_readers.failing, "KeyError"), (refused_readers.taken_over, "system is nothing that a reader gives")],
)
def test_a_reader_that_fails_unforeseen_is_logged(reader, logged, caplog):
    with caplog.at_level(logging.ERROR):
        assert refusal(bounded, reader, b"", "plan.xls") == (
            "plan.xls could not be read: open it, save it again under a new name and choose that copy."
        )
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert logged in caplog.text


def test_the_child_knows_neither_django_nor_the_trackers_secrets(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "a secret")
    assert bounded(refused_readers.surroundings, b"", "plan.csv") == {"django": False, "secrets": []}


def test_more_than_are_read_and_wait_at_once_are_refused_in_a_sentence_and_read_later(monkeypatch):
    monkeypatch.setattr(sandbox, "_let_in", BoundedSemaphore(2))
    monkeypatch.setattr(sandbox, "_reading", BoundedSemaphore(1))

    def read(number):
        try:
            return bounded(refused_readers.slow, b"", f"plan-{number}.csv")
        except Unreadable as refused:
            return str(refused).partition(".")[0]

    with ThreadPoolExecutor(3) as threads:
        said = sorted(threads.map(read, range(3)), key=str)

    assert said == [None, None, "The tracker is reading several other files"]
    assert bounded(refused_readers.well, b"a", "plan.csv") == ("plan.csv", b"a")
