"""The contact log of an inspection: recorded with the verdict of a letter, corrected with why, and on paper."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from inspections.services import release_to_opcc
from recommendations.models import Contact, Meeting, StagedFile, Verdict
from recommendations.packs.opcc_paper import opcc_paper
from recommendations.selectors.packs.contents import Choices, Words
from recommendations.selectors.packs.for_inspectorate import for_inspectorate
from recommendations.selectors.packs.gather import gather
from recommendations.selectors.packs.public import public
from recommendations.selectors.register_keys import Only, of_inspection
from recommendations.selectors.standings import Standings
from recommendations.services.contacts import correct_contact, record_contact
from tests.factories import BoardFactory, InspectionFactory, RecommendationFactory
from tests.moments import OPENED, london
from tests.recommendations.views.form_pages import date_boxes
from tests.recommendations.views.reading import shown, text
from tests.recorded import change, write

MAY, JUNE = london(2015, 5, 1), london(2015, 6, 1)


@pytest.fixture
def asked(cast):
    """A recommendation of a published report."""
    inspection = InspectionFactory(published_on=date(2015, 2, 1))
    release_to_opcc(inspection, by=cast.coordinator, at=OPENED)
    return RecommendationFactory(inspection=inspection)


def passed(inspection, cast, at=MAY, **said):
    said = {"kind": "visit", "happened_on": date(2015, 4, 30), "text": "They saw custody.", "source": "Note"} | said
    return record_contact(inspection, body=inspection.body, **said, by=cast.coordinator, at=at)


def page(asked, query=""):
    return reverse("inspection-detail", args=[asked.inspection.slug]) + query


def test_a_closing_letter_is_recorded_with_its_verdict_on_each_recommendation_that_is_ticked(client, cast, asked):
    address = reverse("contact-record", args=[asked.inspection.slug])
    client.force_login(cast.coordinator)
    sent = {
        "kind": "closing",
        "body": asked.inspection.body_id,
        "text": "They close it.",
        "source": "Letter of 30 April",
        "outcome": "verified",
    } | date_boxes("happened_on", 30, 4, 2015)
    assert "Select the recommendations on which they give their verdict" in text(client.post(address, sent))
    refused = text(client.post(address, sent | {"kind": "visit", "recommendations": [asked.pk]}))
    assert "Only a letter from them gives a verdict" in refused

    told = text(client.post(address, sent | {"recommendations": [asked.pk]}, follow=True))

    assert "Recorded: Closing letter" in told and f"{asked}</a>: <strong>Closed by them</strong>" in told
    verdict = Verdict.objects.get()
    assert (verdict.outcome, verdict.given_on, verdict.source) == ("verified", date(2015, 4, 30), "Letter of 30 April")
    for who in (cast.dcc, cast.opcc, cast.owner):
        shown(client, who, address, status=403)


def test_its_document_outlives_an_error_on_the_form_is_replaced_and_taken_off_and_stays_in_what_was_said_first(
    client, cast, asked, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(cast.coordinator)
    record = reverse("contact-record", args=[asked.inspection.slug])
    about = {
        "kind": "letter-from",
        "body": asked.inspection.body_id,
        "text": "They ask.",
        "source": "Letter of 30 April",
    }
    about |= date_boxes("happened_on", 30, 4, 2015)
    other = client.post(record, about | {"document": SimpleUploadedFile("letter.pdf", b"no such")})
    assert "letter.pdf is not what its name says" in text(other)
    letter = {"document": SimpleUploadedFile("letter.txt", b"We ask.")}
    assert "letter.txt, 7" in text(client.post(record, about | letter | {"text": ""}))  # kept, and ticked

    told = text(client.post(record, about | {"kept": [StagedFile.objects.get().pk]}, follow=True))

    first = Contact.objects.get()
    assert ">letter.txt</a>" in told and (first.name, first.size) == ("letter.txt", 7)
    assert (StagedFile.objects.count(), first.file.name) == (0, f"contacts/{first.sha256}")
    correct = reverse("contact-correct", args=[first.pk])
    assert "Remove letter.txt" in text(client.get(correct))
    why = about | {"why": "The second page was missing.", "seen": first.pk}
    client.post(correct, why | {"document": SimpleUploadedFile("whole.txt", b"We ask for more.")})
    second = Contact.objects.latest("pk")
    client.post(correct, about | {"why": "Of another force.", "seen": second.pk, "takes_off": "on"})
    assert [one.name for one in Contact.objects.order_by("pk")] == ["letter.txt", "whole.txt", ""]
    for one, inside in ((first, b"We ask."), (second, b"We ask for more.")):
        client.force_login(cast.opcc)
        assert b"".join(client.get(reverse("contact-document", args=[one.pk]))) == inside
    assert ".txt" not in shown(client, cast.opcc, page(asked))
    (tmp_path / second.file.name).write_bytes(b"We ask for less")
    shown(client, cast.opcc, reverse("contact-document", args=[second.pk]), status=409)


def test_it_is_corrected_with_why_and_stood_as_it_was(client, cast, asked):
    first = passed(asked.inspection, cast)
    InspectionFactory()
    other = {"recommendations": [asked], "why": "It was about this alone."}
    again = correct_contact(first, **other, seen=first.pk, by=cast.coordinator, at=JUNE)

    assert "It was about this alone." in shown(client, cast.opcc, page(asked))
    then = shown(client, cast.opcc, page(asked, "?at=2015-05-20"))
    assert ("They saw custody." in then, "It was about this alone." in then) == (True, False)
    assert "Contact: Visit" in shown(
        client, cast.opcc, page(asked, "?at=2015-04-30")
    )  # named, with when it was recorded
    early = {"happened_on": date(2015, 6, 2), "why": "A day later.", "seen": again.pk}
    with pytest.raises(ValidationError, match="today or earlier"):
        correct_contact(first, recommendations=[asked], **early, by=cast.coordinator, at=JUNE)
    gone = {"kind": "none", "recommendations": [], "why": "Of another force.", "seen": again.pk}
    correct_contact(first, **gone, by=cast.coordinator, at=JUNE)
    assert "They saw custody." not in shown(client, cast.opcc, page(asked))
    changes = shown(client, cast.opcc, "/changes/?from=2015-04-30&to=2015-06-02")
    assert "Contact with inspectorates" in changes and "Of another force." in changes
    assert Contact.objects.count() == 3


def test_it_is_found_over_every_inspection_by_words_inspectorate_and_date_but_not_by_words_that_are_withheld(
    client, cast, asked
):
    passed(asked.inspection, cast, recommendations=[asked])
    narrow = InspectionFactory(title="Narrow", audience="force", published_on=date(2015, 2, 1))
    release_to_opcc(narrow, by=cast.coordinator, at=OPENED)
    secrets = {"text": "They saw secrets.", "document": ContentFile(b"Secrets.", "secrets.txt")}
    hidden = passed(narrow, cast, **secrets, happened_on=date(2015, 3, 1))
    InspectionFactory(slug="unreleased")

    def found(query, who=cast.opcc):
        client.force_login(who)
        return [one.contact.inspection.title for one in client.get(f"/contact/?{query}").context["contacts"]]

    assert found("") == [asked.inspection.title, "Narrow"]
    assert found("at=2015-05-01") == [asked.inspection.title, "Narrow"] and found("at=2015-04-30") == []
    change(asked.inspection, title="Called so in June", by=cast.coordinator, at=JUNE)
    then = shown(client, cast.opcc, "/contact/?at=2015-05-01")
    assert asked.inspection.body.name in then and "Called so in June" not in then and " as of " not in then
    assert found("q=saw") == [asked.inspection.title] and found("q=saw", cast.dcc) == [asked.inspection.title, "Narrow"]
    assert found("until=1+April+2015") == ["Narrow"] and found("since=1+April+2015") == [asked.inspection.title]
    assert found(f"body={narrow.body_id}&kind=closing") == [] == found("since=soon")
    assert found("q=secrets.txt") == [] and found("q=secrets.txt", cast.dcc) == ["Narrow"]
    assert "secrets.txt" not in shown(client, cast.opcc, "/contact/")
    shown(client, cast.opcc, reverse("contact-document", args=[hidden.pk]), status=403)
    shown(client, cast.partner, "/contact/", status=403)


def test_it_stands_in_the_papers_but_for_words_that_are_for_the_force_and_never_in_the_public_edition(cast, asked):
    passed(asked.inspection, cast, recommendations=[asked], document=ContentFile(b"Seen.", "note.txt"))
    narrow = InspectionFactory(audience="force", published_on=date(2015, 2, 1))
    release_to_opcc(narrow, by=cast.coordinator, at=OPENED)
    passed(narrow, cast, text="Words for the force.")
    of_update = for_inspectorate(
        Standings(cast.dcc, now=JUNE), Only(of_inspection, asked.inspection_id), asked.inspection
    ).passed
    of_narrow = for_inspectorate(Standings(cast.dcc, now=JUNE), Only(of_inspection, narrow.pk), narrow).passed

    assert [(one.on, one.about, one.words, one.document) for one in of_update] == [
        (date(2015, 4, 30), str(asked), "They saw custody.", "Note; note.txt")
    ]
    assert of_narrow == ()
    meeting = write(Meeting(board=BoardFactory(), held_on=date(2015, 6, 11)), by=cast.administrator, at=MAY)
    whole = gather(meeting, at=JUNE, as_at=None, words=Words({}), choices=Choices())
    assert "They saw custody." in str(opcc_paper(whole)) and "Words for the force." not in str(opcc_paper(whole))
    assert "custody" not in str(public(whole)) and "custody" not in str(opcc_paper(public(whole)))
