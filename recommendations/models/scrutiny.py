"""Scrutiny: questions, answers, decisions and transcribed statements; an action's status is only their echo."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext, gettext_noop

from safeguarding.as_at import recorded
from safeguarding.models import Record, RoleGrant
from safeguarding.models.people import Role

from ..workflow import Outcome
from .actions import Action
from .correctable import Correctable, CorrectableQuerySet
from .four_eyes_constraints import copied_person, recorded_by_another_than
from .intake import PlanDocument
from .progress import ProgressUpdate
from .recommendations import Part, Recommendation
from .reports import ReportDocument
from .visibility import EntryQuerySet, InspectedQuerySet


class QuestionQuerySet(CorrectableQuerySet):
    """Questions; `at` is a past moment, None for now."""

    def open(self, at: datetime | None = None) -> "QuestionQuerySet":
        """Those whose answer was not accepted by then, which were not set aside and not asked again."""
        asked = self.originals() if at is None else self.originals().filter(recorded_at__lte=at)
        # As lists, which PostgreSQL reads by themselves: joined, it would weigh them against every other table of a page's statement.
        settled = recorded(Settlement, at).values("question")
        asked_again = recorded(Question, at).filter(follows__isnull=False).values("follows")
        return asked.exclude(pk__in=settled).exclude(pk__in=asked_again)

    def unanswered(self, at: datetime | None = None) -> "QuestionQuerySet":
        """The open ones without an answer."""
        return self.open(at).filter(~Exists(_answers(at)))

    def answered(self, at: datetime | None = None) -> "QuestionQuerySet":
        """The open ones with an answer that nobody has accepted yet."""
        return self.open(at).filter(Exists(_answers(at)))

    def asked_as(self, role: Role) -> "QuestionQuerySet":
        """Those whose author had this role when they asked: the DCC's, or the OPCC's."""
        return self.filter(asked_as(role))

    def with_parts(self) -> "QuestionQuerySet":
        """Each with its part and the recommendation of that, which are read apart: most questions are of no part."""
        return self.prefetch_related(Prefetch("part", Part.objects.select_related("recommendation")))


def asked_as(role: Role) -> Exists:
    """A condition on questions: QuestionQuerySet.asked_as."""
    return Exists(RoleGrant.objects.on(OuterRef("recorded_at")).filter(user=OuterRef("recorded_by"), role=role))


def _answers(at):
    return recorded(Answer, at).filter(question=OuterRef("pk"))


class Question(Correctable):
    """A scrutiny question, on an action or on a recommendation that may have none.

    A correction of one brings other words only: answers, settlement and the question that follows hang on the first.

    On an action a DCC's blocks completion until its answer is accepted or it is set aside; on a recommendation none blocks.
    """

    to_inspection = "recommendation__inspection"
    to_action = "action"
    to_part = "part"

    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="questions")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, null=True, blank=True, related_name="questions")
    part = models.ForeignKey(Part, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField()
    asked_on = models.DateField(help_text="The day it was asked, which a document may put before its recording.")
    answer_by = models.DateField(null=True, blank=True)
    blocks = models.BooleanField("blocks completion", default=False)
    # A new question, not an edit: the answer that was not enough stands under the one it answered.
    follows = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        help_text="The question whose answer was not enough.",
    )
    source = models.CharField(max_length=300, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta(Correctable.Meta):
        ordering = ["recorded_at", "pk"]
        constraints = [
            *Correctable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(action__isnull=False, recommendation=None) | Q(action=None, recommendation__isnull=False),
                name="a_question_is_on_an_action_or_a_recommendation",
            ),
            models.CheckConstraint(
                condition=Q(blocks=False) | Q(action__isnull=False), name="only_on_an_action_does_a_question_block"
            ),
        ]

    def __str__(self) -> str:
        about = f"action {self.action_id}" if self.action_id else f"recommendation {self.recommendation_id}"
        return f"Question {self.pk} on {about}"


class Answer(Correctable):
    """An owner's answer to a question."""

    to_inspection = "question__recommendation__inspection"
    to_action = "question__action"
    to_part = "question__part"

    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    text = models.TextField()

    class Meta(Correctable.Meta):
        ordering = ["recorded_at", "pk"]

    def __str__(self) -> str:
        return f"Answer {self.pk} to question {self.question_id}"


class Settlement(Record):
    """The asker accepts an answer, or says in words why completion does not wait for one."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", "Answer accepted"
        SET_ASIDE = "set-aside", "Set aside"

    to_inspection = "question__recommendation__inspection"
    to_action = "question__action"
    to_part = "question__part"

    question = models.OneToOneField(Question, models.PROTECT, related_name="settlement")
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.TextField(blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="accepted") | ~Q(reason=""),
                name="setting_aside_has_a_reason",
                violation_error_message="Say why completion does not wait for the answer.",
            )
        ]


class Decision(Record):
    """The DCC's decision on an action or one part it covers, and who could not have taken it."""

    Outcome = Outcome

    to_action = "action"
    to_part = "part"

    action = models.ForeignKey(Action, models.PROTECT, related_name="decisions")
    part = models.ForeignKey(Part, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=12, choices=Outcome)
    reason = models.TextField(blank=True)
    although = models.TextField(blank=True, help_text="What spoke against support, as it stood when it was decided.")
    decided_on = models.DateField(help_text="The day it was said, which a document may put before its recording.")
    # A sign-off belongs to the exact state that was seen; a change afterwards is flagged (domain.md).
    digest = models.CharField(max_length=64, help_text="Digest of what the person who decided had before them.")
    update = models.ForeignKey(ProgressUpdate, models.PROTECT, null=True, blank=True, related_name="+")
    # Copies, since posts change hands: handing over first must change nothing (domain.md, Four eyes).
    recommended_by = copied_person(null=True, blank=True)
    updated_by = copied_person(null=True, blank=True)
    held_by = copied_person(null=True, blank=True)
    issue_held_by = copied_person(null=True, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [
            recorded_by_another_than(
                "recommended_by", "You recommended this complete, so somebody else has to decide."
            ),
            recorded_by_another_than("updated_by", "You posted the closing update, so somebody else has to decide."),
            recorded_by_another_than("held_by", "You own this action, so somebody else has to decide."),
            recorded_by_another_than("issue_held_by", "You own the issue, so somebody else has to decide."),
            models.CheckConstraint(
                condition=Q(outcome="supports") | ~Q(reason=""),
                name="a_decision_against_has_a_reason",
                violation_error_message="Say why.",
            ),
            models.CheckConstraint(
                condition=Q(although="") | ~Q(reason=""),
                name="support_against_the_facts_has_a_reason",
                violation_error_message="Say why you support it all the same.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()

    @property
    def words(self) -> list[str]:
        """The reason, and what it was decided in spite of, a paragraph each."""
        return [self.reason, *([f"Supported although: {self.although}."] if self.although else [])]


NO_NAME = gettext_noop("No name is given")  # where a document does not say who said so


class TranscribedStatement(Record):
    """Words in a document that say more than an import may do: said by, said on, file and row.

    The document is a plan, or a report: a register of recommendations, with the status that a body gives to one.
    """

    class Means(models.TextChoices):
        COMPLETE = "complete", "Says it is complete"
        OWNER_RECOMMENDS = "owner-recommends", "The owner recommends complete"
        RECOMMEND_COMPLETE = "recommend-complete", "A note of scrutiny recommends complete"
        SUPPORTS = "supports-completion", "Supports completion"
        QUESTION = "question", "Asks a question"
        NO_ACTION = "no-action-required", "Says no action is required"
        AWAITING = "awaiting-direction", "Awaits direction"
        ASSESSMENT = "assessment", "Says how it is going"
        UPDATE = "update", "Reports progress"
        TARGET = "target", "Gives a date where there is no action"
        STATUS = "status", "Gives a status"
        OTHER = "other", "Another remark"

    TO_CONFIRM = (Means.COMPLETE, Means.RECOMMEND_COMPLETE, Means.SUPPORTS, Means.QUESTION, Means.NO_ACTION)

    to_inspection = "recommendation__inspection"
    to_action = "action"

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="statements")
    part = models.ForeignKey(Part, models.PROTECT, null=True, blank=True, related_name="+")
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="statements")
    means = models.CharField(max_length=20, choices=Means)
    words = models.TextField()
    said_by = models.CharField(max_length=200, blank=True, help_text="Blank: not stated.")
    said_on = models.DateField(null=True, blank=True)
    document = models.ForeignKey(PlanDocument, models.PROTECT, null=True, blank=True, related_name="statements")
    report = models.ForeignKey(ReportDocument, models.PROTECT, null=True, blank=True, related_name="statements")
    source = models.CharField(max_length=300)

    objects = InspectedQuerySet.as_manager()

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(document__isnull=False, report=None) | Q(document=None, report__isnull=False),
                name="a_statement_is_in_a_plan_or_a_report",
            )
        ]

    def __str__(self) -> str:
        return f"Statement {self.pk}: {self.get_means_display().lower()}"

    @property
    def file(self) -> PlanDocument | ReportDocument:
        """The plan or the report that it stands in."""
        return self.document or self.report

    @property
    def speaker(self) -> str:
        """ "Said by DCC", or that the document names nobody."""
        return gettext("Said by %(who)s") % {"who": self.said_by} if self.said_by else gettext(NO_NAME)


class StatementDecision(Record):
    """The DCC says what a transcribed statement is worth."""

    class Outcome(models.TextChoices):
        SUPPORT = "support", "I support completion"
        ASK = "ask", "Ask the owner"
        STANDS = "stands", "Left as it is; nothing changes"
        REJECTED = "rejected", "Not what was said"

    to_inspection = "statement__recommendation__inspection"
    to_action = "statement__action"

    statement = models.OneToOneField(TranscribedStatement, models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.TextField(blank=True)
    transcribed_by = copied_person()
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="+")
    question = models.ForeignKey(Question, models.PROTECT, null=True, blank=True, related_name="+")

    objects = InspectedQuerySet.as_manager()

    class Meta:
        constraints = [
            recorded_by_another_than("transcribed_by", "You transcribed this, so somebody else has to confirm it."),
        ]
