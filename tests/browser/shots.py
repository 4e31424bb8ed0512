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
from .pages import UNRELEASED, tell_more, tour  # noqa: E402

SHOTS = ROOT / "var" / "shots"
# Of their kind the fullest; the tour would take the first that a link leads to.
FULLEST = ["/actions/7/", "/inspections/hmic-ncpi-2014/progress/"]
PAST = {
    "position-in-the-past": "/position/?at=2015-08-06",
    "action-in-the-past": "/actions/4/?at=2015-08-07",
    "inspection-in-the-past": "/inspections/hmic-ncpi-2014/?at=2015-08-07",
}
ADMIN = {"admin": "/admin/", "admin-actions": "/admin/recommendations/action/"}


def main():
    """Take the pictures."""
    if not system.PATH:
        sys.exit("No Chromium on this machine: apt-get install chromium, or set CHROMIUM to its path.")
    shutil.rmtree(SHOTS, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder, demonstration(folder) as running, system.browser() as chromium:
        _pages(chromium, running, "nobody", {"sign-in": "/sign-in/"})
        for role in CAST:
            _tour(chromium, running, role)
            _pages(chromium, running, role, PAST | (ADMIN if role in ("administrator", "auditor", "opcc") else {}))
        tell_more(running)
        _pages(chromium, running, "coordinator", {"inspection-release": f"{UNRELEASED}release/"})
        _tour(chromium, running, "missing", only=["my-actions", "follow-up-check"])
    print(f"{len(list(SHOTS.glob('*/*.png')))} pictures in {SHOTS.relative_to(ROOT)}")


def _tour(chromium, running, role, only=()):
    with system.person(chromium, running.url, CAST[role]) as page:
        for name, _ in tour(page, "/", *FULLEST):
            if not only or name in only:
                _shoot(page, role, name)


def _pages(chromium, running, role, pages):
    with system.person(chromium, running.url, CAST.get(role)) as page:
        for name, path in pages.items():
            page.goto(path)
            _shoot(page, role, name)


def _shoot(page, role, name):
    for width, (across, down) in system.WIDTHS.items():
        page.set_viewport_size({"width": across, "height": down})
        path = SHOTS / role / f"{name}-{width}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=path, full_page=True)


if __name__ == "__main__":
    main()
