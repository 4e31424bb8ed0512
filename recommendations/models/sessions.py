"""A dated session of scrutiny, its agenda, and which decision was made on which of its items."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext

from safeguarding.lib.languages import in_words
from safeguarding.models import HistoryModel, Record, User
from safeguarding.models.recording import NoBulkQuerySet

from .actions import Action
from .checks import FollowUpCheck
from .deadlines import DeadlineDecision
from .inspectorate import InspectorateRequest
from .recommendations import Recommendation
from .responses import ResponseDecision
from .scrutiny import Answer, Decision, Question, Settlement, StatementDecision


class ScrutinySession(HistoryModel):
    """A dated occasion on which the DCC scrutinises; paused, it can be taken up by a deputy."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        OPEN = "open", "Open"
        PAUSED = "paused", "Paused"
        CLOSED = "closed", "Closed"

    title = models.CharField(max_length=200, default="DCC scrutiny")
    held_on = models.DateField("day")
    chair = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="chaired by")
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    attendance = models.TextField(blank=True, help_text="Who was there, by post.")
    apologies = models.TextField(blank=True)

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            # So that nobody need ask to which of two a decision belongs.
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state="open"),
                name="one_session_is_open_at_a_time",
                violation_error_message="Another session is open. Pause or close it first.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, {in_words(self.held_on)}"


class AgendaItemQuerySet(NoBulkQuerySet):
    def standing(self) -> "AgendaItemQuerySet":
        """Those that were not taken off."""
        return self.filter(taken_off_at=None)

    def with_dealt_with(self) -> "AgendaItemQuerySet":
        """Each with whether it is `dealt_with`: decided or asked on; an answer of the owner's deals with nothing."""
        return self.annotate(dealt_with=Exists(AgendaOutcome.objects.filter(item=OuterRef("pk"), answer=None)))

    def left(self) -> "AgendaItemQuerySet":
        """Those that stand and were not dealt with."""
        return self.standing().with_dealt_with().filter(dealt_with=False)


class AgendaItem(HistoryModel):
    """A matter on the agenda of a session: an action with all that waits on it, or a recommendation with what waits on it alone."""

    class Rule(models.TextChoices):
        """Why it stands there, in the order of an agenda."""

        ARISING = "arising", "Left from the session before"
        COMPLETION = "completion", "Recommended complete"
        STATEMENT = "statement", "Said in a document, to be confirmed"
        RESPONSE = "response", "Response proposed"
        DEADLINE = "deadline", "Date asked for"
        ANSWER = "answer", "Answered"
        NO_ACTION = "no-action", "No action proposed"
        OFF_TARGET = "off-target", "Off target"
        PAST = "past", "Past its date"
        SILENT = "silent", "No update for 30 days"
        NO_RETURN = "no-return", "No return in the last round"
        BY_HAND = "by-hand", "Added by hand"

    session = models.ForeignKey(ScrutinySession, models.PROTECT, related_name="items")
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="+")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, null=True, blank=True, related_name="+")
    rule = models.CharField(max_length=10, choices=Rule)
    order = models.PositiveIntegerField()
    taken_off_at = models.DateTimeField(null=True, blank=True)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(action__isnull=False, recommendation=None) | Q(action=None, recommendation__isnull=False),
                name="an_agenda_item_is_an_action_or_a_recommendation",
            ),
            models.UniqueConstraint(
                fields=["session", "action"],
                condition=Q(taken_off_at=None),
                name="an_action_stands_on_an_agenda_once",
                violation_error_message="It is on the agenda already.",
            ),
            models.UniqueConstraint(
                fields=["session", "recommendation"],
                condition=Q(taken_off_at=None),
                name="a_recommendation_stands_on_an_agenda_once",
                violation_error_message="It is on the agenda already.",
            ),
        ]

    def __str__(self) -> str:
        if self.action_id:
            return gettext("Action %(number)s") % {"number": self.action_id}
        return str(self.recommendation)


# What can be decided, asked or answered on an item, by the field of AgendaOutcome that leads to it.
OUTCOMES = {
    "decision": Decision,
    "question": Question,
    "settlement": Settlement,
    "deadline_decision": DeadlineDecision,
    "response_decision": ResponseDecision,
    "statement_decision": StatementDecision,
    "inspectorate_request": InspectorateRequest,
    "answer": Answer,
}


def _outcome(model):
    return models.ForeignKey(model, models.PROTECT, null=True, blank=True, related_name="+")


class AgendaOutcome(Record):
    """One thing that was decided, asked or answered on an item while its session was open: from these the minutes are read."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="outcomes")
    decision = _outcome(Decision)
    question = _outcome(Question)
    settlement = _outcome(Settlement)
    deadline_decision = _outcome(DeadlineDecision)
    response_decision = _outcome(ResponseDecision)
    statement_decision = _outcome(StatementDecision)
    inspectorate_request = _outcome(InspectorateRequest)
    answer = _outcome(Answer)
    direction = _outcome(Action)  # the action that it opened
    follow_up_check = _outcome(FollowUpCheck)  # that was set
    draft = models.OneToOneField(
        "DraftedOutcome",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_to",
        help_text="What the person who decided had before them, drafted by another.",
    )

    class Meta:
        ordering = ["recorded_at", "pk"]

    def __str__(self) -> str:
        return f"Outcome {self.pk} on {self.item}"
