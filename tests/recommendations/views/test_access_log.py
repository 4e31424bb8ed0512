"""The access log: what stands in it, what never does, and who reads it."""

import csv
import io

import pytest
from django.db import DatabaseError

from safeguarding.appointments import choose_password
from safeguarding.lockout import OF_A_NAME
from safeguarding.models import AccessLogEntry, Leaf
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, OPENED, london
from tests.recommendations.views.reading import text
from tests.recorded import change

TYPED = "Zzchildzz"


@pytest.fixture
def marked(cast):
    """An action of a marked inspection."""
    inspection = InspectionFactory(marking="official-sensitive")
    return ActionFactory(parts=RecommendationFactory(inspection=inspection).parts.all(), owner=cast.posts.owner)


def entries(*kinds):
    kept = AccessLogEntry.objects.filter(**{"kind__in": kinds} if kinds else {}).order_by("pk")
    return list(kept.values_list("kind", "person__username", "page", "marking", "found"))


def test_it_says_who_looked_searched_took_away_printed_and_was_refused_and_nothing_that_was_typed(client, cast, marked):
    detail, marking = f"/actions/{marked.number}/", "official-sensitive"
    client.force_login(cast.owner)

    for page in ("/actions/", detail, "/accessibility/", "/actions/actions.csv", "/scrutiny/", f"/{TYPED}/"):
        b"".join(client.get(page))  # a file is entered once it was sent
    for page in ("/search/", "/actions/"):
        client.get(page, {"q": TYPED})
    client.get(f"/inspections/{TYPED}/")
    slug = marked.coverages.get().part.recommendation.inspection.slug
    for page in (detail, f"/inspections/{slug}/", f"/inspections/{TYPED}/", f"/sign-in/{TYPED}/"):
        client.post("/access-log/printed/", {"page": page, "marking": "OFFICIAL-SENSITIVE"})

    assert entries() == [
        ("signed-in", "owner", "", "", None),
        ("viewed", "owner", "/actions/", marking, None),
        ("viewed", "owner", detail, marking, None),
        ("taken", "owner", "/actions/actions.csv", marking, None),
        ("refused", "owner", "/scrutiny/", "official", None),
        ("searched", "owner", "/search/", "official", 0),
        ("searched", "owner", "/actions/", "official", 0),
        ("refused", "owner", "/inspections/<slug:slug>/", "official", None),
        ("printed", "owner", detail, marking, None),
        ("printed", "owner", f"/inspections/{slug}/", marking, None),
        ("printed", "owner", "/inspections/<slug:slug>/", marking, None),
        ("printed", "owner", "/sign-in/<str:username>/", marking, None),
    ]
    assert TYPED not in str(list(AccessLogEntry.objects.values()))


def test_tries_to_sign_in_stand_there_and_of_a_lock_out_one_line(client, cast):
    choose_password(cast.owner, "only for the tests", at=OPENED)
    for name in ("owner", TYPED):
        for _ in range(OF_A_NAME + 3):
            client.post("/sign-in/", {"username": name, "password": TYPED})

    failed, locked_out = entries("failed"), entries("locked-out")

    assert [person for _, person, *_ in failed] == ["owner"] * OF_A_NAME + [None] * OF_A_NAME
    assert [person for _, person, *_ in locked_out] == ["owner", None]
    assert TYPED not in str(list(AccessLogEntry.objects.values()))


def test_what_cannot_be_entered_fails_no_page(client, cast, marked, monkeypatch, caplog):
    client.force_login(cast.owner)

    def full(**kwargs):
        raise DatabaseError("disk full")

    monkeypatch.setattr(AccessLogEntry.objects, "create", full)

    assert client.get(f"/actions/{marked.number}/").status_code == 200
    assert "Not entered in the access log: viewed." in caplog.messages


def test_auditors_read_it_filtered_and_take_it_away_and_it_names_nothing_under_embargo(client, cast):
    secret = InspectionFactory(slug="secret", marking="official-sensitive")
    client.force_login(cast.coordinator)
    client.get("/inspections/secret/")
    change(secret, embargo_until=london(2099, 1, 1), by=cast.coordinator, at=NOW)
    client.force_login(cast.auditor)

    page = text(client.get("/access-log/", {"kind": "viewed", "person": cast.coordinator.pk}))
    assert "1 line" in page
    assert "A page of an inspection that you may not see yet" in page
    assert "/inspections/secret/" not in page
    assert "Nothing of that is in the log." in text(client.get("/access-log/", {"until": "1 January 2015"}))

    answer = client.get("/access-log/access-log.csv", {"kind": "viewed"})
    (_, _, line) = csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig")))
    assert line[1:6] == [
        *(str(cast.coordinator), "coordinator", "Viewed marked material"),
        *("A page of an inspection that you may not see yet", "OFFICIAL-SENSITIVE"),
    ]
    assert entries("taken")[0][1:3] == ("auditor", "/access-log/access-log.csv")
    client.force_login(cast.owner)
    assert client.get("/access-log/").status_code == 403


def test_each_line_has_a_leaf_in_the_ledger(client, cast):
    client.force_login(cast.owner)

    assert Leaf.objects.filter(key=AccessLogEntry.objects.get().pk).exists()
