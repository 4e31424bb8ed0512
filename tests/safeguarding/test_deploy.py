"""What deploy/ says to systemd, nginx and the reader of docs/deploy.md is there."""

import re
from importlib.util import find_spec
from pathlib import Path
from shutil import copytree, which
from socket import AF_UNIX, SOCK_STREAM, socket
from subprocess import run

import pytest
from django.core.management import get_commands, load_command_class

from safeguarding import health

ROOT = Path(__file__).parents[2]
UNITS = ROOT / "deploy" / "systemd"
GUIDE = (ROOT / "docs" / "deploy.md").read_text()
SAMPLE = (ROOT / ".env.example").read_text()


def settings_named(text):
    return set(re.findall(r"^([A-Z_]+)=", text, re.MULTILINE))


@pytest.mark.parametrize("unit", sorted(UNITS.glob("tracker-*@.service")), ids=lambda unit: unit.stem)
def test_a_service_runs_what_there_is_and_a_timer_starts_it(unit):
    command, *others = re.findall(r"^ExecStart=/srv/tracker/app/\.venv/bin/(.*)", unit.read_text(), re.MULTILINE)
    if command.startswith("gunicorn"):
        (bound,) = re.findall(r"--bind (unix:\S+)", command)
        assert f"http://{bound.replace('%i', 'anyshire')};" in (ROOT / "deploy" / "nginx.conf").read_text()
        assert find_spec(command.split()[1])
        return
    for each in (*others, command):
        name, *words = each.removeprefix("python manage.py ").split()
        load_command_class(get_commands()[name], name).create_parser("manage.py", name).parse_args(words)
    assert "OnFailure=mail-tracker@%n.service" in unit.read_text()
    if name == "work":
        assert "Restart=always" in unit.read_text()
        return
    assert "OnCalendar=" in unit.with_suffix(".timer").read_text()


def test_the_guide_enables_and_explains_each_of_them():
    enabled = set(re.search(r"systemctl enable --now (.*)", GUIDE)[1].split())

    timers = {timer.name for timer in UNITS.glob("*.timer")}
    units = timers | {"tracker-web@.service", "tracker-work@.service", "tracker-health@.service"}
    assert enabled == {unit.replace("@", "@anyshire") for unit in units}
    assert all(f"| `{name.split('@')[0]}` |" in GUIDE for name in enabled)


def test_its_settings_are_those_of_the_sample_and_those_are_read():
    assert settings_named(GUIDE) <= settings_named(SAMPLE)
    files = ("settings.py", "lib/database/databases.py", "lib/uploads/upload_storage.py")
    read = "".join((ROOT / "safeguarding" / file).read_text() for file in files)
    assert [name for name in sorted(settings_named(SAMPLE)) if f'"{name}"' not in read] == []


def test_the_monitors_process_says_whether_the_tracker_takes_requests(tmp_path, monkeypatch):
    def asked():
        told = []
        body = health.application({}, lambda status, headers: told.append(status))
        return told[0], b"".join(body)

    monkeypatch.setenv("WEB_SOCKET", str(tmp_path / "web.sock"))
    assert asked()[0] == "503 Service Unavailable"
    with socket(AF_UNIX, SOCK_STREAM) as web:
        web.bind(str(tmp_path / "web.sock"))
        web.listen()
        assert asked() == ("200 OK", b"ok")


@pytest.mark.skipif(not which("systemd-analyze"), reason="systemd is not installed here")
def test_systemd_finds_nothing_to_complain_of_in_the_units(tmp_path):
    copytree(UNITS, tmp_path, dirs_exist_ok=True)
    for unit in tmp_path.glob("*.service"):  # what the tracker runs is looked at above
        unit.write_text(re.sub(r"/srv/tracker/app/\.venv/bin/\w+", "/bin/true", unit.read_text()))
    units = [str(path) for path in tmp_path.iterdir() if path.is_file()]

    found = run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", *units],
        env={"SYSTEMD_UNIT_PATH": f"{tmp_path}:", "PATH": "/usr/bin:/bin"}, capture_output=True, text=True,
    )  # fmt: skip

    assert (found.returncode, found.stderr) == (0, "")


@pytest.mark.skipif(not (which("nginx") and which("openssl")), reason="nginx or openssl is not installed here")
def test_nginx_takes_its_configuration(tmp_path):
    pair = ("-keyout", tmp_path / "privkey.pem", "-out", tmp_path / "fullchain.pem")
    run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=tracker", *pair],
        check=True,
        capture_output=True,
    )
    site = (ROOT / "deploy" / "nginx.conf").read_text().replace("/etc/ssl/tracker-anyshire", str(tmp_path))
    (tmp_path / "nginx.conf").write_text(f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{ access_log off;\n{site} }}\n")

    found = run(["nginx", "-t", "-p", tmp_path, "-c", tmp_path / "nginx.conf"], capture_output=True, text=True)

    assert found.returncode == 0, found.stderr


def test_an_image_leaves_out_a_checkouts_keys_and_register_and_keeps_files_where_its_account_may_write():
    left_out = set((ROOT / ".dockerignore").read_text().splitlines())
    assert {".env", ".git", ".venv", "node_modules", "var"} <= left_out

    built = (ROOT / "deploy" / "Containerfile").read_text()
    volumes = re.search(r"^VOLUME (.+)", built, re.MULTILINE)[1].split()
    made = re.search(r"install -d -o tracker -g tracker (.+)", built[: built.index("USER tracker")])[1].split()
    assert set(volumes) <= set(made)
