"""What changed between two moments, told by what stood at both and by what was recorded between them."""

import random
from datetime import date

import pytest

from inspections.services import release_to_opcc
from recommendations.models import ActionStanding
from recommendations.selectors.recommendations.list import OPEN_PART, is_counted
from recommendations.selectors.standings import Standings
from recommendations.selectors.what_changed.counted import counted
from recommendations.selectors.what_changed.list import Changes
from recommendations.selectors.what_changed.period import Period
from recommendations.selectors.what_changed.sources import Change
from recommendations.services.action_corrections import put_action_right
from recommendations.services.actions import decide_deadline, hand_over, request_deadline
from recommendations.services.corrected import correct_answer, correct_update
from recommendations.services.measures import add_measure, add_reading, correct_reading
from recommendations.services.progress import post_update
from recommendations.services.recommendation_corrections import put_part_right
from recommendations.services.recommendations import PartDraft
from recommendations.services.scrutiny import accept_answer, answer, ask
from recommendations.services.verdicts import correct_verdict, record_verdict
from safeguarding.history import version_of
from tests.factories import ActionFactory, BoardFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, OPENED, london
from tests.random_walk import BEGUN, RandomWalk
from tests.statements import parameters_of_each
from tests.walk import begin, reopen_withdrawn, send_back, support, withdraw

pytestmark = pytest.mark.django_db
MEETING, AFTER = london(2015, 8, 1, 23), london(2015, 8, 10)
PERSONS = ["dcc", "opcc", "partner", "owner"]


@pytest.fixture(scope="module")
def register(module_cast, tmp_path_factory):
    """Six actions, to each of which something happens after the meeting of 1 August, or before it."""
    cast = module_cast
    made = InspectionFactory(slug="ours", title="Ours")
    release_to_opcc(made, by=cast.coordinator, at=OPENED)
    board = BoardFactory(slug="board")
    owned = {"owner": cast.posts.owner, "target_on": date(2015, 8, 5)}
    placed = {"inspection": made, "board": board, "issue_owner": cast.posts.issue_owner}
    parts = [PartDraft(text="Speak to children.", timescale="Within twelve months")]
    asked = [RecommendationFactory(reference=str(n), parts=parts, **placed) for n in range(1, 5)]
    done, back, moved, late = (ActionFactory(parts=one.parts.all(), **owned) for one in asked)
    said = {"recommends_complete": True, "shown": "tested", "by": cast.owner}
    # Worded anew before: what happens to it after the meeting is no correction once more.
    reworded = {"version": version_of(moved), "why": "Mistyped.", "by": cast.coordinator, "at": MEETING}
    put_action_right(moved, text="Worded anew.", **reworded)
    updates = [post_update(one, done="Issued, but not in every station.", **said, at=MEETING) for one in (done, back)]
    support(done, by=cast.dcc, at=AFTER)
    send_back(back, by=cast.dcc, at=AFTER)
    correct_update(
        updates[0], why="Mistyped.", seen=updates[0].pk, done="Issued in every station.", by=cast.owner, at=AFTER
    )
    request = request_deadline(moved, date(2015, 12, 1), because="it", reason="Late.", by=cast.owner, at=AFTER)
    decide_deadline(request, agreed=True, reason="Yes.", by=cast.issue_owner, at=AFTER)
    hand_over(moved, cast.posts.other_owner, why="Moved.", by=cast.coordinator, at=AFTER)
    question = ask(late, "Since when?", by=cast.dcc, at=AFTER)
    reply = answer(question, "Since May.", by=cast.owner, at=AFTER)
    correct_answer(reply, why="Mistyped.", seen=reply.pk, text="Since June.", by=cast.owner, at=AFTER)
    accept_answer(question, by=cast.dcc, at=AFTER)
    put_action_right(
        late, text="Other words.", version=version_of(late), why="Mistyped.", by=cast.coordinator, at=AFTER
    )
    given = {"outcome": "still-open", "given_on": date(2015, 7, 9), "body": made.body, "source": "Letter"}
    verdict = record_verdict(asked[3], **given, by=cast.coordinator, at=AFTER)
    correct_verdict(verdict, why="Page.", seen=verdict.pk, source="Letter, page 2", by=cast.coordinator, at=AFTER)
    measure = add_measure(asked[3], name="Seen", better="more", unit="cases", by=cast.coordinator, at=OPENED)
    reading = add_reading(measure, value=18, read_on=date(2015, 4, 1), source="Audit", by=cast.coordinator, at=OPENED)
    correct_reading(reading, why="Page.", seen=reading.pk, source="Audit, page 2", by=cast.coordinator, at=AFTER)
    part = asked[2].parts.get()
    put_part_right(part, text="Speak.", version=version_of(part), why="Mistyped.", by=cast.coordinator, at=AFTER)
    ActionFactory(text="New.", parts=asked[2].parts.all(), owner=cast.posts.owner, at=AFTER)
    return cast


def changes(user, begins_at=MEETING, ends_at=None, **kept):
    return Changes(Period(Standings(user, now=NOW, as_at=ends_at), begins_at=begins_at, **kept))


def told(found, kind):
    return [(row.on.name, row.title, row.moved or row.text) for row in found if row.kind == kind]


def test_each_kind_says_what_it_was_and_is(register):
    found = list(changes(register.dcc))
    done, back, moved, late, new = (
        f"Action {n}" for n in ActionStanding.objects.at().order_by("action").values_list("action", flat=True)
    )

    assert {kind.value: told(found, kind) for kind in Change if told(found, kind)} == {
        "completed": [
            (done, "", "Recommended complete → Complete (force)"),
            ("Recommendation 1", "", "All actions done, for decision → Complete (force)"),
        ],
        "not-supported": [(back, "", "The audit is missing.")],
        "added": [(new, "", "In progress")],
        "late": [(back, "Target date", "5 August 2015"), (late, "Target date", "5 August 2015")],
        "date": [(moved, "Target date", "5 August 2015 → 1 December 2015")],
        "owner": [(moved, "Action owner", "Detective Chief Inspector → Chief Inspector")],
        "asked": [(late, "", "Since when?")],
        "answered": [(late, "", "Since May."), (late, "Answer accepted", "")],
        "verdict": [("Recommendation 4", "Still open to them", "")],
        "corrected": [
            (done, "Update", "Mistyped."),
            (late, "Answer", "Mistyped."),
            ("Recommendation 4", "Verdict", "Page."),
            ("Recommendation 4", "Reading of a measure", "Page."),
            (late, "Wording", ""),
            ("Recommendation 3", "Wording of a part", ""),
        ],
        "later": [("Recommendation 4", "Verdict of the inspectorate: Still open to them", "9 July 2015")],
    }


def test_a_correction_stands_word_by_word_with_the_caveats_that_it_left_out(register):
    update = next(row for row in changes(register.dcc) if row.title == "Update")

    assert [(piece.kind, piece.words) for piece in update.pieces] == [
        ("left-out", "Issued, but not"),
        ("put-in", "Issued"),
        ("kept", "in every station."),
    ]
    assert update.dropped == ["but", "not"]


def test_a_filter_keeps_what_the_lists_keep(register):
    everything = changes(register.dcc).counts
    of_other_owner = changes(register.dcc, owner=str(register.posts.other_owner.pk))

    assert changes(register.dcc, board="board", inspection="ours").counts == everything
    assert changes(register.dcc, board="none").counts.total() == 0
    assert {kind.value for kind, number in of_other_owner.counts.items() if number} == {"date", "owner"}


def test_a_slice_is_the_same_rows_as_the_whole(register):
    found = changes(register.dcc)
    whole = found[0 : len(found)]

    assert len(whole) == len(found)
    assert [row for start in range(0, len(found), 4) for row in found[start : start + 4]] == whole
    assert list(Changes(found.period, [Change.CORRECTED])) == [row for row in whole if row.kind == Change.CORRECTED]


@pytest.mark.parametrize("kept", [{}, {"inspection": "ours", "board": "board", "owner": "1"}])
def test_no_statement_has_more_parameters_than_it_may_whoever_asks(register, kept):
    with parameters_of_each() as counts:
        for name in PERSONS:
            list(changes(getattr(register, name), ends_at=london(2015, 9, 1), **kept))

    assert max(counts) <= 200


def test_a_page_is_read_by_a_constant_number_of_statements(register, django_assert_num_queries):
    found = changes(register.dcc)
    with django_assert_num_queries(1):
        counted(found.period)
    with django_assert_num_queries(11):
        found[0:25]
    with django_assert_num_queries(4):
        found[0:1]


def ended(user, now, at):
    return Standings(user, now=now, as_at=at).actions().filter(status__in=("complete", "withdrawn")).count()


def still_open(user, now, at):
    return Standings(user, now=now, as_at=at).recommendations().filter(OPEN_PART, is_counted()).count()


def test_what_was_withdrawn_and_taken_up_again_is_told_as_reopened(cast):
    action = begin(cast)
    withdraw(action, by=cast.dcc, at=MEETING)
    reopen_withdrawn(action, by=cast.dcc, at=AFTER)

    found = changes(cast.dcc)

    assert told(found, Change.REOPENED) == [(f"Action {action.number}", "", "Withdrawn → In progress")]


@pytest.mark.parametrize("seed", range(2))
def test_what_stood_at_the_end_is_what_stood_at_the_beginning_and_what_changed(cast, seed, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    walk = RandomWalk(cast, random.Random(seed))
    moments = [BEGUN]
    for _ in range(24):
        walk.step()
        moments.append(walk.at)
    first, middle, last = moments[0], moments[12], moments[-1]

    for begins_at, ends_at in ((first, middle), (middle, last), (first, last)):
        for user in (cast.dcc, cast.opcc):
            period = Period(Standings(user, now=walk.at, as_at=ends_at), begins_at=begins_at)
            found = Changes(period)
            by_thing = [(row.kind, row.on.name.startswith("Action")) for row in found]
            completed, reopened, added = (Change.COMPLETED, Change.REOPENED, Change.ADDED)
            assert ended(user, walk.at, ends_at) == (
                ended(user, walk.at, begins_at)
                + by_thing.count((completed, True))
                + by_thing.count((Change.WITHDRAWN, True))
                - by_thing.count((reopened, True))
            )
            assert still_open(user, walk.at, ends_at) == (
                still_open(user, walk.at, begins_at)
                + by_thing.count((added, False))
                + by_thing.count((reopened, False))
                - by_thing.count((completed, False))
            )
