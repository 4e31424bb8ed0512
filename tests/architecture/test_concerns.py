"""The mutation run names the modules it tries and the tests it tries them on: none of them has gone."""

from pathlib import Path

from tests.mutants.concerns import CONCERNS

ROOT = Path(__file__).parent.parent.parent


def test_every_module_and_every_test_of_the_mutation_run_exists():
    named = {path for module, tests in CONCERNS.items() for path in (module, *tests)}
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []
