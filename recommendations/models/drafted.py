"""Drafts for the DCC on the items of an agenda: suggested and typed beforehand, and deciding nothing."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from safeguarding.models import Record

from ..workflow import MOVES
from .deadlines import DeadlineDecision, DeadlineRequest
from .recommendations import Part
from .responses import Response, ResponseDecision
from .scrutiny import Decision, Question, StatementDecision, TranscribedStatement
from .sessions import AgendaItem
from .visibility import EntryQuerySet

ON_COMPLETION = ("support", "send_back")


class DraftedOutcomeQuerySet(EntryQuerySet):
    def standing(self) -> "DraftedOutcomeQuerySet":
        """The last of each that nobody has confirmed, or decided otherwise in its session, and that suggest something."""
        return self.filter(replaced_by=None, led_to=None).exclude(suggests=DraftedOutcome.Suggests.NOTHING)

    def waiting(self) -> "DraftedOutcomeQuerySet":
        """Those that stand on what still waits for a decision: it may have been decided outside of the session."""
        undecided = {"deadline_request__decision": None, "response__decision": None, "statement__decision": None}
        meant = Q(part=None) | Q(part=OuterRef("part"))  # the action as a whole, or that part
        later = Decision.objects.filter(meant, action=OuterRef("item__action"), recorded_at__gt=OuterRef("recorded_at"))
        return (
            self.standing().filter(**undecided).exclude(Q(suggests__in=ON_COMPLETION, statement=None) & Exists(later))
        )


class DraftedOutcome(Record):
    """A staff officer's suggestion on an item: on the action or one part of it, a date asked for, a response, or a document's words.

    A draft that is changed is another, which takes its place; one that suggests nothing takes it away.
    """

    class Suggests(models.TextChoices):
        """The values are those of the forms that begin with a draft."""

        SUPPORT = "support", "Support completion"
        SEND_BACK = "send_back", "Send back"
        QUESTION = "question", "Ask a question"
        ASK = "ask", "Ask the owner"
        STANDS = "stands", "Leave it as it is"
        REJECTED = "rejected", "Not what was said"
        AGREE = "yes", "Agree"
        INSTEAD = "instead", "Agree another date"
        REFUSE = "no", "Do not agree"
        NOTHING = "nothing", "Nothing: leave it to the DCC"

    to_inspection = "item__recommendation__inspection"
    to_action = "item__action"
    to_part = "part"

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="drafts")
    part = models.ForeignKey(Part, models.PROTECT, null=True, blank=True, related_name="+")
    deadline_request = models.ForeignKey(DeadlineRequest, models.PROTECT, null=True, blank=True, related_name="+")
    response = models.ForeignKey(Response, models.PROTECT, null=True, blank=True, related_name="+")
    statement = models.ForeignKey(TranscribedStatement, models.PROTECT, null=True, blank=True, related_name="+")
    suggests = models.CharField(max_length=10, choices=Suggests)
    text = models.TextField(blank=True)
    answer_by = models.DateField(null=True, blank=True)
    instead_on = models.DateField("date agreed instead", null=True, blank=True)
    digest = models.CharField(max_length=64, help_text="Digest of what the person who drafted had before them.")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")

    objects = DraftedOutcomeQuerySet.as_manager()

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(deadline_request=None, response=None)
                | Q(deadline_request=None, statement=None)
                | Q(response=None, statement=None),
                name="a_draft_is_on_a_date_a_response_or_a_statement",
            ),
            models.CheckConstraint(
                condition=Q(suggests="nothing")
                | Q(suggests__in=["yes", "no"]) & (Q(deadline_request__isnull=False) | Q(response__isnull=False))
                | Q(suggests="instead", deadline_request__isnull=False)
                | Q(suggests__in=["support", "ask", "stands", "rejected"], statement__isnull=False)
                | Q(
                    suggests__in=["support", "send_back", "question"],
                    deadline_request=None,
                    response=None,
                    statement=None,
                ),
                name="a_draft_suggests_what_fits",
            ),
            models.CheckConstraint(
                condition=Q(suggests="instead", instead_on__isnull=False) | ~Q(suggests="instead") & Q(instead_on=None),
                name="a_draft_of_another_date_has_it",
            ),
        ]

    def is_on(self, record: Record) -> bool:
        """Return whether `record`, which was decided or asked, is on what this was drafted for."""
        if isinstance(record, DeadlineDecision):
            return record.request_id == self.deadline_request_id
        if isinstance(record, ResponseDecision):
            return record.response_id == self.response_id
        if self.statement_id:  # and not the support or the question that follows from it
            return isinstance(record, StatementDecision) and record.statement_id == self.statement_id
        # Other than a support, an answer that is accepted is drafted by nobody.
        return self.suggests in MOVES and isinstance(record, Decision | Question) and record.part_id == self.part_id

    def is_followed_in(self, record: Record) -> bool:
        """Return whether `record`, which it led to, is what was drafted, word for word."""
        if isinstance(record, Question):
            return (self.suggests, self.text, self.answer_by) == ("question", record.text, record.answer_by)
        if isinstance(record, StatementDecision):
            return (self.suggests, self.text) == (record.outcome, record.reason)
        if isinstance(record, Decision):
            move = MOVES.get(self.suggests)
            return (move and move.outcome, self.text) == (record.outcome, record.reason)
        instead_on = record.instead_on if isinstance(record, DeadlineDecision) else None
        agreed = "instead" if instead_on else "yes" if record.agreed else "no"
        return (self.suggests, self.text, self.instead_on) == (agreed, record.reason, instead_on)

    def __str__(self) -> str:
        return f"Draft {self.pk} on {self.item}"
