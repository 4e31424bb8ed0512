"""A row's number and words held against the register's: an unlike number, or words that stand under another, are asked about."""

import re
from collections.abc import Iterator, Sequence

from django.utils.text import Truncator
from django.utils.translation import gettext

from ...importers.parse_text import fold
from ...models import Recommendation
from ...models.recommendations import printed
from .answers import OpenQuestion
from .known import normalised
from .matching import alike
from .planned_rows import PlannedRow

SHOWN = 20  # words of the register's that stand beside a number


class Register:
    """The recommendations of one inspection (Recommendation), by their words and by how their numbers are made."""

    def __init__(self, recommendations: Sequence[Recommendation]) -> None:
        self.by_words = {fold(one.text): one for one in recommendations}
        self.by_reference = {one.reference: one for one in recommendations}
        self.shapes = {shape(one.reference) for one in recommendations}

    def questions(self, row: PlannedRow, meant: Recommendation | None) -> Iterator[OpenQuestion]:
        """The question about a row's reference, at most one thing; `meant` is the recommendation with its number, if any."""
        if row.kind == Recommendation.Kind.NEXT_STEP or not row.reference or not self.by_reference:
            return
        same_words = self.by_words.get(fold(row.wording)) if row.wording and not row.shares else meant
        if meant and meant == same_words:
            return
        if same_words:
            yield _asked(
                row,
                gettext("These words are those of %(number)s in the register: say which it is.")
                % {"number": printed(same_words.reference)},
                [same_words, meant],
            )
        elif meant and not row.shares and not alike(row.wording, _words_of(meant)):
            yield _asked(
                row,
                gettext("The register has other words under %(number)s: say which it is.")
                % {"number": printed(meant.reference)},
                [meant],
            )
        elif meant is None and shape(row.reference) not in self.shapes:
            yield _asked(
                row,
                gettext("No number of this inspection looks like %(number)s: say which it is.")
                % {"number": row.reference},
                self._with_its_figures(row),
            )

    def _with_its_figures(self, row):
        """The recommendations whose numbers the reference holds: "R1" and "2015/1" may be 1."""
        figures = dict.fromkeys(str(int(number)) for number in re.findall(r"[0-9]{1,6}", row.reference))
        return [self.by_reference[number] for number in figures if number in self.by_reference]


def _words_of(recommendation):
    return " ".join([recommendation.text, *(part.text for part in recommendation.parts.all() if not part.ended_at)])


def shape(reference: str) -> str:
    """How a reference is made: "R1" and "R12" are made alike, "2015/11" is not, nor is "1.10"."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "9", normalised(reference)))


def _asked(row: PlannedRow, why: str, likely: Sequence[Recommendation | None]) -> OpenQuestion:
    choices = [
        (
            one.reference,
            gettext("It is %(number)s: “%(words)s”")
            % {"number": printed(one.reference), "words": Truncator(one.text).words(SHOWN)},
        )
        for one in likely
        if one
    ]
    if row.reference not in dict(choices):
        choices.append(
            (row.reference, gettext("It is one of its own, %(number)s") % {"number": printed(row.reference)})
        )
    return OpenQuestion("cells", f"{row.source}|reference", why, tuple(choices), "reference")
