"""Accepted plans: what each did to the register, and whether it can be withdrawn still."""

from dataclasses import dataclass

from safeguarding.models import Marking

from ...models import Action, PlanDocument, Recommendation, TranscribedStatement
from ...permissions import may_withdraw_import
from .built_on import built_on, import_rows


@dataclass(frozen=True)
class AcceptedPage:
    """document: the PlanDocument. withdrawal: the PlanWithdrawal, or None. to_confirm: statements that wait for the DCC.

    why_not: why it cannot be withdrawn, as sentences; none: it can.
    """

    document: PlanDocument
    withdrawal: object
    inspections: list
    recommendations: list
    opened: list
    changed: list
    statements: int
    to_confirm: int
    why_not: tuple

    @property
    def marking(self):
        """The highest of the inspections it speaks of, in words."""
        return Marking.highest(inspection.marking for inspection in self.inspections).label


def accepted_plans():
    """PlanDocuments, the latest first, with who accepted and who withdrew them."""
    return PlanDocument.objects.select_related("recorded_by", "withdrawal__recorded_by").order_by("-recorded_at", "-pk")


def accepted_page(document, user, *, at):
    """The AcceptedPage of a PlanDocument, with what `user` may see of it at `at`."""
    rows = list(import_rows(document))
    seen = set(Action.objects.visible_to(user, at).values_list("pk", flat=True))
    actions = [(noun, before) for noun, _, before in rows if isinstance(noun, Action) and noun.pk in seen]
    statements = TranscribedStatement.objects.visible_to(user, at).filter(document=document)
    added = [noun for noun, _, before in rows if isinstance(noun, Recommendation) and before is None]
    spoken_of = Recommendation.objects.visible_to(user, at).filter(pk__in=_spoken_of(rows, statements))
    ruling = may_withdraw_import(user, document, at=at)
    return AcceptedPage(
        document=document,
        withdrawal=getattr(document, "withdrawal", None),
        inspections=sorted({one.inspection for one in spoken_of.select_related("inspection__body")}, key=str),
        recommendations=added,
        opened=[noun for noun, before in actions if before is None],
        changed=[noun for noun, before in actions if before is not None],
        statements=statements.count(),
        to_confirm=statements.to_confirm().filter(decision=None).count(),
        why_not=ruling.why_not or tuple(built_on(document)),
    )


def _spoken_of(rows, statements):
    """Keys of the recommendations that the plan added, answered or said something of."""
    added = {noun.pk for noun, _, _ in rows if isinstance(noun, Recommendation)}
    covered = {noun.part.recommendation_id for noun, _, _ in rows if hasattr(noun, "part") and hasattr(noun, "action")}
    return added | covered | set(statements.values_list("recommendation", flat=True))
