"""How far the OPCC is assured about an inspection, and what it noted for a meeting and at one."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from inspections.services import release_to_opcc
from recommendations.models import Assurance, Meeting, MeetingNote, ScrutinisingBody
from recommendations.services.assurance import assure, note_for_meeting
from safeguarding.roles import Refused
from tests.factories import ActionFactory, BoardFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, OPENED, london
from tests.recommendations.views.reading import shown, text
from tests.recorded import write

URL = "/inspections/ours/"


@pytest.fixture
def inspection(cast):
    made = InspectionFactory(slug="ours", title="The inspection of ours")
    RecommendationFactory(inspection=made, reference="3")
    release_to_opcc(made, by=cast.coordinator, at=OPENED)
    return made


@pytest.fixture(autouse=True)
def at_now(monkeypatch):
    monkeypatch.setattr("safeguarding.clock.now", lambda: NOW)


def test_the_later_word_counts_and_the_first_stays_and_stands_on_its_day(client, cast, inspection):
    assure(inspection, "not-assured", reason="No audit.", by=cast.opcc, at=london(2015, 5, 1))
    client.force_login(cast.opcc)
    client.post(f"{URL}assure/", {"level": "assured", "reason": "The audit was seen."})

    said = list(inspection.assurances.values_list("level", "reason"))
    assert said == [("not-assured", "No audit."), ("assured", "The audit was seen.")]
    page = shown(client, cast.dcc, URL)
    assert page.index("The audit was seen.") < page.index("What it said before") < page.index("No audit.")
    then = shown(client, cast.dcc, f"{URL}?at=2015-06-01")
    assert "No audit." in then and "The audit was seen." not in then


def test_the_page_of_an_action_leads_the_opcc_to_a_note_on_each_recommendation_that_it_answers(
    client, cast, inspection
):
    asked = inspection.recommendations.get()
    page = f"/actions/{ActionFactory(parts=asked.parts.all(), owner=cast.posts.owner).number}/"
    note = f"{URL}note/?recommendation={asked.pk}"
    client.force_login(cast.opcc)

    assert f'href="{note}"' in client.get(page).content.decode()
    assert client.get(note).context["form"]["recommendation"].value() == str(asked.pk)
    assert f'href="{note}"' not in client.get(f"{page}?at=2015-09-09").content.decode()
    client.force_login(cast.dcc)
    assert note not in client.get(page).content.decode()


def test_a_word_stays_that_of_the_body_in_whose_time_it_was_said_and_one_body_is_there_at_a_time(
    client, cast, inspection
):
    entered = {"by": cast.administrator, "at": OPENED}
    write(ScrutinisingBody(name="The commissioner", from_on=date(2012, 1, 1), until_on=date(2015, 5, 31)), **entered)
    write(ScrutinisingBody(name="The mayor", from_on=date(2015, 6, 1)), **entered)
    assure(inspection, "partly", reason="Half.", by=cast.opcc, at=london(2015, 5, 31, 23, 30))
    assure(inspection, "assured", reason="All.", by=cast.opcc, at=london(2015, 6, 1, 0, 30))

    page = shown(client, cast.opcc, URL)
    assert page.index("The mayor, 1 June 2015") < page.index("All.") < page.index("The commissioner, 31 May 2015")
    with pytest.raises(ValidationError, match="The mayor holds the force to account then"):
        write(ScrutinisingBody(name="The board", from_on=date(2016, 1, 1)), **entered)


def test_position_counts_no_word_apart_from_not_assured_and_what_changed_tells_it(client, cast, inspection):
    release_to_opcc(InspectionFactory(), by=cast.coordinator, at=OPENED)
    assure(inspection, "partly", reason="Half was tested.", by=cast.opcc, at=london(2015, 8, 20))

    found = client_position(client, cast)
    assert found.counts == [
        *[("Not assured", 0), ("Partly assured", 1), ("Assured", 0)],
        ("Nothing from the OPCC yet", 1),
    ]
    told = shown(client, cast.opcc, "/changes/?from=2015-08-01&kind=assured")
    assert "Partly assured" in told and "Half was tested." in told
    assert "Half was tested." not in shown(client, cast.opcc, "/changes/?from=2015-08-21&kind=assured")


def client_position(client, cast):
    client.force_login(cast.opcc)
    return client.get("/position/").context["position"].assurances


def test_only_reviewers_of_the_opcc_say_it_and_only_of_what_they_see(client, cast, inspection):
    shown(client, cast.dcc, f"{URL}assure/", status=403)
    with pytest.raises(Refused):
        assure(inspection, "assured", reason="Fine.", by=cast.dcc, at=NOW)
    hidden = InspectionFactory(slug="hidden")
    with pytest.raises(Refused, match="cannot see"):
        assure(hidden, "assured", reason="Fine.", by=cast.opcc, at=NOW)
    shown(client, cast.opcc, "/inspections/hidden/assure/", status=404)
    assert not Assurance.objects.exists()


def test_an_item_is_challenged_at_a_meeting_that_was_held_with_a_minute(client, cast, inspection):
    on = {"board": BoardFactory(name="The board")}
    held, to_come = (
        write(Meeting(**on, held_on=date(*day)), by=cast.administrator, at=OPENED)
        for day in ((2015, 9, 1), (2015, 10, 1))
    )
    minute = {"outcome": "challenged", "recommendation": inspection.recommendations.get().pk, "text": "Why so long?"}
    client.force_login(cast.opcc)

    drawn = client.get(f"{URL}note/").context["form"].initial
    assert (drawn["outcome"], drawn["meeting"]) == ("note", to_come)  # as a reviewer most often needs it
    assert "Select the meeting at which it was noted" in text(client.post(f"{URL}note/", minute))
    assert "a minute is of a meeting that was held" in text(
        client.post(f"{URL}note/", minute | {"meeting": to_come.pk})
    )
    assert client.post(f"{URL}note/", minute | {"meeting": held.pk}).url == f"{URL}#assurance"

    note = MeetingNote.objects.get()
    assert note.recommendation.reference == "3"
    assert "Why so long?" in shown(client, cast.opcc, f"/recommendations/{note.recommendation.pk}/")
    page = shown(client, cast.owner, URL)
    assert "The board, 1 September 2015" in page and "Challenged" in page and "Why so long?" in page


def test_a_note_is_corrected_and_what_stood_before_is_in_what_changed(client, cast, inspection):
    by = {"by": cast.opcc, "at": london(2015, 9, 1)}
    note = note_for_meeting(inspection, "Ask for the figure of Mey.", **by)
    correct = reverse("meeting-note-correct", args=[note.pk])
    assert correct in shown(client, cast.opcc, f"/inspections/{inspection.slug}/")
    assert correct not in shown(client, cast.dcc, f"/inspections/{inspection.slug}/")

    client.force_login(cast.opcc)
    once = client.get(correct).context["form"].once
    client.post(
        correct,
        {"outcome": "note", "text": "Ask for the figure of May.", "why": "Mistyped.", "seen": note.pk, "once": once},
    )

    page = shown(client, cast.dcc, f"/inspections/{inspection.slug}/")
    assert ("figure of May." in page, "figure of Mey." in page, "Mistyped." in page) == (True, False, True)
    assert "figure of Mey." in shown(client, cast.dcc, f"/inspections/{inspection.slug}/?at=2015-09-05")
    changed = shown(client, cast.dcc, "/changes/?from=2015-08-31&kind=corrected")
    assert ("Mey." in changed, "May." in changed) == (True, True)
