"""Each check of the plan finds what has the gap, and not the nearest thing that has it not."""

from datetime import date

import pytest

from recommendations.models import DeadlineRequest, PlanDocument, TranscribedStatement
from recommendations.selectors.gaps.checks import CHECKS, About
from recommendations.selectors.gaps.counted import counted
from recommendations.selectors.gaps.list import check_of, one
from recommendations.selectors.gaps.named import key_of
from recommendations.selectors.standings import Standings
from recommendations.services.actions import decide_deadline, wait_on
from recommendations.services.progress import EvidenceDraft, post_update
from recommendations.services.recommendations import PartDraft, respond
from recommendations.services.verdicts import record_verdict
from recommendations.workflow import Gap
from safeguarding.appointments import deactivate
from tests.factories import ActionFactory, InspectionFactory
from tests.moments import NOW, OPENED, london
from tests.recommendations.rounds import commission
from tests.recommendations.views.reading import shown
from tests.recorded import change, write
from tests.walk import recommend, support

from .pairs_in_plans import (
    AUGUST,
    answer,
    asked_for,
    caveat_dropped,
    cost_in_words,
    date_without_action,
    documents_differ,
    note_without_day,
    on_a_sunday,
    pages_differ,
    two_ranks,
    year_missing,
)


def no_action(cast):
    return asked_for(cast), answer(cast).coverages.get().part.recommendation


def part_not_covered(cast):
    parts = asked_for(cast, PartDraft("One.", "a"), PartDraft("Two.", "b")).parts
    ActionFactory(parts=parts.filter(letter="a"))
    return parts.get(letter="b"), parts.get(letter="a")


def written_off(cast):
    pair = asked_for(cast).parts.get(), asked_for(cast).parts.get()
    for part, kind in zip(pair, ("another-body", "in-place"), strict=True):
        respond(part, kind, reason="The College does it.", by=cast.coordinator, at=AUGUST)
    return pair


def awaits_direction(cast):
    pair = [asked_for(cast, PartDraft("Keep a log.", timescale=limit)).parts.get() for limit in ("Immediately", "")]
    for part in pair:
        respond(
            part,
            "awaiting-direction",
            reason="The board decides.",
            direction_from="The board",
            by=cast.coordinator,
            at=AUGUST,
        )
    return pair


def work_goes_on(cast):
    pair = answer(cast), answer(cast)
    for action, done in zip(pair, ("Issued; training is continuing.", "Issued, and all are trained."), strict=True):
        recommend(action, by=cast.owner, done=done)
    return pair


def no_evidence(cast):
    pair = answer(cast), answer(cast)
    for action, evidence in zip(pair, ([], [EvidenceDraft(title="Audit", held_elsewhere="Audit system")]), strict=True):
        recommend(action, by=cast.owner, evidence=evidence)
    return pair


def verdict_differs(cast):
    pair = answer(cast), answer(cast)
    said = {"outcome": "still-open", "given_on": date(2015, 9, 1), "source": "Letter", "difference": "No audit."}
    recommend(pair[0], by=cast.owner)
    support(pair[0], by=cast.dcc)
    parts = [action.coverages.get().part for action in pair]
    for part in parts:
        asked = part.recommendation
        record_verdict(asked, body=asked.inspection.body, **said, by=cast.coordinator, at=NOW)
    return parts


def on_target_while_past(cast):
    pair = answer(cast, target_on=date(2015, 4, 30)), answer(cast, target_on=date(2015, 4, 30))
    for action, states in zip(pair, ("on-target", "off-target"), strict=True):
        post_update(action, done="Begun.", assessment=states, by=cast.owner, at=AUGUST)
    return pair


def nothing_meanwhile(cast):
    at_once = PartDraft("Keep a log.", timescale="Immediately")
    pair = answer(cast, at_once), answer(cast, at_once)
    until = {"review_on": date(2015, 10, 1), "meanwhile": "By hand."}
    wait_on(pair[1], body="The council", **until, by=cast.owner, at=AUGUST)
    return pair


def no_owner(cast):
    return answer(cast, owner=None), answer(cast)


def no_issue_owner(cast):
    return asked_for(cast, issue_owner=None), asked_for(cast)


def owner_gone(cast):
    pair = answer(cast, owner=cast.posts.other_owner), answer(cast)
    deactivate(cast.other_owner, why="Left.", by=cast.administrator, at=AUGUST)
    return pair


def issue_owner_gone(cast):
    pair = asked_for(cast, issue_owner=cast.posts.other_owner), asked_for(cast)
    deactivate(cast.other_owner, why="Left.", by=cast.administrator, at=AUGUST)
    return pair


def milestone_not_met(cast):
    pair = tuple(InspectionFactory().milestones.order_by("pk")[:2])
    change(pair[1], done_on=date(2015, 3, 25), by=cast.coordinator, at=AUGUST)
    return pair


def no_return(cast):
    pair = answer(cast), answer(cast)
    commission(cast, at=AUGUST)
    post_update(pair[1], done="Begun.", assessment="on-target", by=cast.owner, at=london(2015, 8, 25))
    return pair


def no_date(cast):
    return answer(cast, target_on=None, target_words="as per project board"), answer(cast)


def target_after(cast):
    soon = PartDraft("Keep a log.", timescale="Within three months")
    pair = answer(cast, soon), answer(cast, soon)
    request = DeadlineRequest.objects.get(action=pair[1])
    decide_deadline(request, agreed=True, reason="It cannot be sooner.", by=cast.dcc, at=AUGUST)
    return pair


def repeats(cast):
    return answer(cast, text="Officers should now see and speak to children."), answer(cast)


PAIRS = {
    (Gap.NO_ACTION, About.RECOMMENDATION): no_action,
    (Gap.PART_NOT_COVERED, About.PART): part_not_covered,
    (Gap.WRITTEN_OFF, About.PART): written_off,
    (Gap.AWAITS_DIRECTION, About.PART): awaits_direction,
    (Gap.CAVEAT_DROPPED, About.RECOMMENDATION): caveat_dropped,
    (Gap.WORK_GOES_ON, About.ACTION): work_goes_on,
    (Gap.NO_EVIDENCE, About.ACTION): no_evidence,
    (Gap.VERDICT_DIFFERS, About.PART): verdict_differs,
    (Gap.ON_TARGET_WHILE_PAST, About.ACTION): on_target_while_past,
    (Gap.NOTHING_MEANWHILE, About.ACTION): nothing_meanwhile,
    (Gap.NO_OWNER, About.ACTION): no_owner,
    (Gap.NO_OWNER, About.RECOMMENDATION): no_issue_owner,
    (Gap.OWNER_GONE, About.ACTION): owner_gone,
    (Gap.OWNER_GONE, About.RECOMMENDATION): issue_owner_gone,
    (Gap.MILESTONE_NOT_MET, About.MILESTONE): milestone_not_met,
    (Gap.NO_RETURN, About.ACTION): no_return,
    (Gap.NO_DATE, About.ACTION): no_date,
    (Gap.TARGET_AFTER, About.ACTION): target_after,
    (Gap.DATE_WITHOUT_ACTION, About.RECOMMENDATION): date_without_action,
    (Gap.ON_A_SUNDAY, About.ACTION): on_a_sunday,
    (Gap.YEAR_MISSING, About.ACTION): year_missing,
    (Gap.NOTE_WITHOUT_DAY, About.RECOMMENDATION): note_without_day,
    (Gap.DOCUMENTS_DIFFER, About.RECOMMENDATION): documents_differ,
    (Gap.TWO_RANKS, About.ACTION): two_ranks,
    (Gap.COST_IN_WORDS, About.ACTION): cost_in_words,
    (Gap.PAGES_DIFFER, About.RECOMMENDATION): pages_differ,
    (Gap.REPEATS, About.ACTION): repeats,
}


def test_every_check_has_its_pair():
    assert [(check.gap, check.about) for check in CHECKS] == list(PAIRS)


@pytest.mark.parametrize(
    ("gap", "about"), PAIRS, ids=lambda value: value.value if isinstance(value, Gap) else value.name
)
def test_it_finds_the_one_and_not_the_other(cast, gap, about):
    has, has_not = PAIRS[gap, about](cast)
    check, asked = check_of(gap, about.value), Standings(cast.coordinator, now=NOW)

    found = {key_of(about, row) for row in check.rows(asked)}

    assert (has.pk in found, has_not.pk in found) == (True, False)
    assert counted(asked)[check] == len(found)


def test_another_date_after_the_inspectorate_s_that_was_agreed_is_no_gap_and_the_one_asked_for_would_be(cast):
    check, action = check_of(Gap.TARGET_AFTER, "action"), target_after(cast)[0]
    said = {"reason": "It cannot be sooner.", "by": cast.dcc, "at": AUGUST}
    request = DeadlineRequest.objects.get(action=action)

    decide_deadline(request, agreed=True, instead_on=date(2015, 12, 30), **said)
    agreed = list(check.rows(Standings(cast.coordinator, now=NOW)))
    action.refresh_from_db()
    change(action, target_on=request.new_on, by=cast.coordinator, at=NOW)

    assert agreed == []
    assert [row.action_id for row in check.rows(Standings(cast.coordinator, now=NOW))] == [action.pk]


def test_the_position_names_the_caveats_that_were_dropped(client, cast):
    caveat_dropped(cast)
    worry = "<strong>Caveats dropped:</strong>"

    page = " ".join(shown(client, cast.coordinator, "/position/").split())

    assert page.partition(worry)[2].startswith(' of <a href="/gaps/?check=caveat-dropped">1 recom')
    assert worry not in shown(client, cast.coordinator, "/position/?at=2015-04-03")


def test_at_a_past_moment_the_plan_is_judged_by_what_was_recorded_then(cast):
    action, _ = on_target_while_past(cast)
    check = check_of(Gap.ON_TARGET_WHILE_PAST, "action")

    then = Standings(cast.coordinator, now=NOW, as_at=london(2015, 8, 19))

    assert list(check.rows(then)) == []
    assert [row.action_id for row in check.rows(Standings(cast.coordinator, now=NOW))] == [action.pk]


def test_on_target_without_any_target_is_found_where_it_was_asked_for_immediately(cast):
    check, asked = check_of(Gap.ON_TARGET_WHILE_PAST, "action"), Standings(cast.coordinator, now=NOW)
    for limit, states in (("Immediately", "on-target"), ("", "on-target"), ("Immediately", "at-risk")):
        action = answer(cast, PartDraft("Keep a log.", timescale=limit), target_on=None)
        post_update(action, done="Begun.", assessment=states, by=cast.owner, at=AUGUST)

    (row,) = check.rows(asked)

    assert one(check, row.action_id, asked).sentence.endswith(
        "said to be on target, without a target date, and was asked for immediately, open 211 days."
    )


def test_what_a_document_says_counts_as_what_is_said(cast):
    action = answer(cast, target_on=date(2015, 4, 30))
    recommendation = action.coverages.get().part.recommendation
    document = write(PlanDocument(name="plan.docx", sha256="0" * 64, file="x", rows=1), by=cast.coordinator, at=OPENED)
    told = {"owner-recommends": "Recommend complete", "update": "This is continuing.", "assessment": "On target"}
    of = {"recommendation": recommendation, "action": action, "document": document, "source": "row 1"}
    for means, words in told.items():
        write(TranscribedStatement(means=means, words=words, **of), by=cast.coordinator, at=AUGUST)

    asked = Standings(cast.coordinator, now=NOW)
    found = {check.gap for check in CHECKS if check.about == About.ACTION and check.rows(asked)}

    assert found == {Gap.WORK_GOES_ON, Gap.NO_EVIDENCE, Gap.ON_TARGET_WHILE_PAST}
