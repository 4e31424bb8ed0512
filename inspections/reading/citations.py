"""The pages and paragraphs that a recommendation points at: "(pg 9-11)", "(Paragraph 9)", "(Part I Paragraph 2.36)"."""

import re

_CITED = re.compile(
    r"\s*[\[(]\s*(?P<cited>(?:see )?(?:(?:part|chapter|section|annex) [0-9ivx]{1,4},? )?(?:pages?|pp?|pgs?|paragraphs?|paras?|section|"
    r"chapter|¶)\.?\s*[0-9][0-9.]*"
    r"(?:\s*(?:[-–,&]|and|to)\s*[0-9][0-9.]*)*)\s*[\])]",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"(?<=[.!?]) \((?P<aside>(?:[^()]|\([^()]*\))*)\)\.?$")  # "It should be kept. (Medium term)"
NEAR = 60  # letters from the beginning, within which a citation belongs to the number or the time limit before it


def without_aside(words: str) -> tuple[str, str]:
    """The words without what stands in brackets behind their last sentence, "(To the governor)", and what that is."""
    found = _ASIDE.search(words)
    return (words[: found.start()], found["aside"]) if found else (words, "")


def without_citations(words: str) -> tuple[str, str]:
    """The words without a citation at either end or behind the opening time limit, and what it said; "" for none."""
    for found in _CITED.finditer(words):
        before, after = words[: found.start()].rstrip(), words[found.end() :]
        if not before.strip(" :.,"):
            return after.lstrip(" :.,"), found["cited"]
        if not after.strip(" .;:"):
            return before + after.strip(), found["cited"]
        if found.start() < NEAR and len(before.split()) <= 6:
            return f"{before.rstrip(':')}: {after.lstrip(' :')}", found["cited"]
    return words, ""
