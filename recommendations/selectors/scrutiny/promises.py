"""The facts on an action that speak against its completion, of one or of several, as conflicts() asks for them."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Concat

from safeguarding.lib.dates import london_date

from ...models import Action, Evidence, ProgressUpdate, Question
from ...waiting import inspectorate_due
from .conflicts import conflicts


def with_facts(actions: QuerySet[Action]) -> QuerySet[Action]:
    """The actions with `has_evidence`, `assessment`, `words` of the last recommendation and `opcc_asks`."""
    updates = ProgressUpdate.objects.as_corrected().filter(action=OuterRef("pk")).order_by("-said_at", "-pk")
    recommendations = updates.filter(recommends_complete=True).values(
        words=Concat("done", Value(" "), "next", output_field=TextField())
    )
    return actions.annotate(
        has_evidence=Exists(Evidence.objects.not_taken_back().filter(action=OuterRef("pk"))),
        assessment=Subquery(updates.exclude(assessment="").values("assessment")[:1]),
        words=Subquery(recommendations[:1]),
        opcc_asks=Exists(Question.objects.open().filter(action=OuterRef("pk"), blocks=False)),
    )


def against_support(action: Action, at: datetime) -> tuple[str, ...]:
    """The sentences of conflicts() on an action that is recommended complete. Two queries."""
    known = with_facts(Action.objects.filter(pk=action.pk)).get()
    return conflicts(
        known,
        due_on=inspectorate_due(action).first(),
        assessment=known.assessment or "",
        recommended=True,
        words=known.words or "",
        has_evidence=known.has_evidence,
        opcc_asks=known.opcc_asks,
        today=london_date(at),
    )
