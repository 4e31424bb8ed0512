"""An inspectorate is asked, and answers: everybody sees who waits on it and since when, and nothing is decided by it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from recommendations.models import InspectorateRequest
from recommendations.permissions import Refused
from recommendations.selectors.actions.page import action_page, actions_to_show
from recommendations.selectors.coordination import coordination
from recommendations.selectors.inspectorate import asked_on
from recommendations.selectors.scrutiny.dates import dates_beside
from recommendations.selectors.scrutiny.item import Item
from recommendations.selectors.scrutiny.queue import queue
from recommendations.selectors.scrutiny.state_digest import state_digest
from recommendations.selectors.standings import Standings
from recommendations.services.actions import decide_deadline, request_deadline
from recommendations.services.inspectorate import ask_inspectorate, record_reply
from recommendations.services.moves import MovedOn
from recommendations.services.scrutiny import support
from tests.moments import NOW, london
from tests.walk import DECIDED, LATER, begin, recommend

ASKED = {"asked_by": "Head of Public Protection", "asked_on": date(2015, 8, 12), "text": "May it be later?"}
ANSWER = {"outcome": "agreed", "said_on": date(2015, 8, 20), "source": "Letter, page 2"}


def beyond(cast, action):
    """A date beyond the inspectorate's 11 May 2015."""
    asked = {"because": "it", "reason": "The system is late."}
    return request_deadline(action, date(2015, 11, 30), **asked, by=cast.owner, at=DECIDED)


def ask(cast, action, at=LATER, **about):
    body = action.coverages.first().part.recommendation.inspection.body
    return ask_inspectorate(action=action, body=body, **ASKED | about, by=cast.dcc, at=at)


def row(cast, person="dcc"):
    (found,) = queue(getattr(cast, person), at=NOW).rows
    return found


def test_a_date_waits_on_them_and_is_not_where_the_dcc_starts_until_they_answer(cast):
    action = begin(cast)
    date_asked = beyond(cast, action)
    request = ask(cast, action, deadline_request=date_asked)

    waits = row(cast)
    assert waits.inspectorate == ("Waiting on HMIC since 12 August 2015 about 30 November 2015",)
    assert (waits.theirs, waits.of_others, queue(cast.dcc, at=NOW).start) == (None, False, None)

    record_reply(request, until=date(2015, 10, 31), **ANSWER, by=cast.coordinator, at=LATER)

    answered = row(cast)
    said = "HMIC agreed until 31 October 2015 on 20 August 2015 about 30 November 2015"
    assert (answered.inspectorate, answered.theirs.kind) == ((said,), "deadline")


def test_it_agrees_nothing_by_itself_and_the_day_stands_beside_the_other_dates(cast):
    action = begin(cast)
    date_asked = beyond(cast, action)
    record_reply(
        ask(cast, action, deadline_request=date_asked),
        until=date(2015, 10, 31),
        **ANSWER,
        by=cast.coordinator,
        at=LATER,
    )

    action.refresh_from_db()
    asked = asked_on(Standings(cast.dcc, now=NOW), actions=[action.pk])
    dates = {one.label: one.on for one in dates_beside(date_asked, cast.dcc, at=NOW, asked=asked)}
    assert action.target_on is None
    assert [dates[label] for label in ("Asked for", "Inspectorate’s date", "Agreed by HMIC")] == [
        *(date(2015, 11, 30), date(2015, 5, 11), date(2015, 10, 31)),
    ]
    assert decide_deadline(date_asked, agreed=True, reason="They agree.", by=cast.dcc, at=NOW).agreed


def test_the_page_of_the_action_says_since_when_then_what_they_said_and_a_page_of_then_what_stood(cast):
    action = begin(cast)
    request = ask(cast, action)
    record_reply(request, **ANSWER, by=cast.coordinator, at=london(2015, 8, 25))

    def page(as_at=None):
        asked = Standings(cast.owner, now=NOW, as_at=as_at)
        shown = action_page(actions_to_show(asked).get(number=action.number), asked)
        facts = {fact["label"]: fact["value"] for fact in shown.facts}
        return facts.get("Waiting on the inspectorate"), [one.title for one in shown.entries if "HMIC" in one.title]

    assert page() == (None, ["HMIC agreed", "HMIC was asked"])
    assert page(london(2015, 8, 22)) == ("Since 12 August 2015", ["HMIC was asked"])


def test_the_coordinator_has_it_to_chase_and_another_answer_takes_the_place_of_the_first(cast):
    request = ask(cast, action := begin(cast))

    def chased():
        found = coordination(Standings(cast.coordinator, now=NOW)).waits
        return [one.figure.count for one in found if one.figure.unit == "request"]

    assert chased() == [1]
    record_reply(request, **ANSWER, by=cast.coordinator, at=LATER)
    record_reply(request, outcome="not-asked", by=cast.coordinator, at=NOW)

    assert chased() == []
    (stands,) = Item(action, cast.dcc, at=NOW).asked
    assert stands.stands == "HMIC was not asked after all"


def test_an_answer_that_comes_while_the_dcc_decides_is_another_state(cast):
    action = begin(cast)
    recommend(action, by=cast.owner)
    request = ask(cast, action)
    seen = state_digest(action)
    record_reply(request, **ANSWER, by=cast.coordinator, at=LATER)

    with pytest.raises(MovedOn):
        support(action, reason="Seen.", digest=seen, by=cast.dcc, at=NOW)


@pytest.mark.parametrize("name", ["owner", "issue_owner", "coordinator", "staff_officer", "opcc"])
def test_that_they_were_asked_is_for_the_dcc_to_say(cast, name):
    action = begin(cast)
    body = action.coverages.first().part.recommendation.inspection.body

    with pytest.raises(Refused):
        ask_inspectorate(action=action, body=body, **ASKED, by=getattr(cast, name), at=LATER)


def test_their_answer_is_for_the_coordinator_to_record(cast):
    request = ask(cast, begin(cast))

    with pytest.raises(Refused):
        record_reply(request, **ANSWER, by=cast.dcc, at=LATER)


def test_they_are_asked_once_and_of_a_date_only_where_it_is_beyond_theirs(cast):
    action = begin(cast)
    within = request_deadline(
        action, date(2015, 4, 30), because="it", reason="Soon.", by=cast.owner, at=london(2015, 4, 3)
    )

    with pytest.raises(ValidationError, match="within the inspectorate’s own"):
        ask(cast, action, deadline_request=within)
    ask(cast, action)
    with pytest.raises(ValidationError, match="asked already"):
        ask(cast, action)
    assert InspectorateRequest.objects.count() == 1


def test_no_day_is_before_it_was_asked_or_still_to_come(cast):
    action = begin(cast)
    with pytest.raises(ValidationError, match="today or earlier"):
        ask(cast, action, asked_on=date(2015, 8, 21))
    request = ask(cast, action)
    for said_on in (date(2015, 8, 11), date(2015, 9, 11)):
        with pytest.raises(ValidationError):
            record_reply(request, **ANSWER | {"said_on": said_on}, by=cast.coordinator, at=NOW)
