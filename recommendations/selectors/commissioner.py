"""The Commissioner's responses to reports: what each says and lacks, and which report waits for one until when."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, Min, OuterRef, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext

from inspections.models import Inspection, Milestone
from safeguarding.as_at import joined, rows
from safeguarding.lib.dates import days_between
from safeguarding.lib.languages import counted, in_words
from safeguarding.models import User
from safeguarding.roles import authority

from ..models import ActionStanding, AnsweredReport, CommissionerComment, CommissionerResponse, Recommendation
from ..models.commissioner import CLOCK
from ..workflow import PartState, Status
from .prepared import in_all, prepared
from .recommendations.list import RecommendationRow, is_counted, recommendation_rows
from .scrutinising_bodies import body_on, scrutinising_bodies
from .standings import Standings

BODIES = ("hmic", "hmicfrs")  # whose reports the section is about (domain.md, Clocks)
Kind = CommissionerComment.Kind


def lacking(response: CommissionerResponse) -> list[str]:
    """Each thing that it lacks before it is published, in a sentence. Two queries."""
    unsaid = without_comment_in(response).count()
    found = {
        gettext("The Commissioner’s own comments are not written."): not response.comments,
        gettext("The chief officer was not invited to comment."): not response.invited_on,
        gettext("The chief officer’s comments are recorded without the day they came."): response.chief_officer_comments
        and not response.received_on,
        ngettext("%(number)s recommendation has no comment.", "%(number)s recommendations have no comment.", unsaid)
        % {"number": unsaid}: unsaid,
        gettext("It answers no report."): not response.reports.filter(ended_at=None).exists(),
    }
    return [sentence for sentence, is_lacking in found.items() if is_lacking]


def asked_of(response: CommissionerResponse) -> QuerySet[Recommendation]:
    """The recommendations of the reports that it answers; next steps are outside the count."""
    answered = response.reports.filter(ended_at=None).values("inspection")
    asked = Recommendation.objects.filter(is_counted(), inspection__in=answered, withdrawn_at=None)
    return asked.order_by("inspection", "pk")


def without_comment_in(response: CommissionerResponse) -> QuerySet[Recommendation]:
    """The recommendations of its reports on which it has no comment."""
    comments = response.recommendation_comments.filter(recommendation=OuterRef("pk"))
    return asked_of(response).filter(~Exists(comments))


@dataclass(frozen=True)
class Step:
    """One step that s.55 asks for; on: the day it was taken, None where it was not."""

    label: str
    on: date | None
    note: str = ""


@dataclass(frozen=True)
class Commented:
    """A recommendation as it stands, with what the response says of it, None where it says nothing yet."""

    row: RecommendationRow
    comment: CommissionerComment | None


class ResponsePage:
    """One response as its page and its paper show it; `response` is a row that responses() gave for the same moment."""

    def __init__(self, response: CommissionerResponse, asked: Standings) -> None:
        self.response, self.asked = response, asked

    @cached_property
    def inspections(self) -> list[Inspection]:
        """The reports that it answers."""
        found = rows(AnsweredReport, self.asked.as_at).filter(response=self.response.id, ended_at=None).order_by("id")
        return [report.inspection for report in joined(found, "inspection__body", at=self.asked.as_at)]

    @cached_property
    def recommendations(self) -> list[Commented]:
        """Each recommendation of those reports; a whole response is one paper, so all of them."""
        of = [inspection.id for inspection in self.inspections]
        found = self.asked.recommendations().filter(is_counted(), inspection__in=of)
        comment_rows = rows(CommissionerComment, self.asked.as_at).filter(response=self.response.id)
        comments = {one.recommendation_id: one for one in comment_rows}
        ordered = list(found.order_by("inspection", "recommendation"))
        return [Commented(row, comments.get(row.pk)) for row in recommendation_rows(ordered, self.asked)]

    @cached_property
    def lacking(self) -> list[str]:
        """Each thing that it lacks today, in a sentence; of a past moment nothing is asked."""
        return [] if self.asked.as_at else lacking(self.response)

    @cached_property
    def due_on(self) -> date | None:
        """The earliest last day of the clocks of its reports that run; None where none does."""
        return min((clock.due_on for clock in self.clocks if clock.due_on), default=None)

    @cached_property
    def clocks(self) -> list[Milestone]:
        """The clocks of its reports."""
        of = [inspection.id for inspection in self.inspections]
        return list(rows(Milestone, self.asked.as_at).filter(inspection__in=of, clock=CLOCK, ended_at=None))

    @cached_property
    def body(self) -> str:
        """Who responds: the scrutinising body of the day of publication, of today until then; "" where none is entered."""
        return body_on(self.response.published_on or self.asked.today, scrutinising_bodies(self.asked.as_at))

    @property
    def time_left(self) -> str:
        """How long is left until the last day, or by how much it is past; "" where no clock runs or it is published."""
        return "" if self.response.published_on else time_left(self.due_on, self.asked.today)

    @property
    def steps(self) -> list[Step]:
        """The steps in the order in which they are taken."""
        response = self.response
        by = gettext("asked for by %(on)s") % {"on": in_words(response.comments_by)} if response.comments_by else ""
        copies = (
            (gettext("Copy sent to the inspectors"), response.inspectors_sent_on),
            (gettext("Copy sent to the Home Secretary"), response.secretary_sent_on),
        )
        return [
            Step(gettext("Chief officer invited to comment"), response.invited_on, by),
            Step(gettext("Chief officer’s comments received"), response.received_on),
            Step("Published", response.published_on, response.published_where),
            *(Step(to, on) for to, on in copies),
        ]


def time_left(due_on: date | None, today: date) -> str:
    """Such as "12 days left"; "" without a day."""
    if due_on is None:
        return ""
    if due_on < today:
        return gettext("%(days)s past") % {"days": counted(days_between(due_on, today), "day")}
    return (
        gettext("%(days)s left") % {"days": counted(days_between(today, due_on), "day")}
        if due_on > today
        else gettext("today is the last day")
    )


def responses(asked: Standings) -> QuerySet[CommissionerResponse]:
    """Those that a person may see, as rows of the moment of `asked`, the newest first: by the rights of today and what was then."""
    visible, at = CommissionerResponse.objects.visible_to(asked.user, asked.now), asked.as_at
    if at is None:
        return visible
    then = rows(CommissionerResponse, at).filter(id__in=visible.order_by().values("pk")).order_by("-id")
    if not authority(asked.user, asked.now).opcc:
        then = then.exclude(published_on=None)
    reports = rows(AnsweredReport, at).filter(response=OuterRef("id"), ended_at=None)
    return then if asked.known.all else then.exclude(Exists(reports.exclude(asked.known.of("inspection"))))


def unanswered(asked: Standings) -> QuerySet[Milestone]:
    """The clocks of reports that no response answers and that are not met, as rows of the moment of `asked`, the earliest first."""
    answered = rows(AnsweredReport, asked.as_at).filter(inspection=OuterRef("inspection"), ended_at=None)
    return _running(asked).filter(~Exists(answered)).order_by("due_on", "id")


@dataclass(frozen=True)
class Waiting:
    """How many reports have no published response, and when the first of their last days is; None where none is known."""

    count: int
    first_on: date | None
    left: str


def waiting(asked: Standings) -> Waiting | None:
    """The Waiting of `asked`; None where no report waits. One statement."""
    return next((Waiting(count, on, time_left(on, asked.today)) for count, on in _waiting(asked) if count), None)


@prepared
def _waiting(asked):
    return in_all(_running(asked), count=Count("id"), first=Min("due_on"))


def _running(asked):
    clocks = rows(Milestone, asked.as_at).filter(asked.known.of("inspection"), clock=CLOCK, ended_at=None)
    return clocks.filter(done_on=None, done_words="")


def may_be_answered(user: User, at: datetime, response: CommissionerResponse | None = None) -> QuerySet[Inspection]:
    """The published reports that no other response answers, the latest first."""
    others = AnsweredReport.objects.filter(inspection=OuterRef("pk"), ended_at=None)
    if response:
        others = others.exclude(response=response)
    known = Inspection.objects.visible_to(user, at).filter(body__slug__in=BODIES, published_on__isnull=False)
    return known.filter(~Exists(others)).order_by("-published_on", "slug")


def drafted(recommendation: Recommendation, asked: Standings) -> tuple[str, str]:
    """(kind, words) with which a comment begins, from how the register stands; ("", "") where it says nothing."""
    standing = asked.recommendations().filter(recommendation=recommendation.pk).first()
    covering = asked.coverages().filter(part__recommendation=recommendation.pk)
    actions = asked.actions().filter(action__in=covering.values("action")).select_related("owner").order_by("action")
    words = [_action_sentence(action) for action in actions]
    if standing is None or not words:
        return "", ""
    done = PartState(standing.state) == PartState.COMPLETE
    return (Kind.DONE if done else Kind.PROPOSED), " ".join(words)


def _action_sentence(action: ActionStanding) -> str:
    """An action in a sentence of figures that are nobody's words."""
    status = Status(action.status)
    target = f", target {in_words(action.target_on)}" if action.target_on and status != Status.COMPLETE else ""
    owner = f" ({action.owner})" if action.owner else ""
    return f"Action {action.action_id}{owner}: {status.label.lower()}{target}."


QUESTIONS = (_waiting,)  # to be asked at once with others
