"""Programs read what the pages show: the same figures, the same rights, by keys that end."""

import csv
import io
from datetime import timedelta

import pytest

from inspections.services import release_to_opcc
from recommendations.selectors.position.page import position
from recommendations.services.progress import post_update
from safeguarding.access_keys import make_key
from safeguarding.models import AccessKey, AccessLogEntry
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, OPENED, london
from tests.walk import begin, recommend, support

LISTS = ("inspections", "recommendations", "parts", "actions", "updates", "decisions", "position", "changes")


@pytest.fixture(autouse=True)
def at_now(monkeypatch):
    monkeypatch.setattr("safeguarding.clock.now", lambda: NOW)


@pytest.fixture
def read(client):
    """Reads an address in somebody's name, by a key of theirs."""

    def read(person, address, *, scope="read", **headers):
        secret = make_key(person, scope=scope, name="Key", expires_at=NOW + timedelta(30), at=OPENED)
        return client.get(f"/api/v1/{address}", headers={"authorization": f"Bearer {secret}", **headers})

    return read


def items(response):
    return response.json()["items"]


def test_figures_and_rows_are_those_of_the_pages_now_and_then(cast, read):
    done, late = begin(cast, "a", "b"), begin(cast)
    recommend(done, by=cast.owner)
    support(done, by=cast.dcc, at=london(2015, 8, 10))
    for at, as_at in (("", None), ("?at=2015-08-09T12:00", london(2015, 8, 9, 12))):
        said = read(cast.dcc, f"position{at}").json()
        page = position(cast.dcc, now=NOW, as_at=as_at)
        assert said["open_recommendations"] == page.open.count
        assert said["states"] == {state.key: state.count for state in page.all.slices}
        assert said["parts"] == {row.key: row.parts.count for row in page.parts}
        assert said["open_actions"] == page.deadlines.open.total.count == sum(said["actions"].values())
        assert [said["late"][way] for way in ("current", "original", "inspectorate")] == [
            way.actions.count for way in page.deadlines.late
        ]
        assert sum(one["overdue_current"] for one in said["inspections"]) == said["actions"]["overdue"]

    shown = items(read(cast.dcc, "actions?state=in-progress&late=inspectorate"))
    assert [(one["number"], one["status"], one["due_on"], one["text"]) for one in shown] == [
        (late.number, "in-progress", "2015-05-11", late.text)
    ]
    assert [one["status"] for one in items(read(cast.dcc, "actions?at=2015-08-09"))] == [
        "recommended-complete",
        "in-progress",
    ]
    (decision,) = items(read(cast.dcc, f"decisions?action={done.number}"))
    assert (decision["outcome"], decision["recorded_by"]) == ("supports", str(cast.dcc))
    assert items(read(cast.dcc, "decisions?at=2015-08-09")) == []
    completed = items(read(cast.dcc, "changes?from=2015-08-09&kind=completed"))
    assert {one["on"] for one in completed} == {
        f"Action {done.number}",
        str(done.coverages.first().part.recommendation),
    }
    assert items(read(cast.dcc, "changes?from=2015-08-11&kind=completed")) == []


def test_nothing_is_read_that_its_person_may_not_see(cast, read):
    hidden = InspectionFactory(title="Under embargo", embargo_until=london(2015, 12, 1))
    secret = ActionFactory(parts=[RecommendationFactory(inspection=hidden).parts.get()], owner=cast.posts.owner)
    post_update(secret, done="Work.", by=cast.owner, at=OPENED)
    part = RecommendationFactory().parts.get()
    release_to_opcc(part.recommendation.inspection, by=cast.coordinator, at=OPENED)
    shown = ActionFactory(parts=[part], owner=cast.posts.owner, text="Force words.", audience="force")
    post_update(shown, done="Force deed.", audience="force", by=cast.owner, at=OPENED)

    answers = {name: read(cast.opcc, name).json() for name in LISTS}

    assert "embargo" not in str(answers) and "Force" not in str(answers)
    assert [(one["number"], one["text"], one["withheld"]) for one in answers["actions"]["items"]] == [
        (shown.number, None, True)
    ]
    assert [(one["action"], one["done"]) for one in answers["updates"]["items"]] == [(shown.number, None)]
    assert {len(answers[name]["items"]) for name in ("inspections", "recommendations", "parts")} == {1}


def test_a_long_list_is_read_page_by_page_and_what_is_known_is_not_sent_again(cast, read, client):
    recommendation = RecommendationFactory()
    numbers = [ActionFactory(parts=recommendation.parts.all(), owner=cast.posts.owner).number for _ in range(3)]

    first = read(cast.owner, "actions?limit=2&owner=" + str(cast.posts.owner.pk))
    second = read(cast.owner, first.json()["next"].split("/api/v1/")[1])

    assert [one["number"] for one in items(first) + items(second)] == numbers
    assert second.json()["next"] is None
    again = read(cast.owner, "actions?limit=2", **{"if-none-match": read(cast.owner, "actions?limit=2")["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_its_rows_go_out_as_a_table_that_a_spreadsheet_does_not_reckon_with(cast, read):
    recommendation = RecommendationFactory()
    first, second = (
        ActionFactory(text=text, parts=recommendation.parts.all(), owner=cast.posts.owner).number
        for text in ("=1+1", "Keep a log,\nand read it.")
    )

    page = read(cast.owner, f"actions?format=csv&limit=1&owner={cast.posts.owner.pk}")
    last = read(cast.owner, page["Link"].split("/api/v1/")[1].partition(">")[0])

    rows = [*csv.DictReader(io.StringIO(page.content.decode("utf-8-sig")))]
    rows += csv.DictReader(io.StringIO(last.content.decode("utf-8-sig")))
    assert [(row["number"], row["text"], row["withheld"]) for row in rows] == [
        (str(first), "'=1+1", "false"),
        (str(second), "Keep a log,\nand read it.", "false"),
    ]
    assert (page["Content-Type"], "Link" in last) == ("text/csv; charset=utf-8", False)
    taken = AccessLogEntry.objects.filter(person=cast.owner, kind=AccessLogEntry.Kind.TAKEN)
    assert [entry.page for entry in taken] == ["/api/v1/actions"] * 2
    none = read(cast.owner, "decisions?format=csv").content.decode("utf-8-sig")
    assert none.startswith("id,action,part,outcome,reason,decided_on,")
    assert read(cast.owner, "actions?format=xlsx").status_code == 400


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("actions?owned=3", "“owned” is not known here"),
        ("actions?state=finished", "state: "),
        ("actions?after=x", "after: “x” is not a whole number."),
        ("position?limit=5", "“limit” is not known here"),
        ("parts?at=2030-01-01", "in the future"),
        ("updates?from=soon", "from: "),
        ("actions?q=%00", "cannot be read"),
    ],
)
def test_an_address_that_cannot_be_understood_is_refused_in_words(cast, read, address, told):
    answer = read(cast.dcc, address)
    assert (answer.status_code, told in answer.json()["detail"]) == (400, True)


def test_a_key_opens_what_it_is_for_while_it_lasts_and_nothing_is_written(cast, read, client):
    assert read(cast.dcc, "position", scope="figures").status_code == 200
    assert read(cast.dcc, "actions", scope="figures").status_code == 401
    assert read(cast.dcc, "actions", scope="calendar").status_code == 401
    assert client.get("/api/v1/actions").status_code == 401

    secret = make_key(cast.dcc, scope="read", name="Key", expires_at=NOW, at=OPENED)
    answer = client.get("/api/v1/actions", headers={"authorization": f"Bearer {secret}"})
    assert (answer.status_code, "Send a key that works" in answer.json()["detail"]) == (401, True)
    assert secret not in str(AccessKey.objects.values())
    assert client.post("/api/v1/actions").status_code == 405


def test_the_guide_leads_to_every_address_and_opens_it_in_the_browser(client, cast):
    client.force_login(cast.dcc)
    guide = client.get("/your-account/programs/").content.decode()

    assert [name for name in LISTS if f'href="/api/v1/{name}"' not in guide] == []
    assert client.get("/api/v1/actions").status_code == 200
    assert client.get("/api/v1/openapi.json").json()["info"]["title"] == "Safeguarding tracker"
