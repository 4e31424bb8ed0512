"""The lists of the admin ask the database as often for many rows as for one."""

from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from safeguarding.admin.read_only import ReadOnlyAdmin
from tests.everything import record_everything
from tests.moments import NOW, OPENED
from tests.recorded import change
from tests.walk import recommendation


def record(cast):
    record_everything(cast, recommendation(cast, "a", "b"))


def statements_of_each(client):
    """{address: how many statements} of the lists of what nobody changes."""
    found = {}
    for model, page in admin.site._registry.items():
        if isinstance(page, ReadOnlyAdmin) and model._meta.app_label == "recommendations":
            url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
            with CaptureQueriesContext(connection) as asked:
                assert client.get(url).status_code == 200
            found[url] = len(asked)
    return found


def test_three_of_everything_cost_as_many_queries_as_one(client, cast, monkeypatch):
    monkeypatch.setattr("safeguarding.clock.now", lambda: NOW)
    change(cast.coordinator, is_staff=True, by=cast.administrator, at=OPENED)
    client.force_login(cast.coordinator)
    record(cast)
    one = statements_of_each(client)
    record(cast)
    record(cast)
    three = statements_of_each(client)
    assert len(one) > 10
    assert {url: (one[url], three[url]) for url in one if three[url] > one[url]} == {}
