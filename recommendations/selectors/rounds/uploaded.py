"""A form of a return that came back: each row held against what stands now, with a sentence that says what becomes of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext

from safeguarding.lib.database.batches import batched
from safeguarding.lib.languages import translated
from safeguarding.models import Post, User

from ...importers.returns import TypedRow
from ...models import Action, ProgressUpdate, ReturnDraft, UpdateRound
from .asked import OWED
from .keys import RowKey
from .rows import AT_ONCE, asked_of

LONGEST = {"done": 20_000, "no_change_because": 500}  # characters, as on the page


@dataclass(frozen=True)
class UploadedRow:
    """One row. says: the sentence; taken: whether its words are kept as a draft.

    version, assessment: of the draft that it takes the place of.
    """

    row: TypedRow
    number: int | None
    taken: bool
    says: str
    version: int = 0
    assessment: str = ""


@dataclass(frozen=True)
class Uploaded:
    """rows: in the order of the file. left_out: the numbers of the actions that are owed an answer and not in it."""

    rows: list[UploadedRow] = field(default_factory=list)
    left_out: list[int] = field(default_factory=list)

    @property
    def taken(self) -> list[UploadedRow]:
        return [row for row in self.rows if row.taken]


def uploaded(rows: Iterable[TypedRow], round: UpdateRound, post: Post, user: User, *, now: datetime) -> Uploaded:
    """The Uploaded of rows that were read, as `user` would keep them. A few queries for each AT_ONCE of them, and one."""
    found, seen = [], set()
    for some in batched(rows, AT_ONCE):
        found += _Judge(some, round, post, user, now).judged(seen)
    asked = asked_of(round, post).visible_to(user, now).filter(answered=False, status=OWED)
    owed = asked.order_by("number").values_list("number", flat=True)
    return Uploaded(found, [number for number in owed if number not in seen])


class _Judge:
    """The state now of the actions that some rows name."""

    def __init__(self, rows, round, post, user, now):
        self.round, self.post = round, post
        self.keyed = [(row, RowKey.read(row.key)) for row in rows]
        numbers = {key.number for _, key in self.keyed if key}
        visible = Action.objects.visible_to(user, now).filter(number__in=numbers)
        self.actions = {action.number: action for action in visible.select_related("owner")}
        asked = asked_of(round, post).visible_to(user, now).filter(number__in=numbers)
        self.asked = {action.number: action for action in asked}
        drafts = ReturnDraft.objects.filter(round=round, action__in=numbers).select_related("edited_by")
        self.drafts = {draft.action_id: draft for draft in drafts}
        updates = ProgressUpdate.objects.visible_to(user, now).filter(action__in=numbers, corrects=None)
        self.updates = {update.action_id: update for update in updates.select_related("recorded_by").order_by("pk")}

    def judged(self, seen):
        """An UploadedRow for each. seen: the numbers that stood in rows before, to which these are added."""
        for row, key in self.keyed:
            why_not = self._why_not_key(row, key) or self._why_not_action(key, seen) or self._why_not_words(row, key)
            if key:
                seen.add(key.number)
            draft = (key and self.drafts.get(key.number)) or ReturnDraft()
            why_or_taken = why_not or self._taken(row, key)
            yield UploadedRow(row, key and key.number, not why_not, why_or_taken, draft.version, draft.assessment)

    def _why_not_key(self, row, key):
        if key is None and not row.key:
            return gettext("It has no key, so nobody can tell which action it is. Type it on the page of the return.")
        if key is None:
            return gettext(
                "Its key was altered, so nobody can tell which action it is. Type it on the page of the return."
            )
        if key.round != self.round.pk:
            return gettext("It is of another round. Download the form of this one.")
        return gettext("It is of the return of another post.") if key.post != self.post.pk else ""

    def _why_not_action(self, key, seen):
        if key.number in seen:
            return gettext("Action %(number)s stands in the file before. Put both into one row.") % {
                "number": key.number
            }
        if key.number not in self.asked:
            action = self.actions.get(key.number)
            if action is None or action.owner_id == self.post.pk:
                return gettext("Action %(number)s is not asked for in this return.") % {"number": key.number}
            return gettext("Action %(number)s is with the %(owner)s now, who answers for it.") % {
                "number": key.number,
                "owner": action.owner,
            }
        action = self.asked[key.number]
        if action.answered:
            return gettext("Action %(number)s has been returned since this form was made.") % {"number": key.number}
        if action.status != OWED:
            return gettext("Action %(number)s is now %(status)s: nothing is asked of it.") % {
                "number": key.number,
                "status": translated(action.get_status_display()).lower(),
            }
        return ""

    def _why_not_words(self, row, key):
        if not row.says:
            return gettext("Nothing is typed in it.")
        if row.done and row.no_change_because:
            return gettext("It says what was done and that nothing changed: leave one of them empty.")
        if row.done.startswith("=") or row.no_change_because.startswith("="):
            return gettext("It begins with “=”, as a formula does. Type it as words.")
        for name, longest in LONGEST.items():
            if len(getattr(row, name)) > longest:
                return gettext("It has %(len)s characters, and %(longest)s at most are kept.") % {
                    "len": f"{len(getattr(row, name)):,}",
                    "longest": f"{longest:,}",
                }
        draft = self.drafts.get(key.number)
        if draft and self._same(draft, row):
            return gettext("The same is drafted already.")
        if draft and draft.version != key.version:
            words = draft.done or draft.no_change_because or "nothing"
            return gettext(
                "%(edited_by)s drafted “%(words)s” after this form was downloaded. Put the two together on the page."
            ) % {"edited_by": draft.edited_by, "words": words}
        return ""

    def _taken(self, row, key):
        kept = gettext("Kept as the update.") if row.done else gettext("Kept as: no change.")
        last = self.updates.get(key.number)
        if last is None or last.pk <= key.last:
            return kept
        words = gettext("words withheld") if last.withheld else last.done or last.no_change_because or last.next
        return gettext("%(kept)s Mind that %(author)s posted an update after this form was downloaded: “%(words)s”") % {
            "kept": kept,
            "author": last.author,
            "words": words,
        }

    @staticmethod
    def _same(draft, row):
        return (draft.done, draft.no_change_because) == (row.done, row.no_change_because)
