"""A matter of a session that was decided outside of it meanwhile: nothing of it is drafted any more."""

from datetime import timedelta

from recommendations.services.actions import decide_deadline
from tests.moments import NOW
from tests.recommendations.selectors.scrutiny.test_queue import ask_for_date
from tests.recommendations.views.reading import text
from tests.recommendations.views.test_drafted import drafted, proved
from tests.recommendations.views.test_sessions import move, page, plan
from tests.walk import begin, send_back


def test_what_was_decided_outside_of_the_session_is_drafted_no_more(dcc, cast):
    action, request, later = proved(cast), ask_for_date(begin(cast), cast), NOW + timedelta(minutes=5)
    session = plan(cast, rules=["completion", "deadline"])
    drafted(session, cast)
    drafted(session, cast, "yes", "As discussed.", deadline_request=request)

    send_back(action, cast.dcc, at=later)
    assert "Draft: <strong>Agree" in (shown := text(dcc.get(page(session)))) and "Show the audit." not in shown
    decide_deadline(request, agreed=True, reason="Yes.", by=cast.dcc, at=later)

    shown = text(dcc.get(page(session)))
    assert (shown.count("Nothing waits for a decision."), "Draft:" in shown) == (2, False)
    assert "Confirm" not in text(dcc.get(page(move(session, "open", cast.dcc, at=later))))
