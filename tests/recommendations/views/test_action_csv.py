"""The list of actions as a table to take away: every page of it, filtered, sorted and of the moment that its address asks for."""

import csv
import io
from datetime import date

import pytest

from inspections.services import concern_agency, release_to_opcc
from recommendations.packs.action_csv import COLUMNS
from recommendations.services.actions import hand_over
from recommendations.services.recommendations import PartDraft, attach
from safeguarding.history import verb
from safeguarding.models import Marking
from tests.factories import ActionFactory, BoardFactory, InspectionFactory, NamedPlanFactory, RecommendationFactory
from tests.moments import OPENED, london
from tests.recommendations.views.reading import shown
from tests.statements import parameters_of_each

CSV = "/actions/actions.csv"


@pytest.fixture
def inspection(cast):
    made = InspectionFactory(title="Ours")
    release_to_opcc(made, by=cast.coordinator, at=london(2015, 4, 2))
    return made


def taken(client, user, url=CSV):
    """The rows of the file, read as a spreadsheet does."""
    client.force_login(user)
    response = client.get(url)
    assert response.status_code == 200
    return list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"), newline="")))


def numbers(rows):
    return [int(row[0]) for row in rows[4:]]


def test_a_line_says_all_that_the_list_does(client, cast, inspection):
    drafts = [PartDraft("One.", "a", timescale="By 31 March 2015"), PartDraft("Two.", "b")]
    asked = RecommendationFactory(inspection=inspection, reference="3", parts=drafts)
    late = {"owner": cast.posts.owner, "target_on": date(2015, 4, 30), "target_words": "end of April"}
    other = RecommendationFactory(inspection=inspection, reference="4")
    ActionFactory(text="=cmd()", parts=[*asked.parts.all(), *other.parts.all()], **late)
    board, second = BoardFactory(name="Safeguarding board"), BoardFactory(name="Second board")
    plan = NamedPlanFactory(name="Missing children")
    attach(asked, board=board, plan=plan, by=cast.coordinator, at=OPENED)
    attach(other, board=second, by=cast.coordinator, at=OPENED)

    marking, title, stood, header, line = taken(client, cast.dcc)

    assert (marking[0], title[0], stood[0]) == ("OFFICIAL", "Actions", "As it stood on 10 September 2015 at 09:00.")
    assert tuple(header) == COLUMNS
    assert line[1:] == [
        *("'=cmd()", "3a, 3b and 4", "Ours"),
        *("Detective Chief Inspector", "Olive Owner", "In progress"),
        *("2015-04-30", "end of April", "", "2015-03-31", "2015-04-30", "133", "133", "163", "0", ""),
        "first target 30 April 2015, asked for on 2 April 2015 "
        "(as in the plan: The plan sets this target.), not agreed yet",
        *("", "", "", "", ""),
        *("Safeguarding board; Second board", "", "Missing children"),
    ]


def test_it_holds_every_page_in_the_order_and_with_the_filter_of_the_list(client, cast, inspection):
    theirs = ActionFactory(parts=[], owner=cast.posts.other_owner)
    made = [ActionFactory(parts=[], owner=cast.posts.owner) for _ in range(30)]
    asked = f"?owner={cast.posts.owner.pk}&sort=-number&page=2"

    rows = taken(client, cast.dcc, CSV + asked)

    assert numbers(rows) == sorted((action.number for action in made), reverse=True)
    assert theirs.number not in numbers(rows)
    page = shown(client, cast.dcc, f"/actions/{asked}")
    assert f'href="{CSV}?owner={cast.posts.owner.pk}&amp;sort=-number">Download all 30 as a table (CSV)' in page


def test_at_a_past_moment_it_says_what_stood_then(client, cast, inspection):
    action = ActionFactory(parts=[], owner=cast.posts.owner)
    hand_over(action, cast.posts.other_owner, why="Moved.", by=cast.coordinator, at=london(2015, 7, 1))

    then = taken(client, cast.dcc, f"{CSV}?at=2015-06-30")
    now = taken(client, cast.dcc)

    assert then[2][0] == "As it stood on 30 June 2015 at 23:59."
    assert (then[4][4], now[4][4]) == ("Detective Chief Inspector", "Chief Inspector")


def test_nobody_takes_away_more_than_they_may_see(client, cast, inspection):
    seen = ActionFactory(text="Seen.", parts=RecommendationFactory(inspection=inspection).parts.all())
    ActionFactory(text="Not released.", parts=RecommendationFactory().parts.all(), marking=Marking.SENSITIVE)
    withheld = RecommendationFactory(inspection=inspection).parts.all()
    kept = ActionFactory(text="For the force.", parts=withheld, audience="force")

    rows = taken(client, cast.opcc)

    assert rows[0][0] == "OFFICIAL"
    assert {row[0]: row[1] for row in rows[4:]} == {
        str(seen.number): "Seen.",
        str(kept.number): "Words withheld",
    }
    assert taken(client, cast.dcc)[0][0] == "OFFICIAL-SENSITIVE"
    assert taken(client, cast.partner)[4:] == []
    concern_agency(inspection, cast.agency, by=cast.coordinator, at=london(2015, 4, 3))
    assert numbers(taken(client, cast.partner)) == [seen.number, kept.number]


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ("at=31/02/2015", "31/02/2015"),
        ("at=2040-01-01", "is in the future"),
        ("due_after=soon", "Enter a day, such as 30/4/2015."),
        ("state=nonsense", "Select state from the list"),
    ],
)
def test_what_cannot_be_understood_is_no_file(client, cast, asked, problem):
    client.force_login(cast.dcc)

    response = client.get(f"{CSV}?{asked}")

    assert (response.status_code, response["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert problem in response.content.decode()


def test_it_is_not_stored_and_named_after_its_day(client, cast):
    client.force_login(cast.dcc)

    response = client.get(f"{CSV}?at=2015-06-30")

    assert response["Content-Disposition"] == 'attachment; filename="actions-2015-06-30.csv"'
    assert response["Cache-Control"] == "no-store"


def test_it_is_read_some_at_a_time(client, cast, inspection, monkeypatch):
    monkeypatch.setattr("recommendations.selectors.actions.list.READ", 3)
    made, asked = 0, []
    client.force_login(cast.dcc)
    for number in (1, 3, 4):
        with verb():
            while made < number:
                ActionFactory(parts=RecommendationFactory(inspection=inspection).parts.all(), owner=cast.posts.owner)
                made += 1
        with parameters_of_each() as parameters:
            lines = b"".join(client.get(CSV).streaming_content).splitlines()
        assert len(lines) == 4 + number
        assert max(parameters) <= 200
        asked.append(len(parameters))
    assert asked == [16, 16, 16 + 3]  # three of them the entry in the access log
