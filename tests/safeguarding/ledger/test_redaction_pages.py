"""Words go on pages too: asked for where they stand, decided by another, out of drafts and mails as well, and the proof holds."""

import pytest

from recommendations.models import ProgressUpdate, Redaction, RedactionRequest, StagedFile
from recommendations.selectors.coordination import coordination
from recommendations.selectors.notices.digest import digest
from recommendations.selectors.redactions import waiting
from recommendations.selectors.standings import Standings
from recommendations.services.redactions import ask_to_redact, redact
from recommendations.services.uploads import stage
from safeguarding.models import OutgoingMail, RedactedField, UnsentForm
from tests.moments import london
from tests.recommendations.views.reading import shown, text
from tests.safeguarding.ledger.tampering import found, leaf_of
from tests.walk import begin

AT = london(2015, 8, 14)
WORDS = "The procedure was issued."
REASON = "A name typed in error."


@pytest.fixture(autouse=True)
def at_that_time(monkeypatch):
    monkeypatch.setattr("safeguarding.clock.now", lambda: AT)


def told(person):
    return [(one.kind.value, one.thing, one.says) for one in digest(person, at=AT).news if "redaction" in one.thing]


def test_words_are_asked_for_where_they_stand_and_taken_out_everywhere_by_another(client, db, sealed_world, tmp_path):
    cast, update = sealed_world.cast, sealed_world.evidence.update
    unsent = UnsentForm.objects.create(person=cast.owner, page="/x/", words={"done": [f"So: {WORDS}"]}, kept_at=AT)
    mail = {"subject": "News", "text": WORDS, "html": f"<p>{WORDS}</p>", "made_at": AT, "try_from": AT}
    mail = OutgoingMail.objects.create(person=cast.dcc, address="d@example.org", **mail)

    page = shown(client, cast.owner, f"/actions/{sealed_world.action.pk}/")
    choose = f"/redactions/action/{sealed_world.action.pk}/"
    ask = f"{choose}progressupdate/{update.pk}/"
    assert choose in page
    assert ask in shown(client, cast.owner, choose)
    assert WORDS in shown(client, cast.owner, ask)
    again = client.post(ask, {"fields_named": ["done"], "reason": f"It says {WORDS}"})
    assert "Do not say the words again" in text(again)
    assert client.post(ask, {"fields_named": ["done"], "reason": REASON}).status_code == 302

    request = RedactionRequest.objects.get()
    decide = f"/redactions/{request.pk}/"
    waits = [("to-decide", f"redaction {request.pk}", told(cast.dcc)[0][2])]
    assert told(cast.dcc) == told(cast.coordinator) == waits
    assert WORDS not in waits[0][2]
    assert coordination(Standings(cast.coordinator, now=AT)).waits[0].figure.count == 1
    assert "1 request to take words or a file out" in shown(client, cast.dcc, "/scrutiny/")
    shown(client, cast.owner, decide, status=403)
    shown(client, cast.opcc, "/redactions/", status=403)
    assert WORDS in shown(client, cast.dcc, decide)
    left = client.post(decide, {"decision": "leave", "reason": ""})
    assert "Say why it stays" in text(left)
    assert client.post(decide, {"decision": "take-out"}).status_code == 302

    unsent.refresh_from_db()
    mail.refresh_from_db()
    place = f"[redacted on 14 August 2015: {REASON}]"
    assert ProgressUpdate.objects.get(pk=update.pk).done == place
    assert (unsent.words, mail.text, mail.html) == ({"done": [f"So: {place}"]}, place, f"<p>{place}</p>")
    assert [one[2] for one in told(cast.owner)] == ["what you asked to be taken out of the record was taken out"]
    assert found(sealed_world, tmp_path) == []
    shown(client, cast.coordinator, decide, status=403)


def test_a_file_goes_where_it_waits_too_and_what_is_declined_stays_with_why(client, db, sealed_world, tmp_path):
    cast, evidence = sealed_world.cast, sealed_world.evidence
    with evidence.file.open() as file:
        stage([file], by=cast.owner, at=AT)
    about = {"reason": REASON, "by": cast.coordinator, "at": AT}
    stays = ask_to_redact("evidence", evidence.pk, ["title"], **about)
    goes = ask_to_redact("evidence", evidence.pk, ["file"], **about)
    client.force_login(cast.dcc)

    client.post(f"/redactions/{stays.pk}/", {"decision": "leave", "reason": "It names a procedure."})
    client.post(f"/redactions/{goes.pk}/", {"decision": "take-out"})

    assert list(Redaction.objects.values_list("request", flat=True)) == [goes.pk]
    assert not StagedFile.objects.exists()
    assert "It names a procedure." in shown(client, cast.coordinator, "/redactions/")
    assert found(sealed_world, tmp_path) == []
    marked = begin(cast, marking="official-sensitive")
    assert "OFFICIAL-SENSITIVE" in shown(client, cast.owner, f"/redactions/action/{marked.pk}/action/{marked.pk}/")


def test_a_redaction_that_two_people_made_covers_no_other_text(db, sealed_world, tmp_path):
    """By SQL, under the number of one that is in order."""
    cast, update = sealed_world.cast, sealed_world.evidence.update
    asked = ask_to_redact("progressupdate", update.pk, ["done"], reason=REASON, by=cast.owner, at=AT)
    number = redact(asked, by=cast.dcc, at=AT).redaction.pk
    leaf = leaf_of(sealed_world.decision)
    about = {"shape": leaf.shape, "key": sealed_world.decision.pk, "digest": "00" * 32, "redaction": number}
    RedactedField.objects.create(column="reason", words="[redacted on a day]", **about)

    said = f"A text of Decision {sealed_world.decision.pk} was taken out, and no two people said so."
    assert ("redacted", said, "") in found(sealed_world, tmp_path)


def test_who_asked_in_error_takes_it_back_and_nobody_is_left_to_decide(client, db, sealed_world):
    cast, update = sealed_world.cast, sealed_world.evidence.update
    asked = ask_to_redact("progressupdate", update.pk, ["done"], reason=REASON, by=cast.owner, at=AT)
    back = f"/redactions/{asked.pk}/take-back/"
    assert back not in shown(client, cast.coordinator, "/redactions/")
    shown(client, cast.coordinator, back, status=403)
    assert back in shown(client, cast.owner, "/redactions/")

    client.post(back, {"reason": "It is no name."})

    listed = shown(client, cast.owner, "/redactions/")
    assert "Taken back on 14 August 2015: It is no name." in listed
    assert back not in listed
    assert list(waiting(cast.dcc, AT)) == []
    shown(client, cast.dcc, f"/redactions/{asked.pk}/", status=403)
    assert ProgressUpdate.objects.get(pk=update.pk).done == WORDS
