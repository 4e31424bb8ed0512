"""What is measured: gunicorn with two workers, or as in production, for the tracker or for the floor; and what their memory is."""

import http.client
import re
import shlex
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .database import ROOT

TWO_WORKERS = ("--preload", "--workers", "2", "--timeout", "600")
PATIENCE = 60  # seconds until a server answers


@dataclass(frozen=True)
class Memory:
    """The most that one worker holds, in megabytes: now, and at most so far."""

    now: float
    most: float


class Gunicorn:
    """A server of a WSGI application on a free port of this machine; a context manager, which stops it."""

    def __init__(
        self, application: str, environment: dict[str, str], options: tuple[str, ...] = TWO_WORKERS, code: Path = ROOT
    ) -> None:
        self.application, self.environment, self.options, self.code = application, environment, options, code
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def __enter__(self) -> "Gunicorn":
        quiet = ("--no-control-socket", "--log-level", "warning")
        bound = ("--bind", f"127.0.0.1:{self.port}")
        command = [sys.executable, "-m", "gunicorn", self.application, *quiet, *self.options, *bound]
        self.process = subprocess.Popen(command, env=self.environment, cwd=self.code)
        began = time.monotonic()
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() - began > PATIENCE:
                sys.exit(f"{self.application} does not answer.")
            time.sleep(0.2)
        return self

    def __exit__(self, *error: object) -> None:
        self.process.terminate()
        self.process.wait()

    def _answers(self):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
            connection.request("GET", "/healthz/", headers={"Host": "tracker.example"})
            connection.getresponse().read()
        except OSError:
            return False
        return True

    def memory(self) -> Memory:
        """The Memory of the worker that has most."""
        states = [Path(f"/proc/{pid}/status").read_text() for pid in self._workers()]
        return Memory(*(max(_megabytes(name, state) for state in states) for name in ("VmRSS", "VmHWM")))

    def processor_seconds(self) -> float:
        """The seconds that the workers have had of a processor so far."""
        return _processor_seconds(self.process.pid)

    def _workers(self):
        return _children(self.process.pid)


@contextmanager
def as_in_production(environment: dict[str, str]) -> Iterator[tuple[Gunicorn, Gunicorn]]:
    """The tracker, and the monitor's page beside it, each started as deploy/ does; uploads in a folder of their own if none is named."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {"MEDIA_ROOT": f"{folder}/uploads"} | environment | {"WEB_SOCKET": f"{folder}/web.sock"}
        web = (*deployed("tracker-web"), "--bind", f"unix:{folder}/web.sock")
        with (
            Gunicorn("safeguarding.wsgi", environment, web) as tracker,
            Gunicorn("safeguarding.health", environment, deployed("tracker-health")) as monitored,
        ):
            yield tracker, monitored


def deployed(service: str) -> list[str]:
    """The options with which deploy/ starts gunicorn, but for where it listens."""
    unit = (ROOT / "deploy" / "systemd" / f"{service}@.service").read_text()
    _, _, _, _, *options = shlex.split(re.search("^ExecStart=(.*)$", unit, re.MULTILINE)[1])
    return options


def database_seconds(address: str) -> float:
    """The seconds that the connections to a PostgreSQL of tests.with_postgres have had of a processor so far."""
    folder = Path(address.rpartition("host=")[2])
    return _processor_seconds(int((folder / "data" / "postmaster.pid").read_text().split()[0]))


def _children(process):
    return Path(f"/proc/{process}/task/{process}/children").read_text().split()


def _processor_seconds(process):
    spent = (Path(f"/proc/{pid}/schedstat").read_text().split()[0] for pid in _children(process))
    return sum(map(int, spent)) / 1e9


def _megabytes(name, state):
    return int(re.search(rf"{name}:\s+(\d+)", state)[1]) / 1024
