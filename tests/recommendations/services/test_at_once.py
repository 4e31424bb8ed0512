"""Two people at once, each in a thread and a connection of their own: one comes after the other, on both databases."""

from datetime import date
from hashlib import sha256
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from inspections.reading import read_report
from recommendations.models import (
    Action,
    DeadlineRequest,
    Decision,
    GapWaiver,
    InspectorateRequest,
    PlanDocument,
    ProgressUpdate,
    Recommendation,
    ReportDocument,
    ReportReading,
    ResponseDecision,
)
from recommendations.permissions import Refused
from recommendations.selectors.plans.preview import preview
from recommendations.selectors.scrutiny.state_digest import state_digest
from recommendations.services import actions, progress, recommendations, reports, scrutiny
from recommendations.services.gaps import waive
from recommendations.services.inspection_corrections import put_right, withdraw_inspection
from recommendations.services.inspectorate import ask_inspectorate
from recommendations.services.intake import accept_plan
from recommendations.services.recommendation_corrections import withdraw_recommendation
from recommendations.services.staged_plans import accept_staged, stage_plan
from recommendations.services.taken_back import take_back_recommendation
from recommendations.workflow import Gap
from safeguarding.history import version_of
from tests.factories import InspectionFactory, RecommendationFactory
from tests.moments import NOW, london
from tests.recommendations.reported import begun, choose
from tests.walk import DECIDED, SCRUTINISED, begin, recommend, stands


def added(cast, inspection):
    part = recommendations.PartDraft(text="Whole.")
    recommendations.add_recommendation(
        inspection, reference="1", text="Do it.", parts=[part], by=cast.coordinator, at=NOW
    )


@pytest.fixture
def action(transactional_db, cast):
    """Recommended complete, in a database that other connections see."""
    action = begin(cast)
    recommend(action, by=cast.owner)
    return action


def at_once(*attempts):
    """Make the attempts together; how many succeeded. What refuses must refuse as it does to one who comes later."""
    together, done = Barrier(len(attempts)), []

    def make(attempt):
        try:
            together.wait()
            attempt()
            done.append(True)
        except (Refused, ValidationError):
            done.append(False)
        except Exception as unexpected:
            done.append(unexpected)
        finally:
            connection.close()

    threads = [Thread(target=make, args=[attempt]) for attempt in attempts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert [each for each in done if not isinstance(each, bool)] == []
    return done.count(True)


def test_of_two_who_decide_on_the_same_page_at_once_one_decides(action, cast):
    before = state_digest(action)

    succeeded = at_once(
        lambda: scrutiny.support(action, reason="Seen.", digest=before, by=cast.dcc, at=DECIDED),
        lambda: scrutiny.send_back(action, reason="No.", digest=before, by=cast.deputy, at=DECIDED),
    )

    assert succeeded == 1
    [decision] = Decision.objects.all()
    assert stands(action)[0] == {"supports": "complete", "sends-back": "in-progress"}[decision.outcome]


def test_a_decision_and_an_update_at_once_never_let_the_decision_miss_the_update(action, cast):
    before = state_digest(action)

    succeeded = at_once(
        lambda: scrutiny.support(action, reason="Seen.", digest=before, by=cast.dcc, at=DECIDED),
        lambda: progress.post_update(action, done="One more thing.", by=cast.owner, at=DECIDED),
    )

    assert succeeded == 1
    assert (Decision.objects.count(), ProgressUpdate.objects.count()) in [(1, 1), (0, 2)]


def test_a_decision_and_what_its_owner_takes_back_at_once_never_both_stand(action, cast):
    before = state_digest(action)

    succeeded = at_once(
        lambda: scrutiny.support(action, reason="Seen.", digest=before, by=cast.dcc, at=DECIDED),
        lambda: take_back_recommendation(action, reason="Too soon.", by=cast.owner, at=DECIDED),
    )

    assert succeeded == 1
    assert stands(action)[0] == ("complete" if Decision.objects.exists() else "in-progress")


def test_a_decision_and_the_end_of_a_wait_at_once_never_let_the_decision_miss_it(action, cast):
    said = {"body": "Records project", "review_on": date(2015, 9, 1), "meanwhile": "By hand."}
    note = actions.wait_on(action, **said, by=cast.owner, at=SCRUTINISED)
    before = state_digest(action)

    succeeded = at_once(
        lambda: scrutiny.support(action, reason="Seen.", digest=before, by=cast.dcc, at=DECIDED),
        lambda: actions.stop_waiting(note, by=cast.owner, at=DECIDED),
    )

    assert succeeded == 1
    note.refresh_from_db()
    assert (Decision.objects.count(), note.ended_at) in [(1, None), (0, DECIDED)]


def test_of_two_who_ask_for_a_date_at_once_one_asks(action, cast):
    def ask(by):
        actions.request_deadline(
            action, date(2015, 12, 1), because="it", reason="The project is late.", by=by, at=london(2015, 8, 2)
        )

    assert at_once(lambda: ask(cast.owner), lambda: ask(cast.coordinator)) == 1
    assert DeadlineRequest.objects.count() == 1


def test_of_two_who_decide_a_response_at_once_one_decides(action, cast):
    part = action.coverages.get().part
    proposed = recommendations.respond(part, "in-place", reason="It is.", by=cast.coordinator, at=london(2015, 8, 2))

    def agree(by):
        recommendations.decide_response(proposed, agreed=True, by=by, at=DECIDED)

    assert at_once(lambda: agree(cast.dcc), lambda: agree(cast.deputy)) == 1
    assert ResponseDecision.objects.count() == 1


def test_of_two_who_name_an_issue_owner_at_once_the_second_is_told_of_the_first(transactional_db, cast):
    asked = RecommendationFactory()

    def name(post):
        mine = Recommendation.objects.get(pk=asked.pk)
        recommendations.name_issue_owner(mine, post, why="", instead_of=None, by=cast.coordinator, at=NOW)

    assert at_once(lambda: name(cast.posts.owner), lambda: name(cast.posts.issue_owner)) == 1
    assert asked.history.count() == 2


def test_of_two_who_add_a_number_at_once_one_adds_it(transactional_db, cast):
    inspection = InspectionFactory()

    def add():
        RecommendationFactory(inspection=inspection, reference="12")

    assert at_once(add, add) == 1
    assert Recommendation.objects.count() == 1


def test_of_one_plan_accepted_twice_at_once_one_is_kept(transactional_db, cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    def accept():
        accept_plan([], name="plan.xlsx", sha256="0" * 64, data=b"PK", by=cast.coordinator, at=DECIDED)

    at_once(accept, accept)

    assert PlanDocument.objects.count() == len(list(tmp_path.rglob("plans/*"))) == 1


def test_of_one_waiting_plan_accepted_twice_at_once_the_second_is_told_that_it_went(
    transactional_db, cast, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    InspectionFactory(slug="ours")
    data = b"Recommendation,Action required,Target date,Status\n1. Keep a log.,Keep it by night.,1 May 2016,On target\n"
    came = {"name": "p.csv", "sha256": sha256(data).hexdigest(), "data": data}
    waiting = stage_plan(**came, inspection="ours", by=cast.coordinator, at=DECIDED)
    seen = preview(waiting, by=cast.coordinator, at=DECIDED).digest

    def accept():
        accept_staged(waiting, digest=seen, by=cast.coordinator, at=DECIDED)

    assert at_once(accept, accept) == 1
    assert PlanDocument.objects.count() == 1


def test_of_one_report_begun_twice_at_once_there_is_one_reading(transactional_db, cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    inspection = InspectionFactory()

    def begin_reading():
        begun(cast, inspection=inspection)

    assert at_once(begin_reading, begin_reading) == 2
    assert ReportReading.objects.count() == len(list(tmp_path.rglob("readings/*"))) == 1


def test_nobody_s_writes_wait_while_a_report_is_read(transactional_db, cast, monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    waiting = []

    def read(*args, **kwargs):
        waiting.append(connection.in_atomic_block)
        return read_report(*args, **kwargs)

    monkeypatch.setattr(reports, "read_report", read)

    begun(cast)

    assert waiting == [False]


def test_of_one_report_recorded_twice_at_once_everything_is_recorded_once(transactional_db, cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    reading = begun(cast)
    choose(reading, "kept", by=cast.coordinator)

    def record():
        reports.record(reading, by=cast.coordinator, at=NOW)

    assert at_once(record, record) == 2
    assert (ReportDocument.objects.count(), Recommendation.objects.count()) == (1, 3)
    assert len(list(tmp_path.rglob("reports/*"))) == 1


def test_of_two_who_put_an_inspection_right_at_once_one_does_and_the_other_is_told(transactional_db, cast):
    inspection = InspectionFactory()
    version = version_of(inspection)

    def put(**changes):
        put_right(inspection, version=version, why="It is wrong.", by=cast.coordinator, at=NOW, **changes)

    assert at_once(lambda: put(title="One"), lambda: put(published_on=date(2015, 2, 12))) == 1
    inspection.refresh_from_db()
    assert (inspection.title == "One") != (inspection.published_on == date(2015, 2, 12))


@pytest.mark.parametrize(("noun", "begin_on"), [(ReportReading, begun), (Recommendation, added)])
def test_an_inspection_is_not_withdrawn_while_something_is_begun_on_it(
    noun, begin_on, transactional_db, cast, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    inspection = InspectionFactory()

    succeeded = at_once(
        lambda: withdraw_inspection(inspection, why="Registered twice.", by=cast.coordinator, at=NOW),
        lambda: begin_on(cast, inspection=inspection),
    )

    inspection.refresh_from_db()
    assert (succeeded, inspection.withdrawn_at is None) == (1, noun.objects.exists())


def test_a_recommendation_is_not_withdrawn_while_an_action_on_it_is_opened(transactional_db, cast):
    recommendation, by_at = RecommendationFactory(), {"by": cast.coordinator, "at": NOW}
    part = recommendation.parts.get()

    succeeded = at_once(
        lambda: withdraw_recommendation(recommendation, why="Entered twice.", **by_at),
        lambda: actions.open_action(text="Call back.", parts=[part], **by_at),
    )

    recommendation.refresh_from_db()
    assert (succeeded, recommendation.withdrawn_at is None) == (1, Action.objects.exists())


def test_an_inspectorate_is_asked_once_about_a_recommendation_and_a_gap_is_waived_once(transactional_db, cast):
    asked = RecommendationFactory()
    of_them = {"body": asked.inspection.body, "asked_by": "DCC", "asked_on": date(2015, 8, 3), "text": "May we?"}
    part, known = asked.parts.get(), {"reason": "Known.", "until": date(2015, 12, 1)}
    by_at = {"by": cast.dcc, "at": NOW}

    requests = at_once(*[lambda: ask_inspectorate(recommendation=asked, **of_them, **by_at)] * 5)
    waivers = at_once(*[lambda: waive(Gap.PART_NOT_COVERED, part, **known, **by_at)] * 5)

    assert (requests, waivers) == (1, 1)
    assert (InspectorateRequest.objects.count(), GapWaiver.objects.count()) == (1, 1)
