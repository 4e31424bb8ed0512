"""The parts that one action answers, now or as at a moment."""

from collections.abc import Iterator
from dataclasses import dataclass

from safeguarding.as_at import joined, rows

from ...models import Action, Coverage
from ...models.visibility import of_recommendations
from ...workflow import VerdictOutcome
from ..figures import Addresses
from ..prepared import prepared
from ..register_rows import RegisterPart, RegisterRecommendation
from ..standings import Standings

PATHS = ("part__recommendation__inspection", "part__recommendation__issue_owner", "part__verdict")


@dataclass(frozen=True)
class Covered:
    """A part that the action answers. url: where its recommendation is; recommended, supported: completion of this part.

    verdict: the inspectorate's last on it.
    """

    part: RegisterPart
    url: str
    recommended: bool
    supported: bool
    verdict: VerdictOutcome | None


def covered_parts(action: Action, asked: Standings) -> list[Covered]:
    """Those that `action` covered at the moment of `asked` and that its reader may see, in the register's order.

    action: a row of today or of the past. One query, of the past five.
    """
    if asked.as_at is None:
        return list(_covered(_covering_now(asked, action=action.number), asked))
    return list(_covered(joined(_covering(asked, action.number), *PATHS, at=asked.as_at), asked))


def _covering(asked, action):
    visible = of_recommendations(Coverage, asked.user, asked.now, asked.as_at)
    return rows(Coverage, asked.as_at).filter(visible, action=action, ended_at=None).order_by("part")


@prepared
def _covering_now(asked, *, action):
    return _covering(asked, action).select_related(*PATHS)


def _covered(coverages: list[Coverage], asked: Standings) -> Iterator[Covered]:
    recommendations, to = {}, Addresses(asked.as_at)
    for coverage in coverages:
        row = coverage.part.recommendation
        owner = row.issue_owner.title if row.issue_owner else ""
        found = recommendations.setdefault(row.id, RegisterRecommendation(row.id, row, row.inspection, owner))
        verdict = coverage.part.verdict
        yield Covered(
            part=RegisterPart(coverage.part.id, coverage.part, found, asked.today),
            verdict=VerdictOutcome(verdict.outcome) if verdict else None,
            url=to.recommendation(row.id),
            recommended=coverage.recommended_in_id is not None,
            supported=coverage.supported_in_id is not None,
        )
