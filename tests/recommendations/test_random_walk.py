"""Every page says the same of what waits and what blocks, whatever was done: a random walk, held against them all."""

import random
from collections import Counter

import pytest

from recommendations import waiting
from recommendations.blocking import blocking_questions
from recommendations.models import (
    Action,
    AwaitedStanding,
    DeadlineRequest,
    Question,
    Recommendation,
    TranscribedStatement,
)
from recommendations.permissions import may, may_confirm, may_decide_deadline, may_settle
from recommendations.selectors.my_actions import my_actions
from recommendations.selectors.position.awaiting import awaiting
from recommendations.selectors.register import visible_register
from recommendations.selectors.scrutiny.item import Item
from recommendations.selectors.scrutiny.parts import part_lines
from recommendations.selectors.scrutiny.queue_order import KINDS, queued
from recommendations.selectors.standings import Standings
from recommendations.workflow import Status
from tests import waits_of_records
from tests.random_walk import RandomWalk

DATES = "Target dates beyond the inspectorate’s, or where it set none"
KIND = {kind.heading: name for name, kind in KINDS.items()} | {DATES: "deadline"}
STEPS = 20


def in_queue(user, now):
    found = queued(user, now)
    waits = Counter(one.kind for matter in found for one in matter.waits)
    assert (waits, len(list(found))) == (found.counts, len(found))
    return waits


def with_dcc(waits):
    """How many things of each kind wait for the DCC, on the position page."""
    return Counter({KIND[pile.what]: pile.count for pile in waits.dcc})


def piles(waits):
    """What waits with whom, as the position page lists it."""
    return [(p.what, p.count, [(i.about, i.since) for i in p.items]) for p in [*waits.dcc, *waits.owners]]


def kept(at=None):
    """What waits, as it is kept in the standings."""
    return set(AwaitedStanding.objects.at(at).values_list("kind", "with_dcc", "record", "waiting_since"))


def assert_agreement(cast, waits, now):
    dcc = cast.dcc
    assert kept() == waits_of_records.everything()
    assert with_dcc(waits) == in_queue(dcc, now)
    register = visible_register(dcc, now=now)
    lines = part_lines(Recommendation.objects.values_list("pk", flat=True), dcc, now)
    assert {line.part.pk: line.state for line in lines} == {pk: part.state for pk, part in register.parts.items()}
    for one in Recommendation.objects.filter(pk__in=register.recommendations):
        still = {part.pk for part in register.recommendations[one.pk].parts if part.row.ours and not part.state.closed}
        assert set(waits_of_records.still_open(one).values_list("pk", flat=True)) == still
    decidable = {
        request.pk
        for request in DeadlineRequest.objects.pending().select_related("action")
        if may_decide_deadline(cast.issue_owner, request, at=now)
    }
    to_decide = {line.asked_for.pk for line in my_actions(cast.issue_owner, now=now).to_decide}
    assert to_decide == decidable


def assert_agreement_on(action, cast, now):
    """The page of scrutiny, the permissions and the predicates, on one action."""
    item = Item(action, cast.dcc, at=now)
    for part in [None, *(line.part for line in item.parts)]:
        blocked = blocking_questions(action, part).exists()
        assert ((part and part.pk) in item.blocked) == blocked
        asked = any("question" in reason for reason in may(cast.dcc, "support", action, at=now, part=part).why_not)
        assert asked == blocked
    visible = TranscribedStatement.objects.visible_to(cast.dcc, now)
    asked_about = waiting.statements().filter(action=action, pk__in=visible.values("pk"))
    to_confirm = set(asked_about.values_list("pk", flat=True))
    assert {statement.pk for statement in item.records.to_confirm} == to_confirm
    for statement in TranscribedStatement.objects.filter(pk__in=to_confirm):
        assert may_confirm(cast.dcc, statement, at=now)
    for question in Question.objects.open().filter(action=action, blocks=True):
        assert may_settle(cast.dcc, question, at=now)
        assert question.pk in {one.pk for one in item.open_questions} or question.part_id
    complete = action.status == Status.COMPLETE
    unsupported = action.coverages.filter(ended_at=None, supported_in=None).exists()
    assert not (complete and unsupported)


@pytest.mark.parametrize("seed", range(2))
def test_queue_position_pages_forms_and_permissions_agree_at_every_step(cast, seed, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    walk = RandomWalk(cast, random.Random(seed))
    stood, done = {}, Counter()

    for _ in range(STEPS):
        done[walk.step()] += 1
        waits = awaiting(Standings(cast.dcc, now=walk.at))
        assert_agreement(cast, waits, walk.at)
        assert_agreement_on(Action.objects.get(pk=walk.action.pk), cast, walk.at)
        stood[walk.at] = piles(waits)

    for action in Action.objects.all():
        assert_agreement_on(action, cast, walk.at)
    officer = cast.staff_officer
    assert with_dcc(awaiting(Standings(officer, now=walk.at))) == in_queue(officer, walk.at)
    then = {moment: piles(awaiting(Standings(cast.dcc, now=walk.at, as_at=moment))) for moment in stood}
    assert then == stood
    for moment in stood:
        assert kept(moment) == waits_of_records.everything(moment)
    assert sum(count for name, count in done.items() if "refused" not in name) > STEPS / 3
