"""A recommendation or a part of it is put right: its words, what it is, whom it is addressed to, its time limit. Or it goes."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext

from inspections.models import Inspection
from safeguarding.history import verb, write
from safeguarding.lib.languages import in_words
from safeguarding.models import User

from ..models import Part, Recommendation
from ..models.intake import not_withdrawn
from ..permissions import insist, may_coordinate
from ..selectors.recommendations.stands_on import stands_on
from .as_shown import change, held_as_shown
from .recommendations import BY_HAND, ENDED, date_part

# What a person may put right. Not the issue owner, whom a verb of its own names, nor what follows from these.
RECOMMENDATION_FIELDS = (
    "kind",
    "reference",
    "order",
    "text",
    "page_reference",
    "plan_page_reference",
    "theme",
    "cause_of_concern",
    "note",
)
PART_FIELDS = ("letter", "text", "addressees", "ours", "timescale", "due_on", "due_precision")


@verb()
def put_recommendation_right(
    recommendation: Recommendation, *, version: int, why: str, by: User, at: datetime, **changes: object
) -> Recommendation:
    """Put RECOMMENDATION_FIELDS of a recommendation right; its only part, where it has the same words, gets the new ones too.

    version: version_of() the recommendation as it was shown. Raises Refused, ChangedMeanwhile, ValidationError, TypeError for
    another field.
    """
    insist(may_coordinate(by, at=at))
    held = held_as_shown(recommendation, version)
    text_before = held.text
    change(held, RECOMMENDATION_FIELDS, changes)
    _insist_on_concern(held)
    write(held, by=by, at=at, why=why)
    if held.text != text_before:
        # A recommendation without clauses is its own only part, and its page shows the words once.
        for part in held.parts.filter(letter="", text=text_before, ended_at=None):
            part.text = held.text
            write(part, by=by, at=at, why=why)
    return held


@verb()
def put_part_right(part: Part, *, version: int, why: str, by: User, at: datetime, **changes: object) -> Part:
    """Put PART_FIELDS of a part right. Its due date is counted again from its words.

    due_on: a date of its own, where none can be counted from the words; None to count again. version: version_of() the part as
    it was shown. Raises Refused, ChangedMeanwhile, ValidationError, TypeError for another field.
    """
    insist(may_coordinate(by, at=at))
    held = held_part(part, version)
    change(held, PART_FIELDS, changes)
    if {"timescale", "due_on", "due_precision"}.intersection(changes):
        _date_again(held, by_hand="due_on" in changes)
    if "ours" in changes:
        held.response = _response_as_addressed(held)
    return write(held, by=by, at=at, why=why)


@verb()
def withdraw_recommendation(recommendation: Recommendation, *, why: str, by: User, at: datetime) -> Recommendation:
    """Withdraw a recommendation that was entered by mistake. Raises Refused, ValidationError saying what stands on it."""
    insist(may_coordinate(by, at=at))
    # The parts first, as whoever opens an action on them or responds holds them first: they come before and are seen here, or wait.
    list(recommendation.parts.select_for_update().order_by("pk"))
    held = Recommendation.objects.select_for_update().get(pk=recommendation.pk)
    if held.withdrawn_at:
        raise ValidationError(gettext("This recommendation is already withdrawn."))
    if standing := stands_on(held):
        raise ValidationError(standing)
    held.withdrawn_at = at
    return write(held, by=by, at=at, why=why)


def held_part(part: Part, version: int) -> Part:
    """held_as_shown() of a part. Raises ChangedMeanwhile, and ValidationError for one that was joined or withdrawn."""
    held = held_as_shown(part, version)
    if held.ended_at:
        raise ValidationError(gettext(ENDED))
    return held


def _response_as_addressed(part):
    """The response in force, as respond() would have left it had the part been addressed so."""
    # One that ends work on a part of ours is in force only once the DCC has agreed it (domain.md, Response).
    responses = part.responses.filter(not_withdrawn()).select_related("decision").order_by("-recorded_at", "-pk")
    waits = [response for response in responses if response.ends_work and not hasattr(response, "decision")]
    if not part.ours:
        return waits[0] if waits and waits[0] == responses[0] else part.response
    if part.response not in waits:
        return part.response
    refused = [
        response for response in responses if getattr(response, "decision", None) and not response.decision.agreed
    ]
    return next((response for response in responses if response not in [*waits, *refused]), None)


def _insist_on_concern(recommendation):
    """Nothing stands under what is no cause of concern, and a cause of concern under none."""
    if recommendation.kind == Recommendation.Kind.CAUSE_OF_CONCERN:
        if recommendation.cause_of_concern_id:
            raise ValidationError(
                {"cause_of_concern": gettext("A cause of concern stands under no other. Select none.")}
            )
    elif under := recommendation.recommendations.filter(withdrawn_at=None).count():
        stand = ngettext(
            "%(number)s recommendation stands under it as a cause of concern. Put that right first.",
            "%(number)s recommendations stand under it as a cause of concern. Put that right first.",
            under,
        )
        raise ValidationError({"kind": stand % {"number": f"{under:,}"}})


def _date_again(part, *, by_hand):
    typed = (part.due_on, part.due_precision) if by_hand and part.due_on else None
    if by_hand:
        part.due_rule = BY_HAND if typed else ""
    date_part(part, Inspection.objects.get(recommendations=part.recommendation_id))
    if typed and (part.due_on, part.due_precision) != typed:
        words = {"words": part.timescale}
        if part.due_on:
            given = gettext("The words “%(words)s” give %(on)s. Leave the date empty, or change the words")
            words |= {"on": in_words(part.due_on, part.due_precision)}
        else:
            given = gettext(
                "The words “%(words)s” give no date, but “immediately”. Leave the date empty, or change the words"
            )
        raise ValidationError({"due": given % words})
