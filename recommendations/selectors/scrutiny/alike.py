"""Statements of one document that mean the same, for the DCC to say of all of them what they are worth."""

from datetime import datetime

from safeguarding.models import User

from ... import waiting
from ...four_eyes import parts_meant
from ...models import TranscribedStatement
from ...permissions import interests, interests_in_parts, may_confirm

TOGETHER = 40  # statements: a page that can be read


def alike(statement: TranscribedStatement, user: User, *, at: datetime) -> list[TranscribedStatement]:
    """Those that wait with it, itself among them, which `user` sees and may confirm; in the order of the document, at most TOGETHER.

    A constant number of queries.
    """
    related = (
        "action__owner",
        "part__recommendation",
        "recommendation__inspection",
        "decision",
        "document__withdrawal",
    )
    same = _same(statement, user, at).select_related(*related).prefetch_related("recommendation__parts")
    found = list(same.order_by("pk")[:TOGETHER])
    known = interests(user, [one.action for one in found if one.action], at=at)
    meant = [part for one in found if one.action is None for part in parts_meant(one)]
    in_parts = interests_in_parts(user, meant, at=at)
    return [one for one in found if may_confirm(user, one, at=at, known=known, in_parts=in_parts)]


def is_alone(statement: TranscribedStatement, user: User, *, at: datetime) -> bool:
    """Return whether no other that waits is like it, of those that `user` sees."""
    return not _same(statement, user, at).exclude(pk=statement.pk).exists()


def _same(statement, user, at):
    visible = TranscribedStatement.objects.visible_to(user, at)
    there = {"document": statement.document_id, "report": statement.report_id}
    return visible.filter(pk__in=waiting.statements(), means=statement.means, **there)
