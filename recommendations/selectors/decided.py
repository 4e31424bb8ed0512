"""Decisions of others on somebody's work, until they look: on completion, a date, a response, a question or a statement; and verdicts."""

from collections.abc import Iterable

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.translation import gettext_noop as _

from safeguarding.roles import authority

from ..models import (
    Coverage,
    DeadlineDecision,
    Decision,
    LookedThrough,
    ResponseDecision,
    Settlement,
    StatementDecision,
    Verdict,
)
from ..models.deadlines import DAY_DECIDED
from ..workflow import Outcome, VerdictOutcome
from . import done_by_others
from .done_by_others import LONGEST, DoneByOther, columns, not_looked_through, on_recommendation
from .first_rows import FirstRows, Shown, first_of
from .prepared import prepared
from .standings import Standings

DECISIONS = {
    Outcome.SUPPORTS: _("completion supported"),
    Outcome.WITHDRAWS: _("withdrawn"),
    Settlement.Outcome.ACCEPTED: _("your answer accepted"),
    Settlement.Outcome.SET_ASIDE: _("a question set aside"),
    "agreed": _("date agreed"),
    "agreed-instead": _("another date agreed than was asked for"),
    "refused": _("date not agreed"),
    "response-agreed": _("your response agreed"),
    "response-refused": _("your response not agreed"),
    StatementDecision.Outcome.REJECTED: _("a document’s statement rejected as not what was said"),
    VerdictOutcome.VERIFIED: _("closed by the inspectorate, which was recorded"),
    VerdictOutcome.STILL_OPEN: _("still open to the inspectorate, which was recorded"),
    VerdictOutcome.NONE: _("a verdict taken back, recorded in error"),
}

_AGREED_DATE = Case(
    When(instead_on__isnull=False, then=Value("agreed-instead")),
    When(agreed=True, then=Value("agreed")),
    default=Value("refused"),
)
_AGREED_RESPONSE = Case(When(agreed=True, then=Value("response-agreed")), default=Value("response-refused"))
# What was stated of an action stands on that.
_STATED_ON = Case(When(statement__action=None, then=F("statement__recommendation")))


# Of the whole, or of the same part: what was decided of the whole still stands for the others where one part is opened again.
_REOPENED = Decision.objects.filter(
    Q(part=None) | Q(part=OuterRef("part")), outcome=Outcome.REOPENS, action=OuterRef("action"), pk__gt=OuterRef("pk")
)
_REOPENED_AT = Subquery(_REOPENED.order_by("pk").values("recorded_at")[:1])


def decided(asked: Standings) -> QuerySet:
    """The decisions on the actions and issues that a person owns, the dates they asked for and the responses they proposed, and verdicts.

    Not those of their own, nor what they have looked through or LONGEST has passed; the oldest first, so that whoever looks through
    the first is shown the next. For read(). One statement, whatever they are of.
    """
    return _decided(asked, asked.now - LONGEST)


def first_decided(asked: Standings, shown: Shown) -> FirstRows[DoneByOther]:
    """The first `shown` of them, read."""
    found = first_of(_first(asked, lately=asked.now - LONGEST, shown=shown), shown)
    return FirstRows(read(found), found.total)


@prepared
def _first(asked, *, lately, shown):
    return _decided(asked, lately)[: shown + 1]


def _decided(asked, lately):
    user, now, posts = asked.user, asked.now, authority(asked.user, asked.now).posts
    decisions = Decision.objects.visible_to(user, now).filter(
        outcome__in=(Outcome.SUPPORTS, Outcome.WITHDRAWS), action__owner__pk__among=posts
    )
    dates = DeadlineDecision.objects.visible_to(user, now).filter(
        Q(request__action__owner__pk__among=posts) | Q(asked_by=user.pk)
    )
    settlements = Settlement.objects.visible_to(user, now).filter(
        Q(question__action__owner__pk__among=posts) | Q(question__recommendation__issue_owner__pk__among=posts)
    )
    responses = ResponseDecision.objects.visible_to(user, now).filter(proposed_by=user.pk)
    rejected = StatementDecision.objects.visible_to(user, now).filter(
        Q(statement__action__owner__pk__among=posts)
        | Q(statement__action=None, statement__recommendation__issue_owner__pk__among=posts),
        outcome=StatementDecision.Outcome.REJECTED,
    )
    theirs = Coverage.objects.filter(ended_at=None, action__owner__pk__among=posts)
    verdicts = Verdict.objects.visible_to(user, now).filter(
        Q(recommendation__issue_owner__pk__among=posts) | Q(recommendation__in=theirs.values("part__recommendation"))
    )
    outcome, settled = F("outcome"), on_recommendation("question__recommendation", "question__part")
    about = on_recommendation("response__part__recommendation", "response__part")
    stated = {"number": F("statement__action"), "on": _STATED_ON, "of_part": F("statement__part")}
    kinds = (
        (decisions, {"number": F("action"), "said": outcome, "of_part": F("part"), "reopened_at": _REOPENED_AT}),
        (dates, {"number": F("request__action"), "said": _AGREED_DATE, "new_on": DAY_DECIDED}),
        (settlements, {"number": F("question__action"), "said": outcome, **settled}),
        (responses, {"said": _AGREED_RESPONSE, **about}),
        (rejected, {"said": outcome, **stated}),
        (verdicts.annotate(reason=F("difference")), {"said": outcome, **on_recommendation("recommendation", "part")}),
    )
    first, *others = (
        columns(not_looked_through(records, LookedThrough.Page.DECIDED, user, since=lately), **known)
        for records, known in kinds
    )
    return first.union(*others, all=True).order_by("at")


def read(rows: Iterable[dict[str, object]]) -> list[DoneByOther]:
    """The rows that decided() gives, as the page shows them."""
    return done_by_others.read(rows, DECISIONS)
