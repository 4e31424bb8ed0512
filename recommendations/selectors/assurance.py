"""How far the OPCC is assured about each inspection, and what it noted, now or as it stood."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_noop

from inspections.models import Inspection
from safeguarding.as_at import recorded, rows
from safeguarding.lib.dates import london_date

from ..models import Assurance, MeetingNote, ScrutinisingBody
from ..models.visibility import withheld
from .figures import Addresses
from .prepared import prepared
from .scrutinising_bodies import body_on
from .standings import Standings

NOTES = 20  # of an inspection, the latest
NOT_GIVEN = gettext_noop("Nothing from the OPCC yet")  # which is not "not assured"


@dataclass(frozen=True)
class OpccWork:
    """Of one inspection: the word that counts, or None; those before it and the notes, the latest first.

    Each with the `body` that held the force to account when it was recorded.
    """

    word: Assurance | None = None
    before: list[Assurance] = field(default_factory=list)
    notes: list[MeetingNote] = field(default_factory=list)


def opcc_work(inspection: Inspection, asked: Standings) -> OpccWork:
    """The OpccWork of an inspection that may be seen: a row of today or of then. Two statements, and one more where there is any."""
    statements, notes = _words_on(asked, inspection=inspection.id), _notes_of(asked, inspection=inspection.id)
    _name_bodies([*statements, *notes])
    return OpccWork(statements[0] if statements else None, statements[1:], notes)


@prepared
def _words_on(asked, *, inspection):
    return _of(Assurance, asked).filter(inspection=inspection).order_by("-recorded_at", "-pk")


@prepared
def _notes_of(asked, *, inspection):
    return _notes(asked).filter(inspection=inspection).select_related("recommendation")[:NOTES]


def notes_on(recommendation: int, asked: Standings) -> list[MeetingNote]:
    """The last NOTES of the OPCC on a recommendation that may be seen, with their `body`. One statement, two where there are any."""
    notes = _notes_on(asked, recommendation=recommendation)
    _name_bodies(notes)
    return notes


@prepared
def _notes_on(asked, *, recommendation):
    return _notes(asked).filter(recommendation=recommendation)[:NOTES]


@dataclass(frozen=True)
class Assured:
    """The word on one inspection."""

    title: str
    url: str
    word: Assurance


@dataclass(frozen=True)
class Assurances:
    """The words that count on inspections that may be seen, the least assured first. without: how many have none."""

    words: list[Assured]
    without: int

    @property
    def counts(self) -> list[tuple[str, int]]:
        """(level in words, how many), the least assured first; last those without a word, which are none of them."""
        levels = [one.word.level for one in self.words]
        return [(level.label, levels.count(level)) for level in _WORST_FIRST] + [(NOT_GIVEN, self.without)]


_WORST_FIRST = list(reversed(Assurance.Level))


def assurances(asked: Standings, to: Addresses, inspections: int) -> Assurances:
    """The Assurances of `asked`. inspections: how many may be seen. One statement, and one more for titles of the past."""
    counting = _counting(asked)
    titles = {word.inspection_id: word.inspection.title for word in counting}
    if asked.as_at and titles:
        then = rows(Inspection, asked.as_at).filter(id__in=titles)
        titles = {row.id: row.title for row in then}
    words = [Assured(titles[word.inspection_id], to.inspection(word.inspection), word) for word in counting]
    return Assurances(
        sorted(words, key=lambda one: (_WORST_FIRST.index(one.word.level), one.title)), inspections - len(words)
    )


@prepared
def _counting(asked):
    later = recorded(Assurance, asked.as_at).filter(inspection=OuterRef("inspection"), pk__gt=OuterRef("pk"))
    known = asked.inspections.order_by().values("pk")
    return _of(Assurance, asked).select_related("inspection").filter(~Exists(later), inspection__in=known)


def _name_bodies(records: Sequence[Assurance | MeetingNote]) -> None:
    """Give each its `body`: who held the force to account when it was recorded; "" where none is entered. One query."""
    bodies = list(ScrutinisingBody.objects.all()) if records else []
    for record in records:
        record.body = body_on(london_date(record.recorded_at), bodies)


def _notes(asked):
    """Notes and minutes with the words that count, the latest first; each with `said_at`."""
    found = MeetingNote.objects.as_corrected(asked.as_at).select_related("recorded_by", "meeting__board")
    return found.annotate(withheld=withheld(MeetingNote, asked.user, asked.now)).order_by("-said_at", "-pk")


def _of(model: type[Assurance | MeetingNote], asked: Standings) -> QuerySet:
    found = recorded(model, asked.as_at).select_related("recorded_by")
    return found.annotate(withheld=withheld(model, asked.user, asked.now))


QUESTIONS = (_counting,)  # to be asked at once with others
