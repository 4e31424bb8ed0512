"""Which database a page is read from: two names of one, so that nothing is behind but what is said to be."""

import pytest
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection, connections, router, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from safeguarding import replica
from safeguarding.access_keys import make_key
from safeguarding.middleware import ReadFromReplica
from safeguarding.models import AccessKey, User
from tests.cast import find_cast
from tests.factories import ActionFactory, InspectionFactory

pytestmark = [
    pytest.mark.usefixtures("transactional_db"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no replica"),
]
EVERYTHING = 2**62
READ = 'FROM "inspections_inspection"'


@pytest.fixture
def place(monkeypatch):
    """A function that says how far the replica is: a number, or an error that is raised. It is seen at the next request."""
    known = {"place": EVERYTHING}

    def replayed():
        if isinstance(known["place"], Exception):
            raise known["place"]
        return known["place"]

    def say(place):
        known["place"], replica.following.look_at = place, 0

    monkeypatch.setattr(replica, "replayed", replayed)
    monkeypatch.setattr(replica, "following", replica.Following())
    monkeypatch.setattr(router, "routers", [replica.Router()])
    connections.databases[replica.REPLICA] = connection.settings_dict
    connections[replica.REPLICA] = connection.copy()
    yield say
    connections[replica.REPLICA].close()
    del connections[replica.REPLICA], connections.databases[replica.REPLICA]


@pytest.fixture
def signed_in(place):
    """A browser of the coordinator's, beside the replica."""
    browser = Client()
    browser.force_login(find_cast().coordinator)
    return browser


def read_from(browser, address="/inspections/", read=READ):
    """The page, and the databases that its inspections, or what else `read` is in the SQL of, were read from."""
    with (
        CaptureQueriesContext(connections[DEFAULT_DB_ALIAS]) as primary,
        CaptureQueriesContext(connections[replica.REPLICA]) as copy,
    ):
        page = browser.get(address)
        if page.streaming:
            page.getvalue()
    asked = {"primary": primary, "replica": copy}
    return page, {name for name, queries in asked.items() if any(read in (one["sql"] or "") for one in queries)}


def test_a_page_is_read_from_the_replica_and_what_one_wrote_from_the_primary_until_it_is_there(place, signed_in):
    page, sources = read_from(signed_in)
    assert sources == {"replica"}
    assert "Read from a copy of the register, at most " in page.text
    other = Client()
    other.force_login(find_cast().opcc)
    place(replica.written())
    person = find_cast().coordinator
    make_key(person, scope=AccessKey.Scope.READ, name="Sample", expires_at=None, at=timezone.now())

    answer = signed_in.post(f"/your-account/keys/{AccessKey.objects.get().pk}/revoke/")

    assert answer.status_code == 302
    page, sources = read_from(signed_in)
    assert sources == {"primary"}
    assert "Read from a copy" not in page.text
    assert read_from(other)[1] == {"replica"}
    place(EVERYTHING)
    assert read_from(signed_in)[1] == {"replica"}

    with replica.read_from(replica.REPLICA):
        assert User.objects.db == replica.REPLICA
        with transaction.atomic():
            assert User.objects.db == DEFAULT_DB_ALIAS, "what is changed is read where it is"

    def note_and_read(request):
        AccessKey.objects.update(used_at=timezone.now())
        return HttpResponse(User.objects.db)

    request = RequestFactory().get("/")
    request.user = person
    assert ReadFromReplica(note_and_read)(request).content == b"default"


def test_one_that_fails_or_is_late_is_not_read_and_nobody_notices(place, signed_in):
    def fail(*args):
        raise OperationalError("server closed the connection unexpectedly")

    with connections[replica.REPLICA].execute_wrapper(fail):
        page, sources = read_from(signed_in)
    assert (page.status_code, sources) == (200, {"primary"})
    assert read_from(signed_in)[1] == {"primary"}, "it is left alone for a moment"

    for stopped in (replica.ReplicaAway(), 0):
        place(stopped)
        assert read_from(signed_in)[1] == {"primary"}
        assert "pages are read from the primary" in Client().get("/readyz/").text

    place(EVERYTHING)
    assert read_from(signed_in)[1] == {"replica"}
    assert "replica: ok" in Client().get("/readyz/").text


def test_what_a_page_asks_at_once_is_read_from_the_replica_too(place, signed_in):
    ActionFactory()

    assert read_from(signed_in, "/position/", "WITH q0 (")[1] == {"replica"}
    assert read_from(signed_in, "/actions/", "WITH q0 (")[1] == {"replica"}


@pytest.mark.parametrize(
    ("page", "read"),
    [
        ("/my-actions/", "PARTITION BY reason"),
        ("/position/", "WITH requests ("),
        ("/position/dashboard/", "WITH extended ("),
        ("/position/dashboard/", 'AS "place"'),
    ],
)
def test_what_is_written_around_a_statement_is_read_from_the_replica_too(place, page, read):
    ActionFactory(owner=find_cast().posts.owner)
    browser = Client()
    browser.force_login(find_cast().owner if page == "/my-actions/" else find_cast().coordinator)

    assert read_from(browser, page, read)[1] == {"replica"}


def test_a_file_that_is_made_while_it_is_sent_and_a_calendar_are_read_from_the_replica_too(place, signed_in):
    InspectionFactory()
    page, sources = read_from(signed_in, "/actions/actions.csv")
    assert (page.streaming, sources) == (True, {"replica"})

    person, at = find_cast().coordinator, timezone.now()
    secret = make_key(person, scope=AccessKey.Scope.CALENDAR, name="Sample", expires_at=None, at=at)
    page, sources = read_from(Client(), f"/calendar/{secret}/mine.ics")
    assert (page.status_code, sources) == (200, {"replica"}), "though the use of its key was noted"
