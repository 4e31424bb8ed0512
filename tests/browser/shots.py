"""`make shots`: a picture of every page, for each role, at both widths, in var/shots."""

import os
import shutil
import sys
import tempfile

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from . import chromium as system  # noqa: E402  Django comes first
from .demonstration import CAST, ROOT, demonstration  # noqa: E402
from .pages import tour  # noqa: E402

SHOTS = ROOT / "var" / "shots"
ADMIN = ["/admin/", "/admin/recommendations/action/"]


def main():
    """Take the pictures."""
    if not system.PATH:
        sys.exit("No Chromium on this machine: apt-get install chromium, or set CHROMIUM to its path.")
    shutil.rmtree(SHOTS, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder, demonstration(folder) as running, system.browser() as chromium:
        _nobody(chromium, running.url)
        for role, username in CAST.items():
            _role(chromium, running.url, role, username)
    print(f"{len(list(SHOTS.glob('*/*.png')))} pictures in {SHOTS.relative_to(ROOT)}")


def _nobody(chromium, url):
    with system.person(chromium, url) as page:
        page.goto("/sign-in/")
        _shoot(page, "nobody", "sign-in")


def _role(chromium, url, role, username):
    with system.person(chromium, url, username) as page:
        for name, _ in tour(page):
            _shoot(page, role, name)
        page.goto("/position/?at=2015-08-06")
        _shoot(page, role, "position-in-the-past")
        for path in ADMIN if role in ("administrator", "auditor", "opcc") else ():
            page.goto(path)
            _shoot(page, role, path.strip("/").replace("/", "-"))


def _shoot(page, role, name):
    for width, (across, down) in system.WIDTHS.items():
        page.set_viewport_size({"width": across, "height": down})
        path = SHOTS / role / f"{name}-{width}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=path, full_page=True)


if __name__ == "__main__":
    main()
