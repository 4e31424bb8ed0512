"""How one recommendation stands to another: linked, said in other words, ended. Nothing is erased."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError

from safeguarding.history import verb, write
from safeguarding.models import User

from ..models import Link, Part, Recommendation
from ..permissions import insist, may_coordinate
from ..waiting import answered_under


@verb()
def link(
    recommendation: Recommendation,
    target: Recommendation,
    kind: str,
    *,
    part: Part | None = None,
    words: str = "",
    by: User,
    at: datetime,
) -> Link:
    """Say how one recommendation stands to another (Link.Kind), or how one part of it does. Raises Refused, ValidationError."""
    insist(may_coordinate(by, at=at))
    _insist_on_first(recommendation, target, kind, part)
    made = Link(recommendation=recommendation, target=target, kind=kind, part=part, words=words)
    return write(made, by=by, at=at)


@verb()
def link_all(
    targets: Iterable[Recommendation], *, recommendation: Recommendation, by: User, at: datetime, **details: object
) -> list[Link]:
    """link() to each of `targets`, or to none of them. Raises Refused, ValidationError."""
    return [link(recommendation, target, by=by, at=at, **details) for target in targets]


def _insist_on_first(recommendation, target, kind, part):
    # Held, so that of two presses at once the second finds the link of the first.
    Recommendation.objects.select_for_update(of=("self",)).get(pk=recommendation.pk)
    if Link.objects.filter(recommendation=recommendation, target=target, kind=kind, part=part, ended_at=None).exists():
        raise ValidationError(f"It is linked so to {target} already.")


@verb()
def answer_under(part: Part, targets: Iterable[Recommendation], *, by: User, at: datetime) -> list[Link]:
    """Say that `targets` answer a part, those left out that are said to already. Part of respond(), which rules on it."""
    named = set(answered_under(part, part.recommendation).values_list("target", flat=True))
    return [
        write(
            Link(
                kind=Link.Kind.ANSWERED_UNDER,
                recommendation=part.recommendation,
                # A recommendation that is one part is answered as a whole.
                part=part if part.letter else None,
                target=target,
            ),
            by=by,
            at=at,
            why="Answered under it",
        )
        for target in targets
        if target.pk not in named
    ]


@verb()
def reword_link(link: Link, words: str, *, why: str, by: User, at: datetime) -> Link:
    """Put the note on a link in other words. Raises Refused, ValidationError once it has ended or says so already."""
    held = _held(link, by, at)
    if held.words == words:
        raise ValidationError({"words": "These are the words that stand. Change them, or leave the page."})
    held.words = words
    return write(held, by=by, at=at, why=why)


@verb()
def end_link(link: Link, *, why: str, by: User, at: datetime) -> Link:
    """Say that one recommendation does not stand so to another any more. Raises Refused, ValidationError once it has ended."""
    held = _held(link, by, at)
    held.ended_at = at
    return write(held, by=by, at=at, why=why)


def _held(link, by, at):
    insist(may_coordinate(by, at=at))
    held = Link.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if held.ended_at:
        raise ValidationError("This link was ended before.")
    return held
