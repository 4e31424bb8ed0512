"""The return of an owner to a round: drafted by whoever helps, submitted by the owner, posted as updates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from safeguarding.history import verb, write
from safeguarding.models import Post, User
from safeguarding.roles import Refused

from ..models import Action, ProgressUpdate, Return, ReturnDraft, ReturnLine, UpdateRound
from ..permissions import insist, may_draft_return, may_submit_return
from ..selectors.rounds.asked import OWED
from ..selectors.rounds.rows import asked_of
from .progress import last_assessment, post_update
from .rounds import FORCE_ONLY, locked_round

DRAFT_FIELDS = ("done", "no_change_because", "assessment")
CHANGED_BEHIND = _(
    "what is drafted for it was changed in the database, not on its page. Tell your administrator; read it on its page of the "
    "return, and save it as it should be"
)


@dataclass(frozen=True)
class Drafted:
    """The words typed for one action. version: of the ReturnDraft that they saw, 0 where there was none."""

    number: int
    version: int
    done: str = ""
    no_change_because: str = ""
    assessment: str = ""


@verb()
def keep_drafts(round: UpdateRound, post: Post, typed: Iterable[Drafted], *, by: User, at: datetime) -> int:
    """Keep what was typed for actions of a post that may be seen; returns how many drafts changed by it.

    Raises Refused; ValidationError with a sentence beside the field of each row that somebody else changed, or that is over.
    """
    held = locked_round(round)
    insist(may_draft_return(by, held, post, at=at))
    typed = list(typed)
    numbers = [one.number for one in typed]
    asked = asked_of(held, post).visible_to(by, at).filter(answered=False, status=OWED)
    owed = set(asked.filter(number__in=numbers).values_list("number", flat=True))
    drafts = ReturnDraft.objects.filter(round=held, action__in=numbers).select_related("edited_by")
    kept = {draft.action_id: draft for draft in drafts}
    changed, refused = 0, {}
    for one in typed:
        draft = kept.get(one.number) or ReturnDraft(round=held, action_id=one.number)
        if _is_the_same(draft, one):
            continue
        if one.number not in owed:
            gone = gettext("Action %(number)s is no longer asked for here: nothing can be kept for it.")
            refused[field_of(one.number)] = gone % {"number": one.number}
        elif draft.version != one.version:
            refused[field_of(one.number)] = changed_meanwhile(draft)
        else:
            _save(draft, one, by=by, at=at)
            changed += 1
    if refused:
        raise ValidationError(refused)
    return changed


@verb()
def submit_return(round: UpdateRound, post: Post, *, by: User, at: datetime) -> Return:
    """Answer for every action of the post that is owed one and may be seen: by posting what is drafted, else by what was posted since.

    All or nothing. Raises Refused; ValidationError with a sentence beside the field of each row that is missing or refused.
    """
    held = locked_round(round)
    insist(may_submit_return(by, held, post, at=at))
    asked = asked_of(held, post).visible_to(by, at)
    owed = list(asked.filter(answered=False, status=OWED).order_by("number"))
    if not owed:
        raise ValidationError(gettext("Everything is returned already."))
    drafts = {draft.action_id: draft for draft in ReturnDraft.objects.filter(round=held, action__owner=post)}
    returned = write(Return(round=held, post=post, **FORCE_ONLY), by=by, at=at)
    refused = {}
    for action in owed:
        try:
            # By itself, so that one that is refused leaves the others to be tried, and each says what is wrong.
            with transaction.atomic():
                update = _update(held, action, drafts.get(action.pk), by=by, at=at)
                write(ReturnLine(of=returned, action=action, update=update, **FORCE_ONLY), by=by, at=at)
        except (Refused, ValidationError) as error:
            words = getattr(error, "messages", [str(error)])
            refused[field_of(action.pk)] = [
                gettext("Action %(number)s: %(why)s") % {"number": action.pk, "why": each} for each in words
            ]
    if refused:
        raise ValidationError(refused)
    ReturnDraft.objects.filter(round=held, action__in=returned.lines.values("action")).delete()
    return returned


def field_of(number: int) -> str:
    """The field of a form beside which it is said what is wrong with the row of an action."""
    return f"done_{number}"


def changed_meanwhile(draft: ReturnDraft) -> str:
    """Who wrote a draft after a page was drawn, and what, in a sentence."""
    words = draft.done or draft.no_change_because
    moment = timezone.localtime(draft.edited_at)
    edited = {"person": draft.edited_by, "words": words, "day": f"{moment:%d/%m/%Y}", "time": f"{moment:%H:%M}"}
    if words:
        return (
            gettext(
                "%(person)s wrote “%(words)s” here at %(time)s on %(day)s, after you opened it. "
                "Look through it, and save it as it should be."
            )
            % edited
        )
    return (
        gettext(
            "%(person)s emptied it here at %(time)s on %(day)s, after you opened it. "
            "Look through it, and save it as it should be."
        )
        % edited
    )


def _is_the_same(draft, one):
    # what SQL wrote becomes somebody's draft, in the same words too, once they save the page that shows it
    as_saved = draft.pk is None or draft.is_as_signed
    return as_saved and all(getattr(draft, name) == getattr(one, name) for name in DRAFT_FIELDS)


def _update(round, action, draft, *, by, at):
    if draft and not draft.is_as_signed:
        raise ValidationError(gettext(CHANGED_BEHIND))
    if draft and draft.says:
        values = {name: getattr(draft, name) for name in DRAFT_FIELDS}
        values["assessment"] = draft.assessment or last_assessment(action)
        return post_update(Action(number=action.pk), **values, by=by, at=at)
    since = ProgressUpdate.objects.filter(action=action, corrects=None, recorded_at__gt=round.commissioned_at)
    if update := since.last():
        return update
    raise ValidationError(gettext("enter an update, or why nothing has changed"))


def _save(draft, one, *, by, at):
    for name in DRAFT_FIELDS:
        setattr(draft, name, getattr(one, name))
    draft.version, draft.edited_by, draft.edited_at = draft.version + 1, by, at
    draft.full_clean(validate_constraints=False, validate_unique=False)
    draft.save()
