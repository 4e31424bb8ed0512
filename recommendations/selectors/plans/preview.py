"""A plan that comes in, as its page shows it: its rows against the register, and all that is to be answered."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.text import Truncator
from django.utils.translation import gettext

from inspections.models import Inspection
from safeguarding.lib.languages import translated
from safeguarding.models import Marking, Post, User

from ...importers.action_plan import Plan
from ...importers.entries import SEVERAL, SEVERAL_CHOICES
from ...importers.status_words import Meaning
from ...models import Action, StagedPlan
from ..intake.answers import NEW, POST, Answers
from ..intake.compare import compare_both_ways
from ..intake.matching import Owners
from ..intake.outcomes import ComparedRow, Outcome, compared_digest
from ..intake.planned_rows import PlannedRow, grid_of
from .sheets import PreviewRow, Sheet
from .staged import ReadPlan, read_staged
from .suggestions import Suggestions


@dataclass(frozen=True)
class UnknownOwner:
    """Words that name nobody in the register, and how many rows have them.

    likely: the posts that they may mean; new_title: of the post that could be made of them, "" where none can.
    """

    words: str
    rows: int
    likely: tuple[Post, ...]
    new_title: str


@dataclass(frozen=True)
class Preview:
    """The whole of it. owners: of words that name nobody in the register, the commonest first.

    inspections, posts: what may be chosen. not_in_the_plan: actions of the same inspections that none of its rows means.
    """

    plan: Plan
    answers: Answers
    sheets: tuple[Sheet, ...]
    rows: tuple[PreviewRow, ...]
    owners: tuple[UnknownOwner, ...]
    inspections: tuple[Inspection, ...]
    posts: tuple[Post, ...]
    not_in_the_plan: tuple[Action, ...] = ()

    @cached_property
    def counts(self) -> dict[Outcome, int]:
        """How many rows have each Outcome, in the order of Outcome."""
        counted = Counter(row.compared.outcome for row in self.rows)
        return {outcome: counted[outcome] for outcome in Outcome}

    def showing(self, asked: str | None) -> Outcome | None:
        """The Outcome whose rows are asked for; else the first that needs somebody; None for all of them."""
        if asked == "all" or (asked in Outcome.values and self.counts[asked]):
            return None if asked == "all" else Outcome(asked)
        return next((outcome for outcome in (Outcome.UNCERTAIN, Outcome.REFUSED) if self.counts[outcome]), None)

    def rows_with(self, outcome: Outcome | None) -> list[PreviewRow]:
        """List the rows of one Outcome, or all of them with None."""
        return [row for row in self.rows if outcome in (None, row.compared.outcome)]

    @property
    def given(self) -> Iterator[tuple[str, str, str]]:
        """Give kind, key and sentence of each answer that was given, so that it can be taken back."""
        answers, posts = self.answers, {f"{POST}{post.pk}": post.title for post in self.posts}
        slugs = {one.slug: one.title for one in self.inspections}
        for words, means in answers.words.items():
            meaning = translated(Meaning(means).label)
            yield "words", words, gettext("“%(words)s” means: %(meaning)s") % {"words": words, "meaning": meaning}
        for words, choice in answers.owners.items():
            other = gettext("a new post") if choice == NEW else gettext("no post yet")
            yield "owners", words, f"“{words}”: {posts.get(choice) or other}"
        for words, slug in answers.reports.items():
            of = {"words": words, "inspection": slugs.get(slug, slug)}
            yield "reports", words, gettext("Rows of “%(words)s” are of %(inspection)s") % of
        for key, number in answers.actions.items():
            action = gettext("a new action") if number == NEW else gettext("action %(number)s") % {"number": number}
            yield "actions", key, f"{_where(key)}: {action}"
        for key, whose in answers.keeps.items():
            tracker = whose == "tracker"
            stands = gettext("the tracker’s words stand") if tracker else gettext("the document’s words stand")
            yield "keeps", key, f"{_where(key)}: {stands}"
        for key, words in answers.cells.items():
            chosen = SEVERAL_CHOICES.get(words) if key.endswith(f"|{SEVERAL}") else None
            typed = gettext("put right as “%(words)s”") % {"words": Truncator(words).words(12)}
            yield "cells", key, f"{_where(key)}: {chosen or typed}"

    @property
    def named(self) -> dict[str, int]:
        """How many rows name each inspection that is to be answered about, by the folded words."""
        questions = [question for row in self.compared for question in row.questions if question.kind == "reports"]
        return dict(Counter(question.key for question in questions))

    @property
    def marking(self) -> str:
        """The highest of the inspections that it answers, in words."""
        answered = {sheet.inspection for sheet in self.sheets}
        return Marking.highest(one.marking for one in self.inspections if one.slug in answered).label

    @property
    def unsettled(self) -> int:
        """Count the rows that are to be answered, put right or left out."""
        return self.counts[Outcome.UNCERTAIN] + self.counts[Outcome.REFUSED]

    @property
    def conflicts(self) -> bool:
        """Return whether the tracker's words and the document's were both changed somewhere."""
        return any(question.kind == "keeps" for row in self.compared for question in row.questions)

    @property
    def without_inspection(self) -> int:
        """Count the sheets and tables with rows for which no inspection is named yet."""
        return sum(bool(sheet.rows) and not sheet.inspection for sheet in self.sheets)

    @property
    def changes_anything(self) -> bool:
        """Return whether any row that goes in does anything."""
        return self.counts[Outcome.NEW] + self.counts[Outcome.CHANGED] > 0

    @property
    def going_in(self) -> int:
        """Count the rows that go in."""
        return sum(count for outcome, count in self.counts.items() if outcome.goes_in)

    @property
    def compared(self) -> tuple[ComparedRow, ...]:
        return tuple(row.compared for row in self.rows)

    @property
    def digest(self) -> str:
        """The digest of the comparison shown, which accepting the plan has to meet again."""
        return compared_digest(self.compared)

    @property
    def ready(self) -> bool:
        """Return whether it can be accepted: something goes in, and nothing is left to answer."""
        return not self.unsettled and self.going_in > 0


def preview(staged: StagedPlan, *, by: User, at: datetime) -> Preview:
    """Read a StagedPlan with what was answered, and hold it against the register. Nothing is written. Raises Unreadable."""
    read = read_staged(staged)
    compared, not_in_the_plan = compare_both_ways(read.rows, read.answers, by=by, at=at)
    visible = tuple(Inspection.objects.visible_to(by, at).select_related("body"))
    owners = Owners(read.answers)
    layouts = {layout.grid: layout for layout in read.plan.layouts}
    rows = tuple(
        PreviewRow(row, outcome, layouts[row.source.sheet or row.source.table], _known_owners(outcome.row, owners))
        for row, outcome in zip(read.plan.rows, compared, strict=True)
    )
    return Preview(
        read.plan,
        read.answers,
        sheets=tuple(_sheets(read, visible)),
        rows=rows,
        owners=_unknown_owners(rows, owners),
        inspections=visible,
        posts=tuple(owners.posts.values()),
        not_in_the_plan=not_in_the_plan,
    )


def _sheets(read: ReadPlan, visible: tuple[Inspection, ...]) -> Iterator[Sheet]:
    plan, suggestions = read.plan, Suggestions(visible)
    about = f"{plan.originator or ''} {plan.title or ''}"
    brought_for = next((one for one in visible if one.slug == read.answers.inspections.get("")), None)
    for layout in plan.layouts:
        place = str(layout.grid)
        wordings = [row.wording or "" for row in plan.rows if grid_of(row) == place]
        named = place in read.inspections
        yield Sheet(
            layout,
            inspection=read.inspections.get(place, ""),
            suggested=None if named else suggestions.likeliest(f"{about} {layout.heading}", wordings) or brought_for,
            rows=len(wordings),
            aside=bool(plan.rows) and not layout.refused,
        )


def _where(key: str) -> str:
    """The place that an answer's key names, for people: "Plan|2|target" is "Plan, row 2, target"."""
    grid, row, *column = key.split("|")
    return ", ".join([grid, gettext("row %(row)s") % {"row": row}, *(words.replace("_", " ") for words in column)])


def _known_owners(row: PlannedRow, owners: Owners) -> frozenset[str]:
    """The columns whose owner is a post of the register."""
    columns = {"action_owner": row.action_owner, "issue_owner": row.issue_owner}
    return frozenset(column for column, words in columns.items() if words and owners.post(words))


def _unknown_owners(rows: tuple[PreviewRow, ...], owners: Owners) -> tuple[UnknownOwner, ...]:
    """The UnknownOwners of the rows that are not left out, the commonest first."""
    named = Counter(
        words
        for row in rows
        if not row.compared.left_out
        for words in (row.compared.row.action_owner, row.compared.row.issue_owner)
        if words and owners.unknown(words)
    )
    return tuple(
        UnknownOwner(words, count, tuple(owners.likely(words)), owners.new_title(words))
        for words, count in named.most_common()
    )
