"""A sheet and a row of a plan that comes in, in the words that its page shows."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import Truncator, get_text_list
from django.utils.translation import gettext

from inspections.models import Inspection
from safeguarding.lib.languages import in_words

from ...importers.layouts import Layout
from ...importers.rows import Row
from ...models import Recommendation, TranscribedStatement
from ...models.recommendations import printed
from ..intake.answers import LEFT_OUT, OpenQuestion
from ..intake.outcomes import ComparedRow
from .picture import Picture, picture

SHOWN = 4  # statements of one row


@dataclass(frozen=True)
class Sheet:
    """A sheet or table of the plan: its columns, the inspection it answers (a slug, "" while not named), the likeliest one,
    and how many rows were read. aside: others were read as a plan.
    """

    layout: Layout
    inspection: str
    suggested: Inspection | None
    rows: int
    aside: bool

    @property
    def settled(self) -> bool:
        """Return whether it needs no answer: it was read for an inspection, is left out, or holds no plan beside another."""
        return bool(self.inspection) if self.rows else self.aside or self.left_out

    @property
    def left_out(self) -> bool:
        """Return whether nothing of it goes in, because somebody said so."""
        return self.inspection == LEFT_OUT

    @property
    def title(self) -> str:
        """Its place, with the words above it."""
        return f"{self.layout.place}: {self.layout.heading}" if self.layout.heading else self.layout.place


@dataclass(frozen=True)
class PreviewRow:
    """A row as it was read, and as it stands against the register. layout: of its sheet or table; known: the columns whose
    owner the register knows.
    """

    read: Row
    compared: ComparedRow
    layout: Layout
    known: frozenset[str] = frozenset()

    @property
    def picture(self) -> Picture:
        """The row as it stands in the file."""
        return picture(self.read, self.layout, self.compared.questions)

    @property
    def own_questions(self) -> list[OpenQuestion]:
        """List what is asked of this row alone; a status word and an inspection's name are asked about once, for all rows."""
        words = ("status", "rag") if self.read.unknown_words else ()
        return [
            question
            for question in self.compared.questions
            if question.column not in words and question.kind != "reports"
        ]

    @property
    def status_asked_above(self) -> str:
        """The row's own status words, where they are asked about above; else ""."""
        asked = self.read.unknown_words and any(one.column in ("status", "rag") for one in self.compared.questions)
        return (self.read.status.raw or self.read.rag or "") if asked else ""

    @property
    def where(self) -> str:
        """The row's number, and its sheet or table."""
        return gettext("%(sheet)s, row %(row)s") % {
            "sheet": self.read.source.sheet or gettext("table %(number)s") % {"number": self.read.source.table},
            "row": self.read.source.row,
        }

    @property
    def title(self) -> str:
        """The recommendation it speaks of, as printed."""
        kind, reference = Recommendation.Kind(self.compared.row.kind).label, self.compared.row.reference
        return f"{kind} {printed(reference)}" if reference else gettext("%(kind)s without a reference") % {"kind": kind}

    @property
    def does(self) -> Iterator[str]:
        """Tell in sentences what it would do beside changing fields."""
        compared, row = self.compared, self.compared.row
        if not compared.outcome.goes_in:
            return
        if compared.recommendation is None:
            names = {"names": _listed([letter for letter, _ in row.parts])}
            parts = gettext(", with parts %(names)s") % names if row.parts else ""
            yield gettext("Adds the recommendation%(parts)s.") % {"parts": parts}
        if compared.opens:
            yield from self._opens(row)
        if compared.letters and (compared.opens or compared.covers_too):
            if compared.letters[1:]:
                alone = gettext("parts %(names)s") % {"names": _listed(compared.letters)}
            else:
                alone = gettext("part %(letters)s") % {"letters": compared.letters[0]}
            yield gettext("The action covers %(alone)s alone.") % {"alone": alone}
        moves = compared.opens or any(change.of == "status" for change in compared.changes)
        if row.says_complete and compared.owner and moves:
            yield gettext("Puts it forward to the DCC as recommended complete, since it says “%(says_complete)s”.") % {
                "says_complete": row.says_complete
            }
        if compared.covers_too:
            yield gettext("Is answered by the action that the row above opens.")
        if compared.links:
            yield gettext("Is answered under %(names)s.") % {"names": _listed([printed(to) for to in compared.links])}
        yield from self._keeps(compared.statements)

    def _keeps(self, statements):
        for draft in statements[:SHOWN]:
            part = gettext(" of part %(letter)s") % {"letter": draft.letter} if draft.letter else ""
            asked = gettext(" and asks the DCC about it") if draft.means in TranscribedStatement.TO_CONFIRM else ""
            yield gettext("Keeps what it says%(part)s%(asked)s: “%(words)s”") % {
                "part": part,
                "asked": asked,
                "words": Truncator(draft.words).words(16),
            }
        if len(statements) > SHOWN:
            yield gettext("Keeps %(number)s more such statements.") % {"number": len(statements) - SHOWN}

    def _opens(self, row):
        yield gettext("Opens an action: %(words)s") % {"words": Truncator(row.task).words(40)}
        target = _target_words(row.action_fields) or "none"
        yield gettext("Owner: %(owner)s. Target: %(target)s.") % {"owner": self._owner, "target": target}
        if row.moved_to:
            day = _target_words(row.moved_to)
            yield gettext("%(day)s is asked for as its target, and somebody has to agree it.") % {"day": day}

    @property
    def _owner(self) -> str:
        words, post = self.compared.row.action_owner, self.compared.owner
        if not post:
            return (
                gettext("nobody yet (“%(words)s” is no post here)") % {"words": words}
                if words
                else gettext("nobody yet")
            )
        return post if words in (None, post) or gettext("new post") in post else f"{post} (“{words}”)"

    @property
    def notes(self) -> list[str]:
        """List in sentences what is good to know about it."""
        asked = {question.sentence for question in self.compared.questions}
        problems = [problem for problem in self.read.problems if problem.field not in self.known]
        return [problem.message for problem in problems if problem.message not in asked]


def _listed(names):
    return get_text_list(names, gettext("and"))


def _target_words(fields) -> str:
    """The target among the fields of an action, as people read it; "" where none is stated."""
    on = fields.get("target_on")
    return in_words(on, fields["target_precision"]) if on else fields.get("target_words", "")
