"""The register's side of the comparison: all that it holds of what a plan speaks of, and who changed it last."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import timezone

from inspections.models import Inspection
from safeguarding.models import User

from ...importers.part_letters import number_with_letters
from ...models import (
    Action,
    DeadlineRequest,
    Decision,
    Link,
    PlanDocument,
    PlanWithdrawal,
    Recommendation,
    TranscribedStatement,
)
from ...models.intake import not_withdrawn
from ...workflow import Status
from .planned_rows import StatementDraft, levelled

# How the reasons begin with which an import, and its withdrawal, write. People write reasons too: the moment must fit.
FROM_A_DOCUMENT, PUT_BACK = "From ", "The import of "


class Known:
    """Inspections by slug, their recommendations, and what belongs to them. Ten queries.

    of_inspection: the recommendations, by the inspection's key. actions: those that answer one, by its key. waiting: the date
    asked for and not decided, by action.
    decisions: the DCC's last, by action. links: (recommendation, reference it points at).
    """

    def __init__(self, slugs: Collection[str], *, by: User, at: datetime) -> None:
        visible = Inspection.objects.visible_to(by, at).filter(slug__in=slugs)
        self.inspections = {inspection.slug: inspection for inspection in visible}
        recommendations = Recommendation.objects.filter(
            inspection__in=visible.order_by().values("pk"), withdrawn_at=None
        )
        answering = Action.objects.filter(coverages__part__recommendation__in=recommendations, coverages__ended_at=None)
        answering = answering.exclude(status=Status.WITHDRAWN)
        self.histories = Histories(recommendations, answering)
        recommendations = list(recommendations.select_related("issue_owner", "inspection").prefetch_related("parts"))
        self.of_inspection = defaultdict(list)
        for one in recommendations:
            self.of_inspection[one.inspection_id].append(one)
        self._recommendations = {(one.inspection_id, normalised(one.reference)): one for one in recommendations}
        # The reference as printed wins over the number that another normalises to: "1" and "01" may both be there.
        self._recommendations |= {(one.inspection_id, one.reference): one for one in recommendations}
        self.actions = _actions(answering)
        actions = {action.pk for group in self.actions.values() for action in group}
        asked = DeadlineRequest.objects.pending().filter(action__in=actions)
        self.waiting = dict(asked.values_list("action", "new_on"))
        self.decisions = {decision.action_id: decision for decision in Decision.objects.filter(action__in=actions)}
        keys = [one.pk for one in recommendations]
        links = Link.objects.filter(recommendation__in=keys, ended_at=None)
        self.links = set(links.values_list("recommendation", "target__reference"))
        kept = TranscribedStatement.objects.filter(not_withdrawn(), document__isnull=False, recommendation__in=keys)
        found = kept.values_list("recommendation", "part__letter", "means", "words")
        self._transcribed = {(*whose, levelled(words)) for *whose, words in found}

    def recommendation(self, inspection: Inspection, reference: str) -> Recommendation | None:
        """The one with this reference, or with the same number written another way; None where there is none."""
        exact = self._recommendations.get((inspection.pk, reference))
        return exact or self._recommendations.get((inspection.pk, normalised(reference)))

    def with_parts(self, inspection: Inspection, reference: str) -> tuple[Recommendation | None, tuple[str, ...]]:
        """The one with this reference; else, where it names parts of one ("9b"), that one and their letters."""
        if found := self.recommendation(inspection, reference):
            return found, ()
        number, letters = number_with_letters(reference)
        found = self.recommendation(inspection, number) if letters else None
        known = {part.letter for part in found.parts.all() if not part.ended_at} if found else set()
        return (found, letters) if found and known.issuperset(letters) else (None, ())

    def has_transcribed(self, recommendation: Recommendation, draft: StatementDraft) -> bool:
        """Return whether these words were transcribed for the recommendation before."""
        letters = {part.letter for part in recommendation.parts.all() if not part.ended_at}
        # A letter that no part has was transcribed without one.
        letter = draft.letter if draft.letter and draft.letter in letters else None
        return (recommendation.pk, letter, draft.means, levelled(draft.words)) in self._transcribed


def normalised(reference: str) -> str:
    """A reference made comparable: "01", "Recommendation 1" and a full-width 1 are 1; what is no number stays as printed."""
    words = unicodedata.normalize("NFKC", reference)
    words = "".join(letter for letter in words if unicodedata.category(letter) != "Cf")
    number = re.fullmatch(r"(?:recommendation|rec)?\.?\s*0*([1-9][0-9]*(?:\.[0-9]+)*)", words.strip(), re.IGNORECASE)
    return number[1] if number else words


def _actions(answering):
    """{recommendation: [Action]}, from a queryset of actions joined to what they cover."""
    pairs = answering.order_by("pk").values_list("pk", "coverages__part__recommendation").distinct()
    actions = {action.pk: action for action in answering.distinct().select_related("owner")}
    by_recommendation = defaultdict(list)
    for number, recommendation in pairs:
        by_recommendation[recommendation].append(actions[number])
    return by_recommendation


class Histories:
    """The history rows of all nouns of some querysets, the latest first; one query a queryset, and two for the imports."""

    def __init__(self, *querysets: QuerySet) -> None:
        self._rows = defaultdict(list)
        for nouns in querysets:
            model, key = nouns.model, nouns.model._meta.pk.attname
            past = model.history.filter(**{f"{key}__in": nouns.order_by().values("pk")}).select_related("history_user")
            for row in past.order_by("-history_date", "-history_id"):
                self._rows[model, getattr(row, key)].append(row)

    def of(self, noun: Model) -> list[Any]:
        """Its history rows, the latest first."""
        return self._rows[type(noun), noun.pk]

    def changed_here(self, noun: Model, names: Iterable[str]) -> str:
        """Who last changed one of these fields other than from a document, and when, in words; "" where nobody did."""
        last = None
        # Back to the first row that had another value: the one after it is where these values came in.
        for past in self.of(noun):
            if any(_value(past, name) != _value(noun, name) for name in names):
                break
            last = past
        if last is None or self._by_an_import(last):
            return ""
        who = last.history_user.called(last.history_date) if last.history_user else "Somebody"
        return f"{who} on {timezone.localtime(last.history_date):%d/%m/%Y}"

    def _by_an_import(self, row):
        written = row.history_change_reason.startswith((FROM_A_DOCUMENT, PUT_BACK))
        return written and (row.history_date, row.history_user_id) in self._imports

    @cached_property
    def _imports(self):
        """When and by whom plans were accepted and withdrawn: each in one transaction, at one moment."""
        return {
            moment
            for model in (PlanDocument, PlanWithdrawal)
            for moment in model.objects.values_list("recorded_at", "recorded_by")
        }


def _value(noun, name):
    """A field's value on a noun or one of its history rows; of a post, its key."""
    field = type(noun)._meta.get_field(name)
    return getattr(noun, field.attname)
