"""Forms of returns that come by mail or in a folder: taken in once each, then looked at, their rows kept as drafts or not."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from safeguarding.history import verb
from safeguarding.lib.readers.refusals import Unreadable
from safeguarding.models import Post, User

from ..importers.returns import MOST_LETTERS, TypedRow
from ..models import MailedForm, UpdateRound
from ..permissions import insist, may_look_at_mailed
from ..selectors.rounds.keys import RowKey
from ..selectors.rounds.mailed import Readable


def taken_before(sha256: str) -> bool:
    """Return whether these bytes were taken in, looked at since or not."""
    return MailedForm.objects.filter(sha256=sha256).exists()


@transaction.atomic
def take_in(rows: Sequence[TypedRow], *, name: str, sender: str, sha256: str, at: datetime) -> MailedForm:
    """Let the form wait for whoever answers for its return, which the signed keys of its rows name; the same bytes once.

    Raises Unreadable where no key was made here, they are of several returns, the round is closed or nothing is typed in it.
    """
    round, post = _return_of(rows, name)
    if not any(row.says for row in rows):
        raise Unreadable(f"{name} has nothing typed in it: fill in the form, save it, and send it again.")
    kept = [asdict(row) for row in rows]
    if len(json.dumps(kept)) > MOST_LETTERS:
        raise Unreadable(f"{name} has more words than a return: split it.")
    facts = {"round": round, "post": post, "name": name, "sender": sender, "rows": kept, "came_at": at}
    return MailedForm.objects.get_or_create(sha256=sha256, defaults=facts)[0]


@verb()
def note_looked_at(mailed: MailedForm, *, kept: int, by: User, at: datetime) -> None:
    """Note that somebody looked at a form, and how many of its rows were kept as drafts; its words are let go.

    Raises Refused; ValidationError where somebody else was quicker, or something is kept of what SQL changed.
    """
    reads_all = Readable([mailed], by, at).all_of(mailed)
    insist(may_look_at_mailed(by, mailed, reads_all=reads_all, at=at))
    if kept and not mailed.is_as_signed:
        raise ValidationError(
            gettext(
                "This form was changed in the database after it came. Nothing was kept. Tell your administrator, put it aside "
                "and ask for the form again."
            )
        )
    waits = MailedForm.objects.filter(pk=mailed.pk, looked_at=None)
    if not waits.update(looked_at=at, looked_at_by=by, kept=kept, rows=[]):
        raise ValidationError(
            gettext("Somebody else looked at it while you had this page open. Nothing was kept again.")
        )


def _return_of(rows, name):
    returns = {(key.round, key.post) for row in rows if (key := RowKey.read(row.key))}
    if not returns:
        raise Unreadable(
            f"{name} has no row with a key that was made here, so nobody can tell whose return it is: "
            "fill in the form that was downloaded from the return."
        )
    if len(returns) > 1:
        raise Unreadable(f"{name} has rows of several returns: send the form of each by itself.")
    ((of_round, of_post),) = returns
    round, post = UpdateRound.objects.filter(pk=of_round).first(), Post.objects.filter(pk=of_post).first()
    if round is None or post is None:
        raise Unreadable(f"{name} is of a round that is not kept here.")
    if round.closed_at:
        raise Unreadable(f"{name} came too late: the round {round.title} is closed.")
    return round, post
