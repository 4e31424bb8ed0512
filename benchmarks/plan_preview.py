"""How long it takes to bring in a plan of many rows: `.venv/bin/python -m benchmarks.plan_preview [ROWS]`.

Reads each form, compares it with a register that has none of the rows, accepts the workbook, and compares it again; then accepts
one in which every row is changed. The database is a throw-away one: SQLite, or with tests/with_postgres.py before it that.
"""

import hashlib
import os
import sys
import tempfile
import time
from pathlib import Path

import django

FOLDER = tempfile.TemporaryDirectory()
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ.setdefault("DATABASE_URL", f"sqlite:///{FOLDER.name}/benchmark.sqlite3")
django.setup()

from django.conf import settings  # noqa: E402  Django comes first
from django.core.cache import cache  # noqa: E402
from django.core.management import call_command  # noqa: E402

from recommendations.selectors.plans.preview import preview  # noqa: E402
from recommendations.selectors.plans.staged import read_file, read_staged  # noqa: E402
from recommendations.services.intake import accept_plan  # noqa: E402
from recommendations.services.staged_plans import answer_about, stage_plan  # noqa: E402
from safeguarding.appointments import grant  # noqa: E402
from safeguarding.models.people import Role  # noqa: E402
from tests.factories import InspectionFactory, UserFactory  # noqa: E402
from tests.moments import BEGINNING, NOW  # noqa: E402

from .large_plan import FORMS, as_xlsx, changed  # noqa: E402


def main() -> None:
    """Print a line for each step."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    settings.MEDIA_ROOT = Path(FOLDER.name)
    call_command("migrate", verbosity=0)
    coordinator = UserFactory(username="coordinator")
    grant(coordinator, Role.COORDINATOR, by=coordinator, at=BEGINNING)
    InspectionFactory(slug="hmic")
    for name, make in FORMS.items():
        data = make(number)
        cache.clear()
        _timed(f"{name}, {len(data) / 1e6:.1f} MB: the file is read", read_file, data, name, _digest(data))
        staged = stage_plan(name=name, sha256=_digest(data), data=data, by=coordinator, at=NOW)
        [sheet] = preview(staged, by=coordinator, at=NOW).sheets
        staged = answer_about(staged, inspections={str(sheet.layout.grid): "hmic"}, by=coordinator, at=NOW)
        cache.clear()
        _timed(f"{name}: the whole preview", preview, staged, by=coordinator, at=NOW)
        again = _timed(f"{name}: the preview again, the file known", preview, staged, by=coordinator, at=NOW)
        print(
            f"    {len(again.rows)} rows: { {outcome.label: count for outcome, count in again.counts.items() if count} }"
        )
        if name.endswith("xlsx"):
            came = {"name": name, "sha256": staged.sha256, "data": data, "answers": again.answers}
            _timed(f"{name}: accepted", accept_plan, read_staged(staged).rows, **came, by=coordinator, at=NOW)
            _timed(f"{name}: the preview once it is accepted", preview, staged, by=coordinator, at=NOW)
            _accept_changed(number, coordinator)


def _accept_changed(number, coordinator):
    """Accept a later plan, of which every row has another owner, cost and expected date."""
    data = as_xlsx(number, as_row=changed)
    staged = stage_plan(name="later.xlsx", sha256=_digest(data), data=data, by=coordinator, at=NOW)
    staged = answer_about(staged, inspections={"Plan": "hmic"}, by=coordinator, at=NOW)
    later = preview(staged, by=coordinator, at=NOW)
    came = {"name": "later.xlsx", "sha256": staged.sha256, "data": data, "answers": later.answers}
    accepted = _timed(
        "every row changed: accepted", accept_plan, read_staged(staged).rows, **came, by=coordinator, at=NOW
    )
    print(f"    {accepted.changed} rows changed, {accepted.opened} opened")


def _timed(what, do, *args, **kwargs):
    began, computed = time.perf_counter(), time.process_time()
    done = do(*args, **kwargs)
    own = time.process_time() - computed
    print(f"{time.perf_counter() - began:6.2f} s ({own:.2f} s of this processor)  {what}", flush=True)
    return done


def _digest(data):
    return hashlib.sha256(data).hexdigest()


if __name__ == "__main__":
    main()
