"""The parts before whoever decides: in a line each with what they are now, or those that an action covers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q

from safeguarding.models import User

from ... import waiting
from ...models import Action, Coverage, Part, ResponseDecision
from ...workflow import Ledgers, PartState, Status, ledgers_of_part, part_state
from ..prepared import prepared
from ..standings import Standings


@dataclass(eq=False)
class PartLine:
    """A part with its state and the coverages in force."""

    part: Part  # with `agreed` and `proposed`: whether the DCC agreed the response in force, whether one waits
    coverages: list[Coverage] = field(default_factory=list)

    @property
    def state(self) -> PartState:
        return part_state(
            ours=self.part.ours,
            asks=self.part.recommendation.asks,
            response=self.part.response and self.part.response.kind,
            agreed=self.part.agreed,
            coverings=[
                (Status(c.action.status), c.supported_in_id is not None, c.recommended_in_id is not None)
                for c in self.coverages
                if c.action.status != Status.WITHDRAWN
            ],
            proposed=self.part.proposed,
        )

    @property
    def ledgers(self) -> Ledgers | None:
        """Ours and the inspectorate's in one word; None without a verdict."""
        return ledgers_of_part(self.state, self.part.verdict.outcome) if self.part.verdict else None


def part_lines(recommendations: Iterable[int], user: User, at: datetime) -> list[PartLine]:
    """A PartLine for every part of `recommendations` (keys) that `user` may see at `at`, in printed order. One query."""
    return _lines(_parts_of(Standings(user, now=at), recommendations=tuple(recommendations)))


def part_lines_about(action: Action, user: User, at: datetime) -> list[PartLine]:
    """The same of the recommendations of which `action` answers a part: its own parts, and those beside them. One query."""
    return _lines(_parts_about(Standings(user, now=at), action=action.pk))


@prepared
def _parts_of(asked, *, recommendations):
    return _parts(asked).filter(recommendation__pk__among=recommendations)


@prepared
def _parts_about(asked, *, action):
    answered = Coverage.objects.filter(action=action, ended_at=None).order_by().values("part__recommendation")
    return _parts(asked).filter(recommendation__in=answered)


def _parts(asked):
    return (
        Part.objects.visible_to(asked.user, asked.now)
        .annotate(
            coverage=FilteredRelation("coverages", condition=Q(coverages__ended_at=None)),
            agreed=Exists(ResponseDecision.objects.filter(response=OuterRef("response"), agreed=True)),
            proposed=Exists(waiting.responses().filter(part=OuterRef("pk"))),
        )
        .select_related(
            "coverage__action", "recommendation__inspection", "recommendation__issue_owner", "response", "verdict"
        )
        .order_by(
            "recommendation__inspection",
            "recommendation__order",
            "recommendation",
            "letter",
            "pk",
            F("coverage__action"),
        )
    )


def _lines(parts):
    lines = {}
    for part in parts:
        line = lines.setdefault(part.pk, PartLine(part))
        if coverage := getattr(part, "coverage", None):  # Django leaves the name out where nothing was joined
            line.coverages.append(coverage)
    return list(lines.values())


def coverages_of(action: Action, user: User, at: datetime) -> list[Coverage]:
    """The Coverages in force of an action, of what `user` may see at `at`, each with its part and inspection. One query."""
    return _coverages(Standings(user, now=at), action=action.pk)


@prepared
def _coverages(asked, *, action):
    covered = Coverage.objects.visible_to(asked.user, asked.now).filter(action=action, ended_at=None)
    return covered.select_related("part__recommendation__inspection")


def parts_covered(action: Action, user: User, at: datetime) -> list[Part]:
    """The Parts of coverages_of()."""
    return [coverage.part for coverage in coverages_of(action, user, at)]
