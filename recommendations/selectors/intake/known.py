"""What the register holds already of that which a plan speaks of."""

import re
import unicodedata
from collections import defaultdict

from inspections.models import Inspection

from ...models import Action, DeadlineRequest, Decision, Link, Recommendation, TranscribedStatement
from ...models.intake import not_withdrawn
from ...workflow import Status
from .changes import Histories


class Known:
    """Inspections by slug, their recommendations, and what belongs to them. Ten queries.

    actions: those that answer a recommendation, by its key. waiting: the date asked for and not decided, by action.
    decisions: the DCC's last, by action. links: (recommendation, reference it points at).
    """

    def __init__(self, slugs, *, by, at):
        visible = Inspection.objects.visible_to(by, at).filter(slug__in=slugs)
        self.inspections = {inspection.slug: inspection for inspection in visible}
        found = Recommendation.objects.filter(inspection__in=visible.order_by().values("pk"), withdrawn_at=None)
        answering = Action.objects.filter(coverages__part__recommendation__in=found, coverages__ended_at=None)
        answering = answering.exclude(status=Status.WITHDRAWN)
        self.histories = Histories(found, answering)
        found = list(found.select_related("issue_owner", "inspection").prefetch_related("parts"))
        self._recommendations = {(one.inspection_id, levelled(one.reference)): one for one in found}
        self._recommendations |= {(one.inspection_id, one.reference): one for one in found}
        self.actions = _actions(answering)
        actions = {action.pk for group in self.actions.values() for action in group}
        asked = DeadlineRequest.objects.pending().filter(action__in=actions)
        self.waiting = dict(asked.values_list("action", "new_on"))
        self.decisions = {decision.action_id: decision for decision in Decision.objects.filter(action__in=actions)}
        keys = [one.pk for one in found]
        links = Link.objects.filter(recommendation__in=keys, ended_at=None)
        self.links = set(links.values_list("recommendation", "target__reference"))
        kept = TranscribedStatement.objects.filter(not_withdrawn(), recommendation__in=keys)
        self._said = set(kept.values_list("recommendation", "part__letter", "means", "words"))

    def recommendation(self, inspection, reference):
        """The one with this reference, or with the same number written another way; None where there is none."""
        exact = self._recommendations.get((inspection.pk, reference))
        return exact or self._recommendations.get((inspection.pk, levelled(reference)))

    def says(self, recommendation, draft):
        """Whether these words (StatementDraft) were transcribed for the recommendation before."""
        letters = {part.letter for part in recommendation.parts.all()}
        letter = draft.letter if draft.letter and draft.letter in letters else None
        return (recommendation.pk, letter, draft.means, draft.words) in self._said


def levelled(reference):
    """A reference made comparable: "01", "Recommendation 1" and a full-width 1 are 1; what is no number stays as printed."""
    words = unicodedata.normalize("NFKC", reference)
    words = "".join(letter for letter in words if unicodedata.category(letter) != "Cf")
    number = re.fullmatch(r"(?:recommendation|rec)?\.?\s*0*([1-9][0-9]*(?:\.[0-9]+)*)", words.strip(), re.IGNORECASE)
    return number[1] if number else words


def _actions(answering):
    """{recommendation: [Action]}, from a queryset of actions joined to what they cover."""
    pairs = answering.order_by("pk").values_list("pk", "coverages__part__recommendation").distinct()
    actions = {action.pk: action for action in answering.distinct().select_related("owner")}
    found = defaultdict(list)
    for number, recommendation in pairs:
        found[recommendation].append(actions[number])
    return found
