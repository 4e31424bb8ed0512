"""The position and the progress report, as their readers see them."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.services import concern_agency, release_to_opcc
from recommendations.models import PlanDocument, TranscribedStatement
from recommendations.selectors.scrutiny.state_digest import state_digest
from recommendations.services.progress import post_update, release
from recommendations.services.recommendations import PartDraft, decide_response, respond
from recommendations.services.scrutiny import accept_answer, answer, ask, send_back, support
from safeguarding.appointments import appoint
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import OPENED, london
from tests.recorded import write
from tests.statements import parameters_of_each


@pytest.fixture
def inspection(cast):
    made = InspectionFactory(slug="ours", title="The inspection of ours")
    release_to_opcc(made, by=cast.coordinator, at=OPENED)
    return made


@pytest.fixture
def action(cast, inspection):
    recommendation = RecommendationFactory(
        inspection=inspection, reference="3", text="Speak to every child.", issue_owner=cast.posts.issue_owner
    )
    return ActionFactory(parts=[recommendation.parts.get()], owner=cast.posts.owner, target_on=date(2015, 4, 30))


def words(response):
    """What is on the page, without tags and spare space."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def page(client, person, url="/position/"):
    client.force_login(person)
    response = client.get(url)
    assert response.status_code == 200
    return response


def links(response):
    return set(re.findall(r'href="([^"]+)"', response.content.decode()))


REPORT = "/inspections/ours/progress/"


def test_the_position_begins_with_what_asks_something_of_us(client, cast, action):
    said = words(page(client, cast.opcc))

    assert "1 recommendation asks something of us: 0 complete (force), 1 still open." in said
    assert "1 action of 1 open is past the current target. Nothing waits for the Deputy Chief Constable (DCC)." in said
    assert "1 action open = 0 not yet due + 0 on a revised date + 1 late + 0 no date." in said


def test_chart_and_table_have_the_same_figures(client, cast, action):
    html = page(client, cast.opcc).content.decode()

    assert "<title>In progress: 1</title>" in html
    assert "?inspection=ours&amp;state=in-progress" in html


def test_a_past_moment_is_marked_and_its_figures_lead_to_the_lists_of_that_moment(client, cast, action):
    response = page(client, cast.opcc, "/position/?at=6+August+2015")

    assert "As it stood at 6 August 2015, 23:59. Not today." in words(response)
    lists = [link for link in links(response) if link.startswith(("/recommendations/?", "/actions/?"))]
    assert {link.rpartition("at=")[2] for link in lists} == {"2015-08-06"}
    assert "/inspections/ours/progress/?at=2015-08-06" in links(response)


def test_the_way_back_to_now_leaves_the_moment_behind(client, cast, action):
    response = page(client, cast.opcc, "/position/?at=2015-08-06")

    assert re.search(r'href="([^"]*)">Show today', response.content.decode()).group(1) in ("", "?", "/position/")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("tomorrow", "“tomorrow” is not a date. Enter a day, such as 6 August 2015."),
        ("31/02/2015", "31/02/2015 is not a real date. Enter a day, such as 6 August 2015."),
        ("2015-08-06T25:00", "“2015-08-06T25:00” is not a moment, such as 2015-08-06T14:30."),
        ("11/9/2015", "11 September 2015 is in the future. Enter today or an earlier day."),
    ],
)
@pytest.mark.parametrize("url", ["/position/", REPORT])
def test_a_moment_that_cannot_be_shown_is_said_so_beside_now(client, cast, action, url, asked, told):
    response = page(client, cast.opcc, f"{url}?at={asked}")

    assert words(response).count(told) == 2  # on top and beside the box
    assert f'value="{asked}"' in response.content.decode()
    assert "Not today." not in words(response)


@pytest.mark.parametrize("asked", ["", "10/9/2015"])
def test_today_and_nothing_are_now(client, cast, action, asked):
    response = page(client, cast.opcc, f"/position/?at={asked}")

    assert "Not today." not in words(response)
    assert "There is a problem" not in words(response)


def test_before_the_first_record_the_page_says_so(client, cast, action):
    said = words(page(client, cast.opcc, "/position/?at=1/1/2014"))

    assert "Nothing that you may see had been recorded by then." in said
    assert "Open actions" not in said


def test_who_may_see_nothing_reads_that(client, cast, action):
    assert "No inspection that you may see is recorded yet." in words(page(client, cast.partner))


def test_a_partner_sees_the_position_of_what_concerns_it(client, cast, inspection, action):
    RecommendationFactory()
    concern_agency(inspection, cast.agency, by=cast.coordinator, at=OPENED)

    assert "1 recommendation asks something of us" in words(page(client, cast.partner))


def test_an_embargoed_inspection_is_named_nowhere(client, cast, action):
    hidden = InspectionFactory(title="Under embargo", slug="hidden", embargo_until=london(2015, 10, 1))
    RecommendationFactory(inspection=hidden)

    assert "Under embargo" not in words(page(client, cast.dcc))
    assert client.get("/inspections/hidden/progress/").status_code == 404


def test_an_unreleased_inspection_has_no_report_for_the_opcc(client, cast):
    InspectionFactory(slug="unreleased")
    client.force_login(cast.opcc)

    assert client.get("/inspections/unreleased/progress/").status_code == 404


def everything(cast, action):
    """An update, a question with its answer, support refused, a statement, a response agreed."""
    part = action.coverages.get().part
    post_update(
        action, done="We spoke.", recommends_complete=True, shown="tested", by=cast.owner, at=london(2015, 7, 1)
    )
    question = ask(action, "To how many?", by=cast.dcc, at=london(2015, 8, 7))
    answer(question, "To sixty.", by=cast.owner, at=london(2015, 8, 8))
    accept_answer(question, by=cast.dcc, at=london(2015, 8, 9))
    send_back(action, reason="Sixty is few.", digest=state_digest(action), by=cast.dcc, at=london(2015, 8, 10))
    document = write(
        PlanDocument(name="plan.docx", sha256=f"{action.number:064}", file="x", rows=1), by=cast.coordinator, at=OPENED
    )
    said = TranscribedStatement(
        recommendation=part.recommendation,
        action=action,
        means="supports-completion",
        words="The DCC supported it.",
        said_by="Deputy Chief Constable",
        said_on=date(2015, 8, 7),
        document=document,
        source="plan.docx, row 2",
    )
    write(said, by=cast.coordinator, at=london(2015, 8, 12))
    proposed = respond(part, "in-place", reason="It always was.", by=cast.issue_owner, at=london(2015, 8, 20))
    decide_response(proposed, agreed=False, reason="It was not.", by=cast.dcc, at=london(2015, 8, 21))


def test_the_report_tells_what_was_said_and_decided_on_each_recommendation(client, cast, action):
    everything(cast, action)

    said = words(page(client, cast.opcc, REPORT))

    for told in (
        "Recommendation 3 In progress Speak to every child. Issue owner: Superintendent (Isla Issue-Owner).",
        "Asked for: Within three months, so by 11 May 2015.",
        "1 July 2015, Update Recommends complete Detective Chief Inspector (Olive Owner)",
        "We spoke. What shows it worked: tested.",
        "7 August 2015, DCC scrutiny Question Deputy Chief Constable (Dana Deputy-Chief) To how many?",
        "8 August 2015, Answer Detective Chief Inspector (Olive Owner) To sixty.",
        "9 August 2015, Question settled Answer accepted",
        "10 August 2015, DCC scrutiny Sends back Deputy Chief Constable (Dana Deputy-Chief) Sixty is few.",
        "7 August 2015, In a document: supports completion Transcribed, not confirmed plan.docx, row 2."
        " Said by Deputy Chief Constable. Entered by Connie Coordinator, 12 August 2015 “The DCC supported it.”",
        "20 August 2015, Response: Already in place Superintendent (Isla Issue-Owner) It always was.",
        "21 August 2015, DCC scrutiny of the response “Already in place” Not agreed",
        "Target 30 April 2015 133 days late",
    ):
        assert told in said


def test_the_report_stands_as_it_was_at_a_past_moment(client, cast, action):
    everything(cast, action)
    appoint(cast.posts.owner, cast.other_owner, by=cast.administrator, at=london(2015, 8, 25))

    then = words(page(client, cast.opcc, f"{REPORT}?at=2015-08-07"))

    assert "Recommendation 3 All actions done, for decision" in then
    assert "Detective Chief Inspector Olive Owner" in then
    assert "To how many?" in then
    for later in ("To sixty.", "Sixty is few.", "The DCC supported it.", "It always was."):
        assert later not in then
    assert "Detective Chief Inspector Otto Other-Owner" in words(page(client, cast.opcc, REPORT))


def test_before_the_inspection_was_recorded_the_report_says_so(client, cast, action):
    assert "This inspection had not been recorded by then" in words(page(client, cast.opcc, f"{REPORT}?at=1/4/2015"))


def test_force_only_words_are_withheld_from_the_opcc_until_released(client, cast, inspection):
    part = RecommendationFactory(inspection=inspection, issue_owner=cast.posts.issue_owner).parts.get()
    action = ActionFactory(parts=[part], owner=cast.posts.owner, text="Secret plan.", audience="force")
    post_update(action, done="Secret deed.", by=cast.owner, at=london(2015, 7, 1))
    question = ask(action, "Secret question?", by=cast.dcc, at=london(2015, 7, 2))
    answer(question, "Secret answer.", by=cast.owner, at=london(2015, 7, 3))

    held = words(page(client, cast.opcc, REPORT))
    assert held.count("Words withheld.") == 4
    assert (
        held.count("Words are withheld in 4 places on this page: they are for others, or not released to you yet.") == 1
    )
    assert "Secret" not in held
    assert "1 July 2015, Update Detective Chief Inspector (Olive Owner)" in held
    assert words(page(client, cast.dcc, REPORT)).count("Secret") == 4

    release(action, by=cast.issue_owner, at=london(2015, 7, 4))

    assert words(page(client, cast.opcc, REPORT)).count("Secret") == 4


def test_what_was_said_of_a_part_elsewhere_stays_there(client, cast, inspection):
    hidden = RecommendationFactory(inspection=InspectionFactory(embargo_until=london(2015, 10, 1))).parts.get()
    part = RecommendationFactory(inspection=inspection).parts.get()
    action = ActionFactory(parts=[part, hidden], owner=cast.posts.owner)
    post_update(action, part=hidden, done="Under embargo.", by=cast.owner, at=london(2015, 7, 1))
    post_update(action, part=part, done="In the open.", by=cast.owner, at=london(2015, 7, 2))

    said = words(page(client, cast.dcc, REPORT))

    assert "In the open." in said
    assert "Under embargo." not in said


def test_the_report_bears_the_highest_marking_of_what_is_in_it(client, cast, action):
    assert words(page(client, cast.opcc, REPORT)).count("OFFICIAL-SENSITIVE") == 0

    post_update(action, done="Marked.", marking="official-sensitive", by=cast.owner, at=london(2015, 7, 1))

    assert words(page(client, cast.opcc, REPORT)).count("OFFICIAL-SENSITIVE") == 2


def test_the_parts_of_a_recommendation_stand_each_with_its_state(client, cast, inspection):
    parts = [
        PartDraft("See them.", "a"),
        PartDraft("Hear them.", "b"),
        PartDraft("Fund it.", "c", "The board", ours=False),
    ]
    recommendation = RecommendationFactory(inspection=inspection, parts=parts)
    action = ActionFactory(parts=[recommendation.parts.get(letter="a")], owner=cast.posts.owner)
    post_update(action, done="Seen.", recommends_complete=True, shown="tested", by=cast.owner, at=london(2015, 7, 1))
    support(action, reason="Seen.", digest=state_digest(action), by=cast.dcc, at=london(2015, 8, 7))

    said = words(page(client, cast.opcc, REPORT))

    assert "a Complete (force) See them." in said
    assert "b No action Hear them." in said
    assert "c Addressed to others Fund it. Asked for: no time limit stated. Addressed to: The board." in said
    assert f"Action {action.number} (for a)" in said


@pytest.mark.parametrize("url", ["/position/", REPORT, "/position/?at=9/9/2015", f"{REPORT}?at=9/9/2015"])
def test_it_takes_as_many_queries_for_three_as_for_one_and_few(client, cast, inspection, action, url):
    client.force_login(cast.dcc)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            client.get(url)
        return len(caught)

    everything(cast, action)
    one = queries()
    for _ in range(2):
        part = RecommendationFactory(inspection=inspection, issue_owner=cast.posts.issue_owner).parts.get()
        everything(cast, ActionFactory(parts=[part], owner=cast.posts.owner))

    assert queries() == one
    # A past moment asks for the agencies' responses too, and both for measures. The position names parts past their date,
    # counts what the OPCC asked for whoever sees to the answers, the reports that wait for its response, and a theme's measure.
    assert one <= (22 if url.startswith(REPORT) else 16 if "at=" in url else 12)
    client.force_login(cast.opcc)  # for whom most is asked about what may be shown
    with parameters_of_each() as parameters:
        client.get(url)
    assert max(parameters) <= 200
