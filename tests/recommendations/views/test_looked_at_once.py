"""Somebody looks through a list while a change is under way that was sent before what they see (PostgreSQL tells of it)."""

import re
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread

import pytest
from django.db import connection, transaction

from recommendations.models import LookedThrough
from recommendations.services.scrutiny import ask
from tests.moments import NOW
from tests.recommendations.views.reading import shown
from tests.walk import begin, recommend, support

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite does not tell since when another writes."
)


@contextmanager
def under_way(change):
    """The change is made in another connection, and is kept at the end of the block."""
    made, end = Event(), Event()

    def make():
        with transaction.atomic():
            change()
            made.set()
            end.wait(30)
        connection.close()

    thread = Thread(target=make)
    thread.start()
    assert made.wait(30)
    yield
    end.set()
    thread.join()


@pytest.mark.parametrize(("page", "address"), [("what-changed", "/changes/"), ("scrutiny-queue", "/scrutiny/")])
def test_they_have_looked_no_further_than_before_what_is_under_way(transactional_db, cast, client, page, address):
    first, second = begin(cast), begin(cast)
    for action in (first, second):
        recommend(action, by=cast.owner)
        support(action, by=cast.dcc)

    sent = NOW - timedelta(seconds=5)
    with under_way(lambda: ask(first, "Sent first?", by=cast.deputy, at=sent)):
        ask(second, "Kept first?", by=cast.deputy, at=NOW - timedelta(seconds=3))
        seen = shown(client, cast.dcc, address)
    form = re.search(rf'action="/looked-through/{page}/".*?</form>', seen, re.DOTALL)[0]
    client.post(f"/looked-through/{page}/", dict(re.findall('name="(\\w+)" value="([^"]+)"', form)))

    assert [words in seen for words in ("Sent first?", "Kept first?")] == [False, True]
    assert LookedThrough.objects.get().until < sent  # what is later is listed again
