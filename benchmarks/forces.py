"""Two forces side by side, as deploy/ starts them, and each one's keys tried on the other: `.venv/bin/python -m benchmarks.forces`.

One code, one PostgreSQL, one nginx; of each force an account, a database, a folder with settings, files and keys. As root, to have two
accounts. Prints what came of each try; the exit code is 1 where something crossed.
"""

import http.client
import json
import os
import secrets
import shutil
import socket
import ssl
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg2

from tests.with_postgres import Server

from .database import ROOT
from .faults import check_promise
from .servers import deployed

PYTHON, PACKAGES = "/usr/bin/python3", sysconfig.get_path("purelib")  # which any account may run, unlike one in /root
ACCOUNTS = {"anyshire": 64001, "othershire": 64002}  # numbers of nobody's on this machine


@dataclass(frozen=True)
class Force:
    """One of the two: its name, folder and account, and the cluster in which its database is."""

    name: str
    home: Path
    account: int
    cluster: Path

    @property
    def host(self) -> str:
        return f"tracker.{self.name}.example"

    @property
    def socket(self) -> Path:
        """Beside its folder, as systemd's is in /run: nginx reaches it, and nothing else of the force's."""
        return self.home.with_name(f"run-{self.name}") / "web.sock"

    def address(self, role: str) -> str:
        """The address of its database for a role of PostgreSQL."""
        return f"postgres://{role}@/{self.name}?host={self.cluster}"

    def run(self, *words: str, **environment: str) -> subprocess.CompletedProcess:
        """Run a module or script by its account, and its settings."""
        return subprocess.run([PYTHON, *words], **self.process(environment), capture_output=True, text=True)

    def process(self, environment: dict[str, str]) -> dict[str, object]:
        """How subprocess starts something by its account: with nothing of this process's environment."""
        named = {"PATH": os.environ["PATH"], "ENV_FILE": str(self.home / ".env"), "PYTHONPATH": PACKAGES}
        account = {"user": self.account, "group": self.account, "extra_groups": []}
        return {"cwd": ROOT, "env": named | environment, **account}


def main() -> None:
    """Found both, serve both, try everything of each on the other."""
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as place, ExitStack() as running:
        folder = Path(place)
        folder.chmod(0o755)
        (folder / "pg").mkdir()
        server = Server(folder / "pg")
        server.start()
        running.callback(server.stop)
        one, other = (found(folder, name, account) for name, account in ACCOUNTS.items())
        for force in (one, other):
            running.enter_context(web(force))
        port = running.enter_context(front(folder, (one, other)))
        held = [*tries(port, one, other), *tries(port, other, one)]
    sys.exit(0 if all(held) else 1)


def found(folder: Path, name: str, account: int) -> Force:
    """A force with a made-up register, as docs/deploy.md says."""
    force = Force(name, folder / name, account, folder / "pg")
    for each in (force.home, force.home / "uploads", force.home / "ledger", force.socket.parent):
        each.mkdir(mode=0o755 if each == force.socket.parent else 0o700)
        os.chown(each, account, account)
    settings = {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": force.host,
        "FORCE_NAME": name.title(),
        "DATABASE_URL": force.address(name),
        "MEDIA_ROOT": force.home / "uploads",
        "LEDGER_KEY": force.home / "ledger" / "ledger.key",
        "LEDGER_SEALS": force.home / "ledger" / "seals.txt",
        "PROXIES": 1,
    }
    (force.home / ".env").write_text("".join(f"{key}={value}\n" for key, value in settings.items()))
    os.chown(force.home / ".env", 0, account)
    (force.home / ".env").chmod(0o640)
    _sql(force.cluster, "postgres", f"CREATE DATABASE {name}")
    as_owner = {"DATABASE_URL": force.address(f"{name}_owner")}
    for words in (("migrate", "--verbosity", "0"), None):
        roles = _done(force.run("manage.py", "database_roles", "--owner", f"{name}_owner", "--application", name))
        _sql(force.cluster, name, roles)
        if words:
            _done(force.run("manage.py", *words, **as_owner))
            _done(force.run("-m", "benchmarks.generate", "30", **as_owner))
    for words in (("--new-key",), ()):
        _done(force.run("manage.py", "seal", *words))
    return force


def tries(port: int, of: Force, on: Force) -> list[bool]:
    """Everything that opens `of`, tried there, where it has to work, and on `on`, where it must not."""
    own = json.loads(_done(of.run("-m", "benchmarks.force_secrets")))
    cookie, key = {"Cookie": f"sessionid={own['session']}"}, {"Authorization": f"Bearer {own['key']}"}
    asked = {
        "a session": ("/position/", cookie, 200, 302),
        "a program's key": ("/api/v1/position", key, 200, 401),
        "a calendar's address": (f"/calendar/{own['calendar']}/mine.ics", {}, 200, 404),
        "a link to set a password": (f"/{own['link']}", {}, 302, 200),
    }
    held = []
    for what, (path, headers, here, there) in asked.items():
        answers = _get(port, of, path, headers), _get(port, on, path, headers)
        held.append(check_promise(f"{what} of {of.name} on {on.name}", answers == (here, there), answers))
    name = _get(port, of, "/sign-in/", {"Host": on.host}, by=of.socket)
    seals = of.home / "ledger" / "seals.txt"
    shown = on.home / "seals-of-the-other.txt"
    shutil.copy(seals, shown)
    os.chown(shown, on.account, on.account)
    mine, theirs = _found_by(of, seals), _found_by(on, shown)
    files = [on.home / ".env", on.home / "ledger" / "ledger.key", on.home / "uploads"]
    looks = [of.run("-c", f"import os; os.stat({str(file)!r})").stderr.strip().splitlines()[-1] for file in files]
    with_role = of.run("manage.py", "standings", "--check", DATABASE_URL=on.address(of.name)).stderr
    return [
        *held,
        check_promise(f"{of.name} asked by the name of {on.name}", name == 400, name),
        check_promise(f"a seal of {of.name} held against {on.name}", theirs and not mine, sorted(theirs)[:1]),
        check_promise(f"settings, keys and files of {on.name} by the account of {of.name}",
             all(look.startswith("PermissionError") for look in looks), looks[0][:60]),
        check_promise(f"the database of {on.name} by the role of {of.name}", "permission denied for database" in with_role,
             with_role.strip()[-120:]),
    ]  # fmt: skip


def _found_by(force, seals):
    """What is found of a force's record with these seals, and not without them."""

    def found_with(*words):
        output = force.run("manage.py", "verify_ledger", "--json", *words).stdout
        return {json.dumps(one) for one in json.loads(output)["found"]}

    return found_with("--held", str(seals)) - found_with()


@contextmanager
def web(force: Force) -> Iterator[None]:
    """Its application, as the unit starts it."""
    command = [PYTHON, "-m", "gunicorn", "safeguarding.wsgi", "--bind", f"unix:{force.socket}"]
    process = subprocess.Popen([*command, *deployed("tracker-web")], **force.process({}))
    while not force.socket.exists():
        time.sleep(0.2)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


@contextmanager
def front(folder: Path, forces: tuple[Force, ...]) -> Iterator[int]:
    """nginx with the file of deploy/ for each force; the port on which it ends TLS."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    make = ["/usr/bin/openssl", "req", "-x509", "-nodes", "-newkey", "rsa:2048", "-subj", "/CN=front", "-days", "1"]
    subprocess.run([*make, "-keyout", folder / "key.pem", "-out", folder / "cert.pem"], check=True, capture_output=True)
    servers = []
    for force in forces:
        text = (ROOT / "deploy" / "nginx.conf").read_text().replace("/run/tracker-anyshire", str(force.socket.parent))
        text = text.replace("/etc/ssl/tracker-anyshire/fullchain.pem", str(folder / "cert.pem"))
        text = text.replace("/etc/ssl/tracker-anyshire/privkey.pem", str(folder / "key.pem"))
        text = text.replace("listen 443", f"listen 127.0.0.1:{port}").replace(
            "listen 80", f"listen 127.0.0.1:{port + 1}"
        )
        servers.append(text.replace("anyshire", force.name))
    own = f"pid {folder}/nginx.pid; error_log {folder}/nginx.log; daemon off; user root;"
    (folder / "nginx.conf").write_text(f"{own} events {{}} http {{ access_log off; {' '.join(servers)} }}")
    process = subprocess.Popen(["/usr/sbin/nginx", "-c", folder / "nginx.conf", "-e", folder / "nginx.log"])
    time.sleep(1)
    try:
        yield port
    finally:
        process.terminate()
        process.wait()


class _BySocket(http.client.HTTPConnection):
    """To gunicorn itself, past nginx."""

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(self.host)


def _get(port, force, path, headers, *, by=None):
    """The status with which a force answers."""
    if by:
        connection = _BySocket(str(by))
    else:
        connection = http.client.HTTPSConnection("127.0.0.1", port, context=ssl._create_unverified_context())  # noqa: S323  our own
    connection.request("GET", path, headers={"Host": force.host, "X-Forwarded-Proto": "https"} | headers)
    return connection.getresponse().status


def _sql(cluster, database, sql):
    connection = psycopg2.connect(host=str(cluster), user="tracker", dbname=database)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(sql)
    connection.close()


def _done(process):
    if process.returncode:
        sys.exit(process.stdout + process.stderr)
    return process.stdout


if __name__ == "__main__":
    main()
