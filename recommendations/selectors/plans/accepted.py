"""An accepted plan: what it did to the register, and whether it can be withdrawn still."""

from dataclasses import dataclass

from inspections.models import Inspection
from safeguarding.models import Marking

from ... import waiting
from ...models import Action, PlanDocument, PlanWithdrawal, Recommendation, TranscribedStatement
from ...permissions import may_withdraw_import
from ..intake.work_since import built_on, import_rows


@dataclass(frozen=True)
class AcceptedPage:
    """document: the PlanDocument. withdrawal: the PlanWithdrawal, or None. to_confirm: statements that wait for the DCC.

    why_not: why it cannot be withdrawn, as sentences; none: it can.
    """

    document: PlanDocument
    withdrawal: PlanWithdrawal | None
    inspections: list[Inspection]
    recommendations: list[Recommendation]
    opened: list[Action]
    changed: list[Action]
    statements: int
    to_confirm: int
    why_not: tuple[str, ...]

    @property
    def marking(self) -> str:
        """The highest of the inspections it answers, in words."""
        return Marking.highest(inspection.marking for inspection in self.inspections).label


def accepted_page(document, user, *, at) -> AcceptedPage:
    """The AcceptedPage of a PlanDocument that `user` may know of."""
    rows = list(import_rows(document))
    actions = [(noun, before) for noun, _, before in rows if isinstance(noun, Action)]
    statements = TranscribedStatement.objects.filter(document=document)
    answered = document.inspections.select_related("inspection__body")
    ruling = may_withdraw_import(user, document, at=at)
    return AcceptedPage(
        document=document,
        withdrawal=getattr(document, "withdrawal", None),
        inspections=[one.inspection for one in answered],
        recommendations=[noun for noun, _, before in rows if isinstance(noun, Recommendation) and before is None],
        opened=[noun for noun, before in actions if before is None],
        changed=[noun for noun, before in actions if before is not None],
        statements=statements.count(),
        to_confirm=waiting.statements().filter(document=document).count(),
        why_not=ruling.why_not or built_on(document, rows),
    )
