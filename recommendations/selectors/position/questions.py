"""The questions of the OPCC: those nobody has answered, and those whose answer waits to be accepted; now or then."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from safeguarding.as_at import recorded
from safeguarding.models.people import Role
from safeguarding.roles import has_role

from ...models import ActionStanding, Answer, Question, RecommendationStanding
from ...models.visibility import withheld
from ..figures import Addresses
from ..first_rows import FirstRows, first_rows
from ..no_answer import on_what_is_closed
from ..post_holders import posts_held
from ..prepared import in_all, prepared
from ..standings import Standings

SHOWN = 25


def reads_as_opcc(asked: Standings) -> bool:
    """Return whether these are the reader's own: any reviewer's, since people leave."""
    return has_role(asked.user, Role.OPCC, at=asked.now)


def reads_opcc_questions(asked: Standings) -> bool:
    """Return whether the reader follows them: those who ask, and those in the force who see that they are answered."""
    return has_role(asked.user, Role.OPCC, Role.DCC, Role.STAFF_OFFICER, Role.COORDINATOR, at=asked.now)


def unanswered_by_opcc(asked: Standings) -> QuerySet[Question]:
    """Those without an answer, each with `since` when it was asked."""
    return _visible(Question.objects.unanswered(asked.as_at), asked).annotate(since=F("recorded_at"))


def answered_to_opcc(asked: Standings) -> QuerySet[Question]:
    """Those with an answer that nobody has accepted yet."""
    return _visible(Question.objects.answered(asked.as_at), asked)


@dataclass(frozen=True)
class Unanswered:
    """How many of the OPCC's questions nobody has answered, and of them on what is `closed`; how many answers nobody has accepted.

    since: when the oldest without answer was asked. url: where they all are. own: the reader is the OPCC.
    """

    count: int
    closed: int
    answered: int
    since: datetime | None
    url: str
    own: bool


def unanswered(asked: Standings, to: Addresses) -> Unanswered | None:
    """The Unanswered for who follows them; None for others, without a query, and where there are none."""
    if not reads_opcc_questions(asked):
        return None
    ((count, closed, answered, since),) = _counted(asked)
    own = reads_as_opcc(asked)
    if not count and not (answered and own):
        return None
    return Unanswered(count, closed, answered, since, to.questions(), own=own)


@prepared
def _counted(asked):
    has_answer = Exists(recorded(Answer, asked.as_at).filter(question=OuterRef("pk")))
    return in_all(
        _visible(Question.objects.open(asked.as_at), asked),
        count=Count("pk", filter=~has_answer),
        closed=Count("pk", filter=~has_answer & on_what_is_closed(asked.as_at)),
        answered=Count("pk", filter=has_answer),
        first=Min("recorded_at", filter=~has_answer),
    )


def opcc_questions(asked: Standings) -> QuerySet[Question]:
    """Those without an answer as the list shows them, the oldest first.

    Each has the post `asked_of`, whether it is `held`, and whether what it is on is `closed`.
    """
    return _named(unanswered_by_opcc(asked), asked)


def opcc_answered(asked: Standings) -> FirstRows[Question]:
    """The first of those whose answer nobody has accepted, as opcc_questions; each with `since` when that came."""
    first = recorded(Answer, asked.as_at).filter(question=OuterRef("pk")).order_by("recorded_at").values("recorded_at")
    found = answered_to_opcc(asked).annotate(since=Subquery(first[:1]))
    return first_rows(_named(found, asked), SHOWN)


def _visible(questions, asked):
    # Not lists of keys, which a database makes of the whole register before it looks at one question.
    visible = Q(Exists(asked.actions().filter(action=OuterRef("action"))))
    visible |= Q(Exists(asked.recommendations().filter(recommendation=OuterRef("recommendation"))))
    of_part = Q(part=None) | Q(part__in=asked.parts().values("part"))
    return questions.asked_as(Role.OPCC).filter(visible, of_part)


def _named(questions, asked):
    owns = ActionStanding.objects.at(asked.as_at).filter(action=OuterRef("action"))
    issue = RecommendationStanding.objects.at(asked.as_at).filter(recommendation=OuterRef("recommendation"))
    held = posts_held(asked.as_at or asked.now, asked.as_at).filter(post=OuterRef("post"))
    return (
        questions.annotate(
            withheld=withheld(Question, asked.user, asked.now),
            asked_of=_first(owns.values("owner__title"), issue.values("issue_owner__title")),
            post=_first(owns.values("owner"), issue.values("issue_owner")),
            held=Exists(held),
            closed=on_what_is_closed(asked.as_at),
        )
        .select_related("recommendation__inspection", "part__recommendation", "recorded_by")
        .order_by("since", "pk")
    )


def _first(of_action, of_issue):
    return Coalesce(Subquery(of_action[:1]), Subquery(of_issue[:1]))


QUESTIONS = (_counted,)  # to be asked at once with others
