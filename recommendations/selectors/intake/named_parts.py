"""Which recommendations and which of their parts a row names, and how many actions, as its page offers them to be put right."""

from collections.abc import Iterator

from django.utils.text import get_text_list
from django.utils.translation import gettext

from ...importers.entries import ONE, SEVERAL, SEVERAL_CHOICES
from ...importers.part_letters import PARTS
from ...models import Recommendation
from .answers import Answers, Offer
from .outcomes import ComparedRow
from .planned_rows import PlannedRow


def parts_key(row: PlannedRow) -> str:
    """The key of Answers.cells under which a person says which parts the action of a row covers."""
    return f"{row.source}|{PARTS}"


def parts_named(row: PlannedRow, recommendation: Recommendation | None, letters: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the letters that are parts of the recommendation, as the register or else the row has them; none where they are all."""
    if not letters:
        return ()
    if recommendation:
        known = {part.letter for part in recommendation.parts.all() if not part.ended_at and part.letter}
    else:
        known = {letter for letter, _ in row.parts if letter}
    named = tuple(letter for letter in letters if letter in known)
    return () if set(named) == known else named


def offers(compared: ComparedRow, answers: Answers) -> Iterator[Offer]:
    """Offer the numbers of a row that names several and the actions that a cell lists, once, and the parts that it names or named."""
    row = compared.row
    if row.shares and compared.key == row.source:
        yield Offer(f"{row.source}|reference", gettext("Which recommendations does it answer?"), row.shares)
    if row.actions > 1 and compared.key == row.source:
        key = f"{row.source}|{SEVERAL}"
        sentence = gettext("%(number)s actions stand in the cell. How are they to be read?") % {"number": row.actions}
        yield Offer(
            key,
            sentence,
            answers.cells.get(key, ONE),
            tuple((value, gettext(words)) for value, words in SEVERAL_CHOICES.items()),
        )
    asked = parts_key(row)
    if row.task and (compared.recommendation or row.parts) and (compared.letters or asked in answers.cells):
        words = answers.cells.get(asked, get_text_list(compared.letters, "and"))
        yield Offer(asked, gettext("Which parts does the action cover? Leave it empty for all."), words)
