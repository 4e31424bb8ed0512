"""The same demand standing twice, in its chapter and in the report's list, made one draft with two places."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from inspections.reading.drafts import Draft
from inspections.reading.limits import without_limits
from inspections.reading.scoring import Doubt, Sign
from inspections.timescales import Kind

ALIKE = 0.9  # of the words of both; OCR spells some differently
FEWEST_WORDS = 6
MOST_LETTERS = 3_000


@dataclass(frozen=True)
class Found:
    """A draft where it was found; `in_list` says whether that is in the report's own list."""

    draft: Draft
    in_list: bool


def united(found: Sequence[Found]) -> list[Draft]:
    """Drafts without repetition, in the order of the report's own list if that repeats its chapters, else of the text.

    What no words announce and the list leaves out comes last, so that numbers given in order go to the list first.
    """
    groups: list[list[Found]] = []
    keys: list[frozenset[str]] = []
    for one in found:
        key = _key(one.draft)
        match = next(
            (place for place, group in enumerate(groups) if _same(one.draft, key, group[0].draft, keys[place])), None
        )
        if match is None:
            groups.append([one])
            keys.append(key)
        else:
            groups[match].append(one)
    repeated = sum(1 for group in groups if len(group) > 1)
    if repeated * 2 > len(groups):
        order = {id(one): place for place, one in enumerate(found)}
        groups.sort(
            key=lambda group: min((order[id(one)] for one in group if one.in_list), default=order[id(group[0])])
        )
    if any(one.in_list for one in found):
        groups.sort(key=_is_unsure_and_unlisted)
    return [_one(group) for group in groups]


def _is_unsure_and_unlisted(group: Sequence[Found]) -> bool:
    return all(not one.in_list and Doubt.UNANNOUNCED.sentence in one.draft.doubts for one in group)


def _key(draft: Draft) -> frozenset[str]:
    """The words of a draft without its time limits; its first hundreds tell it from others."""
    whole = without_limits(" ".join([draft.text[:MOST_LETTERS], *(part.text for part in draft.parts)]))
    return frozenset(re.findall(r"[a-z0-9]+", whole.lower()))


def _same(one: Draft, key: frozenset[str], other: Draft, other_key: frozenset[str]) -> bool:
    if one.kind != other.kind or (one.reference and other.reference and one.reference != other.reference):
        return False
    shorter, longer = sorted((len(key), len(other_key)))
    if shorter < FEWEST_WORDS:
        return key == other_key
    return shorter >= ALIKE * longer and len(key & other_key) >= ALIKE * longer


def _one(group: Sequence[Found]) -> Draft:
    """One draft of a group: the words of the chapter, the time limit and the number wherever they stand."""
    if len(group) == 1:
        return group[0].draft
    drafts = [one.draft for one in sorted(group, key=lambda one: one.in_list)]
    first = drafts[0]
    stated = [draft.timescale for draft in drafts if draft.timescale.kind is not Kind.NONE]
    differ = len({(timescale.kind, timescale.n, timescale.on) for timescale in stated}) > 1
    doubts = tuple(dict.fromkeys(doubt for draft in drafts for doubt in draft.doubts))
    if differ:
        doubts += (Doubt.LIMITS_DIFFER.sentence,)
    sure = max(draft.confidence for draft in drafts) + Sign.TWICE.weight - (Doubt.LIMITS_DIFFER.weight if differ else 0)
    return replace(
        first,
        reference=next((draft.reference for draft in drafts if draft.reference), ""),
        timescale=first.timescale if first.timescale.kind is not Kind.NONE or not stated else stated[0],
        addressees=next((draft.addressees for draft in drafts if draft.addressees), ()),
        theme=next((draft.theme for draft in drafts if draft.theme), ""),
        places=tuple(place for draft in drafts for place in draft.places),
        confidence=round(min(0.99, sure), 2),
        doubts=doubts,
        cited=next((draft.cited for draft in drafts if draft.cited), ""),
        stated=next((draft.stated for draft in drafts if draft.stated.status), first.stated),
    )
