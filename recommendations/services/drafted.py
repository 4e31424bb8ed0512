"""Outcomes drafted for the DCC on the items of an agenda, and confirmed as they were drafted."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from safeguarding.history import verb, write
from safeguarding.models import Audience, Marking, Record, User

from ..models import (
    AgendaItem,
    DeadlineRequest,
    DraftedOutcome,
    Part,
    Response,
    ScrutinySession,
    TranscribedStatement,
)
from ..permissions import insist, may_draft
from ..selectors.scrutiny.promises import against_support
from ..selectors.sessions.drafted import CHANGED, digests_of
from ..waiting import responses, statements
from .actions import decide_deadline, insist_on_another
from .moves import MovedOn, insist_covered
from .questions import ask_about
from .recommendations import decide_response
from .scrutiny import ask, confirm, send_back, support
from .sessions import keep_outcomes

Suggests = DraftedOutcome.Suggests
OWN_WORDS = _("Something speaks against completion, so decide on it by itself and say why.")
# (what still waits for a decision, what is said of one that does not any more) by the field of a draft
WAITING = {
    "deadline_request": (
        DeadlineRequest.objects.pending,
        _("This date no longer waits for a decision. Go back to see what was decided."),
    ),
    "response": (responses, _("This response no longer waits for a decision. Go back to see what was decided.")),
    "statement": (statements, _("This statement no longer waits for a decision. Go back to see what was decided.")),
}


@verb()
def draft_outcome(
    item: AgendaItem,
    suggests: str,
    *,
    part: Part | None = None,
    deadline_request: DeadlineRequest | None = None,
    response: Response | None = None,
    statement: TranscribedStatement | None = None,
    text: str = "",
    answer_by: date | None = None,
    instead_on: date | None = None,
    digest: str,
    by: User,
    at: datetime,
) -> DraftedOutcome:
    """Draft what the DCC may decide on an item, instead of what was drafted on the same before; it decides nothing.

    suggests: of Suggests. instead_on: the date that INSTEAD suggests. digest: that of digests_of() it as the person saw it.
    Raises Refused, ValidationError.
    """
    # Held, so that of two drafts on the same one takes the other's place.
    session = ScrutinySession.objects.select_for_update().get(pk=item.session_id)
    insist(may_draft(by, session, at=at))
    about = {"deadline_request": deadline_request, "response": response, "statement": statement}
    for name, (waiting, no_longer) in WAITING.items():
        if about[name] and not waiting().filter(pk=about[name].pk).exists():
            raise ValidationError(gettext(no_longer))
    if deadline_request and instead_on:
        insist_on_another(deadline_request, instead_on, at)
    if part and item.action:
        insist_covered(item.action, part)
    elif part and part.recommendation_id != item.recommendation_id:
        raise ValidationError({"part": gettext("Select a part of this recommendation")})
    about["part"] = part
    last = item.drafts.standing().filter(**about).last()
    values = {"suggests": suggests, "text": text, "answer_by": answer_by, "instead_on": instead_on}
    marking = item.action.marking if item.action else item.recommendation.inspection.marking
    kept = {"digest": digest, "replaces": last, "audience": Audience.FORCE, "marking": Marking(marking)}
    draft = DraftedOutcome(item=item, **about, **values, **kept)
    return write(draft, by=by, at=at)


@verb()
def confirm_draft(draft: DraftedOutcome, *, opened: str, by: User, at: datetime) -> Record:
    """Decide as it was drafted, in the open session. opened: the digest of what it is on, as the person opened it.

    Not over what speaks against completion: that is answered in the person's own words. Raises Refused, MovedOn,
    ValidationError.
    """
    with verb() as written:
        decided = _decide(draft, opened, {"by": by, "at": at})
        if not DraftedOutcome.objects.standing().filter(pk=draft.pk).exists():
            raise ValidationError(gettext(CHANGED))
        keep_outcomes(draft.item, list(written), draft=draft, by=by, at=at)
    return decided


def _decide(draft, opened, by_at):
    action, words = draft.item.action, draft.text
    if digests_of([draft])[draft.pk] != opened:
        raise MovedOn
    if draft.deadline_request:
        agreed = {"agreed": draft.suggests != Suggests.REFUSE, "instead_on": draft.instead_on}
        return decide_deadline(draft.deadline_request, **agreed, reason=words, **by_at)
    if draft.response:
        return decide_response(draft.response, agreed=draft.suggests == Suggests.AGREE, reason=words, **by_at)
    if draft.statement:
        if draft.suggests == Suggests.SUPPORT and against_support(action, by_at["at"]):
            raise ValidationError(gettext(OWN_WORDS))
        return confirm(draft.statement, draft.suggests, reason=words, digest=opened, **by_at)
    if draft.suggests == Suggests.QUESTION:
        asked = {"part": draft.part, "answer_by": draft.answer_by} | by_at
        return ask(action, words, **asked) if action else ask_about(draft.item.recommendation, words, **asked)
    bound = {"part": draft.part, "reason": words, "digest": opened} | by_at
    if draft.suggests == Suggests.SEND_BACK:
        return send_back(action, **bound)
    if against_support(action, by_at["at"]):
        raise ValidationError(gettext(OWN_WORDS))
    return support(action, **bound)
