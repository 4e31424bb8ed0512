"""One thing of which a person is to be told: by key and by what made it so."""

from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from inspections.models import Inspection
from inspections.visibility import under_embargo

from ...models import NoticeKind
from ..standings import Standings


class News(NamedTuple):
    """One thing to be told of, as models.Notice has it; on: the date that it is about; says: a few words of ours.

    url: where it is read or decided, if not on the page of either.
    """

    kind: NoticeKind
    thing: str
    about: str
    action: int | None = None
    recommendation: int | None = None
    on: date | None = None
    says: str = ""
    url: str = ""


def named_in_mails(asked: Standings) -> QuerySet[Inspection]:
    """Those that the reader may see and a mail may name: it leaves the force's network, so none under embargo."""
    return asked.inspections.exclude(under_embargo(asked.now, asked.today)).order_by()


def on_action(kind: NoticeKind, number: int, about: str, on: date | None = None) -> News:
    """News whose thing is the action of this number; another `about` makes it news again."""
    return News(kind, f"action {number}", about, number, on=on)
