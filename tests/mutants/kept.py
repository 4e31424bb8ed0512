"""Which modules and tests there are, and what a run has found of them, kept in var/mutants.jsonl."""

import json
from functools import cache
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
KEPT = ROOT / "var/mutants.jsonl"
MODULES = """
    safeguarding/history.py safeguarding/append_only.py safeguarding/as_at.py safeguarding/roles.py
    safeguarding/lib/dates.py safeguarding/lib/database/keys.py safeguarding/lib/database/prepared.py
    inspections/timescales.py inspections/timetable.py inspections/models.py inspections/visibility.py
    recommendations/workflow/[!_]*.py recommendations/models/visibility.py recommendations/standings/*[!_].py
    recommendations/blocking.py recommendations/waiting.py recommendations/four_eyes/*[!_].py
    recommendations/permissions/*[!_].py
    recommendations/services/*[!_].py recommendations/search/*[!_].py recommendations/selectors/search/*[!_].py
    recommendations/selectors/standings.py recommendations/selectors/prepared.py recommendations/selectors/lateness.py
    recommendations/selectors/agency_responses.py recommendations/selectors/notices/given.py
    recommendations/selectors/reports/later_copy.py safeguarding/models/signed.py
"""
# Not those that read files, nor those of commands and of the code's text.
TESTS = """
    tests/safeguarding/test_*.py tests/safeguarding/lib/test_dates*.py tests/inspections/test_*.py
    tests/safeguarding/ledger/test_redaction*.py tests/safeguarding/ledger/test_cosigning.py
    tests/recommendations/notices/test_send_reminders.py
    tests/recommendations/test_*.py tests/recommendations/services/test_*.py tests/recommendations/selectors/**/test_*.py
    tests/recommendations/views/test_*.py
"""


def known() -> dict[str, dict]:
    """What is kept, of tests by node id and of faults by key_of."""
    KEPT.touch()
    return dict(map(json.loads, KEPT.read_text().splitlines()))


def keep(key: str, **record: object) -> None:
    """Keep it at the end of the file, so that a run can be broken off; the last one counts."""
    with KEPT.open("a") as file:
        print(json.dumps([key, record]), file=file)


def paths(patterns: str) -> list[Path]:
    """The files of the project that fit one of the patterns."""
    return sorted({path for pattern in patterns.split() for path in ROOT.glob(pattern)})


def digest(*paths: Path) -> str:
    """Another one once a file changed."""
    return sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:12]


@cache
def all_modules() -> str:
    """The digest of every module: a test that was looked at with another may enter other functions of them now."""
    return digest(*paths(MODULES))


@cache
def all_tests() -> str:
    """The digest of every test and of what tests are made with."""
    return digest(*paths("tests/**/*.py"))
