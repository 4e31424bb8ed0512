"""The coordinator's own page: what nobody sees to unless they do, the most urgent first."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from inspections.models import Milestone
from safeguarding.lib.languages import plural
from safeguarding.models import Post

from ..models import FollowUpCheck
from ..workflow import PartState
from .actions.list import SILENT, is_asked_for, is_silent
from .figures import Addresses, Figure
from .gaps.counted import severe_gaps
from .inspections.list import not_released
from .inspections.milestones import by_themselves
from .inspectorate import waited_for
from .lateness import SOON, is_open
from .plans.list import plans_under_way
from .position.questions import unanswered_by_opcc
from .posts.list import is_not_seen, is_vacant
from .recommendations.list import has_unchecked, is_counted, is_unowned
from .redactions import waiting as redactions_waiting
from .reports.list import under_way
from .rounds.last import not_returned, past_their_day
from .rounds.mailed import with_replies
from .standings import Standings


@dataclass(frozen=True)
class ToSeeTo:
    """How many of what, and where exactly they are; `says` goes on after the figure, `why` is what hangs on it."""

    figure: Figure
    says: str
    why: str


@dataclass(frozen=True)
class Coordination:
    """waits: what there is to see to, the most urgent first; clear: what there is none of, in words."""

    waits: list[ToSeeTo]
    clear: list[str]

    @property
    def clear_in_words(self) -> str:
        """Joined, as it goes on after "There are no"."""
        return gettext("; no ").join(self.clear)


def coordination(asked: Standings) -> Coordination:
    """All that waits for the coordinator of `asked`. Counted in the database, in fifteen statements, whatever there is."""
    found = list(_found(asked))
    return Coordination(
        [one for one in found if one.figure.count],
        [f"{plural(one.figure.unit)} {gettext(one.says)}" for one in found if not one.figure.count],
    )


def milestones_due(asked: Standings) -> QuerySet[Milestone]:
    """Steps not recorded as done, late or due within SOON, the earliest first; of the inspections that may be seen."""
    open_ones = Milestone.objects.filter(done_on=None, done_words="", ended_at=None, inspection__in=asked.inspections)
    due = by_themselves(open_ones.filter(due_on__lte=asked.today + SOON))
    return due.select_related("inspection").order_by("due_on", "pk")


def checks_due(asked: Standings) -> QuerySet[FollowUpCheck]:
    """Follow-up checks that nobody has answered, late or due within SOON, the earliest first; on what may be seen."""
    visible = Q(action__in=asked.actions().values("action")) | Q(inspection__in=asked.inspections)
    due = FollowUpCheck.objects.to_come().filter(visible, due_on__lte=asked.today + SOON)
    return due.select_related("owner", "action__owner", "inspection")


def _found(asked) -> Iterator[ToSeeTo]:
    posts = _counted(Post.objects.all(), vacant=is_vacant(asked), unseen=is_not_seen(asked))
    yield from _asked_by_others(asked, posts["vacant"])
    yield from _lacking_in_the_plan(asked)
    yield from _under_way(asked, posts["unseen"])


def _asked_by_others(asked, vacant_posts) -> Iterator[ToSeeTo]:
    """The law, an inspectorate, the OPCC or an owner waits for it, or it is work of which nobody is told."""
    yield ToSeeTo(
        Figure(redactions_waiting(asked.user, asked.now).count(), "request", reverse("redactions")),
        _("to take words or a file out of the record"),
        _("What may have to go at once, such as a child’s name. Take it out, or say why it stays."),
    )
    yield ToSeeTo(
        Figure(milestones_due(asked).count(), "milestone", reverse("milestones-due")),
        gettext("late or due in the next %(days)s days") % {"days": SOON.days},
        _("What the law or an inspectorate asks for by a date, and is not recorded as met."),
    )
    yield ToSeeTo(
        Figure(unanswered_by_opcc(asked).count(), "question", Addresses().questions()),
        _("of the OPCC without an answer"),
        _("They block nothing, and stay open after closure. Ask whoever has to answer each."),
    )
    yield ToSeeTo(
        Figure(vacant_posts, "post", f"{reverse('post-list')}?only=vacant"),
        _("with work that nobody holds"),
        _("Nobody is told of that work. Hand each post over to somebody."),
    )
    yield ToSeeTo(
        Figure(past_their_day(asked).count(), "round", f"{reverse('round-list')}?only=late"),
        _("of updates not closed in time"),
        _("Chase who has not returned, or close it: what is missing then stays missing."),
    )
    yield ToSeeTo(
        Figure(with_replies(asked).count(), "round", f"{reverse('round-list')}?only=replies"),
        _("with a reply by mail that nobody has looked at"),
        _("Nothing of it counts before somebody looks at it row by row."),
    )


def _lacking_in_the_plan(asked) -> Iterator[ToSeeTo]:
    """Gaps, owners, actions, words and checks that the plan does without."""
    to, actions, issues = Addresses(), _actions_lacking(asked), _recommendations_lacking(asked)
    yield ToSeeTo(
        severe_gaps(asked, to).total,
        _("in the plan"),
        _("What a board or the inspectorate would ask about first. Put each right, or waive it with a reason."),
    )
    yield ToSeeTo(
        Figure(actions["unowned"], "action", to.actions(unowned="on")),
        _("without owner"),
        _("Allocate each to a post."),
    )
    yield ToSeeTo(
        Figure(issues["without"], "recommendation", to.recommendations(state=PartState.NO_ACTION.value)),
        _("without action"),
        _("Open an action, or record the force’s response."),
    )
    yield ToSeeTo(
        Figure(issues["unowned"], "recommendation", to.recommendations(unowned="on")),
        _("without issue owner"),
        _("Name the post that is accountable."),
    )
    yield ToSeeTo(
        Figure(actions["unreturned"], "action", to.actions(unreturned="on")),
        _("silent since the last round of updates"),
        _("The round asked about them, and nobody said a word. Chase their owners."),
    )
    yield ToSeeTo(
        Figure(actions["silent"], "action", to.actions(silent="on")),
        gettext("without an update for %(days)s days") % {"days": SILENT.days},
        _("Tick them in the list, and ask their owners for an update."),
    )
    yield ToSeeTo(
        Figure(actions["asked"], "action", to.actions(asked="on")),
        _("for which another date was asked for, and not decided"),
        _("The issue owner or the DCC decides it."),
    )
    yield ToSeeTo(
        Figure(issues["unchecked"], "recommendation", to.recommendations(unchecked="on")),
        _("with a response of an agency that nobody has checked"),
        _("Read whether it is clear, or ask the agency to say more."),
    )


def _actions_lacking(asked):
    return _counted(
        asked.actions(),
        unowned=is_open() & Q(owner=None),
        silent=is_silent(asked),
        unreturned=not_returned(asked),
        asked=is_asked_for(asked),
    )


def _recommendations_lacking(asked):
    return _counted(
        asked.recommendations().filter(is_counted()),
        unowned=is_unowned(),
        without=Q(state=PartState.NO_ACTION),
        unchecked=has_unchecked(asked),
    )


def _under_way(asked, unseen_posts) -> Iterator[ToSeeTo]:
    """Begun, and to be brought to its end: what was asked, is to be checked, was handed over, or came in."""
    yield ToSeeTo(
        Figure(waited_for(asked).count(), "request", reverse("inspectorate-waited-for")),
        _("to an inspectorate without an answer"),
        _("Ask them again, and record what they answer: the DCC waits for it."),
    )
    yield ToSeeTo(
        Figure(checks_due(asked).count(), "follow-up check", reverse("checks-due")),
        gettext("late or due in the next %(days)s days") % {"days": SOON.days},
        _("Did it last? Ask whoever makes it, until it is answered."),
    )
    yield ToSeeTo(
        Figure(unseen_posts, "post", f"{reverse('post-list')}?only=not-seen"),
        _("handed over, and not seen yet by the new holder"),
        _("Ask the new holder to open My actions."),
    )
    yield ToSeeTo(
        Figure(
            asked.inspections.filter(not_released(asked)).count(),
            "inspection",
            f"{reverse('inspection-list')}?unreleased=on",
        ),
        _("not released to the OPCC"),
        _("No OPCC reviewer sees them, in any list or count. Release each once they may."),
    )
    yield ToSeeTo(
        Figure(under_way(asked.user, asked.now).count(), "report", reverse("report-list")),
        _("begun and not recorded"),
        _("What it asks for is not in the register yet."),
    )
    yield ToSeeTo(
        Figure(len(plans_under_way(asked.user, asked.now)), "plan", reverse("plan-list")),
        _("brought in and not accepted"),
        _("What it promises is not in the register yet."),
    )


def _counted(rows, **conditions):
    """{name: how many of the rows are so}. One query."""
    return rows.order_by().aggregate(**{name: Count("pk", filter=condition) for name, condition in conditions.items()})
