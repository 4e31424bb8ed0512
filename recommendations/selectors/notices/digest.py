"""The one mail of a person: what is new since the last, under its reasons, the first few of each in a line."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext

from inspections.models import Inspection
from inspections.visibility import under_embargo
from safeguarding.lib.dates import days_between, london_date
from safeguarding.lib.languages import counted, in_words
from safeguarding.models import Holding, Marking, OutgoingMail, RoleGrant, User
from safeguarding.outbox import UNSURE_AFTER, unsure

from ...models import Action, Coverage, MailPreference, Notice, NoticeKind, Recommendation
from ..figures import Addresses
from ..standings import Standings
from .news import news
from .thing import News

NAMED = 10  # of each reason; the rest are counted, and stand behind the link
OF_ACTION = 90  # characters of an action's text

OF_DATES = (NoticeKind.OVERDUE, NoticeKind.DUE_7, NoticeKind.DUE_30, NoticeKind.DUE_60)

# Where all of a reason stand: the name of a page, and what is asked of it.
PAGES = {
    NoticeKind.TO_DECIDE: ("home", ""),
    NoticeKind.GIVEN: ("home", ""),
    NoticeKind.PUBLISHED: ("commissioner-responses", ""),
    NoticeKind.SAID_BY_OPCC: ("position", ""),
    NoticeKind.ESCALATED: ("action-list", "?late=current"),
    NoticeKind.UNOWNED: ("action-list", "?unowned=on"),
    NoticeKind.SILENT: ("action-list", "?silent=on"),
}


@dataclass(frozen=True)
class Line:
    """One thing in a mail. words: an action's own only where they are neither marked, withheld nor on a report under embargo.

    Of a recommendation they are the title of its report, unless that is under embargo.
    """

    name: str
    words: str
    says: str
    url: str


@dataclass(frozen=True)
class Section:
    """All that is told for one reason. url: where all of it stands."""

    heading: str
    url: str
    total: int
    lines: list[Line]

    @property
    def more(self) -> int:
        return self.total - len(self.lines)


@dataclass(frozen=True)
class Digest:
    """A mail to `person`. news: everything that it tells of, named or only counted. unsure: one before may not have arrived."""

    person: User
    sections: list[Section]
    news: list[News]
    unsure: bool

    @property
    def subject(self) -> str:
        (first, *others), tracker = self.sections, gettext("Safeguarding tracker")
        words = f"{tracker}: {first.heading}: {first.total:,}"
        more = sum(section.total for section in others)
        return words + gettext(", and %(more)s more") % {"more": f"{more:,}"} if more else words


def to_write_to(at: datetime) -> QuerySet[User]:
    """Whoever may be written to at `at`: with an address and work here, and with no mail of today or still on its way."""
    mails = OutgoingMail.objects.filter(person=OuterRef("pk"))
    today = Q(made_at__date=london_date(at))
    going = Q(state=OutgoingMail.State.WAITING) | Q(state=OutgoingMail.State.SENDING, begun_at__gt=at - UNSURE_AFTER)
    works = Exists(RoleGrant.objects.on(at).filter(user=OuterRef("pk")))
    works |= Exists(Holding.objects.on(at).filter(holder=OuterRef("pk")))
    there = User.objects.filter(works, ~Exists(mails.filter(today | going)), is_active=True).exclude(email="")
    return there.select_related("mail_preference", "chosen_language").order_by("pk")


def digest(person: User, *, at: datetime) -> Digest | None:
    """The Digest of what `person` has not been told by `at`; None where it is nothing, or they do not want it today."""
    wants = getattr(person, "mail_preference", None) or MailPreference(person=person)
    if not wants.writes_on(london_date(at)):
        return None
    known = set(Notice.objects.filter(person=person).values_list("kind", "thing", "about"))
    found = defaultdict(list)
    for one in news(Standings(person, now=at)):
        key = (one.kind.value, one.thing, one.about)
        if key not in known and one.kind not in wants.unwanted:
            known.add(key)
            found[one.kind].append(one)
    if not found:
        return None
    notices = [one for kind in NoticeKind for one in found.get(kind, ())]
    listed = _each_once(found)
    kinds = [kind for kind in NoticeKind if listed.get(kind)]
    named = _Names([one for kind in kinds for one in listed[kind][:NAMED]], person, at)
    sections = [
        Section(gettext(kind.label), _page(kind), len(listed[kind]), [named.line(one) for one in listed[kind][:NAMED]])
        for kind in kinds
    ]
    return Digest(person, sections, notices, unsure(at).filter(person=person).exists())


def _each_once(found):
    """The news of each kind, without the date of an action that the same mail names with it as new."""
    new = {one.thing for one in found.get(NoticeKind.GIVEN, ())[:NAMED]}
    return {
        kind: [one for one in news if one.thing not in new] if kind in OF_DATES else news
        for kind, news in found.items()
    }


def _page(kind):
    name, query = PAGES.get(kind, ("my-actions", ""))
    return reverse(name) + query


class _Names:
    """The actions and recommendations that some News is of, as far as the person may see them. Two queries."""

    def __init__(self, news: Iterable[News], person: User, at: datetime) -> None:
        self._at, self._today = at, london_date(at)
        actions = Action.objects.visible_to(person, at).filter(pk__in={one.action for one in news if one.action})
        closed = Inspection.objects.filter(under_embargo(at, self._today)).order_by()
        covers = Coverage.objects.filter(action=OuterRef("pk"), part__recommendation__inspection__in=closed)
        self._actions = actions.annotate(under_embargo=Exists(covers)).in_bulk()
        asked = {one.recommendation for one in news if one.recommendation}
        known = Recommendation.objects.visible_to(person, at).filter(pk__in=asked)
        self._recommendations = known.select_related("inspection").in_bulk()

    def line(self, one: News) -> Line:
        """Said of it in a mail; a mail leaves the force's network, so words that are marked or under embargo stay here."""
        to, says = Addresses(), one.says or self._when(one.on)
        if action := self._actions.get(one.action):
            open_words = not (action.withheld or action.under_embargo) and action.marking == Marking.OFFICIAL
            words = Truncator(action.text).chars(OF_ACTION) if open_words else ""
            name, url = gettext("Action %(number)s") % {"number": action.number}, one.url or to.action(action.number)
            return Line(name, words, says, url)
        if asked := self._recommendations.get(one.recommendation):
            report = "" if asked.inspection.is_under_embargo(self._at) else asked.inspection.title
            return Line(str(asked), report, says, one.url or to.recommendation(asked.pk))
        return Line("", "", says, one.url or reverse("my-actions"))

    def _when(self, on):
        if on is None:
            return ""
        days = days_between(self._today, on)
        if days < 0:
            return gettext("%(on)s, %(days)s ago") % {"on": in_words(on), "days": counted(-days, "day")}
        if days:
            return gettext("%(on)s, in %(days)s") % {"on": in_words(on), "days": counted(days, "day")}
        return gettext("%(on)s, today") % {"on": in_words(on)}
