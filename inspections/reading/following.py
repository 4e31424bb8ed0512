"""Words that belong to a recommendation though it stands in blocks of its own: list items, and paragraphs that go on with it."""

import re
from collections.abc import Sequence

from inspections.reading.addressees import addressees_of
from inspections.reading.blocks import Block, Shape
from inspections.reading.names import is_somebody
from inspections.reading.openings import is_limit_alone, label_of
from inspections.reading.parts import DECIMAL, MOST_PARTS, lettered
from inspections.reading.phrases import SHOULD, begins_by_recommending, demands, phrase_in
from inspections.reading.wording import first_sentence

_HANGS = re.compile(r"(?:[;:,]|[;,] ?(?:and|or))$")
_OPEN_END = re.compile(r"(?:[:–—-]|\b(?:includ(?:e|ing)|to|that|should|must|by|on|for))$", re.IGNORECASE)
_GOES_ON = re.compile(
    r"(?:this(?! recommendation\b)|these(?! recommendations\b)|it|"
    r"such an? \w+|the (?:plan|review|strategy|work|action plan|audit|protocol|policy)|"
    r"(?:the|this|these) [\w ]{3,30} should be [a-z]+ (?:(?:no later than|within|by|before) |and )[^.]{3,60}(?=\.$)|"
    r"as a minimum|at a minimum|in particular|in doing so|to do this|[^.,;]{2,60}? should do (?:so|this))\b",
    re.IGNORECASE,
)

# Between a recommendation and its parts: "Key actions:".
_OVER_PARTS = re.compile(
    r"(?:key |supporting |specific |suggested |detailed |sub-?)(?:actions|steps|tasks)(?: (?:required|needed|include))?:?|"
    r"this (?:will|would) (?:require|mean|involve|include):",
    re.IGNORECASE,
)
_TELLS_WHY = re.compile(r"this (?:follows|is (?:\w+ )?because|comes after|arises|relates|was)\b", re.IGNORECASE)


def goes_on(block: Block, *, title: str = "", labelled: bool = False) -> bool:
    """Return whether a paragraph goes on with the recommendation above it: "This review should include:".

    title: what stands above is this line without a stop. Any paragraph that asks goes on with it; with one that asks itself, any
    whose first sentence does. labelled: it has a label, so that what it should hold may follow: "The scheme should meet these rules:".
    """
    return (
        block.shape is Shape.PARAGRAPH
        and not _TELLS_WHY.match(block.text)
        and bool(
            (title and block.text.endswith("."))
            or _GOES_ON.match(block.text)
            or (
                labelled
                and block.text.endswith(":")
                and not ("recommendation" in block.text or any(map(is_somebody, addressees_of(block.text))))
            )
        )
        and (
            demands(first_sentence(block.text))
            if demands(title)
            else bool(SHOULD.search(block.text if title else block.text[:200]))
        )
        and not phrase_in(block.text)
        and label_of(block.text) is None
    )


def begins_its_parts(words: str, below: Sequence[Block]) -> bool:
    """Return whether words behind a label are its first part, "a. Keep a list", and the second stands below."""
    first, second = lettered(words), lettered(below[0].text) if below else None
    return bool(first and second) and (first[0], second[0]) == ("a", "b")


def is_over_parts(blocks: Sequence[Block], place: int) -> bool:
    """Return whether a block stands between a recommendation and its parts, "Key actions:", and asks for nothing itself."""
    return place + 1 < len(blocks) and bool(_OVER_PARTS.fullmatch(blocks[place].text))


def items_after(blocks: Sequence[Block], place: int, words: str) -> list[list[Block]]:
    """The list items that belong to the block at `place`, whose words end as `words`; an item's own sub-list stays with it.

    Items are bullets, letters, dashes, or plain lines that hang together by semicolons.
    """
    lead = blocks[place]
    if not _OPEN_END.search(words) and (words.endswith((".", "?", "!")) or not _begins_a_list(blocks, place)):
        return []
    items: list[list[Block]] = []
    above = words
    for block in blocks[place + 1 : place + 1 + 4 * MOST_PARTS]:
        if block.cell != lead.cell or not _is_item(block, above, items, lead):
            break
        if items and _is_under(block, items):
            items[-1].append(block)
        else:
            items.append([block])
        above = block.text
    marked = items and (
        items[0][0].bullet or lettered(items[0][0].text) or (words.endswith(":") and items[0][0].text[:1].islower())
    )
    return items if len(items) > 1 or marked else []


def _begins_a_list(blocks: Sequence[Block], place: int) -> bool:
    """Return whether the next two blocks are bullets, of another mark than this one, though no colon announces them."""
    following = blocks[place + 1 : place + 3]
    return len(following) == 2 and all(block.bullet and block.bullet != blocks[place].bullet for block in following)


def _is_item(block: Block, above: str, items: list[Block], lead: Block) -> bool:
    if block.shape is Shape.HEADING or is_limit_alone(block.text) or begins_by_recommending(block.text):
        return False
    label = label_of(block.text)
    numbered = label and items and items[0][0].bullet and not block.bullet  # a paragraph of the text, behind bullets
    if label and (label.kind or numbered):
        return False
    if block.bullet or lettered(block.text) or DECIMAL.match(block.text):
        fresh = block.bullet and block.bullet == lead.bullet and (block.text[:1].isupper() or above.endswith("."))
        return not (fresh and (items or not lead.text.endswith(":"))) and not _is_next(block.text, lead.text)
    hangs = bool(_HANGS.search(above)) or (not items and bool(_OPEN_END.search(above)))
    if label and not label.strong:
        return hangs or bool(items)
    return hangs and (bool(items) or block.text[:1].islower() or block.text.endswith(";"))


def _is_next(text: str, lead: str) -> bool:
    """Return whether "(2)" stands beside a lead that is itself "(1)" and no list's."""
    number, own = lettered(text), lettered(lead)
    return bool(number and own and number[0].isdigit() and own[0].isdigit() and int(number[0]) == int(own[0]) + 1)


def _is_under(block: Block, items: list[list[Block]]) -> bool:
    """Return whether a bullet of another mark than the first item's stands under the last item."""
    first, last = items[0][0], items[-1]
    if not block.bullet or block.bullet == first.bullet:
        return False
    return last[-1].text.endswith(":") or len(last) > 1
