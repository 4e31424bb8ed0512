"""The texts that can be found: an echo of the records, as they are today, for the search.

recommendations.search writes them, and nothing else. `folded` (safeguarding.lib.folding) is looked in, so that both
databases find the same; `words` are shown.
"""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Lookup, Q
from django.db.models.sql.compiler import SQLCompiler

from inspections.models import Inspection
from inspections.visibility import closed, known_inspections
from safeguarding.lib.database.prepared import reckoned
from safeguarding.models import Audience, Holding, Post, User
from safeguarding.roles import authority

from .actions import Action
from .recommendations import Part, Recommendation
from .visibility import withheld_texts

INDEX = "recommendations_searchtext_index"  # SQLite's table of the trigrams of `folded` (search.index)
TRIGRAM = 3  # letters; shorter words are in no index


class Holds(Lookup):
    """`Holds(F("folded"), word)`: the text has the folded `word` anywhere, as a part of a word too."""

    lookup_name = "holds"
    prepare_rhs = False
    indexed = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[object]]:
        lhs, params = self.process_lhs(compiler, connection)
        if connection.vendor == "postgresql":
            like = connection.ops.prep_for_like_query
            return f"{lhs} LIKE %s", [*params, reckoned(str, lambda word: f"%{like(word)}%", self.rhs)]
        if self.indexed and len(self.rhs) >= TRIGRAM:
            row = f"{compiler.quote_name_unless_alias(self.lhs.alias)}.id"
            # A LIKE with an escape would not use the index; as a phrase every character stands for itself.
            phrase = '"{}"'.format(self.rhs.replace('"', '""'))
            return f'{row} IN (SELECT rowid FROM "{INDEX}" WHERE "{INDEX}" MATCH %s)', [phrase]
        return f"instr({lhs}, %s) > 0", [*params, self.rhs]


class IndexedHolds(Holds):
    """Holds, of the texts that have an index of trigrams."""

    indexed = True


class SearchTextQuerySet(models.QuerySet):
    def visible_to(self, user: User, at: datetime) -> "SearchTextQuerySet":
        """Texts that `user` may read at `at`: as the records' own visible_to, without those withheld."""
        on_actions = Q(action=None) | Q(action__in=Action.objects.known_to(user, at).values("pk"))
        return self.filter(on_actions).readable_by(user, at)

    def readable_by(self, user: User, at: datetime) -> "SearchTextQuerySet":
        """Those that `user` may read of the actions that they may see, at `at`."""
        visible = Q(inspection=None) | known_inspections(user, at).of("inspection")
        has = authority(user, at)
        if has.posts and not has.in_force:
            # Owners see what is said on their action, of whichever part that is not closed; statements are the recommendation's.
            theirs = Action.objects.filter(owner__pk__among=has.posts).values("pk")
            visible |= Q(~Q(inspection__in=closed(at)), recommendation=None, action__in=theirs)
        return self.filter(visible, ~withheld_texts(user, at), recommendation__withdrawn_at=None)

    def having(self, word: str) -> "SearchTextQuerySet":
        """Those with the folded `word` in them."""
        return self.filter(IndexedHolds(F("folded"), word))


class SearchText(models.Model):
    """One text, or those of one record, and the action or recommendation that it leads to.

    inspection: it is seen with that one alone; None: with its action. recorded_at: None for the own words of an action or a
    recommendation, which no one moment has.
    """

    class Source(models.TextChoices):
        ACTION = "action", "the action"
        OWNER_WORDS = "owner-words", "the owner as stated"
        RECOMMENDATION = "recommendation", "the recommendation"
        ISSUE_OWNER_WORDS = "issue-owner-words", "the issue owner as stated"
        LINES = "paper-lines", "the lines for the paper"
        REFERENCE = "reference", "the reference"
        PART = "part", "the part"
        PART_REFERENCE = "part-reference", "the reference of a part"
        UPDATE = "update", "an update"
        EVIDENCE = "evidence", "the title of evidence"
        QUESTION = "question", "a question"
        ANSWER = "answer", "an answer"
        SETTLEMENT = "settlement", "what was said of an answer"
        DECISION = "decision", "a decision"
        DEADLINE_REQUEST = "deadline-request", "a request for another date"
        DEADLINE_DECISION = "deadline-decision", "a decision on another date"
        RESPONSE = "response", "a response"
        RESPONSE_DECISION = "response-decision", "a decision on a response"
        READING = "reading", "a reading of a measure"
        VERDICT = "verdict", "a verdict of the inspectorate"
        AGENCY_RESPONSE = "agency-response", "the response of an agency"
        STATEMENT = "statement", "a statement in a document"
        STATEMENT_DECISION = "statement-decision", "a decision on a statement in a document"

    source = models.CharField(max_length=20, choices=Source)
    key = models.BigIntegerField()
    action = models.ForeignKey(Action, models.PROTECT, null=True, related_name="+")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, null=True, related_name="+")
    part = models.ForeignKey(Part, models.PROTECT, null=True, related_name="+")
    inspection = models.ForeignKey(Inspection, models.PROTECT, null=True, related_name="+", db_index=False)
    audience = models.CharField(max_length=10, choices=Audience)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    recorded_at = models.DateTimeField(null=True)
    words = models.TextField()
    folded = models.TextField()

    objects = SearchTextQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="a_text_is_found_once")]

    def __str__(self) -> str:
        return f"Text of {self.source} {self.key}"


class OwnerNameQuerySet(models.QuerySet):
    def having(self, word: str, at: datetime) -> "OwnerNameQuerySet":
        """Those of posts whose title, or whose holder's name at `at`, has the folded `word` in it."""
        held = Holding.objects.on(at).values("pk")
        return self.filter(Q(holding=None) | Q(holding__in=held), Holds(F("folded"), word))


class OwnerName(models.Model):
    """A name by which a post is found: its title, or its holder's in a holding."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    holding = models.OneToOneField(Holding, models.PROTECT, null=True, related_name="+")
    folded = models.TextField()

    objects = OwnerNameQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post"], condition=Q(holding=None), name="a_post_has_one_title_to_find")
        ]

    def __str__(self) -> str:
        return self.folded
