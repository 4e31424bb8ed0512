"""A change is recorded as it was shown: tried first, and refused where somebody else changed the thing since."""

from collections.abc import Callable, Collection, Mapping
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from safeguarding.history import version_of
from safeguarding.models import HistoryModel

from ..selectors.moves import Before, Moves

Thing = TypeVar("Thing", bound=HistoryModel)


class ChangedMeanwhile(ValidationError):
    """Somebody else changed it after the page was drawn."""

    def __init__(self, thing: HistoryModel) -> None:
        last = thing.history.select_related("history_user").order_by("-history_date", "-history_id").first()
        changed = {"person": last.history_user or gettext("Somebody else"), "why": last.history_change_reason}
        changed |= {"thing": gettext(str(thing._meta.verbose_name))}
        if changed["why"]:
            words = gettext(
                "%(person)s changed this %(thing)s after you opened this page: “%(why)s”. Nothing of yours was recorded. "
                "Look again, and send it again if it is still right."
            )
        else:
            words = gettext(
                "%(person)s changed this %(thing)s after you opened this page. Nothing of yours was recorded. "
                "Look again, and send it again if it is still right."
            )
        super().__init__(words % changed)


def held_as_shown(thing: Thing, version: int) -> Thing:
    """The row of today, locked until the verb ends. version: version_of() the thing as it was shown. Raises ChangedMeanwhile."""
    held = type(thing).objects.select_for_update().get(pk=thing.pk)
    if version_of(held) != version:
        raise ChangedMeanwhile(held)
    return held


def change(thing: HistoryModel, fields: Collection[str], changes: Mapping[str, object]) -> None:
    """Set the `changes` on a thing, which may be of `fields` only. Raises TypeError."""
    if unknown := set(changes).difference(fields):
        raise TypeError(f"Not put right here: {', '.join(sorted(unknown))}.")
    for name, value in changes.items():
        setattr(thing, name, value)


def foresee(change: Callable[[], object], before: Before) -> Moves:
    """The Moves of a change, which is made, looked at and taken back: a forecast of its own could say something else.

    before: what stands now. Raises what `change` raises.
    """
    with transaction.atomic():
        change()
        moves = before.moves()
        transaction.set_rollback(True)
    return moves
