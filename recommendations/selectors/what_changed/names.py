"""The things that changes are on, who made them, and the posts that they name: as these stood at the end of the period."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from inspections.models import Inspection
from safeguarding.as_at import rows
from safeguarding.lib.languages import translated
from safeguarding.models import Marking, User

from ...models import Action, ActionStanding, Recommendation
from ...models.recommendations import printed
from ...models.visibility import withheld_actions
from ..figures import Addresses
from ..post_holders import titles_of
from .period import Period

Row = Mapping[str, object]


@dataclass(frozen=True)
class On:
    """An action, a recommendation, a part of one or an inspection. inspection: of which it is; "" where of several or none.

    words: its own, "" where they are `hidden` from the reader, or it has none. marking: the action's, or the inspection's.
    """

    name: str
    url: str
    inspection: str
    words: str = ""
    hidden: bool = False
    marking: str = Marking.OFFICIAL


class Names:
    """The names in rows with COLUMNS. Six queries, of the past one more; none for what no row is on."""

    def __init__(self, found: Collection[Row], posts: Collection[int], period: Period) -> None:
        self.at, self.to, self.asked = period.ends_at, Addresses(period.ends_at), period.asked
        self.recommendations = self._rows(Recommendation, _keys(found, "on_recommendation"))
        self.actions = self._actions(_keys(found, "on_action"))
        self.of_action = self._inspections_of(self.actions)
        inspections = {row.inspection_id for row in self.recommendations.values()} | set(self.of_action.values())
        inspections |= _keys(found, "on_inspection")
        self.inspections = self._rows(Inspection, inspections)
        self.posts = titles_of(posts, self.at) if posts else {}
        self.people = User.objects.in_bulk(_keys(found, "by"))

    def on(self, row: Row) -> On:
        """The thing that a row is on: a recommendation first, by which what also bears an action's number is seen."""
        letter = row["letter"] or ""
        if key := row["on_recommendation"]:
            asked = self.recommendations[key]
            name = f"{translated(asked.get_kind_display())} {printed(asked.reference)}{letter}"
            inspection = self.inspections[asked.inspection_id]
            return On(name, self.to.recommendation(key), inspection.title, asked.text, marking=inspection.marking)
        if number := row["on_action"]:
            action, inspection = self.actions[number], self.inspections.get(self.of_action.get(number))
            name = str(action) + (gettext(", part %(letter)s") % {"letter": letter} if letter else "")
            words = "" if action.withheld else action.text
            title = inspection.title if inspection else ""
            return On(name, self.to.action(number), title, words, action.withheld, action.marking)
        inspection = self.inspections[row["on_inspection"]]
        return On(inspection.title, self.to.inspection(inspection), inspection.title, marking=inspection.marking)

    def who(self, row: Row) -> str:
        """The name, as it was then, of who recorded it; "" where a day went by, or several records led to it."""
        return self.people[row["by"]].called(row["moment"]) if row["by"] else ""

    def _rows(self, model, keys):
        return {row.id: row for row in rows(model, self.at).filter(id__in=keys)} if keys else {}

    def _actions(self, keys):
        if not keys:
            return {}
        withheld = withheld_actions(self.asked.user, self.asked.now)
        return {row.number: row for row in rows(Action, self.at).filter(number__in=keys).annotate(withheld=withheld)}

    def _inspections_of(self, actions):
        """{number: key} of the actions that answer one inspection, where that may be seen."""
        if not actions:
            return {}
        stands = ActionStanding.objects.at(self.at).filter(action__in=list(actions))
        return dict(stands.filter(self.asked.known.of_any("inspection")).values_list("action", "inspection"))


def _keys(found, name):
    return {row[name] for row in found if row[name]}
