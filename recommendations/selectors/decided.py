"""Decisions that others made lately on somebody's work: supported, withdrawn, a date or response agreed or not, a question settled."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.db.models import Case, F, Q, QuerySet, Value, When

from safeguarding.models import User

from ..models import Coverage, DeadlineDecision, Decision, ResponseDecision, Settlement, Verdict
from ..workflow import Outcome, VerdictOutcome
from . import done_by_others
from .done_by_others import DoneByOther, columns, on_part, on_recommendation

# For so long a decision stands on the page. The same days for all who hold the post, so that whoever takes it over finds it too,
# and that a page which is only read writes nothing; two weeks, since people come back from leave.
LATELY = timedelta(days=14)
SAID = {
    Outcome.SUPPORTS: "completion supported",
    Outcome.WITHDRAWS: "withdrawn",
    Settlement.Outcome.ACCEPTED: "your answer accepted",
    Settlement.Outcome.SET_ASIDE: "a question set aside",
    "agreed": "date agreed",
    "refused": "date not agreed",
    "response-agreed": "your response agreed",
    "response-refused": "your response not agreed",
    VerdictOutcome.VERIFIED: "closed by the inspectorate, which was recorded",
    VerdictOutcome.STILL_OPEN: "still open to the inspectorate, which was recorded",
    VerdictOutcome.NONE: "a verdict taken back, recorded in error",
}


def decided(user: User, posts: Collection[int], now: datetime) -> QuerySet:
    """The decisions since LATELY on the actions and issues that `posts` own and the responses that `user` proposed, and verdicts.

    Not those of `user`; the newest first, for read(). One statement, whatever they are of.
    """
    decisions = Decision.objects.visible_to(user, now).filter(
        outcome__in=(Outcome.SUPPORTS, Outcome.WITHDRAWS), action__owner__in=posts
    )
    dates = DeadlineDecision.objects.visible_to(user, now).filter(request__action__owner__in=posts)
    settlements = Settlement.objects.visible_to(user, now).filter(
        Q(question__action__owner__in=posts) | Q(question__recommendation__issue_owner__in=posts)
    )
    responses = ResponseDecision.objects.visible_to(user, now).filter(proposed_by=user)
    theirs = Coverage.objects.filter(ended_at=None, action__owner__in=posts)
    verdicts = Verdict.objects.visible_to(user, now).filter(
        Q(recommendation__issue_owner__in=posts) | Q(recommendation__in=theirs.values("part__recommendation"))
    )
    asked = [
        _rows(decisions, user, now, number=F("action"), said=F("outcome"), **on_part("part")),
        _rows(dates, user, now, number=F("request__action"), said=_agreed(""), new_on=F("request__new_on")),
        _rows(
            settlements,
            user,
            now,
            number=F("question__action"),
            said=F("outcome"),
            **on_recommendation("question__recommendation", "question__part"),
        ),
        _rows(
            responses,
            user,
            now,
            said=_agreed("response-"),
            **on_recommendation("response__part__recommendation", "response__part"),
        ),
        _rows(
            verdicts.annotate(reason=F("difference")),
            user,
            now,
            said=F("outcome"),
            **on_recommendation("recommendation", "part"),
        ),
    ]
    first, *others = asked
    return first.union(*others, all=True).order_by("-recorded_at")


def read(rows: Iterable[dict[str, object]]) -> list[DoneByOther]:
    """The rows that decided() gives, as the page shows them."""
    return done_by_others.read(rows, SAID)


def _agreed(of):
    return Case(When(agreed=True, then=Value(f"{of}agreed")), default=Value(f"{of}refused"))


def _rows(records, user, now, **known):
    """Those of one kind that others recorded LATELY."""
    return columns(records.filter(recorded_at__gte=now - LATELY).exclude(recorded_by=user), **known)
