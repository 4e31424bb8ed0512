"""The demonstration as `make run` serves it, in a folder of its own, for tests and pictures to walk through."""

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
CAST = {
    "dcc": "dana.specimen",
    "deputy": "alec.placeholder",
    "owner": "ada.example",
    "missing": "pat.example",
    "custody": "carla.figment",
    "records": "chris.mockup",
    "issue-owner": "sue.template",
    "coordinator": "colin.sample",
    "staff-officer": "stefan.notional",
    "opcc": "olive.fictitious",
    "partner": "parul.makebelieve",
    "auditor": "audrey.hypothetical",
    "administrator": "robin.imaginary",
}
PATIENCE = 60  # seconds until the server must answer

# In one process, for each takes a second to start. Its tables are made from the models, as those of the suite's own database are,
# and not from the migrations; test_migrations holds the two together.
BUILT = """
import django
django.setup()
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
call_command("migrate", run_syncdb=True, verbosity=0)
call_command("demo", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
"""


@dataclass(frozen=True)
class Demonstration:
    """Where it is served, and the environment its commands run in."""

    url: str
    database: Path
    environment: dict

    def manage(self, *args):
        """Run a management command beside the server; returns what it printed."""
        return _manage(self.environment, *args)


def build(folder):
    """Build the demonstration in `folder`, for `demonstration` to serve copies of."""
    _run(_environment(folder) | {"DJANGO_SETTINGS_MODULE": "safeguarding.settings"}, "-c", BUILT)
    return folder


@contextmanager
def demonstration(folder, built=None):
    """Serve the demonstration in `folder` until the end: a copy of the one in the folder `built`, else built there."""
    shutil.copytree(built, folder, dirs_exist_ok=True) if built else build(folder)
    port, environment = _free_port(), _environment(folder)
    gunicorn = [sys.executable, "-m", "gunicorn", "safeguarding.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "8"]
    server = subprocess.Popen([*gunicorn, "--no-control-socket", "--log-level", "warning"], cwd=ROOT, env=environment)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for(url, server)
        yield Demonstration(url, _database(folder), environment)
    finally:
        server.terminate()
        server.wait()


def _database(folder):
    return Path(folder) / "demonstration.sqlite3"


def _environment(folder):
    return {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"} | {
        "DEMONSTRATION": "on",
        "DEBUG": "off",
        "HTTPS": "off",
        "SECRET_KEY": "demonstration-for-the-browser-tests" * 2,
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": f"sqlite:///{_database(folder)}",
        "MEDIA_ROOT": str(Path(folder) / "uploads"),
        "LEDGER_KEY": str(Path(folder) / "ledger.key"),
        "LEDGER_SEALS": str(Path(folder) / "seals.txt"),
        "STATIC_ROOT": str(Path(folder) / "static"),
    }


def _manage(environment, *args):
    return _run(environment, "manage.py", *map(str, args))


def _run(environment, *args):
    done = subprocess.run([sys.executable, *args], cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"python {' '.join(args)} failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(url, server):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError("The server stopped before it answered.")
        try:
            with urlopen(f"{url}/healthz/", timeout=PATIENCE):
                return
        except (URLError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"The server did not answer within {PATIENCE} seconds.")
