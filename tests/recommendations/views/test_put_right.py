"""An inspection is put right in the browser: typed, looked at with what moves, recorded once, and seen with what it was."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.services import concern_agency
from recommendations.models import Part
from recommendations.services.inspection_corrections import put_right
from recommendations.services.recommendations import PartDraft
from safeguarding.history import version_of
from safeguarding.lib.dates import LONDON, Precision
from tests.factories import ActionFactory, BodyFactory, KindFactory, RecommendationFactory
from tests.moments import NOW, london
from tests.recommendations.views.put_right_pages import PAGE, WHY, pressed, recorded, theirs, words_of

# What moves is shown, then it is recorded


def test_what_moves_is_shown_before_anything_is_recorded(coordinator, recommendation, cast):
    ActionFactory(parts=[recommendation.parts.get()], owner=cast.posts.owner)

    page = coordinator.post(PAGE, pressed("check", published="1 July 2015"))

    words = words_of(page)
    assert "Publication date 11 February 2015 1 July 2015" in words
    assert "1 due date becomes 143 days later." in words
    assert "Action plan to HMIC 25 March 2015 12 August 2015" in words
    assert "Actions past the inspectorate’s date 1 0" in words
    assert recorded().published_on == date(2015, 2, 11)
    assert Part.objects.get().due_on == date(2015, 5, 11)


def test_it_is_recorded_by_the_button_under_what_was_shown(coordinator, recommendation):
    shown = coordinator.post(PAGE, pressed("check", published="12 February 2015")).context["form"].sent
    answer = coordinator.post(PAGE, dict(shown) | {"press": "record"}, follow=True)

    assert answer.redirect_chain == [("/inspections/ours/", 302)]
    assert "Put right: publication date." in words_of(answer)
    assert recorded().published_on == date(2015, 2, 12)
    assert Part.objects.get().due_on == date(2015, 5, 12)


def test_change_it_again_gives_back_all_that_was_typed(coordinator, inspection):
    page = coordinator.post(PAGE, pressed("edit", title="Ours, in full", why="It has a longer title."))

    assert 'value="Ours, in full"' in page.content.decode()
    assert "It has a longer title." in words_of(page)
    assert recorded().title == "Ours"


def test_the_inspection_then_shows_what_it_was_what_it_is_who_when_and_why(client, coordinator, inspection, cast):
    coordinator.post(PAGE, pressed("record", published="July 2015", is_public="no"))

    for person in (cast.coordinator, cast.dcc, cast.opcc):
        client.force_login(person)
        words = words_of(client.get("/inspections/ours/"))
        assert WHY in words
        assert "Publication date: 11 February 2015 → July 2015" in words
        assert "Can be made public: Yes → No" in words
        assert "10 September 2015, 09:00 by Connie Coordinator" in words


def test_a_past_day_says_what_it_said_then(dcc, inspection, cast):
    theirs(cast, published_on=date(2015, 2, 12))

    then = words_of(dcc.get("/inspections/ours/?at=2015-08-06"))
    assert "Published 11 February 2015" in then
    assert "12 February" not in then
    assert "Theirs." not in then


@pytest.mark.parametrize(
    ("words", "on", "precision"),
    [
        ("12 February 2015", date(2015, 2, 12), Precision.DAY),
        ("12/2/2015", date(2015, 2, 12), Precision.DAY),
        ("July 2015", date(2015, 7, 31), Precision.MONTH),
        ("2014", date(2014, 12, 31), Precision.YEAR),
        ("", None, Precision.DAY),
    ],
)
def test_the_publication_date_is_written_as_exactly_as_the_report_has_it(coordinator, inspection, words, on, precision):
    coordinator.post(PAGE, pressed("record", published=words))

    assert (recorded().published_on, recorded().published_precision) == (on, precision)


def test_every_field_is_put_right(coordinator, inspection, cast):
    body, kind = BodyFactory(), KindFactory()
    changed = {
        "body": str(body.pk),
        "kind": str(kind.pk),
        "title": "Ours, “in full” – Дети",
        "scope": "national",
        "published_note": "One paper says\r\n11 February.",
        "received": "13 February 2015",
        "fieldwork_started": "October 2014",
        "fieldwork_ended": "November 2014",
        "embargo_day": "12 February 2015",
        "embargo_hour": "0:01",
        "marking": "official-sensitive",
        "is_public": "no",
        "numbering": "Given by the force",
        "note": "A note.",
    }
    coordinator.post(PAGE, pressed("record", **changed))

    found = recorded()
    assert (found.body, found.kind) == (body, kind)
    assert (found.title, found.scope, found.marking) == (changed["title"], "national", "official-sensitive")
    assert (found.published_note, found.note, found.numbering) == (
        "One paper says\n11 February.",
        "A note.",
        "Given by the force",
    )
    assert (found.fieldwork_started_on, found.fieldwork_ended_on) == (date(2014, 10, 31), date(2014, 11, 30))
    assert (found.fieldwork_precision, found.received_on) == (Precision.MONTH, date(2015, 2, 13))
    assert (found.embargo_until, found.is_public) == (datetime(2015, 2, 12, 0, 1, tzinfo=LONDON), False)


def test_what_is_not_touched_is_left_as_it_is_to_the_last_blank(coordinator, inspection, cast):
    theirs(cast, note="Two lines \n", embargo_until=datetime(2015, 2, 10, 9, 0, 30, tzinfo=LONDON))
    coordinator.post(PAGE, pressed("record", title="Other"))

    assert (recorded().note, recorded().embargo_until.second) == ("Two lines \n", 30)


# Twice, and two at once


def test_a_second_press_records_one_thing_and_leads_to_it(coordinator, inspection):
    sent = pressed("record", published="12 February 2015")
    coordinator.post(PAGE, sent)
    answer = coordinator.post(PAGE, sent, follow=True)

    assert answer.redirect_chain == [("/inspections/ours/", 302)]
    assert "This is recorded already. Nothing was recorded twice." in words_of(answer)
    assert recorded().history.count() == 3


def test_a_stale_page_says_what_changed_keeps_what_was_typed_and_reverts_nothing(coordinator, inspection, cast):
    mine = pressed("record", title="Mine", note="Typed.")
    theirs(cast, published_on=date(2015, 2, 12))

    page = coordinator.post(PAGE, mine)

    assert "Connie Coordinator changed this inspection while you were typing" in words_of(page)
    assert "Publication date: 11 February 2015 → 12 February 2015" in words_of(page)
    assert (recorded().title, recorded().published_on) == ("Ours", date(2015, 2, 12))
    coordinator.post(PAGE, dict(page.context["form"].sent) | {"press": "record"})
    assert (recorded().title, recorded().note, recorded().published_on) == ("Mine", "Typed.", date(2015, 2, 12))


@pytest.mark.parametrize("version", ["", "0", "x", "9" * 30, "٣"])
def test_a_version_that_never_was_is_looked_through_again(coordinator, inspection, version):
    page = coordinator.post(PAGE, pressed("record", title="Mine", version=version))

    assert "changed this inspection while you were typing" in words_of(page)
    assert recorded().title == "Ours"


# Who may


@pytest.mark.parametrize("name", ["dcc", "owner", "issue_owner", "staff_officer", "opcc", "auditor", "administrator"])
def test_others_find_no_link_and_are_refused_by_its_address(client, cast, inspection, name):
    client.force_login(getattr(cast, name))

    assert PAGE not in client.get("/inspections/ours/").content.decode()
    for answer in (client.get(PAGE), client.post(PAGE, pressed("record", title="Mine"))):
        assert answer.status_code == 403
        assert "This is for the inspection coordinator." in words_of(answer)
    assert recorded().title == "Ours"


def test_the_coordinator_finds_the_link_today_and_not_on_a_past_day(coordinator, inspection):
    assert PAGE in coordinator.get("/inspections/ours/").content.decode()
    assert PAGE not in coordinator.get("/inspections/ours/?at=2015-08-06").content.decode()


def test_one_that_is_kept_from_the_coordinator_is_not_there(coordinator, inspection, cast):
    assert coordinator.get("/inspections/none/put-right/").status_code == 404


def test_reasons_and_notes_of_an_inspection_for_the_force_stay_in_the_force(client, cast, inspection):
    theirs(cast, published_note="In confidence.")
    client.force_login(cast.opcc)
    assert "In confidence." in words_of(client.get("/inspections/ours/"))

    concern_agency(recorded(), cast.agency, by=cast.coordinator, at=NOW)
    client.force_login(cast.partner)
    words = words_of(client.get("/inspections/ours/"))
    assert ("In confidence." in words, "Theirs." in words) == (False, False)


# How often it asks


def asks(client, method, *args):
    with CaptureQueriesContext(connection) as captured:
        getattr(client, method)(*args)
    return len(captured)


def test_the_page_asks_as_often_for_three_recommendations_as_for_one(coordinator, recommendation, inspection):
    one = asks(coordinator, "get", PAGE)
    for _ in range(2):
        RecommendationFactory(inspection=inspection)

    assert asks(coordinator, "get", PAGE) == one
    assert one <= 12


def test_the_inspection_asks_as_often_for_three_changes_as_for_one(dcc, inspection, cast):
    theirs(cast, title="A")
    dcc.get("/inspections/ours/")
    one = asks(dcc, "get", "/inspections/ours/")
    for title in "BC":
        theirs(cast, title=title)

    assert asks(dcc, "get", "/inspections/ours/") == one


def test_what_is_shown_on_the_past_is_of_that_past(dcc, inspection, cast):
    put_right(
        recorded(),
        version=version_of(recorded()),
        why="First.",
        by=cast.coordinator,
        at=london(2015, 5, 1),
        title="Second title",
    )
    theirs(cast, title="Third title")

    words = words_of(dcc.get("/inspections/ours/?at=2015-06-01"))
    assert "First." in words
    assert "Third title" not in words


def test_what_was_asked_for_immediately_is_open_since_the_month_where_no_day_is_known(coordinator, inspection, cast):
    asked = RecommendationFactory(
        inspection=inspection, reference="9", parts=[PartDraft(text="Now.", timescale="Immediately")]
    )
    number = ActionFactory(parts=[asked.parts.get()], owner=cast.posts.owner).number
    pages = ["/inspections/ours/", f"/actions/{number}/", "/actions/", "/recommendations/", "/position/"]
    pages.append("/inspections/ours/progress/")
    assert [page for page in pages if "211 days" not in words_of(coordinator.get(page))] == []

    theirs(cast, published_on=date(2015, 7, 31), published_precision="month")

    said = {page: words_of(coordinator.get(page)) for page in pages}
    assert [page for page, words in said.items() if "July 2015" not in words or "41 days" in words] == []
    assert "pen since July 2015" in said["/actions/"]
    theirs(cast, published_on=None, published_precision="day")
    assert "Immediately: open since a day that is not known" in words_of(coordinator.get("/recommendations/"))
