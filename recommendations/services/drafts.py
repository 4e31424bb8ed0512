"""Putting right what was drafted from a report: keep, discard, edit, merge, split, add; nothing is recorded yet.

Whoever changes a draft says which version of it they saw, so that of two people at once neither undoes the other unseen.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import chain, count

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from safeguarding.history import verb
from safeguarding.models import User

from ..models import ReportDraft, ReportReading
from ..permissions import insist, may_coordinate

Choice = ReportDraft.Choice

CHANGED_BEHIND = _(
    "What was drafted from this report was changed in the database, not on its pages. Nothing was recorded. Tell your administrator, "
    "give this reading up and read the report again."
)


class Stale(ValidationError):
    """A draft was changed after it was seen; the sentence says by whom and when."""

    def __init__(self, draft: ReportDraft) -> None:
        self.draft = draft
        changed = {"person": draft.edited_by or gettext("Somebody")}
        if draft.edited_at is None:
            super().__init__(gettext("%(person)s changed this, after you opened it.") % changed)
            return
        moment = timezone.localtime(draft.edited_at)
        changed |= {"day": f"{moment:%d/%m/%Y}", "time": f"{moment:%H:%M}"}
        super().__init__(gettext("%(person)s changed this at %(time)s on %(day)s, after you opened it.") % changed)


class ReadingGone(Exception):
    """A reading is not there any more: somebody gave it up meanwhile."""

    def __init__(self) -> None:
        super().__init__(gettext("Somebody gave this reading up at the same moment. Nothing was recorded."))


def hold_reading(reading: ReportReading) -> ReportReading:
    """The reading as it is now, held until the transaction ends. Raises ReadingGone."""
    found = ReportReading.objects.select_for_update(of=("self",)).select_related("inspection").filter(pk=reading.pk)
    if (held := found.first()) is None:
        raise ReadingGone
    return held


def insist_as_drafted(rows: Iterable[ReportReading | ReportDraft]) -> None:
    """Raise ValidationError where a row is not as the tracker saved it: nothing of it is decided on, nor recorded."""
    if not all(row.is_as_signed for row in rows):
        raise ValidationError(gettext(CHANGED_BEHIND))


@verb()
def choose(reading: ReportReading, choice: str, *, versions: Mapping[int, int], by: User, at: datetime) -> int:
    """Keep or discard drafts, or take that back (ReportDraft.Choice); return how many changed.

    versions: of those that are meant, by key. Raises Refused, Stale, ValidationError once the report is recorded.
    """
    _open(reading, by=by, at=at)
    changed = 0
    for draft in reading.drafts.filter(pk__in=versions).exclude(choice=choice):
        _insist_current(draft, versions[draft.pk])
        draft.choice = choice
        _save(draft, by=by, at=at)
        changed += 1
    return changed


@verb()
def revise(draft: ReportDraft, *, version: int, by: User, at: datetime, **fields: object) -> ReportDraft:
    """Put a draft right. fields: those of ReportDraft. Raises Refused, Stale, ValidationError."""
    _open(draft.reading, by=by, at=at)
    current = _current(draft, version)
    for name, value in fields.items():
        setattr(current, name, value)
    return _save(current, by=by, at=at)


@verb()
def add(
    reading: ReportReading, *, after: ReportDraft | None = None, by: User, at: datetime, **fields: object
) -> ReportDraft:
    """Add by hand what the reader missed, after another draft or at the end; it is kept. Raises Refused, ValidationError."""
    held = _open(reading, by=by, at=at)
    _count_one_more(held)
    last = after or reading.drafts.last()
    order = _room_after(last) if last else 1
    return _save(ReportDraft(reading=reading, order=order, choice=Choice.KEPT, **fields), by=by, at=at)


@verb()
def merge(
    draft: ReportDraft, other: ReportDraft, *, version: int, other_version: int, by: User, at: datetime
) -> ReportDraft:
    """Join the later of two drafts to the earlier, which is returned, to be decided again; the later is discarded.

    Raises Refused, Stale, ValidationError.
    """
    _open(draft.reading, by=by, at=at)
    pair = (_current(draft, version), _current(other, other_version))
    first, second = sorted(pair, key=lambda each: (each.order, each.pk))
    first.parts = _joined_parts(first, second)
    first.text = first.text if second.text == first.text else f"{first.text}\n\n{second.text}"
    first.places = first.places + [place for place in second.places if place not in first.places]
    pages = dict.fromkeys(filter(None, (first.page_reference, second.page_reference)))
    first.page_reference = "; ".join(pages)[:100]
    if not first.status:
        first.status, first.status_by, first.status_on = second.status, second.status_by, second.status_on
    # Somebody decided on each of the two; nobody has on what they are together.
    first.choice = Choice.UNDECIDED
    second.choice, second.merged_into = Choice.DISCARDED, first
    _save(second, by=by, at=at)
    return _save(first, by=by, at=at)


@verb()
def split(
    draft: ReportDraft,
    *,
    version: int,
    at_part: int | None = None,
    at_letter: int | None = None,
    by: User,
    at: datetime,
) -> ReportDraft:
    """Make two of one: from a sub-part (its place in `parts`) or a letter of the text (its place) on, a second draft.

    At a sub-part both keep the words that stand before them all; in the text the sub-parts go with the second.
    Returns the second. Raises Refused, Stale, ValueError where nothing would be left in one of them.
    """
    held = _open(draft.reading, by=by, at=at)
    first = _current(draft, version)
    second = _current(draft, version)
    if at_part is not None:
        first.parts, second.parts = first.parts[:at_part], first.parts[at_part:]
        whole = first.parts and second.parts
    else:
        first.text, second.text = first.text[:at_letter].strip(), first.text[at_letter:].strip()
        first.parts = []
        whole = first.text and second.text
    if not whole:
        raise ValueError("Each of the two needs words of its own.")
    second.pk, second.order, second.version, second.reference = None, _room_after(first), 0, ""
    second._state.adding = True  # a copy of the row, to be saved as another
    _count_one_more(held)
    for half in (first, second):
        half.choice, half.doubts = Choice.UNDECIDED, []
        _save(half, by=by, at=at)
    return second


def _open(reading, *, by, at):
    """The reading, held until the transaction ends; refused where it is finished, or not for this person."""
    insist(may_coordinate(by, at=at))
    held = hold_reading(reading)
    if held.finished_at:
        raise ValidationError(
            gettext("This report was recorded while you had this page open, so its drafts are closed.")
        )
    return held


def _count_one_more(reading):
    insist_as_drafted([reading])
    reading.drafted += 1
    reading.save(update_fields=["drafted"])


def _current(draft, version):
    # Read again after the reading is held: the draft in hand is as old as the page.
    current = ReportDraft.objects.select_related("edited_by").get(pk=draft.pk)
    _insist_current(current, version)
    return current


def _insist_current(draft, version):
    insist_as_drafted([draft])
    if draft.version != version:
        raise Stale(draft)


def _save(draft, *, by, at):
    draft.version, draft.edited_by, draft.edited_at = draft.version + 1, by, at
    # Taking back that it was discarded takes it out of what it was merged into, too.
    if draft.choice != Choice.DISCARDED:
        draft.merged_into = None
    draft.save()
    return draft


def _room_after(draft):
    """Make room behind a draft; the place in the order that is free then."""
    draft.reading.drafts.filter(order__gt=draft.order).update(order=F("order") + 1)
    return draft.order + 1


def _joined_parts(first, second):
    """The sub-parts of two drafts; a draft without any becomes one where its limit or addressees would be lost else."""
    own = ("timescale", "addressees", "ours")
    differ = any(getattr(first, name) != getattr(second, name) for name in own)
    if not (first.parts or second.parts or differ):
        return []
    joined = []
    for draft in (first, second):
        inherited = {name: getattr(draft, name) if differ else "" for name in own} | {"ours": draft.ours}
        for part in draft.parts or [{"letter": "", "text": draft.text}]:
            joined.append(inherited | {name: value for name, value in part.items() if value != ""})
    return _lettered(joined)


def _lettered(parts):
    """The parts, each with a letter of its own: as printed where it is the first to have it, else the next free."""
    used, free = set(), chain("abcdefghijklmnopqrstuvwxyz", map(str, count(1)))
    for part in parts:
        if not part.get("letter") or part["letter"] in used:
            taken = used | {other.get("letter") for other in parts}
            part["letter"] = next(letter for letter in free if letter not in taken)
        used.add(part["letter"])
    return parts
