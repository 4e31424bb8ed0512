"""Reading what nobody vouches for in a child process with little memory and time, so that no file can stop the tracker; two at
once, so that neither can many.

The child is a new interpreter, never a fork: the server has threads, and a fork copies their locks but not the threads.
It starts without Django and without the tracker's secrets, so a reader must be importable without them.
"""

import gc
import logging
import os
import pickle
import resource
import signal
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import is_dataclass
from datetime import date, datetime
from enum import Enum
from importlib import import_module
from io import BytesIO
from pathlib import Path
from threading import BoundedSemaphore, Thread
from typing import Any

from safeguarding.lib.counting import LISTENS, Count, uncounted
from safeguarding.lib.readers.refusals import Unreadable

MEMORY = 2**30  # bytes
SECONDS = 25  # gunicorn's own patience with a worker ends at 30
AT_ONCE, WAITING = 2, 2  # files that are read, and that wait for it; a server of eight threads has four left for pages
LONGEST_LINE = 50  # bytes in which the child says how far it is
NICE = 10  # how far the child stands back where a page wants the processor
ROOT = Path(__file__).parents[3]
KEPT = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "PYTHONHOME", "PYTHONPATH")  # of the environment
OUT_OF_MEMORY = 3  # an exit code of the child; libraries in C and Rust end by a signal instead
NO_MEMORY = (OUT_OF_MEMORY, -signal.SIGABRT, -signal.SIGSEGV, -signal.SIGKILL)

log = logging.getLogger(__name__)
_let_in, _reading = BoundedSemaphore(AT_ONCE + WAITING), BoundedSemaphore(AT_ONCE)


def bounded(
    reader: Callable[[Any, str], Any] | str,
    data: Any,
    name: str,
    *,
    memory: int = MEMORY,
    seconds: int = SECONDS,
    count: Count = uncounted,
) -> Any:
    """Return reader(data, name) as a child process worked it out within `memory` bytes and `seconds`, computing and waiting.

    `reader` is a function of a module, or its dotted name; it gives dataclasses, enums, dates and plain values. `name` is
    what the sentences call the file. Raises Unreadable where the reader does, where memory or time run out, where others are
    being read and wait, and where the reader fails in a way nobody foresaw, which is logged. count is told of the rows, by
    another thread.
    """
    busy = Unreadable(f"The tracker is reading several other files. Wait a minute, then choose {name} again.")
    if not _let_in.acquire(blocking=False):
        raise busy
    try:
        if not _reading.acquire(timeout=SECONDS):
            raise busy
        try:
            with _listening(count) as ends:
                return _bounded(reader, data, name, memory, seconds, ends)
        finally:
            _reading.release()
    finally:
        _let_in.release()


def _bounded(reader, data, name, memory, seconds, ends):
    dotted = reader if isinstance(reader, str) else f"{reader.__module__}.{reader.__qualname__}"
    try:
        child = subprocess.run(
            [sys.executable, "-m", "safeguarding.lib.readers.sandbox", *map(str, (memory, seconds, *ends))],
            pass_fds=ends,
            input=pickle.dumps((dotted, data, name)),  # not as arguments: everybody on the machine can read those
            capture_output=True,
            timeout=seconds,
            cwd=ROOT,
            env={key: os.environ[key] for key in KEPT if key in os.environ},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _needs_more("time", name) from None
    if child.returncode == -signal.SIGXCPU:
        raise _needs_more("time", name)
    if child.returncode in NO_MEMORY:
        raise _needs_more("memory", name)
    try:
        read, answer = _Answer(BytesIO(child.stdout)).load()
    except Exception as error:  # pickle raises any of them over bytes that are no answer
        log.error("%s failed over a file: %r %s", dotted, error, child.stderr.decode("utf-8", "replace")[-2_000:])
        raise Unreadable(
            f"{name} could not be read: open it, save it again under a new name and choose that copy."
        ) from None
    if not read:
        raise Unreadable(answer)
    return answer


@contextmanager
def _listening(count: Count) -> Iterator[tuple[int, ...]]:
    """The end of a pipe on which the child says how far it is, for the time that it lives; () where nobody counts."""
    if count is uncounted:
        yield ()
        return
    hears, says = os.pipe()
    listener = Thread(target=_listen, args=(hears, count), daemon=True)
    listener.start()
    try:
        yield (says,)
    finally:
        os.close(says)  # the last that holds it open, now that the child is gone
        listener.join()


def _listen(hears: int, count: Count) -> None:
    with os.fdopen(hears, "rb") as pipe:
        while line := pipe.readline(LONGEST_LINE):
            done, _, of = line.strip().partition(b" ")
            if done.isdigit() and of.isdigit():  # a child that a file has taken over may say anything
                count(int(done), int(of), "rows")


def pack(answer: Any) -> bytes:
    """An answer of bounded() as bytes to be kept."""
    return zlib.compress(pickle.dumps(answer))


def unpack(packed: bytes) -> Any:
    """The answer again; nothing else is taken from what was kept than from a child."""
    return _Answer(BytesIO(zlib.decompress(packed))).load()


class _Answer(pickle.Unpickler):
    """The answer of the child. Pickle keeps dates and dataclasses; a child that a file has taken over must not name anything else."""

    def find_class(self, module, name):
        found = super().find_class(module, name)
        if found in (date, datetime) or is_dataclass(found) or (isinstance(found, type) and issubclass(found, Enum)):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is nothing that a reader gives.")


def _needs_more(what: str, name: str) -> Unreadable:
    return Unreadable(
        f"{name} needs more {what} than a plan or a report should: copy what matters in it into a new file and choose that."
    )


def _answer(memory: int, seconds: int, says: int | None = None) -> None:
    """The child's whole life. The limit on computing ends it even where its parent is gone."""
    os.nice(NICE)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.disable()  # it lives a moment, and looking through a large table for rings takes a third of that
    dotted, data, name = pickle.load(sys.stdin.buffer)  # noqa: S301  from its parent, which is us
    channel, sys.stdout = sys.stdout.buffer, sys.stderr  # so that nothing a library prints is taken for the answer
    if says is not None:
        LISTENS.set(lambda done, of, what: os.write(says, f"{done} {of}\n".encode()))
    module, _, function = dotted.rpartition(".")
    try:
        try:
            answer = True, getattr(import_module(module), function)(data, name)
        except Unreadable as refused:
            answer = False, str(refused)
        pickle.dump(answer, channel)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


if __name__ == "__main__":
    _answer(*map(int, sys.argv[1:]))
