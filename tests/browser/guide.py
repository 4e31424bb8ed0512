"""`make guide`: var/guide.pdf, to print: each role's first ten minutes on a page, with pictures of the demonstration, and the words."""

import json
import os
import sys
import tempfile
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

import typst  # noqa: E402  Django comes first

from recommendations.packs.glossary import GLOSSARY, ON_PAGES  # noqa: E402
from recommendations.views.help import FIRST_STEPS  # noqa: E402
from safeguarding.models.people import Role  # noqa: E402

from . import chromium as system  # noqa: E402
from .demonstration import CAST, ROOT, demonstration  # noqa: E402

GUIDE = ROOT / "var" / "guide.pdf"
TEMPLATE = Path(__file__).with_name("guide.typ")
# Of each role: whose pages are pictured, at which width, and which, each in words for whoever cannot see it.
PICTURED = {
    Role.OWNER: (
        "missing",
        "phone",
        {"/my-actions/": "My actions on a phone", "/actions/14/update/": "An update on action 14, on a phone"},
    ),
    Role.COORDINATOR: (
        "coordinator",
        "desktop",
        {"/coordination/": "Coordination, the most urgent first", "/reports/new/": "Reading a report"},
    ),
    Role.DCC: (
        "dcc",
        "desktop",
        {"/scrutiny/": "What waits for the DCC", "/scrutiny/1/": "Action 1 beside what was asked, and the decision"},
    ),
    Role.STAFF_OFFICER: ("staff-officer", "desktop", {"/scrutiny/sessions/1/": "A session with its agenda"}),
    Role.OPCC: (
        "opcc",
        "desktop",
        {"/position/": "The position, worries first", "/position/dashboard/": "The dashboard"},
    ),
    Role.PARTNER: ("partner", "desktop", {"/recommendations/": "The recommendations that the agency may see"}),
    Role.AUDITOR: ("auditor", "desktop", {"/access-log/": "The access log"}),
    Role.ADMINISTRATOR: ("administrator", "desktop", {"/set-up/": "Set-up: what is still missing"}),
}


def main():
    """Take the pictures and write the guide."""
    if not system.PATH:
        sys.exit("No Chromium on this machine: apt-get install chromium, or set CHROMIUM to its path.")
    with tempfile.TemporaryDirectory() as built, tempfile.TemporaryDirectory() as folder:
        with demonstration(built) as running, system.browser() as chromium:
            roles = [_role(chromium, running, Path(folder), role) for role in FIRST_STEPS]
        words = sorted(((str(word), str(meaning)) for word, meaning in GLOSSARY + ON_PAGES), key=lambda e: e[0].lower())
        given = json.dumps({"roles": roles, "words": words})
        template = Path(folder) / TEMPLATE.name
        template.write_bytes(TEMPLATE.read_bytes())
        GUIDE.parent.mkdir(exist_ok=True)
        GUIDE.write_bytes(typst.compile(template, root=folder, sys_inputs={"guide": given}, pdf_standards=["ua-1"]))
    print(GUIDE.relative_to(ROOT))


def _role(chromium, running, folder, role):
    """A page of the guide: the role, its steps, and its pictures, taken on the way."""
    who, width, pages = PICTURED[role]
    pictures = []
    with system.person(chromium, running.url, CAST[who], width=width) as page:
        for number, (path, words) in enumerate(pages.items()):
            system.ready(page, path)
            name = f"{role.value}-{number}.png"
            page.screenshot(path=folder / name)
            pictures.append({"file": name, "words": words})
        if page.complaints:
            sys.exit(f"{role.label}: {page.complaints}")
    steps = [[str(step.page), str(step.words)] for step in FIRST_STEPS[role]]
    return {"role": str(role.label), "steps": steps, "pictures": pictures, "narrow": width == "phone"}


if __name__ == "__main__":
    main()
