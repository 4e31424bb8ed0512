"""Standings: what a part, a recommendation, an action and a coverage were, from a recorded moment until another.

An echo of the records, for lists, figures and pages of any day; recommendations.standings works them out, and nothing
else writes them. Now is the row without an end, then is the row whose period holds the moment: one query for both.
"""

from datetime import datetime

from django.db import models
from django.db.models import Q

from inspections.models import Inspection, Theme
from safeguarding.lib.dates import Precision
from safeguarding.models import Post

from ..workflow import Ledgers, PartState, Status
from .actions import Action, Coverage
from .recommendations import Part, Recommendation
from .reference import Board, NamedPlan, Portfolio
from .responses import Response

NOW = Q(ends_at=None)


class StandingQuerySet(models.QuerySet):
    def at(self, moment: datetime | None = None) -> "StandingQuerySet":
        """The rows that stood at `moment` (aware datetime); with None those that stand."""
        if moment is None:
            return self.filter(NOW)
        return self.filter(NOW | Q(ends_at__gt=moment), begins_at__lte=moment)


def of(model: type[models.Model], **kwargs: object) -> models.ForeignKey:
    """A key to what stands so. Not indexed by itself: every question asks the rows of one moment."""
    return models.ForeignKey(model, models.PROTECT, related_name="+", db_index=False, **kwargs)


class RowBefore(models.ForeignObject):
    """The row of the same `thing` that ended as this one began; None where there was none. No column of its own, only a join."""

    def __init__(self, thing: str) -> None:
        here, there = (thing, "begins_at"), (thing, "ends_at")
        super().__init__("self", models.DO_NOTHING, from_fields=here, to_fields=there, null=True, related_name="+")

    def contribute_to_class(self, cls: type[models.Model], name: str, **kwargs: object) -> None:
        """Belong to it as a generic relation does, which no migration is told of."""
        super().contribute_to_class(cls, name, private_only=True)

    def _check_unique_target(self):
        return []  # periods() gives no two rows of a thing one end


class Standing(models.Model):
    """A period in recorded time; it begins at its first moment and ends before its last."""

    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name.capitalize()} {self.pk}"


class PartStanding(Standing):
    """A part, of a recommendation that did not go with its import. `proposed` is the response that waits for the DCC.

    `asked_on`: when the report that asks for it immediately was published.
    """

    part = of(Part)
    recommendation = of(Recommendation)
    inspection = of(Inspection)
    kind = models.CharField(max_length=25, choices=Recommendation.Kind)
    ours = models.BooleanField()
    state = models.CharField(max_length=20, choices=PartState)
    ledgers = models.CharField(max_length=10, choices=Ledgers, default=Ledgers.NONE)
    due_on = models.DateField(null=True)
    immediate = models.BooleanField()
    asked_on = models.DateField(null=True)
    proposed = of(Response, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["part"], condition=NOW, name="a_part_stands_once")]
        indexes = [
            models.Index(fields=["recommendation"], condition=NOW, name="parts_now"),
            models.Index(fields=["state", "inspection"], condition=NOW, name="parts_now_by_state"),
            models.Index(
                fields=["inspection"], condition=NOW & ~Q(ledgers=Ledgers.NONE), name="parts_now_with_a_verdict"
            ),
            models.Index(fields=["part", "begins_at"], name="parts_then"),
            models.Index(fields=["recommendation", "begins_at"], name="parts_then_of"),
        ]


def attached_now(place: str) -> models.Index:
    """The index of the few recommendations that are attached to a place of this kind, for whoever asks to which any is."""
    return models.Index(
        fields=[place], condition=NOW & Q(**{f"{place}__isnull": False}), name=f"recommendations_of_{place}"
    )


class RecommendationStanding(Standing):
    """A recommendation that did not go with its import.

    `due_on` is the inspectorate's earliest date of the parts that are open, else of those of ours; `immediate`: an open part was
    asked for immediately, and `asked_on` is the earliest day on which one was.
    """

    recommendation = of(Recommendation)
    before = RowBefore("recommendation")
    inspection = of(Inspection)
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=25, choices=Recommendation.Kind)
    theme = of(Theme, null=True)
    board = of(Board, null=True)
    portfolio = of(Portfolio, null=True)
    plan = of(NamedPlan, null=True)
    issue_owner = of(Post, null=True)
    state = models.CharField(max_length=20, choices=PartState)
    ledgers = models.CharField(max_length=10, choices=Ledgers, default=Ledgers.NONE)
    due_on = models.DateField(null=True)
    due_precision = models.CharField(max_length=5, choices=Precision)
    immediate = models.BooleanField()
    asked_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recommendation"], condition=NOW, name="a_recommendation_stands_once")
        ]
        indexes = [
            models.Index(fields=["inspection", "order"], condition=NOW, name="recommendations_now"),
            models.Index(fields=["state", "kind"], condition=NOW, name="recommendations_now_by_state"),
            models.Index(
                fields=["ledgers"], condition=NOW & ~Q(ledgers=Ledgers.NONE), name="recommendations_with_a_verdict"
            ),
            *(attached_now(place) for place in ("board", "portfolio", "plan")),
            models.Index(fields=["recommendation", "begins_at"], name="recommendations_then"),
            models.Index(fields=["begins_at"], name="recommendations_begun"),
        ]


class ActionStanding(Standing):
    """An action.

    `answers`: how many inspections; None: it covers no part, 0: only what went with its import. Where it answers one, that is
    its `inspection`, and `due_on` and `asked_on` are the earliest of the parts of ours; where it answers several a reader may
    not know of all, so those stand with its coverages.
    """

    action = of(Action)
    before = RowBefore("action")
    status = models.CharField(max_length=20, choices=Status)
    owner = of(Post, null=True)
    target_on = models.DateField(null=True)
    original_target_on = models.DateField(null=True)
    answers = models.PositiveSmallIntegerField(null=True)
    inspection = of(Inspection, null=True)
    due_on = models.DateField(null=True)
    asked_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["action"], condition=NOW, name="an_action_stands_once")]
        indexes = [
            models.Index(fields=["status", "target_on"], condition=NOW, name="actions_now_by_status"),
            models.Index(fields=["owner", "status"], condition=NOW, name="actions_now_by_owner"),
            models.Index(fields=["inspection"], condition=NOW, name="actions_now_by_inspection"),
            models.Index(fields=["action", "begins_at"], name="actions_then"),
            models.Index(fields=["begins_at"], name="actions_begun"),
        ]


class CoverageStanding(Standing):
    """That an action covers a part. `inspection` is that of the part; None: it went with its import.

    `due_on` and `asked_on` are those of a part of ours.
    """

    coverage = of(Coverage)
    action = of(Action)
    part = of(Part)
    inspection = of(Inspection, null=True)
    theme = of(Theme, null=True)
    board = of(Board, null=True)
    portfolio = of(Portfolio, null=True)
    plan = of(NamedPlan, null=True)
    due_on = models.DateField(null=True)
    asked_on = models.DateField(null=True)
    recommended_in = of("recommendations.ProgressUpdate", null=True)
    supported_in = of("recommendations.Decision", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["coverage"], condition=NOW, name="a_coverage_stands_once")]
        indexes = [
            models.Index(fields=["action"], condition=NOW, name="coverages_now_of_action"),
            models.Index(fields=["part"], condition=NOW, name="coverages_now_of_part"),
            models.Index(fields=["inspection"], condition=NOW, name="coverages_now_by_inspection"),
            models.Index(fields=["coverage", "begins_at"], name="coverages_then"),
            models.Index(fields=["action", "begins_at"], name="coverages_then_of_action"),
            models.Index(fields=["part", "begins_at"], name="coverages_then_of_part"),
        ]


class AwaitedStanding(Standing):
    """Something that waits for a decision, or recommended complete for an answer first; standings.awaited has the rule.

    thing: whose standing it is, in a word with its key; record: that key, of a coverage, an action without parts, a statement, a
    response, a date asked for or a question. `inspection` is that by which it may be seen; None: by whoever sees the action.
    with_dcc: it is the DCC's; else with an owner, who has to answer first or to agree a date.
    """

    class Kind(models.IntegerChoices):
        """In the order of the DCC's queue."""

        COMPLETION = 1
        STATEMENT = 2
        RESPONSE = 3
        DEADLINE = 4
        ANSWER = 5
        ANSWER_ABOUT = 6, "Answer about a recommendation"

    thing = models.CharField(max_length=40)
    record = models.PositiveBigIntegerField()
    kind = models.PositiveSmallIntegerField(choices=Kind)
    with_dcc = models.BooleanField()
    action = of(Action, null=True)
    part = of(Part, null=True)
    recommendation = of(Recommendation, null=True)
    inspection = of(Inspection, null=True)
    waiting_since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thing"], condition=NOW, name="a_thing_waits_once")]
        indexes = [
            models.Index(fields=["kind", "waiting_since"], condition=NOW, name="awaited_now"),
            models.Index(fields=["action"], condition=NOW, name="awaited_now_of_action"),
            models.Index(fields=["thing", "begins_at"], name="awaited_then"),
        ]
