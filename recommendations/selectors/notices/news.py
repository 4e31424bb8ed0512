"""Everything of which a person is to be told: by key and by what made it so, never with a word of it."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Least
from django.urls import reverse
from django.utils.translation import gettext

from safeguarding.lib.dates import london_date
from safeguarding.lib.languages import counted, in_words, translated
from safeguarding.models.people import Role
from safeguarding.roles import authority

from ... import waiting
from ...models import Answer, Assurance, Decision, MeetingNote, NoticeKind, ProgressUpdate
from ...workflow import Outcome, Status
from ..actions.list import is_silent
from ..commissioner import responses
from ..cosignatures import keys_waiting
from ..decided import DECISIONS, decided
from ..lateness import WARNINGS, is_open
from ..my_actions import dates_to_decide, questions_to_answer
from ..no_answer import on_what_is_closed
from ..packs.prepared import page_of, papers_to_issue
from ..position.questions import answered_to_opcc, unanswered_by_opcc
from ..pressing import NEVER, own, under
from ..redactions import decided_lately
from ..redactions import waiting as redactions_waiting
from ..rounds.mailed import waiting_for, with_replies
from ..rounds.owed import owed_returns
from ..scrutiny.queue_order import KINDS
from ..scrutiny.rows_waiting import rows_waiting
from ..standings import Standings
from ..update_requests import answered_to, updates_to_post
from ..who_decides import waiting_roles
from .given import given, issued_papers, of_agencies, released
from .thing import News, named_in_mails, on_action

# A date that has passed is raised to who answers for the recommendation, then to the coordinator: our convention.
RAISED_TO_ISSUE_OWNER = timedelta(days=14)
RAISED_TO_COORDINATOR = timedelta(days=30)
SAID_LATELY = timedelta(days=30)  # what the OPCC said before is no news to whoever comes new: our convention
PUBLISHED_LATELY = timedelta(days=90)  # a response published before is no news to whoever comes new: our convention

_IN_QUEUE = {kind.awaited: kind for kind in KINDS.values()}


def news(asked: Standings) -> Iterator[News]:
    """All that there is to tell the person of `asked` now, told before or not, the most pressing of each kind first.

    Keys only, so that fifty thousand of them are a list and no more.
    """
    has = authority(asked.user, asked.now)
    if has.posts:
        yield from _of_posts(asked, has.posts)
        yield from given(asked, has.posts)
    if has.posts or Role.COORDINATOR in has.roles:
        yield from _questions(asked)
        yield from _decided(asked)
    if Role.DCC in has.roles:
        yield from _queue(asked)
    if has.roles.intersection((Role.DCC, Role.COORDINATOR)):
        yield from _published(asked)
        yield from _to_issue(asked)
        yield from _to_take_out(asked)
        yield from _assurances(asked)
        yield from _minutes(asked, Q())
    elif has.posts:
        yield from _minutes(asked, Q(recommendation__issue_owner__in=has.posts))
    if has.in_force:
        yield from _taken_out(asked)
        yield from _updated(asked)
    yield from _outside_the_force(asked, has)
    if Role.COORDINATOR in has.roles:
        yield from issued_papers(asked)
        yield from _of_coordinator(asked)
    if Role.ADMINISTRATOR in has.roles:
        yield from _roles_to_confirm(asked)


def _outside_the_force(asked, has):
    if Role.OPCC in has.roles:
        yield from _of_opcc(asked)
        yield from released(asked)
        yield from issued_papers(asked)
        yield from _keys_to_confirm(asked)
    if has.agencies:
        yield from of_agencies(asked)


def _of_posts(asked, posts):
    theirs = own(asked, posts)
    back = theirs.filter(reason="sent-back").order_by().values("action")
    for pk, number in waiting.sent_back().filter(action__in=back).order_by("pk").values_list("pk", "action"):
        yield on_action(NoticeKind.SENT_BACK, number, str(pk))
    yield from _dates_asked_for(asked)
    for pk, number, on in updates_to_post(asked).values_list("pk", "action", "answer_by"):
        yield News(NoticeKind.ROUND, f"update asked for {pk}", "", number, on=on)
    yield from _rounds(posts, asked)
    yield from _replies(asked, posts)
    for number, on in _not_with_dcc(theirs):
        if kind := reached(on, asked.today):
            yield on_action(kind, number, on.isoformat(), on)
    raised = under(asked, posts).filter(next_on__lt=asked.today - RAISED_TO_ISSUE_OWNER)
    for number, on in _not_with_dcc(raised):
        yield on_action(NoticeKind.ESCALATED, number, on.isoformat(), on)


def _decided(asked):
    for row in decided(asked):
        about = f"{row['said']} {row['at'].isoformat()}"
        place = {"action": row["number"], "recommendation": row["on"]}
        thing = f"action {row['number']}" if row["number"] else f"recommendation {row['on']}"
        yield News(NoticeKind.DECIDED, thing, about, **place, says=translated(DECISIONS[row["said"]]))


def _not_with_dcc(actions):
    dated = actions.exclude(status=Status.RECOMMENDED_COMPLETE)
    return dated.values_list("action", "next_on").iterator()


def reached(on: date, today: date) -> NoticeKind | None:
    """The last of the notices about a date that was reached by `today`: past it, or in the next 7, 30, 60 days; None: none yet."""
    if on < today:
        return NoticeKind.OVERDUE
    within = next((days for days in WARNINGS if on <= today + timedelta(days)), None)
    return within and NoticeKind(f"due-{within}")


def _dates_asked_for(asked):
    theirs = dates_to_decide(asked).order_by().values("action")
    requests = waiting.deadlines(with_dcc=False).filter(action__in=theirs).order_by("pk")
    for pk, number in requests.values_list("pk", "action"):
        yield News(NoticeKind.TO_DECIDE, f"date asked for {pk}", "", number, says=gettext("another date is asked for"))


def _rounds(posts, asked):
    for owed in owed_returns(posts, asked):
        about = f"{owed.round.returns_by} {owed.chased.pk if owed.chased else ''}".strip()
        what = {"title": owed.round.title, "post": owed.post, "actions": counted(owed.actions, "action")}
        says = gettext("%(title)s, for %(post)s: %(actions)s") % what
        thing = f"round {owed.round.pk} post {owed.post.pk}"
        yield News(NoticeKind.ROUND, thing, about, on=owed.round.returns_by, says=says)


def _replies(asked, posts):
    """Forms of returns that came by mail and that the person may look at, of these posts; None: of any."""
    for round in with_replies(asked):
        for form in waiting_for(asked.user, round, posts, now=asked.now):
            what = {"title": round.title, "post": form.post}
            says = gettext("%(title)s, for %(post)s: a form came by mail and waits to be looked at") % what
            url = reverse("round-return", args=[round.pk, form.post_id])
            yield News(NoticeKind.ROUND, f"mailed form {form.pk}", "", on=round.returns_by, says=says, url=url)


def _questions(asked):
    found = questions_to_answer(asked).values_list(
        "pk", "action", "recommendation", "part__recommendation", "answer_by_now"
    )
    for pk, number, whole, of_part, by in found:
        about = by.isoformat() if by else ""
        yield News(NoticeKind.QUESTION, f"question {pk}", about, number, whole or of_part, by)


def _of_opcc(asked):
    """The questions of the OPCC of which something became: answered, for any reviewer to accept; or closed without an answer."""
    answers = Answer.objects.filter(question=OuterRef("pk")).order_by("-pk").values("pk")
    answered = answered_to_opcc(asked).annotate(last=Subquery(answers[:1])).order_by("last")
    place = ("pk", "action", "recommendation", "part__recommendation")
    for pk, number, whole, of_part, last in answered.values_list(*place, "last"):
        says = gettext("your question has an answer, for you to accept or ask again")
        yield News(NoticeKind.TO_DECIDE, f"question {pk}", str(last), number, whole or of_part, says=says)
    closed = unanswered_by_opcc(asked).filter(on_what_is_closed(None)).order_by("pk")
    for pk, number, whole, of_part in closed.values_list(*place):
        says = gettext("closed, and your question has no answer")
        yield News(NoticeKind.DECIDED, f"question {pk}", "", number, whole or of_part, says=says)


def _roles_to_confirm(asked):
    for grant in waiting_roles(asked.now).exclude(given_by=asked.user):
        who = {"role": gettext(grant.get_role_display()), "person": grant.user}
        says = gettext("%(role)s for %(person)s, which a second administrator confirms") % who
        yield News(NoticeKind.TO_DECIDE, f"role {grant.pk}", "", says=says, url=reverse("who-decides"))


def _to_issue(asked):
    for paper in papers_to_issue(asked):
        name, url = paper, page_of(paper)
        if paper.inspection_id and paper.inspection.is_under_embargo(asked.now):
            name, url = paper.get_paper_display(), reverse("home")  # without the title, which the address has too
        says = gettext("%(paper)s: ready, for you to issue") % {"paper": name}
        yield News(NoticeKind.TO_DECIDE, f"paper {paper.pk}", "", says=says, url=url)


def _assurances(asked):
    for one in _lately(Assurance, asked):
        yield _of_inspection(one, f"assurance {one.pk}", one.get_level_display())


def _minutes(asked, of):
    """Notes for a meeting and minutes `of` recommendations (a Q), never with a word of them."""
    for one in _lately(MeetingNote, asked).filter(of, corrects=None):
        yield _of_inspection(one, f"meeting note {one.pk}", one.get_outcome_display(), one.recommendation_id)


def _lately(model, asked):
    statements = model.objects.visible_to(asked.user, asked.now).select_related("inspection")
    lately = statements.filter(recorded_at__date__gte=asked.today - SAID_LATELY, inspection__in=named_in_mails(asked))
    return lately.order_by("pk")


def _of_inspection(statement, thing, what, recommendation=None):
    on = in_words(london_date(statement.recorded_at))
    if recommendation:
        return News(NoticeKind.SAID_BY_OPCC, thing, "", recommendation=recommendation, says=f"{what}, {on}")
    url = reverse("inspection-detail", args=[statement.inspection.slug]) + "#assurance"
    return News(NoticeKind.SAID_BY_OPCC, thing, "", says=f"{what}, {statement.inspection.title}, {on}", url=url)


def _queue(asked):
    waits = rows_waiting(asked, Q(with_dcc=True)).order_by("kind", "since", "key")
    for row in waits:
        place = {"action": row["about_action"], "recommendation": row["about_recommendation"]}
        kind = _IN_QUEUE[row["kind"]]
        thing, since = f"{kind.one} {row['key']}", in_words(london_date(row["since"]))
        says = gettext("%(what)s, since %(on)s") % {"what": translated(kind.one), "on": since}
        place["url"] = reverse(kind.page, args=[row["key"]])
        yield News(NoticeKind.TO_DECIDE, thing, row["since"].isoformat(), **place, says=says)


def _published(asked):
    """The responses that the Commissioner published, news to those who answer for the chief officer (Police Act 1996 s.55)."""
    lately = responses(asked).filter(published_on__gte=asked.today - PUBLISHED_LATELY).order_by("published_on", "pk")
    for response in lately:
        on, url = response.published_on, reverse("commissioner-response", args=[response.pk])
        says = gettext("%(what)s, on %(on)s") % {"what": response.title, "on": in_words(on)}
        yield News(NoticeKind.PUBLISHED, f"response {response.pk}", on.isoformat(), on=on, says=says, url=url)


def _to_take_out(asked):
    """Requests to take words out, never with a word of them."""
    for pk, since in redactions_waiting(asked.user, asked.now).values_list("pk", "recorded_at"):
        on = {"on": in_words(london_date(since))}
        says = gettext("words or a file to be taken out of the record, asked for on %(on)s") % on
        yield News(NoticeKind.TO_DECIDE, f"redaction {pk}", "", says=says, url=reverse("redaction-decide", args=[pk]))


def _taken_out(asked):
    """The outcome of each that they asked for themselves."""
    for pk, declined in decided_lately(asked.user, asked.today - PUBLISHED_LATELY):
        if declined:
            says = gettext("what you asked to be taken out of the record stays")
        else:
            says = gettext("what you asked to be taken out of the record was taken out")
        yield News(NoticeKind.DECIDED, f"redaction {pk}", "", says=says, url=reverse("redactions"))


def _updated(asked):
    """The updates that they asked for themselves."""
    for pk, number in answered_to(asked).values_list("pk", "action"):
        says = gettext("the update that you asked for was posted")
        yield News(NoticeKind.ROUND, f"update asked for {pk}", "posted", number, says=says)


def _keys_to_confirm(asked):
    """Keys that a colleague at the OPCC added: one of theirs, or one that nobody there made."""
    for key in keys_waiting().exclude(recorded_by=asked.user):
        about = {"who": key.author, "on": in_words(london_date(key.recorded_at))}
        says = gettext("a key by which the OPCC cosigns, added by %(who)s on %(on)s") % about
        yield News(NoticeKind.TO_DECIDE, f"cosigning key {key.pk}", "", says=says, url=reverse("seals"))


def _of_coordinator(asked):
    yield from _replies(asked, None)
    actions = asked.actions().filter(is_open()).order_by("action")
    first = Least(Coalesce("target_on", NEVER), Coalesce("due_on", NEVER))
    late = actions.exclude(status=Status.RECOMMENDED_COMPLETE).annotate(first=first)
    for number, on in late.filter(first__lt=asked.today - RAISED_TO_COORDINATOR).values_list("action", "first"):
        yield on_action(NoticeKind.ESCALATED, number, f"coordinator {on}", on)
    reopened = Decision.objects.filter(action=OuterRef("action"), outcome=Outcome.REOPENS).order_by("-pk").values("pk")
    unowned = actions.filter(owner=None).annotate(reopened=Subquery(reopened[:1]))
    for number, decision in unowned.values_list("action", "reopened"):
        yield on_action(NoticeKind.UNOWNED, number, str(decision or ""))
    updates = ProgressUpdate.objects.filter(action=OuterRef("action")).order_by().values("action")
    last = Subquery(updates.annotate(last=Max("pk")).values("last"))
    for number, update in actions.filter(is_silent(asked)).annotate(last=last).values_list("action", "last"):
        yield on_action(NoticeKind.SILENT, number, str(update or ""))
