"""The inspectorate's verdicts on the recommendations of a Register, beside what they are with us; now or as they stood."""

from collections import defaultdict

from django.db.models import Exists, OuterRef

from safeguarding.as_at import recorded

from ..models import Verdict
from ..models.visibility import withheld
from .prepared import prepared
from .register_keys import RegisterKeys
from .register_rows import Register
from .standings import Standings
from .with_corrections import with_corrections


def add_verdicts(register: Register, asked: Standings) -> None:
    """Give each recommendation of the register its `verdicts`, the last given first, and each part the `outcome` that counts.

    Each record says whether its words are `withheld`, and whether the inspection that says so may be `named`. One query.
    """
    records = {verdict.pk: verdict for verdict in _verdicts(asked, **register.keys.only._asdict())}
    by_recommendation = defaultdict(list)
    for one in with_corrections(records.values(), asked.user):
        by_recommendation[one.first.recommendation_id].append(one)
    for key, verdicts in by_recommendation.items():
        register.recommendations[key].verdicts = sorted(verdicts, key=lambda one: one.stands.given_on, reverse=True)
    for part in register.parts.values():
        if counts := records.get(part.row.verdict_id):
            part.outcome = counts.outcome


@prepared
def _verdicts(asked, *, kept, key):
    made = recorded(Verdict, asked.as_at).filter(recommendation__in=RegisterKeys(asked, kept, key).asked)
    made = made.annotate(
        withheld=withheld(Verdict, asked.user, asked.now),
        named=Exists(asked.inspections.filter(pk=OuterRef("given_in"))),
    )
    return made.select_related("recorded_by", "body", "part", "given_in").order_by("recorded_at", "pk")
