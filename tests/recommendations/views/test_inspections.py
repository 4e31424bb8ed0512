"""The list of inspections, an inspection's page and its release, as their readers meet them."""

from datetime import date

import pytest

from inspections.services import concern_agency, meet_milestone, name_early_reader, release_to_opcc
from recommendations.services.recommendations import PartDraft
from safeguarding.models import Marking
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, london
from tests.recommendations.views.reading import shown
from tests.statements import statements_of


@pytest.fixture
def inspection(cast):
    return InspectionFactory(slug="ours", title="Ours", published_note="One paper says February.")


def test_the_list_says_how_many_recommendations_are_in_each_state(client, cast, inspection):
    RecommendationFactory(inspection=inspection)
    RecommendationFactory(inspection=inspection)
    done = RecommendationFactory(inspection=inspection)
    RecommendationFactory(inspection=inspection, kind="next-step")
    ActionFactory(parts=[done.parts.get()], owner=cast.posts.owner)

    page = shown(client, cast.dcc, "/inspections/")

    assert "1 inspection " in page
    assert ">3 recommendations</a>" in page
    assert '?inspection=ours&amp;state=no-action">2 no action</a>' in page
    assert '?inspection=ours&amp;state=in-progress">1 in progress</a>' in page


def test_on_paper_every_page_bears_the_moment_that_it_shows(client, cast, inspection, monkeypatch):
    monkeypatch.setattr("safeguarding.clock.now", lambda: NOW)

    assert "> As it stood at 10 September 2015, 09:00 </p>" in shown(client, cast.dcc, "/inspections/")
    then = shown(client, cast.dcc, "/inspections/?at=2015-08-06T09:00")
    assert ("As it stood at 6 August 2015, 09:00" in then, "10 September 2015, 09:00</p>" in then) == (True, False)


def test_one_without_a_recommendation_says_what_to_do_and_of_a_past_day_that_it_had_none(client, cast, inspection):
    page = "/inspections/ours/progress/"

    assert "If its report asks for something, the inspection coordinator" in shown(
        client, cast.dcc, "/inspections/ours/"
    )
    assert "is recorded yet. The inspection coordinator reads in" in shown(client, cast.dcc, page)
    assert "of this inspection had been recorded by then." in shown(client, cast.dcc, f"{page}?at=6/8/2015")


def test_a_number_in_the_list_leads_to_as_many_rows(client, cast, inspection):
    for kind in ("recommendation", "area-for-improvement", "strength", "next-step"):
        RecommendationFactory(inspection=inspection, kind=kind)
    RecommendationFactory()

    rows = client_context(client, cast.dcc, "/inspections/")["rows"]
    row = next(row for row in rows if row.inspection == inspection)
    for each in row.states:
        assert client_context(client, cast.dcc, each.url)["page"].paginator.count == each.count
    assert (
        client_context(client, cast.dcc, "/recommendations/?inspection=ours")["page"].paginator.count == row.total == 3
    )


def client_context(client, user, url):
    client.force_login(user)
    return client.get(url).context


def test_the_next_milestone_is_the_first_not_met_and_says_when_it_is_late(client, cast, inspection):
    for milestone in inspection.milestones.filter(due_on=date(2015, 3, 25)):
        meet_milestone(milestone, done_on=date(2015, 2, 10), by=cast.coordinator, at=london(2015, 4, 3))

    page = shown(client, cast.dcc, "/inspections/")

    assert "Revisit by HMIC" in page
    assert "11 August 2015</span>, not met" in page


def test_the_page_groups_what_was_found(client, cast, inspection):
    concern = RecommendationFactory(inspection=inspection, reference="C1", text="Concern.", kind="cause-of-concern")
    RecommendationFactory(inspection=inspection, reference="1", text="Asked.", cause_of_concern=concern)
    RecommendationFactory(inspection=inspection, reference="S1", text="Good.", kind="strength")
    RecommendationFactory(inspection=inspection, reference="N1", text="Send it.", kind="next-step")

    page = shown(client, cast.dcc, "/inspections/ours/")

    order = ["3 recommendations", "Cause of concern", "Recommendation 1</a> <p>Asked.</p>"]
    order += ["Strengths: nothing is asked", "Strength S1</a> <p>Good.</p>"]
    order += [
        "Next steps, outside the count of recommendations",
        "Next step N1</a> <p>Send it.</p>",
        "Milestones",
        "One paper says February.",
    ]
    assert [words for words in order if words not in page] == []
    assert order == sorted(order, key=page.index)


def test_an_inspection_not_released_is_not_there_for_the_opcc(client, cast, inspection):
    assert "Ours" not in shown(client, cast.opcc, "/inspections/")
    shown(client, cast.opcc, "/inspections/ours/", status=404)
    release_to_opcc(inspection, by=cast.coordinator, at=london(2015, 4, 3))
    assert "Ours" in shown(client, cast.opcc, "/inspections/")


def test_an_embargoed_inspection_is_there_for_its_early_readers_only(client, cast):
    secret = InspectionFactory(slug="secret", title="SECRET", published_on=date(2015, 10, 1))
    name_early_reader(secret, cast.owner, by=cast.coordinator, at=london(2015, 4, 3))

    assert "SECRET" in shown(client, cast.owner, "/inspections/secret/")
    for user in (cast.dcc, cast.opcc, cast.partner):
        assert "SECRET" not in shown(client, user, "/inspections/")
        shown(client, user, "/inspections/secret/", status=404)


def test_under_embargo_the_page_and_the_list_say_until_when_and_who_sees_it(client, cast):
    secret = InspectionFactory(slug="secret", published_on=date(2015, 10, 1))
    for reader in (cast.owner, cast.opcc):
        name_early_reader(secret, reader, by=cast.coordinator, at=london(2015, 4, 3))

    page = shown(client, cast.owner, "/inspections/secret/")
    assert "To be published 1 October 2015" in page
    assert "Under embargo until 1 October 2015, 00:00: " in page
    readers = "Connie Coordinator, Olive Owner, Ora Opcc-Reviewer"
    assert f"Until then tell nobody of it but its early readers: {readers}." in page
    assert "Name another early reader" not in page
    assert "Name another early reader" in shown(client, cast.coordinator, "/inspections/secret/")
    assert "<strong>Under embargo</strong> until 1 October 2015, 00:00" in shown(client, cast.owner, "/inspections/")
    page = shown(client, cast.opcc, "/inspections/secret/")
    assert "Until then tell nobody of it. You are an early reader." in page
    assert "Olive Owner" not in page


def test_of_one_under_embargo_the_release_says_that_the_opcc_sees_it_once_that_ends(client, cast):
    InspectionFactory(slug="secret", published_on=date(2015, 10, 1))
    ask = shown(client, cast.coordinator, "/inspections/secret/release/")
    assert "It is under embargo until 1 October 2015, 00:00: before then no OPCC reviewer sees it" in ask
    assert "From now on" not in ask

    told = client.post("/inspections/secret/release/", follow=True).content.decode()

    assert "The OPCC can see this inspection once its embargo ends." in told
    assert "Its reviewers see it once the embargo ends." in told
    shown(client, cast.opcc, "/inspections/secret/", status=404)


def test_early_readers_are_named_to_the_force_and_not_to_a_partner(client, cast, inspection):
    name_early_reader(inspection, cast.owner, by=cast.coordinator, at=london(2015, 4, 3))
    concern_agency(inspection, cast.agency, by=cast.coordinator, at=london(2015, 4, 3))

    assert "Olive Owner" in shown(client, cast.dcc, "/inspections/ours/")
    page = shown(client, cast.partner, "/inspections/ours/")
    assert "Olive Owner" not in page
    assert "County Social Care" in page


def test_the_page_bears_the_marking_of_the_inspection(client, cast):
    InspectionFactory(slug="marked", marking=Marking.SENSITIVE)

    assert 'app-marking">OFFICIAL-SENSITIVE<' in shown(client, cast.dcc, "/inspections/marked/")
    assert 'app-marking">OFFICIAL-SENSITIVE<' in shown(client, cast.dcc, "/inspections/")


@pytest.mark.parametrize("name", ["coordinator", "dcc"])
def test_it_is_released_after_being_asked_once(client, cast, inspection, name):
    assert "Release to the OPCC" in shown(client, getattr(cast, name), "/inspections/ours/")
    assert "You cannot undo this." in shown(client, getattr(cast, name), "/inspections/ours/release/")
    inspection.refresh_from_db()
    assert inspection.released_at is None

    client.post("/inspections/ours/release/")

    inspection.refresh_from_db()
    assert inspection.released_at == NOW
    assert "Released to the OPCC since 10 September 2015, 09:00" in shown(client, cast.opcc, "/inspections/ours/")


def test_others_are_told_why_they_cannot_release(client, cast, inspection):
    page = shown(client, cast.owner, "/inspections/ours/")
    assert "This is for the inspection coordinator or the DCC." in page
    assert "/inspections/ours/release/" not in page
    assert client.post("/inspections/ours/release/").status_code == 403
    inspection.refresh_from_db()
    assert inspection.released_at is None


def test_releasing_twice_keeps_the_first_moment(client, cast, inspection):
    release_to_opcc(inspection, by=cast.coordinator, at=london(2015, 4, 3))
    client.force_login(cast.dcc)
    client.post("/inspections/ours/release/")

    inspection.refresh_from_db()
    assert inspection.released_at == london(2015, 4, 3)


@pytest.mark.parametrize("url", ["/inspections/", "/inspections/ours/"])
def test_three_take_as_many_queries_as_one(dcc, cast, inspection, url):
    RecommendationFactory(inspection=inspection, issue_owner=cast.posts.owner)
    one = statements_of(dcc, url)
    for post in (cast.posts.dcc, cast.posts.issue_owner):
        found = RecommendationFactory(
            inspection=inspection,
            issue_owner=post,
            parts=[PartDraft(text="A", letter="a"), PartDraft(text="B", letter="b")],
        )
        RecommendationFactory(issue_owner=post)
        ActionFactory(parts=found.parts.all(), owner=post)

    assert statements_of(dcc, url) == one
    assert one < 25  # with its contact log
