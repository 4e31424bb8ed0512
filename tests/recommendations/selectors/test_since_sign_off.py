"""What came after a sign-off is listed for the DCC and for the owner, until each of them has looked."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations.selectors.first_rows import Shown
from recommendations.selectors.since_sign_off import LONGEST, since_sign_off
from recommendations.selectors.standings import Standings
from recommendations.services import checks, scrutiny
from recommendations.services.corrected import correct_update
from recommendations.services.looked import look_through
from recommendations.services.progress import post_update
from recommendations.services.verdicts import record_verdict
from tests.moments import london
from tests.statements import parameters_of_each
from tests.walk import DECIDED, LATER, begin, part, recommend, reopen, support

READ = london(2015, 8, 25)


def signed_off(cast, *letters):
    action = begin(cast, *letters)
    recommend(action, by=cast.owner)
    support(action, by=cast.dcc)
    return action


def said(person, own=False, at=READ):
    return [(one.number, one.what, one.part) for one in since_sign_off(Standings(person, now=at), Shown.PAGE, own=own)]


def test_whatever_others_record_afterwards_is_listed_in_order_for_both(cast):
    action = signed_off(cast)
    scrutiny.ask(action, "Does it still hold?", by=cast.deputy, at=LATER)
    update = action.updates.get()
    correct_update(update, done="Issued in July.", why="The month.", seen=update.pk, by=cast.owner, at=READ)

    assert said(cast.dcc) == [(action.pk, "a question", ""), (action.pk, "an update corrected", "")]
    # Not what the owner corrected themselves.
    assert said(cast.owner, own=True) == [(action.pk, "a question", "")]
    assert said(cast.other_owner, own=True) == []


def test_what_the_sign_off_saw_is_not_listed_nor_what_is_open_again(cast):
    action = signed_off(cast)
    scrutiny.ask(action, "Does it still hold?", by=cast.deputy, at=LATER)
    reopen(action, by=cast.dcc, at=READ)

    assert said(cast.deputy, at=READ) == []


def test_of_an_action_in_progress_what_is_said_of_a_part_that_is_signed_off(cast):
    action = begin(cast, "a", "b")
    recommend(action, by=cast.owner, part=part(action, "a"))
    support(action, by=cast.dcc, part=part(action, "a"))
    for letter in "ab":
        post_update(action, part=part(action, letter), done="We changed it again.", by=cast.owner, at=LATER)

    reference = action.coverages.first().part.recommendation.reference
    assert said(cast.dcc) == [(action.pk, "an update", f"{reference}a")]


def test_a_verdict_is_listed_for_the_dcc_once_and_a_check_that_found_it_gone(cast):
    action = signed_off(cast, "a", "b")
    asked = part(action, "a").recommendation
    given = {"given_on": date(2015, 8, 15), "body": asked.inspection.body, "source": "Letter"}
    record_verdict(asked, outcome="still-open", difference="No audit.", **given, by=cast.coordinator, at=LATER)
    check = checks.set_check(action, what="Repeat the audit", due_on=date(2015, 8, 21), by=cast.owner, at=DECIDED)
    checks.record_check(check, done_on=date(2015, 8, 21), lasted=False, found="It lapsed.", by=cast.owner, at=READ)

    assert said(cast.dcc) == [
        (None, "still open to the inspectorate", ""),
        (action.pk, "a follow-up check: it did not last", ""),
    ]


def test_a_check_called_off_is_told_to_the_owner_and_to_the_post_that_makes_it(cast):
    action = signed_off(cast)
    asked = {"due_on": date(2015, 11, 2), "owner": cast.posts.other_owner, "by": cast.dcc}
    check = checks.set_check(action, what="Repeat the audit", **asked, at=LATER)
    checks.call_off_check(check, why="Set on the wrong action.", by=cast.dcc, at=READ)

    told = [(action.pk, "a follow-up check called off", "")]
    assert [said(who, own=True) for who in (cast.owner, cast.other_owner)] == [told, told]
    assert (said(cast.dcc), said(cast.deputy)) == ([], told)


def test_who_has_looked_is_shown_only_what_comes_later_and_nobody_else_loses_it(cast):
    action = signed_off(cast)
    scrutiny.ask(action, "Does it still hold?", by=cast.opcc, at=LATER)
    look_through("scrutiny-queue", until=LATER, by=cast.dcc, at=READ)
    scrutiny.ask(action, "And by night?", by=cast.opcc, at=READ)

    shown = {name: len(said(getattr(cast, name))) for name in ("dcc", "deputy", "staff_officer")}
    assert shown == {"dcc": 1, "deputy": 2, "staff_officer": 2}
    assert len(said(cast.owner, own=True)) == 2


def test_after_three_months_it_stands_on_the_action_alone(cast):
    action = signed_off(cast)
    scrutiny.ask(action, "Does it still hold?", by=cast.opcc, at=LATER)

    assert [len(said(cast.dcc, at=LATER + days)) for days in (LONGEST, LONGEST + LONGEST / 90)] == [1, 0]


def test_for_the_dcc_and_for_an_owner_it_is_one_statement_of_under_two_hundred_parameters(cast):
    signed_off(cast)
    with parameters_of_each() as counts:
        said(cast.dcc)
        said(cast.owner, own=True)

    assert len([count for count in counts if count > 20]) == 2
    assert max(counts) < 200


def test_a_section_reads_one_more_than_it_shows_and_a_page_so_many(cast):
    action = signed_off(cast)
    for day in range(1, 9):
        scrutiny.ask(action, f"Question {day}?", by=cast.dcc, at=london(2015, 8, 14 + day))

    with CaptureQueriesContext(connection) as asked:
        found = [
            since_sign_off(Standings(cast.owner, now=READ), shown, own=True) for shown in (Shown.SECTION, Shown.PAGE)
        ]

    assert [(len(rows), rows.total) for rows in found] == [(5, 6), (8, 8)]
    limits = [query["sql"].rpartition("LIMIT ")[2] for query in asked if "LIMIT" in query["sql"]]
    assert limits == ["6", "26"]
