"""Lately come to a person: work given to a post of theirs, and a report that concerns their agency."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext

from safeguarding.lib.languages import counted
from safeguarding.models import Holding
from safeguarding.models.people import Role
from safeguarding.roles import authority

from ...models import Action, NoticeKind, Recommendation
from ..agency_responses import asked_to_say_more, without_response
from ..lateness import is_open
from ..packs.prepared import page_of, papers_issued
from ..posts.hand_over import taken_over
from ..pressing import own
from ..recommendations.list import is_counted
from ..standings import Standings
from .thing import News, named_in_mails, on_action

LATELY = timedelta(days=30)  # what was given before is no news to whoever comes new: our convention


def given(asked: Standings, posts: Collection[int]) -> Iterator[News]:
    """The posts, actions and recommendations that came to a person with `posts`."""
    for holding, count in _taken_posts(asked):
        about = {"post": holding.post, "actions": counted(count, "open action")}
        says = gettext("the post %(post)s is yours, with %(actions)s") % about
        yield News(NoticeKind.GIVEN, f"post {holding.pk}", "", says=says)
    for number, on, given_at in _given_actions(asked, posts).values_list("action", "next_on", "given_at"):
        yield on_action(NoticeKind.GIVEN, number, given_at.isoformat(), None if on == date.max else on)
    for pk, given_at in _given_recommendations(asked, posts).values_list("recommendation", "given_at"):
        says = gettext("you are its issue owner")
        yield News(NoticeKind.GIVEN, f"recommendation {pk}", given_at.isoformat(), recommendation=pk, says=says)


def released(asked: Standings) -> Iterator[News]:
    """The inspections that were released to the OPCC lately."""
    lately = named_in_mails(asked).filter(released_at__gte=asked.now - LATELY)
    for report in lately.order_by("released_at", "pk"):
        says = gettext("%(report)s, released to the OPCC") % {"report": report.title}
        url = reverse("inspection-detail", args=[report.slug])
        yield News(NoticeKind.GIVEN, f"inspection {report.pk}", report.released_at.isoformat(), says=says, url=url)


def issued_papers(asked: Standings) -> Iterator[News]:
    """The papers for meetings that were issued lately: news to the OPCC, for which they are, and to whoever prepared them."""
    reads = Role.OPCC in authority(asked.user, asked.now).roles
    for paper in papers_issued(asked, asked.now - LATELY):
        if reads or paper.issue.prepared_by == asked.user:
            says = gettext("%(paper)s: issued") % {"paper": paper}
            kind = NoticeKind.GIVEN if reads else NoticeKind.DECIDED
            yield News(kind, f"issued paper {paper.pk}", "", says=says, url=page_of(paper))


def of_agencies(asked: Standings) -> Iterator[News]:
    """Asked of the agencies of the reader: to say more, and to respond to a report that concerns them."""
    for check in asked_to_say_more(asked):
        says, asks = gettext("your agency is asked to say more"), check.response.part.recommendation_id
        thing = f"agency response {check.response_id}"
        yield News(NoticeKind.SENT_BACK, thing, str(check.pk), recommendation=asks, says=says)
    for one in without_response(asked).filter(inspection__in=named_in_mails(asked)):
        about = {"report": one.inspection.title, "agency": one.agency}
        says = gettext("%(report)s: it concerns %(agency)s, whose response is not recorded yet") % about
        url = reverse("inspection-detail", args=[one.inspection.slug])
        yield News(NoticeKind.GIVEN, f"inspection {one.inspection_id} agency {one.agency_id}", "", says=says, url=url)


def _taken_posts(asked):
    """The holdings of posts that the reader took over and has not seen, or took up lately where nobody held them, with their work."""
    for taken in taken_over(asked.user, asked.now):
        yield taken.holding, taken.actions.count
    work = asked.actions().filter(is_open(), owner=OuterRef("post")).order_by().values("owner")
    lately = Holding.objects.on(asked.now).filter(holder=asked.user, follows=None, starts_at__gte=asked.now - LATELY)
    vacant = lately.annotate(count=Subquery(work.annotate(count=Count("pk")).values("count"))).filter(count__gt=0)
    for holding in vacant.select_related("post").order_by("pk"):
        yield holding, holding.count


def _given_actions(asked, posts):
    """The actions that somebody else gave to `posts` lately, as own() has them; each with `given_at`."""
    return _lately_by_another(own(asked, posts), Action, "action", "owner", asked)


def _given_recommendations(asked, posts):
    """The recommendations whose issue somebody else gave to `posts` lately; each with `given_at`."""
    theirs = asked.recommendations().filter(is_counted(), issue_owner__pk__among=posts)
    theirs = theirs.order_by(F("due_on").asc(nulls_last=True), "recommendation")
    return _lately_by_another(theirs, Recommendation, "recommendation", "issue_owner", asked)


def _lately_by_another(standings, noun, key, owner, asked):
    """Those whose owner became so lately: as another's last period ended, else as they were opened."""
    periods = standings.model.objects.filter(**{key: OuterRef(key)})
    of_others = periods.filter(~Q(**{owner: OuterRef(owner)}) | Q(**{owner: None}))
    given_at = Coalesce(
        Subquery(of_others.order_by("-ends_at").values("ends_at")[:1]),
        Subquery(periods.order_by("begins_at").values("begins_at")[:1]),
    )
    themselves = noun.history.filter(history_user=asked.user.pk, history_date=OuterRef("given_at"))
    same = Q(**{noun._meta.pk.attname: OuterRef(key)})
    lately = standings.annotate(given_at=given_at).filter(given_at__gte=asked.now - LATELY)
    return lately.filter(~Exists(themselves.filter(same)))
