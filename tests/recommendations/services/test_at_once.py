"""Two people at once, each in a thread and a connection of their own: one comes after the other, on both databases."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from recommendations.models import DeadlineRequest, Decision, PlanDocument, ProgressUpdate, ResponseDecision
from recommendations.permissions import Refused
from recommendations.selectors.scrutiny.seen import seen
from recommendations.services import actions, progress, recommendations, scrutiny
from recommendations.services.intake import accept_plan
from tests.moments import london
from tests.walk import DECIDED, begin, recommend, stands


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
    before = seen(action)

    succeeded = at_once(
        lambda: scrutiny.support(action, seen=before, by=cast.dcc, at=DECIDED),
        lambda: scrutiny.send_back(action, reason="No.", seen=before, by=cast.deputy, at=DECIDED),
    )

    assert succeeded == 1
    [decision] = Decision.objects.all()
    assert stands(action)[0] == {"supports": "complete", "sends-back": "in-progress"}[decision.outcome]


def test_a_decision_and_an_update_at_once_never_let_the_decision_miss_the_update(action, cast):
    before = seen(action)

    succeeded = at_once(
        lambda: scrutiny.support(action, seen=before, by=cast.dcc, at=DECIDED),
        lambda: progress.post_update(action, done="One more thing.", by=cast.owner, at=DECIDED),
    )

    assert succeeded == 1
    assert (Decision.objects.count(), ProgressUpdate.objects.count()) in [(1, 1), (0, 2)]


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


def test_of_one_plan_accepted_twice_at_once_one_is_kept(transactional_db, cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    def accept():
        accept_plan([], name="plan.xlsx", sha256="0" * 64, data=b"PK", by=cast.coordinator, at=DECIDED)

    at_once(accept, accept)

    assert PlanDocument.objects.count() == len(list(tmp_path.rglob("plans/*"))) == 1
