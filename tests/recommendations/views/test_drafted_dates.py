"""Another date than was asked for, drafted for the DCC: found filled in, confirmed as it was drafted, and told so."""

from datetime import date

from recommendations.models import DraftedOutcome
from tests.recommendations.selectors.scrutiny.test_queue import ask_for_date
from tests.recommendations.views.reading import text
from tests.recommendations.views.test_drafted import DRAFTED, confirm
from tests.recommendations.views.test_sessions import move, page, plan
from tests.walk import begin


def test_another_date_is_drafted_and_confirmed_as_drafted(client, cast):
    request = ask_for_date(begin(cast), cast)
    session = move(plan(cast, rules=["deadline"]), "open", cast.dcc)
    address, on = f"/scrutiny/deadlines/{request.pk}/?session={session.pk}", date(2016, 1, 15)
    sent = {"agreed": "instead", "reason": "In time for the visit."}
    client.force_login(cast.staff_officer)

    refused = text(client.post(address, sent))
    client.post(address, sent | {"instead_on_day": "15", "instead_on_month": "1", "instead_on_year": "2016"})
    client.force_login(cast.dcc)
    form = client.get(address).context["form"]
    confirm(client, session, DraftedOutcome.objects.standing().get())

    request.refresh_from_db()
    assert "Enter the date you agree" in refused
    assert (form["agreed"].value(), form["instead_on"].value()) == ("instead", on)
    assert (request.decision.agreed_on, request.decision.recorded_by) == (on, cast.dcc)
    told = text(client.get(page(session)))
    assert ("15 January 2016 agreed instead of" in told, f"{DRAFTED}." in told) == (True, True)
