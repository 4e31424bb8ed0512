"""A later copy of a report beside what the inspection has of it: as it was, in other words, new, or no longer in it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from django.utils.translation import gettext

from safeguarding.lib.folding import as_typed
from safeguarding.lib.likeness import likeness_of_stems, stems
from safeguarding.lib.word_difference import Piece, word_difference

from ...models import Recommendation, ReportDraft

# Per cent of their words by which a draft is a recommendation in other words: under its number, without one, under another.
SAME_NUMBER, NO_NUMBER, OTHER_NUMBER = 50, 60, 100


@dataclass(frozen=True)
class Reworded:
    """A recommendation of the inspection that a later copy words otherwise, or numbers otherwise; pieces: how the words differ."""

    recommendation: Recommendation
    pieces: list[Piece]


@dataclass(frozen=True)
class LaterCopy:
    """same: how many are as they were. reworded: by the key of the draft. new: how many more it has.

    gone: the recommendations of the inspection that are not in it.
    """

    same: int
    reworded: dict[int, Reworded]
    new: int
    gone: list[Recommendation]


def later_copy(drafts: Iterable[ReportDraft], taken: Mapping[str, Recommendation]) -> LaterCopy | None:
    """The copy that these drafts are of; None where none of them is of what the inspection has (`taken`, by number).

    What was discarded is in the copy as well; what was merged into another stands there; next steps are not looked for.
    Nothing is changed by it.
    """
    asked = [draft for draft in drafts if not (draft.is_next_step or draft.merged_into_id)]
    same = as_they_were(asked, taken)
    others = _in_other_words([draft for draft in asked if draft.pk not in same], taken, same.values())
    if not (same or others):
        return None
    found = {each.pk for each in (*same.values(), *others.values())}
    return LaterCopy(
        same=len(same),
        reworded={
            draft.pk: Reworded(each, word_difference(_words_recorded(each), _words_asked(draft)))
            for draft in asked
            if (each := others.get(draft.pk))
        },
        new=len(asked) - len(same) - len(others),
        gone=[each for each in taken.values() if each.pk not in found and each.kind != Recommendation.Kind.NEXT_STEP],
    )


def as_they_were(drafts: Iterable[ReportDraft], taken: Mapping[str, Recommendation]) -> dict[int, Recommendation]:
    """{draft.pk: recommendation} of the drafts that are of one in `taken`: by its number if any, and word for word,
    with its sub-parts and time limits.
    """
    by_text = _by_text(taken.values())
    found = {}
    for draft in drafts:
        meant = [each for each in by_text[as_typed(draft.text)] if draft.reference in ("", each.reference)]
        if same := next((each for each in meant if _says_the_same(draft, each)), None):
            found[draft.pk] = same
    return found


def _in_other_words(
    drafts: Sequence[ReportDraft], taken: Mapping[str, Recommendation], same: Iterable[Recommendation]
) -> dict[int, Recommendation]:
    """{draft.pk: recommendation}, each once: by its number, where the words are not another's; else by the words most alike."""
    left = {each.pk: each for each in taken.values()}
    for each in same:
        left.pop(each.pk, None)
    if not (left and drafts):
        return {}
    # once each: of hundreds of drafts and as many recommendations every pair is compared
    recorded = {pk: stems(_words_recorded(each)) for pk, each in left.items()}
    asked = {draft.pk: stems(_words_asked(draft)) for draft in drafts}
    found = {}
    for draft in drafts:
        each = taken.get(draft.reference)
        if each and each.pk in left and likeness_of_stems(asked[draft.pk], recorded[each.pk]) >= SAME_NUMBER:
            found[draft.pk] = left.pop(each.pk)
    for draft in drafts:
        if left and draft.pk not in found:
            share, pk = _most_alike(asked[draft.pk], {pk: recorded[pk] for pk in left})
            if share >= (OTHER_NUMBER if draft.reference else NO_NUMBER):
                found[draft.pk] = left.pop(pk)
    return found


def _most_alike(asked: set[str], recorded: Mapping[int, set[str]]) -> tuple[int, int]:
    """The share of the most alike, the first of several, and its key."""
    return max(((likeness_of_stems(asked, words), pk) for pk, words in recorded.items()), key=itemgetter(0))


def _says_the_same(draft: ReportDraft, recommendation: Recommendation) -> bool:
    return as_typed(_words_asked(draft)) == as_typed(_words_recorded(recommendation))


def _by_text(recommendations: Iterable[Recommendation]) -> defaultdict[str, list[Recommendation]]:
    by_text = defaultdict(list)
    for each in recommendations:
        by_text[as_typed(each.text)].append(each)
    return by_text


def _words_asked(draft: ReportDraft) -> str:
    """The wording of a draft with that of its sub-parts, and its time limits."""
    limits = [part["timescale"] or draft.timescale for part in draft.parts] or [draft.timescale]
    return _whole(draft.text, [part["text"] for part in draft.parts], limits)


def _words_recorded(recommendation: Recommendation) -> str:
    """The same of a recommendation, whose parts are those of `numbering.taken_in`."""
    parts = recommendation.parts.all()
    return _whole(recommendation.text, [part.text for part in parts if part.letter], [part.timescale for part in parts])


def _whole(text: str, parts: Sequence[str], limits: Sequence[str]) -> str:
    limit = "; ".join(dict.fromkeys(filter(None, limits)))
    return "\n".join([text, *parts, *([gettext("Time limit: %(limit)s") % {"limit": limit}] if limit else [])])
