"""How one recommendation stands to another: linked, put right, ended. Nothing is erased."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from safeguarding.history import verb, write
from safeguarding.models import User

from ..models import Link, Part, Recommendation
from ..permissions import insist, may_coordinate
from ..waiting import answered_under
from .as_shown import change, held_as_shown

FIELDS = ("kind", "words", "ended_at")  # what a person may put right; what it joins is another link


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
    made = Link(recommendation=recommendation, target=target, kind=kind, part=part, words=words)
    _insist_on_first(made)
    return write(made, by=by, at=at)


@verb()
def link_all(
    targets: Iterable[Recommendation],
    *,
    recommendation: Recommendation,
    kind: str,
    part: Part | None = None,
    words: str = "",
    by: User,
    at: datetime,
) -> list[Link]:
    """link() to each of `targets`, or to none of them. Raises Refused, ValidationError."""
    return [link(recommendation, target, kind, part=part, words=words, by=by, at=at) for target in targets]


@verb()
def judge_repeats(
    recommendation: Recommendation,
    *,
    same: Iterable[Recommendation],
    others: Iterable[Recommendation],
    by: User,
    at: datetime,
) -> None:
    """Say which recommendations ask the same as this one, and which look so and do not. Raises Refused, ValidationError."""
    link_all(same, recommendation=recommendation, kind=Link.Kind.DUPLICATES, by=by, at=at)
    link_all(others, recommendation=recommendation, kind=Link.Kind.NOT_SAME, by=by, at=at)


def _insist_on_first(link):
    # Held, so that of two presses at once the second finds the link of the first.
    Recommendation.objects.select_for_update(of=("self",)).get(pk=link.recommendation_id)
    same = Link.objects.filter(recommendation=link.recommendation_id, target=link.target_id, kind=link.kind)
    if not link.ended_at and same.filter(part=link.part_id, ended_at=None).exclude(pk=link.pk).exists():
        raise ValidationError(
            gettext("It %(kind)s %(target)s already.")
            % {"kind": gettext(link.get_kind_display()), "target": link.target}
        )


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
def put_link_right(link: Link, *, version: int, why: str, by: User, at: datetime, **changes: object) -> Link:
    """Put FIELDS of a link right. `ended_at`: from when on it does not stand. version: version_of() it as it was shown.

    Raises Refused, ChangedMeanwhile, ValidationError; TypeError for a field that is not of FIELDS.
    """
    insist(may_coordinate(by, at=at))
    held = held_as_shown(link, version)
    change(held, FIELDS, changes)
    _insist_on_first(held)
    return write(held, by=by, at=at, why=why)
