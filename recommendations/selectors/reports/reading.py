"""A report that is being read, as its page shows it: each draft with its dates and number, and what is left to decide."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.utils.text import Truncator, get_text_list
from django.utils.translation import gettext

from inspections import timescales
from inspections.models import Milestone
from inspections.timescales import Timescale
from safeguarding.lib.languages import counted, translated

from ...models import Recommendation, ReportDraft, ReportReading
from .later_copy import LaterCopy, Reworded, later_copy
from .numbering import clashes, numbered, references, standing, taken_in
from .stated import new_statuses, waits

Choice = ReportDraft.Choice
FIRST_WORDS = 16  # many begin alike: "We recommend that, within three months, the force"


@dataclass(frozen=True)
class ReadPart:
    """A sub-part; asked: its own time limit, None where it has none."""

    letter: str
    text: str
    addressees: str
    ours: bool
    asked: Timescale | None


@dataclass(frozen=True)
class DraftRow:
    """One draft. number: "" where it takes none; given: whether it is ours and not the report's; clash: who has it too.

    milestones: those that stand already on the day of a next step. stands: it stands in the inspection already, and is not
    added again. new_status: its status is another than a report gave last. reworded: what it is in other words, or None.
    """

    draft: ReportDraft
    number: str
    given: bool
    clash: str
    asked: Timescale | None
    parts: list[ReadPart]
    milestones: list[Milestone]
    stands: bool
    new_status: bool
    reworded: Reworded | None

    @property
    def name(self) -> str:
        """As people say it: "Recommendation 4", "Next step"."""
        return f"{translated(self.draft.get_kind_display())} {self.number}".strip()

    @property
    def sure(self) -> bool:
        """Return whether it may be kept with others at one press: nothing of it is to be looked at first."""
        return self.draft.sure and not self.reworded and self.draft.choice == Choice.UNDECIDED

    @property
    def status_waits(self) -> bool:
        """Return whether the status that the report gives is one that the DCC is asked about."""
        return waits(self.draft)

    @property
    def told_apart(self) -> str:
        """The name, with its first words where no number tells it from others of its kind."""
        return self.name if self.number else f"{self.name}: {Truncator(self.draft.text).words(FIRST_WORDS)}"


@dataclass(frozen=True)
class ReadingPage:
    """rows: findings, then next steps. counts: {Choice: how many}. sure: how many of those to decide the reader is sure of.

    already: how many recommendations the inspection had before. copy: how this differs from them, where it is a later copy.
    """

    reading: ReportReading
    findings: list[DraftRow]
    next_steps: list[DraftRow]
    counts: Counter
    sure: int
    already: int
    copy: LaterCopy | None

    @property
    def rows(self) -> list[DraftRow]:
        return self.findings + self.next_steps

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def left(self) -> int:
        return self.counts[Choice.UNDECIDED]

    @property
    def decided(self) -> int:
        return self.total - self.left

    @property
    def next(self) -> int | None:
        """The first that is still to decide; None: none is."""
        return self.next_after(None)

    def next_after(self, draft) -> int | None:
        """The next to decide behind the draft with this key, else the first of all; None: none is left."""
        keys = [row.draft.pk for row in self.rows]
        place = keys.index(draft) + 1 if draft in keys else 0
        in_turn = self.rows[place:] + self.rows[:place]
        return next((row.draft.pk for row in in_turn if row.draft.choice == Choice.UNDECIDED), None)

    @property
    def unnumbered(self) -> bool:
        """Return whether the report gave no numbers at all."""
        return bool(self.findings) and not any(row.draft.reference for row in self.findings)

    @property
    def recording(self) -> str:
        """Say what pressing Record does: "10 recommendations and 1 milestone"; "" where nothing is kept."""
        kept = [row for row in self.rows if row.draft.choice == Choice.KEPT]
        found = [row.draft.kind for row in kept if not (row.draft.is_next_step or row.stands)]
        noun = "recommendation" if set(found) <= {Recommendation.Kind.RECOMMENDATION} else "finding"
        new = sum(row.draft.is_next_step and not row.milestones for row in kept)
        stated = sum(row.stands and row.new_status for row in kept)
        counts = [counted(n, word) for n, word in ((len(found), noun), (new, "milestone"), (stated, "statement")) if n]
        return get_text_list(counts, gettext("and")) or (gettext("nothing new") if kept else "")


def reading_page(reading) -> ReadingPage:
    """The ReadingPage. A constant number of queries."""
    inspection = reading.inspection
    drafts = list(reading.drafts.select_related("theme", "edited_by"))
    milestones = defaultdict(list)
    for milestone in inspection.milestones.filter(ended_at=None).exclude(due_on=None):
        milestones[milestone.due_on].append(milestone)
    taken = taken_in(inspection)
    given, wrong = references(drafts, taken), clashes(drafts, taken)
    known = standing(drafts, taken)
    stated = new_statuses(drafts, known)
    copy = later_copy(drafts, taken)
    rows = [
        _row(
            draft,
            inspection,
            given,
            wrong,
            milestones,
            stands=draft.pk in known,
            new_status=draft.pk in stated,
            reworded=copy and copy.reworded.get(draft.pk),
        )
        for draft in drafts
    ]
    return ReadingPage(
        reading=reading,
        findings=[row for row in rows if not row.draft.is_next_step],
        next_steps=[row for row in rows if row.draft.is_next_step],
        counts=Counter(draft.choice for draft in drafts),
        sure=sum(row.sure for row in rows),
        already=len(taken),
        copy=copy,
    )


def _row(draft, inspection, given, wrong, milestones, *, stands, new_status, reworded):
    asked = limit(draft.timescale, inspection)
    parts = [
        ReadPart(part["letter"], part["text"], part["addressees"], part["ours"], limit(part["timescale"], inspection))
        for part in draft.parts
    ]
    return DraftRow(
        draft=draft,
        number=given.get(draft.pk, ""),
        given=numbered(draft) and not draft.reference,
        clash=wrong.get(draft.pk, ""),
        asked=asked,
        parts=parts,
        milestones=milestones[asked.on] if asked and draft.is_next_step else [],
        stands=stands,
        new_status=new_status,
        reworded=reworded,
    )


def limit(words, inspection) -> Timescale | None:
    """The Timescale that words state for a report of this inspection; None for no words."""
    if not words:
        return None
    return timescales.read(words, published=inspection.published_on, published_precision=inspection.published_precision)
