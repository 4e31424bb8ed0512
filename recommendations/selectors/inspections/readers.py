"""Until when named people alone see an inspection; who is named to it, and who can be: early readers, and the agencies it concerns."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext

from inspections.models import Inspection
from inspections.visibility import under_embargo
from safeguarding.lib.dates import london_date
from safeguarding.models import Agency, RoleGrant, User
from safeguarding.roles import authority

from ...models import ActionStanding
from ..standings import Standings
from .changes import moment


def embargo(inspection: Inspection, asked: Standings) -> datetime | None:
    """The moment until which its early readers alone see it; None where others do, and on a page of the past."""
    if asked.as_at or not inspection.is_under_embargo(asked.now):
        return None
    return inspection.opens_at()


def embargoes(inspections: Iterable[Inspection], asked: Standings) -> list[str]:
    """A sentence for each of these, rows of today or of then, that early readers alone may see today: until when, and who they are.

    A page or file of the past says it too, since it is read today. Who they are is for the force. Mostly no query, of the past one.
    """
    found = {one.id: one for one in inspections}
    if asked.as_at and found:
        found = Inspection.objects.in_bulk(found)
    return [_embargo_sentence(one, asked) for one in found.values() if one.is_under_embargo(asked.now)]


def early_read(asked: Standings) -> QuerySet[Inspection]:
    """Those under embargo that its reader may see, as an early reader; of today. Mostly none."""
    return asked.inspections.filter(under_embargo(asked.now, london_date(asked.now)))


def embargoes_on(actions: QuerySet[ActionStanding], asked: Standings) -> list[str]:
    """The `embargoes` of what these actions answer. One query, where anything is under embargo two more."""
    early = early_read(asked).in_bulk()
    if not early:
        return []
    answered = asked.coverages().filter(action__in=actions.order_by().values("action"), inspection__in=early)
    return embargoes([early[key] for key in answered.order_by().values_list("inspection", flat=True).distinct()], asked)


def _embargo_sentence(inspection, asked):
    facts = {"until": moment(inspection.opens_at()), "title": inspection.title}
    if not authority(asked.user, asked.now).in_force:
        return (
            gettext("Under embargo until %(until)s: %(title)s. Until then tell nobody of it. You are an early reader.")
            % facts
        )
    early = named(inspection)["early_readers"]
    facts["readers"] = ", ".join(str(one.reader) for one in early)
    return (
        gettext(
            "Under embargo until %(until)s: %(title)s. Until then tell nobody of it but its early readers: %(readers)s."
        )
        % facts
    )


def named(inspection: Inspection) -> dict[str, QuerySet]:
    """`early_readers` and `agencies_concerned` that have not ended, in the order of their naming."""
    in_force = {"ended_at": None}
    return {
        "early_readers": inspection.early_readers.filter(**in_force).select_related("reader").order_by("pk"),
        "agencies_concerned": inspection.agencies_concerned.filter(**in_force).select_related("agency").order_by("pk"),
    }


def may_be_named(inspection: Inspection, *, at: datetime) -> dict[str, QuerySet]:
    """`readers`: people with a role at `at`, since nobody else sees anything; `agencies`. Not those named already."""
    role = RoleGrant.objects.on(at).filter(user=OuterRef("pk"))
    people = User.objects.filter(Exists(role), is_active=True).order_by("last_name", "first_name", "pk")
    now = named(inspection)
    return {
        "readers": people.exclude(pk__in=now["early_readers"].values("reader")),
        "agencies": Agency.objects.exclude(pk__in=now["agencies_concerned"].values("agency")),
    }
