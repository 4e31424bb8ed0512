"""Recommendations, their parts and issue owners, and the force's responses."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import EllipsisType

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from inspections import timescales
from inspections.models import Inspection
from safeguarding.history import verb, write, write_new
from safeguarding.lib.database.batches import batched
from safeguarding.models import Post, User

from ..models import Part, Recommendation, Response, ResponseDecision
from ..models.reference import ReferenceData
from ..permissions import insist, may_agree_response, may_coordinate, may_respond
from ..workflow import ENDS_WORK
from .links import answer_under

# The rule of a due date that somebody entered, since none can be counted from the words.
BY_HAND = "Entered by hand, since no date follows from the words"
TOGETHER = 200  # parts held by one statement
ENDED = _("This part was joined to another, or withdrawn. Look at the recommendation again.")


@dataclass(frozen=True)
class PartDraft:
    """One part as somebody read it: letter ("" when it has none), text, addressees as printed, ours or not."""

    text: str
    letter: str = ""
    addressees: str = ""
    ours: bool = True
    timescale: str = ""


@dataclass(frozen=True)
class RecommendationDraft:
    """One recommendation as somebody read it, with its parts, at least one, and the reason to be kept; details: further fields."""

    reference: str
    text: str
    parts: Sequence[PartDraft]
    kind: str = Recommendation.Kind.RECOMMENDATION
    why: str = ""
    details: Mapping[str, object] = field(default_factory=dict)


@verb()
def add_recommendation(
    inspection: Inspection,
    *,
    reference: str,
    text: str,
    parts: Sequence[PartDraft],
    kind: str = Recommendation.Kind.RECOMMENDATION,
    by: User,
    at: datetime,
    why: str = "",
    **details: object,
) -> Recommendation:
    """Add a recommendation with its parts, at least one. Due dates follow from the stated words.

    details: further fields of Recommendation. Raises Refused, ValidationError, ValueError without parts.
    """
    draft = RecommendationDraft(reference, text, parts, kind, why, details)
    return add_recommendations(inspection, [draft], by=by, at=at)[0]


@verb()
def add_recommendations(
    inspection: Inspection, drafts: Sequence[RecommendationDraft], *, by: User, at: datetime
) -> list[Recommendation]:
    """Add recommendations in printed order, as add_recommendation adds one; an error has the reason of its draft as `why`."""
    insist(may_coordinate(by, at=at))
    if not all(draft.parts for draft in drafts):
        raise ValueError("A recommendation has at least one part.")
    # Held, and read again: of two at once the second finds that it was withdrawn, or its publication date put right. The foreign
    # key holds nothing off, since PostgreSQL looks at it as the transaction ends.
    dated = Inspection.objects.select_for_update().get(pk=inspection.pk)
    if dated.withdrawn_at:
        raise ValidationError(gettext("This inspection was withdrawn. Open the list of inspections."))
    added = [
        Recommendation(
            inspection=inspection, reference=draft.reference, text=draft.text, kind=draft.kind, **draft.details
        )
        for draft in drafts
    ]
    # In printed order, which references cannot give: "10" sorts before "9", and some reports number nothing.
    for order, recommendation in enumerate(added, start=inspection.recommendations.count() + 1):
        recommendation.order = recommendation.order or order
    write_new([(each, draft.why) for each, draft in zip(added, drafts, strict=True)], by=by, at=at)
    parts = [
        (drafted(part, recommendation, dated), draft.why)
        for recommendation, draft in zip(added, drafts, strict=True)
        for part in draft.parts
    ]
    write_new(parts, by=by, at=at)
    return added


def drafted(draft: PartDraft, recommendation: Recommendation, inspection: Inspection) -> Part:
    """The part of a draft, dated and not yet written."""
    part = Part(
        recommendation=recommendation,
        letter=draft.letter,
        text=draft.text,
        addressees=draft.addressees,
        ours=draft.ours,
        timescale=draft.timescale,
    )
    date_part(part, inspection)
    return part


def date_part(part: Part, inspection: Inspection) -> bool:
    """Set the due date of a part from its stated words, not yet written; return whether anything of it is another now.

    One that was entered BY_HAND stays where the words give none.
    """
    # The words stay beside what was computed from them, with the rule: a date is never guessed (domain.md, Dates).
    asked = timescales.read(
        part.timescale, published=inspection.published_on, published_precision=inspection.published_precision
    )
    if part.due_rule == BY_HAND and asked.on is None and asked.kind != timescales.Kind.IMMEDIATE:
        asked = replace(asked, on=part.due_on, precision=part.due_precision, rule=BY_HAND)
    dates = {"timescale_kind": asked.kind, "due_on": asked.on, "due_precision": asked.precision, "due_rule": asked.rule}
    moved = any(getattr(part, name) != value for name, value in dates.items())
    for name, value in dates.items():
        setattr(part, name, value)
    return moved


@verb()
def name_issue_owner(
    recommendation: Recommendation,
    post: Post,
    *,
    why: str,
    instead_of: Post | EllipsisType | None = ...,
    by: User,
    at: datetime,
) -> Recommendation:
    """Give the recommendation to the post accountable for it; nothing changes where it has it already.

    instead_of: who owned the issue, as the person saw it; left out where nobody looked. Raises Refused, and ValidationError
    where another post was named meanwhile.
    """
    insist(may_coordinate(by, at=at))
    recommendation.refresh_from_db(from_queryset=Recommendation.objects.select_for_update(of=("self",)))
    now = recommendation.issue_owner
    if now == post:
        return recommendation
    if instead_of is not ... and now != instead_of:
        if now:
            named = gettext(
                "The %(post)s was named while you had this page open. Look at it again before you name another."
            )
            raise ValidationError(named % {"post": now})
        raise ValidationError(
            gettext(
                "The issue owner was taken off while you had this page open. Look at it again before you name another."
            )
        )
    recommendation.issue_owner = post
    return write(recommendation, by=by, at=at, why=why)


_NAMES = {"board": _("board"), "portfolio": _("portfolio"), "plan": _("plan")}


@verb()
def attach(
    recommendation: Recommendation,
    *,
    instead_of: Mapping[str, int | None] | None = None,
    why: str = "",
    by: User,
    at: datetime,
    **places: ReferenceData | None,
) -> Recommendation:
    """Attach the recommendation to a `board`, `portfolio` or `plan`, or with None to none; those left out stay as they are.

    instead_of: the keys that it had by field, as the person saw it. Raises Refused, and ValidationError where one is another
    by now.
    """
    insist(may_coordinate(by, at=at))
    recommendation.refresh_from_db(from_queryset=Recommendation.objects.select_for_update(of=("self",)))
    new = {name: place for name, place in places.items() if getattr(recommendation, name) != place}
    for name, place in new.items():
        now = getattr(recommendation, name)
        if instead_of is not None and (now and now.pk) != instead_of.get(name):
            changed = {"place": gettext(_NAMES[name]), "now": now or gettext("none")}
            raise ValidationError(
                gettext("Its %(place)s was changed while you had this page open: %(now)s. Look at it again.") % changed
            )
        setattr(recommendation, name, place)
    return write(recommendation, by=by, at=at, why=why) if new else recommendation


@verb()
def respond(
    part: Part,
    kind: str,
    *,
    under: Iterable[Recommendation] = (),
    after: int | EllipsisType | None = ...,
    by: User,
    at: datetime,
    **details: object,
) -> Response:
    """Say the force's response to a part (ResponseKind); details: further fields of Response.

    under: the recommendations that answer it, which it is linked to: the part comes to the DCC once they have closed.
    after: the key of the last response that the person saw, None for none; left out where nobody looked.
    In force at once, unless it ends work on a part of ours: then it waits for the DCC (domain.md, Response).
    Raises Refused, ValidationError.
    """
    insist(may_respond(by, part, at=at))
    if after is not ...:
        _insist_on_last(part, after)
    inspection = part.recommendation.inspection
    details = {"audience": inspection.audience, "marking": inspection.marking} | details
    response = write(Response(part=part, kind=kind, **details), by=by, at=at)
    answer_under(part, under, by=by, at=at)
    # Of a part addressed to others there is nothing to end, so nothing for the DCC to agree.
    if not (part.ours and kind in ENDS_WORK):
        _put_in_force(response, by=by, at=at)
    return response


def held_standing(parts: Iterable[Part]) -> dict[int, Part]:
    """The parts as they are now, by key, held until this is done, before the actions that answer them.

    Raises ValidationError where one was joined to another or withdrawn, or its recommendation was.
    """
    held = {}
    for together in batched(sorted({part.pk for part in parts}), TOGETHER):
        held |= Part.objects.select_for_update().in_bulk(together)
        # Asked once they are held: a withdrawal holds them too, so by now it is done or waits.
        if Recommendation.objects.filter(parts__in=together, withdrawn_at__isnull=False).exists():
            raise ValidationError({"parts": gettext("The recommendation was withdrawn while you had this page open.")})
    if any(part.ended_at for part in held.values()):
        raise ValidationError(
            {
                "parts": gettext(
                    "A part was joined to another, or withdrawn, while you had this page open. Look at it again."
                )
            }
        )
    return held


def _insist_on_last(part, seen):
    """Refuse a response that another one came before, unseen."""
    held_standing([part])  # of two at once one comes after the other
    last = Response.objects.filter(part=part).select_related("recorded_by").order_by("-pk").first()
    if last and last.pk != seen:
        raise ValidationError(
            gettext(
                "%(person)s responded to this part after you opened this page: %(kind)s. Nothing of yours was recorded. "
                "Look again, and send it again if it is still right."
            )
            % {"person": last.recorded_by, "kind": gettext(last.get_kind_display()).lower()}
        )


@verb()
def decide_response(response: Response, *, agreed: bool, reason: str = "", by: User, at: datetime) -> ResponseDecision:
    """The DCC agrees a response that ends work, or not and says why. Raises Refused, ValidationError."""
    insist(may_agree_response(by, response, at=at))
    issue_owner = response.part.recommendation.issue_owner
    # Who proposed it and who holds the issue are copied: the database refuses the decision of either (domain.md, Four eyes).
    decision = ResponseDecision(
        response=response,
        agreed=agreed,
        reason=reason,
        proposed_by=response.recorded_by,
        issue_held_by=issue_owner and issue_owner.held_by(at),
        audience=response.audience,
        marking=response.marking,
    )
    write(decision, by=by, at=at)
    if agreed:
        _put_in_force(response, by=by, at=at)
    return decision


def _put_in_force(response, *, by, at):
    # The part points at the response in force, since the last one said may still wait, or have been refused. Read again: somebody
    # may have put the part right since the page was drawn.
    part = Part.objects.select_for_update().get(pk=response.part_id)
    if part.ended_at:
        raise ValidationError(gettext(ENDED))
    part.response = response
    write(part, by=by, at=at, why=f"Response: {response.get_kind_display()}")
