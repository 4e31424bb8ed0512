"""The corpus: what each passage should give, what it gives, and how many of both agree."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from inspections.reading import Draft, read_report
from safeguarding.lib.readers.reports import pages_of_text, read_pages

CORPUS = Path(__file__).parent / "corpus"
OWN = ["labels", "limits", "parts", "kinds", "nothing"]
PUBLISHED = date(2015, 2, 11)


@dataclass(frozen=True)
class Figures:
    """How many drafts were expected, how many came, how many of these are one expected, and how many in every field."""

    expected: int
    drafted: int
    found: int
    right: int

    def __str__(self):
        return (
            f"{self.expected} expected, {self.drafted} drafted; precision {self.found / self.drafted:.2f}, "
            f"recall {self.found / self.expected:.2f}; right in every field {self.right / self.expected:.2f}"
        )


def passages(*names: str) -> list[dict]:
    """Every passage of the corpus, or of the files with these names."""
    files = [CORPUS / f"{name}.yaml" for name in names] or sorted(CORPUS.glob("*.yaml"))
    # libyaml's loader takes a seventh of the time, and every process that collects the tests reads them all.
    return [
        passage | {"file": file.stem} for file in files for passage in yaml.load(file.read_text(), yaml.CSafeLoader)
    ]


def read(passage: dict):
    """The report of a passage: words that were pasted, or a web page."""
    return _read(passage.get("page"), passage.get("text", ""))


@cache  # the passages are read for themselves, and again for the figures
def _read(page: str | None, text: str):
    pages = read_pages(page.encode(), "page.html") if page else pages_of_text(text)
    return read_report(pages, published=PUBLISHED)


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
    for name in ("addressees", "cited", "status", "theme"):
        if name in expected:
            found[name] = (told[name], expected[name])
    if "places" in expected:
        found["places"] = (len(told["places"]), expected["places"])
    return [f"{name}: {got!r}, not {wanted!r}" for name, (got, wanted) in found.items() if got != wanted]


def is_one(draft: Draft, expected: dict) -> bool:
    """Whether a draft is the one expected: its kind, and how its words open."""
    return not {name.split(":")[0] for name in differences(draft, expected)} & {"kind", "opens"}


def figures(chosen: list[dict]) -> Figures:
    """Precision and recall over passages: each draft counts for one expected at most, the one it agrees with best."""
    expected = drafted = found = right = 0
    for passage in chosen:
        items = list(read(passage).items)
        expected += len(passage["expect"])
        drafted += len(items)
        for wanted in passage["expect"]:
            same = sorted(
                (item for item in items if is_one(item, wanted)), key=lambda item: len(differences(item, wanted))
            )
            if same:
                items.remove(same[0])
                found += 1
                right += not differences(same[0], wanted)
    return Figures(expected, drafted, found, right)


def measured() -> list[str]:
    """The figures of the corpus, and of the batches that were written before the rules for them and then mended for."""
    batches = {
        "corpus": OWN,
        "first batch": ["held_out"],
        "second batch": ["held_out_again"],
        "third batch": ["strangers"],
        "ten houses": ["houses"],
        "ten more houses": ["more_houses"],
        "wordings": ["wordings"],
        "variants": ["variants"],
        "twenty houses": ["twenty_houses"],
        "later houses": ["later_houses"],
        "plain demands": ["plain_demands"],
        "odd houses": ["odd_houses"],
        "second hand": ["second_hand"],
        "any styles": ["any_styles"],
        "fourth hand": ["fourth_hand"],
        "fifth hand": ["fifth_hand"],
        "sixth hand": ["sixth_hand"],
        "seventh hand": ["seventh_hand"],
    }
    return [f"{name}: {figures(passages(*files))}" for name, files in batches.items()]


if __name__ == "__main__":
    print("\n".join(measured()))
