"""A file one can read at a sitting."""

from .sources import APPS, ROOT


def longer_than(lines, paths):
    return [str(path.relative_to(ROOT)) for path in paths if len(path.read_text().splitlines()) > lines]


def test_no_python_file_is_longer_than_300_lines():
    files = [ROOT / "manage.py"]
    for folder in [*APPS, "tests", "benchmarks"]:
        files += [path for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts]
    assert longer_than(300, files) == []


def test_no_template_is_longer_than_120_lines():
    folders = [ROOT / "templates", *(ROOT / app / "templates" for app in APPS)]
    assert longer_than(120, [path for folder in folders for path in folder.rglob("*.*")]) == []
