"""What others did is read on Scrutiny and on My actions, and one press takes it off."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.exceptions import ValidationError

from recommendations.models import LookedThrough
from recommendations.services import scrutiny
from recommendations.services.looked import look_through
from tests.factories import ActionFactory
from tests.moments import NOW, london
from tests.recommendations.views.reading import shown, text
from tests.walk import LATER, begin, recommend, support

HEADING = "Since it was signed off"


def section(page):
    """The words that the section quotes."""
    return re.findall("<p class=.app-words.>“(.*?)”", page.partition(HEADING)[2].partition("</section>")[0])


@pytest.fixture
def asked(cast):
    action = begin(cast)
    recommend(action, by=cast.owner)
    support(action, by=cast.dcc)
    return scrutiny.ask(action, "Does it still hold?", by=cast.deputy, at=LATER)


@pytest.mark.parametrize(("name", "page"), [("dcc", "scrutiny-queue"), ("owner", "my-actions")])
def test_a_press_takes_off_what_was_shown_and_leaves_what_came_meanwhile(client, cast, asked, name, page):
    address = {"scrutiny-queue": "/scrutiny/", "my-actions": "/my-actions/"}[page]
    before = shown(client, getattr(cast, name), address)
    scrutiny.ask(asked.action, "And by night?", by=cast.opcc, at=london(2015, 9, 1))

    until = re.findall('name="until" value="([^"]+)"', before.partition(HEADING)[2])[0]
    after = text(client.post(f"/looked-through/{page}/", {"until": until}, follow=True))

    assert [section(one) for one in (before, after)] == [["Does it still hold?"], ["And by night?"]]
    assert "Noted: you have looked" in after
    assert LookedThrough.objects.get().audience == "force"


@pytest.mark.parametrize("until", ["", "yesterday", "2015-08-20T09:00:00", "2015-09-11T09:00:00+01:00"])
def test_a_moment_that_no_page_has_shown_is_not_taken(client, cast, asked, until):
    client.force_login(cast.dcc)

    assert client.post("/looked-through/scrutiny-queue/", {"until": until}).status_code == 404
    with pytest.raises(ValidationError, match="in the future"):
        look_through("scrutiny-queue", until=LATER, by=cast.dcc, at=LATER - timedelta(seconds=1))
    assert LookedThrough.objects.count() == 0


def test_of_the_queue_only_its_readers_say_so(client, cast, asked):
    client.force_login(cast.owner)

    assert client.post("/looked-through/scrutiny-queue/", {"until": NOW.isoformat()}).status_code == 403
    assert HEADING not in shown(client, cast.other_owner, "/my-actions/")


def test_what_was_decided_is_taken_off_by_whoever_has_looked_and_stays_with_what_came_after_it(client, cast, asked):
    before = shown(client, cast.owner, "/my-actions/")
    (until,) = re.findall('name="until" value="([^"]+)"', before.partition("Decided since you last looked")[2])

    after = text(client.post("/looked-through/decided/", {"until": until}, follow=True))

    assert ["completion supported" in page for page in (before, after)] == [True, False]
    assert section(after) == section(before) == ["Does it still hold?"]


def changed_on(page):
    """The numbers of the actions that the page of what changed names."""
    return set(re.findall(r'href="/actions/(\d+)/"', page))


def test_what_changed_begins_where_its_reader_last_looked(client, cast):
    first, second = (ActionFactory(at=london(2015, 9, day), owner=cast.posts.owner) for day in (1, 2))

    before = shown(client, cast.dcc, "/changes/")
    (until,) = re.findall('name="until" value="([^"]+)"', before)
    client.post("/looked-through/what-changed/", {"until": london(2015, 9, 1, 12).isoformat()})
    after = shown(client, cast.dcc, "/changes/")

    assert until == NOW.isoformat()
    assert [changed_on(page) for page in (before, after)] == [{str(first.pk), str(second.pk)}, {str(second.pk)}]
    assert changed_on(shown(client, cast.coordinator, "/changes/")) == {str(first.pk), str(second.pk)}


def test_a_look_that_was_said_too_early_leads_back_to_the_one_before(client, cast):
    action = ActionFactory(at=london(2015, 9, 2), owner=cast.posts.owner)
    client.force_login(cast.dcc)
    for until in (london(2015, 9, 1), london(2015, 9, 3)):
        look_through("what-changed", until=until, by=cast.dcc, at=NOW)

    nothing = shown(client, cast.dcc, "/changes/")
    (earlier,) = re.findall('href="([^"]+)">Since the time before that', nothing)

    assert changed_on(nothing) == set()
    assert "Nothing has changed since, in what you may see." in nothing
    assert changed_on(shown(client, cast.dcc, f"/changes/{earlier}")) == {str(action.pk)}


def test_who_goes_on_from_page_to_page_has_looked_until_the_first_was_read(client, cast):
    for _ in range(26):
        ActionFactory(at=london(2015, 9, 1), owner=cast.posts.owner)

    first = shown(client, cast.dcc, "/changes/?shown_until=2015-09-09T09:00:00%2B01:00")
    (on,) = set(re.findall('href="([^"]+)"\\s+rel="next"', first))

    assert 'name="until"' not in first
    assert 'name="until" value="2015-09-09T09:00:00+01:00"' in shown(client, cast.dcc, f"/changes/{unescape(on)}")
    assert 'name="until"' not in shown(client, cast.dcc, "/changes/?from=2015-08-01&page=9")
