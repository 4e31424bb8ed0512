"""A sheet and a row of a plan on its way in, in the words in which a coordinator looks at them."""

from dataclasses import dataclass

from django.utils.text import Truncator

from inspections.models import Inspection
from safeguarding.lib.dates import in_words
from safeguarding.lib.words import listed

from ..models import Recommendation, TranscribedStatement
from ..models.recommendations import printed
from ..selectors.intake.compared import Compared
from .layouts import Layout
from .rows import Row

SHOWN = 4  # statements of one row


@dataclass(frozen=True)
class Sheet:
    """A sheet or table of the plan: its columns, the inspection it answers (a slug, "" while not said), the likeliest one,
    and how many rows were read. aside: others were read as a plan.
    """

    layout: Layout
    inspection: str
    suggested: Inspection | None
    rows: int
    aside: bool

    @property
    def settled(self):
        """Whether nothing is to be said of it: it was read and answers an inspection, or holds no plan beside one that was."""
        return bool(self.inspection) if self.rows else self.aside

    @property
    def title(self):
        """What it is called, with the words above it."""
        return f"{self.layout.place}: {self.layout.heading}" if self.layout.heading else self.layout.place


@dataclass(frozen=True)
class PreviewRow:
    """A row as it was read, and as it stands against the register. known: the columns whose owner the register knows."""

    read: Row
    found: Compared
    known: frozenset = frozenset()

    @property
    def asks_here(self):
        """What is asked of this row alone; a status word is asked about once, for all the rows that have it."""
        words = ("status", "rag") if self.read.unknown_words else ()
        return [ask for ask in self.found.asks if ask.column not in words]

    @property
    def asked_above(self):
        """The row's own status words, where they are asked about above; else ""."""
        asked = len(self.asks_here) < len(self.found.asks)
        return (self.read.status.raw or self.read.rag or "") if asked else ""

    @property
    def where(self):
        """The row's number, and its sheet or table."""
        return f"{self.read.source.sheet or f'table {self.read.source.table}'}, row {self.read.source.row}"

    @property
    def title(self):
        """The recommendation it speaks of, as printed."""
        kind, reference = Recommendation.Kind(self.found.row.kind).label, self.found.row.reference
        return f"{kind} {printed(reference)}" if reference else f"{kind} without a reference"

    @property
    def does(self):
        """What it would do beside changing fields, as sentences."""
        found, row = self.found, self.found.row
        if not found.outcome.goes_in:
            return
        if found.recommendation is None:
            letters = [letter for letter, _ in row.parts]
            yield f"Adds the recommendation{f', with parts {listed(letters)}' if letters else ''}."
        if found.opens:
            yield f"Opens an action: {Truncator(row.task).words(40)}"
            yield f"Owner: {self._owner}. Target: {self._target}."
        if (
            row.says_complete
            and found.owner
            and (found.opens or any(change.of == "status" for change in found.changes))
        ):
            yield f"Puts it forward to the DCC as recommended complete, since it says “{row.says_complete}”."
        if found.covers_too:
            yield "Is answered by the action that the row above opens."
        if found.links:
            yield f"Is answered under {listed([printed(to) for to in found.links])}."
        for draft in found.statements[:SHOWN]:
            part = f" of part {draft.letter}" if draft.letter else ""
            asked = " and asks the DCC about it" if draft.means in TranscribedStatement.TO_CONFIRM else ""
            yield f"Keeps what it says{part}{asked}: “{Truncator(draft.words).words(16)}”"
        if len(found.statements) > SHOWN:
            yield f"Keeps {len(found.statements) - SHOWN} more such statements."

    @property
    def _owner(self):
        words, post = self.found.row.action_owner, self.found.owner
        if not post:
            return f"nobody yet (“{words}” is no post here)" if words else "nobody yet"
        return post if words in (None, post) or "new post" in post else f"{post} (“{words}”)"

    @property
    def _target(self):
        fields = self.found.row.action_fields
        on = fields.get("target_on")
        return in_words(on, fields["target_precision"]) if on else fields.get("target_words") or "none"

    @property
    def notes(self):
        """What is good to know about it, as sentences."""
        asked = {ask.sentence for ask in self.found.asks}
        told = [problem for problem in self.read.problems if problem.field not in self.known]
        return [problem.message for problem in told if problem.message not in asked]
