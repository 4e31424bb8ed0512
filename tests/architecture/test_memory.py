"""A web worker holds no library in memory that only a paper, a table or a seal needs."""

import subprocess
import sys

ONLY_WHERE_USED = {
    "docx",
    "icalendar",
    "lxml",
    "openpyxl",
    "pypdf",
    "python_calamine",
    "rfc3161_client",
    "typst",
    "xlsxwriter",
}
LOADED = """
import sys
import django
django.setup()
import safeguarding.urls
print(*{name.partition(".")[0] for name in sys.modules})
"""


def test_it_begins_without_them():
    begun = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)

    assert ONLY_WHERE_USED & set(begun.stdout.split()) == set()
    assert "django" in begun.stdout.split()
