"""Decisions that others made lately on somebody's work: supported, withdrawn, a date or response agreed or not, a question settled."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Case, F, Q, QuerySet, Value, When

from safeguarding.roles import authority

from ..models import Coverage, DeadlineDecision, Decision, ResponseDecision, Settlement, Verdict
from ..workflow import Outcome, VerdictOutcome
from . import done_by_others
from .done_by_others import DoneByOther, columns, on_part, on_recommendation
from .first_rows import FirstRows, Shown, first_of
from .prepared import prepared
from .standings import Standings

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


def decided(asked: Standings) -> QuerySet:
    """The decisions since LATELY on the actions and issues that a person owns and the responses that they proposed, and verdicts.

    Not those of their own; the newest first, for read(). One statement, whatever they are of.
    """
    return _decided(asked, asked.now - LATELY)


def first_decided(asked: Standings, shown: Shown) -> FirstRows[DoneByOther]:
    """The first `shown` of them, read."""
    found = first_of(_first(asked, lately=asked.now - LATELY, shown=shown), shown)
    return FirstRows(read(found), found.total)


@prepared
def _first(asked, *, lately, shown):
    return _decided(asked, lately)[: shown + 1]


def _decided(asked, lately):
    user, now, posts = asked.user, asked.now, authority(asked.user, asked.now).posts
    decisions = Decision.objects.visible_to(user, now).filter(
        outcome__in=(Outcome.SUPPORTS, Outcome.WITHDRAWS), action__owner__pk__among=posts
    )
    dates = DeadlineDecision.objects.visible_to(user, now).filter(request__action__owner__pk__among=posts)
    settlements = Settlement.objects.visible_to(user, now).filter(
        Q(question__action__owner__pk__among=posts) | Q(question__recommendation__issue_owner__pk__among=posts)
    )
    responses = ResponseDecision.objects.visible_to(user, now).filter(proposed_by=user.pk)
    theirs = Coverage.objects.filter(ended_at=None, action__owner__pk__among=posts)
    verdicts = Verdict.objects.visible_to(user, now).filter(
        Q(recommendation__issue_owner__pk__among=posts) | Q(recommendation__in=theirs.values("part__recommendation"))
    )
    said, settled = F("outcome"), on_recommendation("question__recommendation", "question__part")
    about = on_recommendation("response__part__recommendation", "response__part")
    kinds = (
        (decisions, {"number": F("action"), "said": said, **on_part("part")}),
        (dates, {"number": F("request__action"), "said": _agreed(""), "new_on": F("request__new_on")}),
        (settlements, {"number": F("question__action"), "said": said, **settled}),
        (responses, {"said": _agreed("response-"), **about}),
        (verdicts.annotate(reason=F("difference")), {"said": said, **on_recommendation("recommendation", "part")}),
    )
    first, *others = (
        columns(records.filter(recorded_at__gte=lately).exclude(recorded_by=user.pk), **known)
        for records, known in kinds
    )
    return first.union(*others, all=True).order_by("-recorded_at")


def read(rows: Iterable[dict[str, object]]) -> list[DoneByOther]:
    """The rows that decided() gives, as the page shows them."""
    return done_by_others.read(rows, SAID)


def _agreed(of):
    return Case(When(agreed=True, then=Value(f"{of}agreed")), default=Value(f"{of}refused"))
