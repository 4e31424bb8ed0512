"""What is known from one run to the next, in var/mutants.json: which lines each test runs, and which faults were noticed.

What was noticed stays so while its module and the tests' rule stand: a test is never taken away to let a fault pass.
"""

import json
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

from .children import BROKEN, UNNOTICED
from .concerns import EQUIVALENT
from .faults import Fault

ROOT = Path(__file__).parent.parent.parent
KEPT = ROOT / "var" / "mutants.json"


class Kept:
    """The record of earlier runs, and of this one as it goes; `outcomes` of a module by its faults' keys."""

    def __init__(self):
        kept = json.loads(KEPT.read_text()) if KEPT.exists() else {}
        self.learnt: dict[str, dict] = kept.get("learnt", {})
        self.outcomes: dict[str, dict[str, str]] = kept.get("outcomes", {})
        self.scratch = Path(mkdtemp(prefix="mutants-"))

    def save(self) -> None:
        KEPT.write_text(json.dumps({"learnt": self.learnt, "outcomes": self.outcomes}))

    def begin(self, modules: list[str]) -> None:
        """Forget the outcomes of modules that changed, and everything that went unnoticed."""
        for module in modules:
            known = self.outcomes.get(f"{module} {_digest(module)}", {})
            for other in [key for key in self.outcomes if key.split()[0] == module]:
                del self.outcomes[other]
            self.outcomes[f"{module} {_digest(module)}"] = {
                key: outcome for key, outcome in known.items() if outcome == "noticed"
            }

    # Which lines a test runs

    def is_new(self, file: str, modules: list[str]) -> bool:
        """Whether a file of tests, or one of the modules, changed since it was learnt."""
        learnt = self.learnt.get(file, {})
        return learnt.get("tests") != _digest(file) or any(
            learnt.get("modules", {}).get(module) != _digest(module) for module in modules
        )

    def write_learnt(self, path: Path, found: dict) -> None:
        path.write_text(json.dumps(found))

    def learn(self, file: str, path: Path, modules: list[str]) -> None:
        self.learnt[file] = {
            "tests": _digest(file),
            "modules": {module: _digest(module) for module in modules},
            "ran": json.loads(path.read_text()),
        }
        self.save()

    def tests_of(self, module: str, fault: Fault) -> list[str]:
        """The tests that run a line of the fault, the quickest first."""
        found = [
            (test["seconds"], name)
            for learnt in self.learnt.values()
            for name, test in learnt["ran"].items()
            if not set(fault.lines).isdisjoint(test["lines"].get(module, ()))
        ]
        return [name for _, name in sorted(found)]

    def seconds(self, name: str) -> float:
        return self.learnt[name.split("::")[0]]["ran"][name]["seconds"]

    # What became of the faults

    def has_to_try(self, module: str, fault: Fault) -> bool:
        return self.outcome(module, fault) not in ("noticed", "unnoticed") and not equivalent(module, fault)

    def outcome(self, module: str, fault: Fault) -> str:
        return self.outcomes[f"{module} {_digest(module)}"].get(fault.key, "")

    def not_run(self, module: str, fault: Fault) -> None:
        self._keep(module, fault, "not run")

    def was_not_run(self, module: str, fault: Fault) -> bool:
        return self.outcome(module, fault) == "not run"

    def tried(self, module: str, fault: Fault, status: int) -> None:
        outcome = {UNNOTICED: "unnoticed", BROKEN: "broken"}.get(status, "noticed")
        print(
            "." if outcome == "noticed" else f"\n{module}:{fault.lines[0]}: {outcome}: {fault.key}", flush=True, end=""
        )
        self._keep(module, fault, outcome)

    def _keep(self, module, fault, outcome):
        self.outcomes[f"{module} {_digest(module)}"][fault.key] = outcome
        self.save()


def equivalent(module: str, fault: Fault) -> str:
    """Why this fault changes nothing that anybody could notice, or ""."""
    return EQUIVALENT.get(module, {}).get(fault.key, "")


def _digest(path):
    return sha256((ROOT / path).read_bytes()).hexdigest()[:16]
