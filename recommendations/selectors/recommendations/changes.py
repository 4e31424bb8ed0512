"""A recommendation and its parts as they were and are: their fields in words, and every change since they were recorded."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby, pairwise
from operator import attrgetter

from django.utils.translation import gettext

from inspections.timescales import Kind as TimescaleKind
from safeguarding.as_at import states
from safeguarding.lib.languages import translated
from safeguarding.roles import authority

from ...models import Part, Recommendation
from ...models.recommendations import printed
from ..actions.entries import Entry, paragraphs
from ..changes import Field, changed, differing, entry
from ..facts import day
from ..register_rows import RegisterRecommendation
from ..standings import Standings


def due_in_words(part: Part) -> str:
    """The inspectorate's date of a part, a row of today or of the past; "Immediately" where that was asked, "" for none."""
    asked = "Immediately" if part.timescale_kind == TimescaleKind.IMMEDIATE else ""
    return day(part.due_on, part.due_precision) or asked


RECOMMENDATION_FIELDS = (
    Field("Kind", lambda row: translated(row.get_kind_display())),
    Field("Number", lambda row: printed(row.reference)),
    Field("Order in the report", lambda row: str(row.order)),
    Field("Wording", lambda row: row.text),
    Field("Page", lambda row: row.page_reference),
    Field("Page in the force’s plan", lambda row: row.plan_page_reference),
    Field("Theme", lambda row: row.theme.name if row.theme else ""),
    Field("Cause of concern", lambda row: printed(row.cause_of_concern.reference) if row.cause_of_concern else ""),
    Field("Note", lambda row: row.note, note=True),
)
SAME = Field("The same as the milestone", lambda row: row.milestone.label if row.milestone else "")
ISSUE_OWNER = Field("Issue owner", lambda row: row.issue_owner.title if row.issue_owner else "")
PART_FIELDS = (
    Field("Letter", lambda row: row.letter),
    Field("Wording", lambda row: row.text),
    Field("Addressed to", lambda row: row.addressees),
    Field("Addressed to this force", lambda row: gettext("Yes") if row.ours else gettext("No")),
    Field("Time limit", lambda row: row.timescale),
    Field("Due date", due_in_words),
)

recommendation_differences = partial(differing, RECOMMENDATION_FIELDS)
part_differences = partial(differing, PART_FIELDS)


def changes(asked_for: RegisterRecommendation, asked: Standings) -> list[Entry]:
    """Entries of all that was changed of a recommendation and its parts by the moment of `asked`, the newest first.

    Reasons are for those whom the notes on it are for. Two queries.
    """
    hears = authority(asked.user, asked.now).hears(asked_for.inspection.audience)
    rows = states(Recommendation, asked.as_at).filter(id=asked_for.pk)
    rows = rows.select_related("theme", "issue_owner", "cause_of_concern", "milestone", "history_user")
    whole = list(rows.order_by("history_date", "history_id"))
    found = list(_edits(whole, (*RECOMMENDATION_FIELDS, ISSUE_OWNER, SAME), hears))
    parts = states(Part, asked.as_at).filter(recommendation=asked_for.pk).select_related("history_user")
    for _, of_one in groupby(parts.order_by("id", "history_date", "history_id"), key=attrgetter("id")):
        found += _of_part(list(of_one), whole[0].history_date, hears)
    return sorted(found, key=lambda entry: entry.at, reverse=True)


def _edits(rows, fields, hears, title="Changed") -> Iterator[Entry]:
    for before, after in pairwise(rows):
        if moves := differing(fields, before, after, notes=hears):
            yield changed(after, moves, after.history_change_reason if hears else "", title)


def _of_part(rows, recorded_at, hears) -> Iterator[Entry]:
    first, last = rows[0], rows[-1]
    name = gettext("Part %(letter)s") % {"letter": last.letter} if last.letter else gettext("The part without a letter")
    if first.history_date > recorded_at:
        yield entry(
            first,
            gettext("%(name)s added") % {"name": name},
            paragraphs(first.history_change_reason if hears else "", first.text),
        )
    yield from _edits(rows, PART_FIELDS, hears, gettext("%(name)s changed") % {"name": name})
    if last.ended_at:
        gone = next(row for row in rows if row.ended_at)
        ended = gettext("joined to another") if gone.joined_to_id else "withdrawn"
        yield entry(gone, f"{name} {ended}", gone.history_change_reason if hears else "")
