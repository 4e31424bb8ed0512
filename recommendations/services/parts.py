"""The parts of a recommendation: one is added, split in two, joined to another, or withdrawn. Nothing is erased."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from inspections.models import Inspection
from safeguarding.history import verb, write
from safeguarding.models import User

from ..models import Action, Coverage, Link, Part, Recommendation
from ..permissions import insist, may_coordinate
from ..selectors.recommendations.join import keeps_from_joining
from ..selectors.recommendations.stands_on import keeps_from_withdrawing
from .recommendation_corrections import held_part
from .recommendations import ENDED, PartDraft, date_part, drafted, respond

# What a new response says again of the one that goes over with a part.
RESPONSE_FIELDS = ("reason", "position", "said_on", "direction_from", "review_on", "source", "audience", "marking")


@verb()
def add_part(recommendation: Recommendation, draft: PartDraft, *, why: str, by: User, at: datetime) -> Part:
    """Add a part that a recommendation lacks; the same one again is found and not added. Raises Refused, ValidationError."""
    insist(may_coordinate(by, at=at))
    held = Recommendation.objects.select_for_update().get(pk=recommendation.pk)
    if held.withdrawn_at:
        raise ValidationError(gettext("This recommendation was withdrawn."))
    part = drafted(draft, held, Inspection.objects.get(pk=held.inspection_id))
    same = held.parts.filter(ended_at=None, letter=part.letter, text=part.text, timescale=part.timescale).first()
    return same or write(part, by=by, at=at, why=why)


@verb()
def split_part(
    part: Part,
    *,
    first: PartDraft,
    second: PartDraft,
    actions: Collection[Action] = (),
    with_response: bool = False,
    version: int,
    why: str,
    by: User,
    at: datetime,
) -> Part:
    """Split a part in two; returns the second, which is new. Actions stay with the first, but for those that go over.

    first and second: letter, words and time limit of each; whom they are addressed to stays. with_response: the response in force
    is said of the second instead, where one that ends work has to be agreed anew. version: version_of() the part as it was
    shown. Raises Refused, ChangedMeanwhile, ValidationError.
    """
    insist(may_coordinate(by, at=at))
    held = held_part(part, version)
    inspection = Inspection.objects.get(recommendations=held.recommendation_id)
    who = {"by": by, "at": at, "why": f"Split into {_name(first.letter)} and {_name(second.letter)}. {why}"}
    response = held.response
    held.letter, held.text = first.letter, first.text
    if held.timescale != first.timescale:
        held.timescale = first.timescale
        date_part(held, inspection)
    if with_response:
        held.response = None
    write(held, **who)
    new = PartDraft(second.text, second.letter, held.addressees, held.ours, second.timescale)
    new = drafted(new, held.recommendation, inspection)
    new.verdict = held.verdict  # it was given on these words too
    write(new, **who)
    for coverage in _coverages(held).filter(action__in=actions):
        _go_over(coverage, new, **who)
    if with_response and response:
        respond(new, response.kind, by=by, at=at, **{name: getattr(response, name) for name in RESPONSE_FIELDS})
    return new


@verb()
def join_part(part: Part, other: Part, *, version: int, why: str, by: User, at: datetime) -> Part:
    """End a part whose words are another's: what answers it answers the other from now on. Returns the other.

    version: version_of() the part as it was shown. Raises Refused, ChangedMeanwhile, ValidationError saying what has to be
    decided first.
    """
    insist(may_coordinate(by, at=at))
    held = held_part(part, version)
    to = Part.objects.select_for_update().get(pk=other.pk)
    if to.pk == held.pk or to.recommendation_id != held.recommendation_id or to.ended_at:
        raise ValidationError({"other": gettext("Select another part of this recommendation.")})
    if first := keeps_from_joining(held):
        raise ValidationError(first)
    who = {"by": by, "at": at, "why": f"Joined to {_name(to.letter)}. {why}"}
    for coverage in _coverages(held):
        _go_over(coverage, to, **who)
    for link in held.links.filter(ended_at=None):
        _link_from(to, link, **who)
    held.ended_at, held.joined_to = at, to
    write(held, **who)
    return to


@verb()
def withdraw_part(part: Part, *, why: str, by: User, at: datetime) -> Part:
    """Withdraw a part that was entered by mistake; a recommendation keeps one. Raises Refused, ValidationError saying what stands on it."""
    insist(may_coordinate(by, at=at))
    # All of them, so that of two at once one is left; and held first, as whoever opens an action on one or responds holds it.
    parts = Part.objects.select_for_update().filter(recommendation=part.recommendation_id, ended_at=None)
    standing = {one.pk: one for one in parts.order_by("pk")}
    if part.pk not in standing:
        raise ValidationError(gettext(ENDED))
    if reason := keeps_from_withdrawing(standing[part.pk]):
        raise ValidationError(reason)
    held = standing[part.pk]
    held.ended_at = at
    return write(held, by=by, at=at, why=why)


def _name(letter):
    return f"part {letter}" if letter else "the part without a letter"


def _coverages(part):
    # Whoever works on one of its actions meanwhile comes before or after, never between.
    covering = part.coverages.filter(ended_at=None)
    list(Action.objects.select_for_update().filter(pk__in=covering.values("action")).order_by("pk"))
    return covering.select_related("action").order_by("action")


def _go_over(coverage, to, **who):
    """End a coverage and open it on another part, with what was recommended and supported."""
    there = Coverage.objects.filter(action=coverage.action, part=to, ended_at=None).first()
    coverage.ended_at = who["at"]
    write(coverage, **who)
    if there is None:
        echoes = {"recommended_in": coverage.recommended_in, "supported_in": coverage.supported_in}
        write(Coverage(action=coverage.action, part=to, **echoes), **who)
    elif any(getattr(there, name) and not getattr(coverage, name) for name in ("recommended_in", "supported_in")):
        # Else the work that the other part still asks for would pass as decided.
        further = gettext("%(action)s has come further with %(other)s than with %(part)s. Have both decided first.")
        raise ValidationError(further % {"action": coverage.action, "other": there.part, "part": coverage.part})


def _link_from(to, link, **who):
    link.ended_at = who["at"]
    write(link, **who)
    same = {"kind": link.kind, "recommendation": link.recommendation, "target": link.target, "part": to}
    if not Link.objects.filter(**same, ended_at=None).exists():
        write(Link(**same, words=link.words), **who)
