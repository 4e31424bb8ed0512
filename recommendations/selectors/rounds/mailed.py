"""Forms of returns that came by mail and wait to be looked at: of which return, who is said to have sent them, what may be read."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext

from safeguarding.models import User

from ...importers.returns import TypedRow
from ...models import Action, MailedForm, UpdateRound
from ...permissions import may_look_at_mailed
from ..standings import Standings
from .keys import RowKey

MOST = 20  # on a page that leads to them: our convention


class Readable:
    """The rows of some forms, as `user` may read them. One query."""

    def __init__(self, forms: Iterable[MailedForm], user: User, now: datetime) -> None:
        self.keyed = {one.pk: [(row, RowKey.read(row.key)) for row in _rows(one)] for one in forms}
        named = {key.number for rows in self.keyed.values() for _, key in rows if key}
        visible = Action.objects.visible_to(user, now).filter(pk__among=named) if named else Action.objects.none()
        self.visible = set(visible.values_list("pk", flat=True))

    def rows(self, mailed: MailedForm) -> list[TypedRow]:
        """Those of a form; without the words of those about an action that they may not see."""
        return [
            replace(row, done="", no_change_because="") if key and key.number not in self.visible else row
            for row, key in self.keyed[mailed.pk]
        ]

    def all_of(self, mailed: MailedForm) -> bool:
        """Return whether each row of a form is about an action that they may see."""
        return all(key and key.number in self.visible for _, key in self.keyed[mailed.pk])


def waiting_forms(rounds: Collection[int], posts: Collection[int] | None = None) -> QuerySet[MailedForm]:
    """Those of these rounds that nobody has looked at, the first that came first. posts: whose returns they are, None: anybody's."""
    found = MailedForm.objects.filter(round__in=rounds, looked_at=None).select_related("post", "round")
    return found if posts is None else found.filter(post__in=posts)


def with_replies(asked: Standings) -> QuerySet[UpdateRound]:
    """Rounds that are not closed, with a form that nobody has looked at."""
    waiting = MailedForm.objects.filter(looked_at=None)
    return UpdateRound.objects.filter(closed_at=None, pk__in=waiting.values("round"))


def waiting_for(
    user: User, round: UpdateRound, posts: Collection[int] | None = None, *, now: datetime
) -> list[MailedForm]:
    """Of the first MOST of a round those that `user` may look at. Two queries; one where none waits."""
    forms = list(waiting_forms([round.id], posts)[:MOST])
    readable = Readable(forms, user, now)
    return [one for one in forms if may_look_at_mailed(user, one, reads_all=readable.all_of(one), at=now)]


def sender_held_against(mailed: MailedForm, user: User, at: datetime) -> str:
    """How far the sender's address tells `user` whose words these are, in a sentence."""
    holder = mailed.post.held_by(at)
    if holder is None:
        return gettext("Nobody holds the post %(post)s: find out whose words these are before you keep them.") % {
            "post": mailed.post
        }
    if not mailed.sender:
        return gettext("It does not say who sent it: keep it only if you know whose words these are.")
    whose = (
        gettext("your address")
        if holder == user
        else gettext("the address of %(holder)s, who holds the post") % {"holder": holder}
    )
    if holder.email.casefold() != mailed.sender.casefold():
        return gettext("That is not %(whose)s: keep it only if you know whose words these are.") % {"whose": whose}
    return gettext("That is %(whose)s; but anybody can write an address on a mail.") % {"whose": whose}


def _rows(mailed):
    return (TypedRow(**row) for row in mailed.rows)
