"""Calendars: a person's dates and a board's, by an address that is made, shown once and revoked."""

import re
from datetime import date, timedelta

import pytest
from icalendar import Calendar

from recommendations.models import Meeting
from recommendations.services.checks import set_check_on
from recommendations.services.sessions import plan_session
from safeguarding.access_keys import make_key
from safeguarding.appointments import deactivate
from safeguarding.models import AccessKey
from tests.factories import BoardFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, OPENED, london
from tests.recorded import write


def days(response):
    return {
        (str(event["summary"]), event["dtstart"].dt) for event in Calendar.from_ical(response.content).walk("VEVENT")
    }


def test_an_owner_makes_an_address_once_and_revokes_it(client, cast, action):
    client.force_login(cast.owner)
    made = client.post("/your-account/keys/new/", {"scope": "calendar", "name": "Outlook", "days": "90"}, follow=True)
    (path,) = re.findall(r"/calendar/[\w-]+/mine.ics", made.content.decode())
    assert re.findall(r"/calendar/[\w-]{20,}", client.get("/your-account/keys/").content.decode()) == []
    client.logout()

    feed = client.get(path)
    assert days(feed) == {
        (f"Action {action.number}: target date", date(2015, 4, 30)),
        (f"Action {action.number}: inspectorate’s date", date(2015, 5, 11)),
    }
    assert "domestic abuse" not in feed.content.decode()

    key = AccessKey.objects.get()
    client.force_login(cast.dcc)
    assert client.post(f"/your-account/keys/{key.pk}/revoke/").status_code == 404
    client.force_login(cast.owner)
    client.post(f"/your-account/keys/{key.pk}/revoke/")
    assert client.get(path).status_code == 404


def test_a_board_s_calendar_holds_what_its_reader_may_see(client, cast):
    board = BoardFactory()
    write(Meeting(board=board, held_on=date(2015, 10, 1)), by=cast.coordinator, at=OPENED)
    seen = RecommendationFactory(board=board)
    RecommendationFactory(board=board, inspection=InspectionFactory(embargo_until=london(2015, 12, 1)))
    secret = make_key(cast.dcc, scope="calendar", name="Board", expires_at=None, at=NOW)

    assert days(client.get(f"/calendar/{secret}/{board.slug}.ics")) == {
        (f"{board} meets", date(2015, 10, 1)),
        (f"{seen}: inspectorate’s date", date(2015, 5, 11)),
    }


@pytest.mark.parametrize("why", ["unknown", "for programs", "run out", "left"])
def test_other_addresses_open_nothing(client, cast, why):
    secret = make_key(
        cast.owner,
        scope="read" if why == "for programs" else "calendar",
        name="Key",
        expires_at=NOW - timedelta(1) if why == "run out" else None,
        at=OPENED,
    )
    if why == "left":
        deactivate(cast.owner, why="Left.", by=cast.administrator, at=OPENED)
    assert client.get(f"/calendar/{secret[:-1] if why == 'unknown' else secret}/mine.ics").status_code == 404


def test_a_session_goes_into_a_calendar(dcc, cast):
    session = plan_session(title="Scrutiny", held_on=date(2015, 9, 20), chair=cast.dcc, rules=[], by=cast.dcc, at=NOW)

    assert days(dcc.get(f"/scrutiny/sessions/{session.pk}/session.ics")) == {("Scrutiny", date(2015, 9, 20))}


def test_a_check_at_an_inspection_is_in_its_post_s_calendar_and_none_on_what_may_not_be_seen(client, cast, action):
    inspection = InspectionFactory()
    hidden = InspectionFactory(embargo_until=london(2015, 12, 1))
    by = {"by": cast.coordinator, "at": OPENED}
    for seen in (inspection, hidden):
        set_check_on(seen, what="Look", due_on=date(2015, 10, 1), every_months=None, owner=cast.posts.other_owner, **by)
    secret = make_key(cast.other_owner, scope="calendar", name="Outlook", expires_at=None, at=NOW)

    assert days(client.get(f"/calendar/{secret}/mine.ics")) == {(f"Follow-up check, {inspection}", date(2015, 10, 1))}
