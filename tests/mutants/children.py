"""Work done in forked children, two at a time, each with the machine as its parent had made it ready."""

import gc
import os
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

AT_ONCE = 2
UNNOTICED, NOTICED, BROKEN = 0, 1, 70


def in_children(jobs: Iterable, work: Callable[..., int], *, seconds: Callable[..., int]) -> Iterator[tuple]:
    """Call `work(job)` in a child for each job; pairs of job and exit status as they end.

    seconds: how long a job may take; one that takes longer is NOTICED, since whoever waited would have.
    """
    jobs, running = iter(jobs), {}
    while True:
        while len(running) < AT_ONCE and (job := next(jobs, None)) is not None:
            running[_fork(work, job, seconds(job))] = job
        if not running:
            return
        pid, status = os.wait()
        if pid in running:
            _forget_copy(pid)
            yield running.pop(pid), os.WEXITSTATUS(status) if os.WIFEXITED(status) else NOTICED


def alone(work: Callable[[], int]) -> int:
    """The exit status of `work()`, done in a child that may print."""
    pid = _fork(lambda _: work(), None, None)
    status = os.waitpid(pid, 0)[1]
    _forget_copy(pid)
    return os.waitstatus_to_exitcode(status)


def use_copy() -> None:
    """In a child: work with a copy of the test database of its parent, if there is one, and not with the same."""
    from django.db import connection

    connection.close()
    source = Path(connection.settings_dict["NAME"])
    if source.exists():
        connection.settings_dict["NAME"] = shutil.copy(source, _copy_of(os.getpid()))


def _copy_of(pid):
    """As tests.settings names a process's own, so that one left behind is taken away with it."""
    return Path(tempfile.gettempdir()) / f"safeguarding-test-{pid}.sqlite3"


def _forget_copy(pid):
    for path in _copy_of(pid).parent.glob(f"{_copy_of(pid).name}*"):
        path.unlink()


def _fork(work, job, seconds):
    sys.stdout.flush()
    gc.freeze()  # a collection in the child would copy every page of the parent
    pid = os.fork()
    if pid:
        return pid
    status = BROKEN
    try:
        if seconds:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.alarm(seconds)
            _be_silent()
        status = work(job)
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
    finally:
        sys.stdout.flush()
        os._exit(status)


def _be_silent():
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.__stdout__.fileno())
