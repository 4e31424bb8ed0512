"""The corpus: what each passage should give, what it gives, and how many of both agree."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from inspections.reading import Draft, read_report
from safeguarding.lib.pages import pages_of_text

CORPUS = Path(__file__).parent / "corpus"
PUBLISHED = date(2015, 2, 11)


@dataclass(frozen=True)
class Figures:
    """How many drafts were expected, how many came, and how many of those are right in every field that is named."""

    expected: int
    drafted: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.drafted if self.drafted else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0


def passages(*names: str) -> list[dict]:
    """Every passage of the corpus, or of the files with these names."""
    files = [CORPUS / f"{name}.yaml" for name in names] or sorted(CORPUS.glob("*.yaml"))
    return [passage | {"file": file.stem} for file in files for passage in yaml.safe_load(file.read_text())]


def read(passage: dict):
    return read_report(pages_of_text(passage["text"]), published=PUBLISHED)


def differences(draft: Draft, expected: dict) -> list[str]:
    """What a draft has otherwise than expected; fields that the passage does not name are its usual ones."""
    told = draft.to_json()
    limit = expected.get("limit", ["none"])
    stated = [told["timescale"]["type"], told["timescale"]["n"], told["timescale"]["date"]][: len(limit)]
    found = {
        "reference": (told["reference"], expected.get("reference", "unnumbered")),
        "kind": (told["kind"], expected.get("kind", "recommendation")),
        "opens": (told["text"][: len(expected["opens"])], expected["opens"]),
        "limit": (stated, limit),
        "parts": (
            [part["text"][: len(words)] for part, words in zip(told["parts"], expected.get("parts", []), strict=False)]
            + [part["text"] for part in told["parts"][len(expected.get("parts", [])) :]],
            expected.get("parts", []),
        ),
    }
    for name in ("addressees", "cited", "theme"):
        if name in expected:
            found[name] = (told[name], expected[name])
    if "places" in expected:
        found["places"] = (len(told["places"]), expected["places"])
    return [f"{name}: {got!r}, not {wanted!r}" for name, (got, wanted) in found.items() if got != wanted]


def figures(chosen: list[dict]) -> Figures:
    """Precision and recall over passages: a draft is right where one expected of its passage differs in nothing."""
    expected = drafted = right = 0
    for passage in chosen:
        items = list(read(passage).items)
        expected += len(passage["expect"])
        drafted += len(items)
        for wanted in passage["expect"]:
            match = next((item for item in items if not differences(item, wanted)), None)
            if match is not None:
                items.remove(match)
                right += 1
    return Figures(expected, drafted, right)
