"""A text that must not stand in the record goes by the word of two people; the rest of the record is proved all the same."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.db.models import CharField, JSONField, TextField

from recommendations.models import Action, Decision, Evidence, ProgressUpdate, SearchText
from recommendations.services.progress import EvidenceDraft, post_update
from recommendations.services.redactions import ask_to_redact, decline_to_redact, redact
from recommendations.services.unrecorded import UNRECORDED
from safeguarding.append_only import models_written_once
from safeguarding.ledger import proof
from safeguarding.models import OutgoingMail, RedactedField, UnsentForm
from safeguarding.roles import Refused
from tests.moments import london
from tests.recorded import change
from tests.safeguarding.ledger.tampering import found, leaf_of, run, triggers_off

ASKED, DONE = london(2015, 8, 14), london(2015, 8, 15)
PLACE = "[redacted on 15 August 2015: A name typed in error.]"
DECISION = Decision._meta.db_table


def redacted(world, kind, key, *fields):
    asked = ask_to_redact(kind, key, fields, reason="A name typed in error.", by=world.cast.owner, at=ASKED)
    return redact(asked, by=world.cast.coordinator, at=DONE)


def test_a_text_goes_from_the_record_and_the_search_and_everything_else_is_still_proved(db, sealed_world, tmp_path):
    world, update = sealed_world, sealed_world.evidence.update
    assert SearchText.objects.filter(words__contains="The procedure was issued.").count() == 1
    done = redacted(world, "progressupdate", update.pk, "done")

    assert done.elsewhere == []
    assert ProgressUpdate.objects.get(pk=update.pk).done == PLACE
    assert ProgressUpdate.objects.get(pk=update.pk).shown == "tested"
    assert not SearchText.objects.filter(words__contains="The procedure was issued.").exists()
    assert found(world, tmp_path) == []
    call_command(
        "export_proof", about=f"progressupdate:{update.pk}", output=tmp_path / "p", whole=True, stdout=StringIO()
    )
    made = json.loads((tmp_path / "p").read_text())
    fields = {field["name"]: field for field in made["rows"][0]["fields"]}
    assert "value" not in fields["done"]
    assert fields["shown"]["value"] == "tested"
    proof.insist(made, world.key, world.held)


def test_of_an_action_all_that_its_text_ever_was_goes_and_it_is_said_where_else_it_stands(db, sealed_world, tmp_path):
    text, cast = sealed_world.other.text, sealed_world.cast
    longer = f"{text} Somebody did it."
    change(Action.objects.get(pk=sealed_world.other.pk), text=longer, by=cast.coordinator, at=ASKED)
    unsent = UnsentForm.objects.create(person=cast.owner, page="/x/", words={"text": [longer]}, kept_at=ASKED)
    done = redacted(sealed_world, "action", sealed_world.other.pk, "text")

    unsent.refresh_from_db()
    assert unsent.words == {"text": [PLACE]}
    other = Action.objects.get(pk=sealed_world.other.pk)
    assert {other.text, *other.history.values_list("text", flat=True)} == {PLACE}
    assert text == "Ours alone."
    assert done.elsewhere == []
    assert found(sealed_world, tmp_path) == []


@pytest.mark.parametrize(
    ("kind", "field", "changed"), [("decision", "reason", "Decision"), ("action", "text", "Action")]
)
def test_of_what_sql_changed_no_word_goes_so_that_it_stays_to_be_found(
    db, sealed_world, tmp_path, kind, field, changed
):
    row = sealed_world.decision if kind == "decision" else Action.objects.get(pk=sealed_world.other.pk)
    with triggers_off(row._meta.db_table):
        run(f"UPDATE {row._meta.db_table} SET {field} = 'I have seen nothing.' WHERE {row._meta.pk.column} = {row.pk}")
    before = found(sealed_world, tmp_path)
    assert len(before) == 1
    with pytest.raises(ValidationError, match=f"{changed} {row.pk} was changed in the database."), transaction.atomic():
        redacted(sealed_world, kind, row.pk, field)

    assert getattr(type(row).objects.get(pk=row.pk), field) == "I have seen nothing."
    assert found(sealed_world, tmp_path) == before


def test_a_mail_that_sql_changed_is_not_signed_by_a_redaction_of_words_in_it(db, sealed_world):
    text = sealed_world.other.text
    said = {"address": "owner@example.org", "text": f"{text} Yours?", "made_at": ASKED, "try_from": ASKED}
    people = sealed_world.cast.owner, sealed_world.cast.dcc
    mails = [OutgoingMail.objects.create(person=person, **said) for person in people]
    OutgoingMail.objects.filter(pk=mails[1].pk).update(address="somebody@example.org")
    redacted(sealed_world, "action", sealed_world.other.pk, "text")

    kept = OutgoingMail.objects.order_by("pk")
    assert [(one.text, one.is_as_signed) for one in kept] == [(f"{PLACE} Yours?", True), (f"{PLACE} Yours?", False)]


def test_words_go_from_whatever_else_keeps_what_people_typed():
    """A new table of drafts is named in UNRECORDED, or here with why it need not be."""
    ours = {model for app in ("recommendations", "safeguarding") for model in apps.get_app_config(app).get_models()}
    nouns = {model for model in ours if hasattr(model, "history")}
    keeping = {model for model in ours - nouns - {*models_written_once().values()} if _has_words(model)}

    assert {model.__name__ for model in keeping - {*UNRECORDED}} == {
        *("SearchText", "OwnerName", "LongWork"),  # made of the record, and anew or not at all once words are taken out
        *("StagedFile", "StagedGrids", "ReportReading"),  # a file, which goes as a whole, and its name
        *("AccessKey", "AwaitedStanding", "ChosenLanguage", "FailedSignIn", "MailPreference", "Notice", "SentForm"),
    }
    assert {*UNRECORDED} <= keeping


def _has_words(model):
    words = JSONField, TextField, CharField
    return any(isinstance(field, words) and not field.choices for field in model._meta.concrete_fields)


def test_a_file_is_taken_away_and_its_page_says_so(
    db, sealed_world, tmp_path, client, django_capture_on_commit_callbacks
):
    path = Path(sealed_world.evidence.file.path)
    content = path.read_bytes()
    drafts = [EvidenceDraft(title="Log", file=ContentFile(b"Forty cases.", "log.txt"))]
    said = {"done": "Half.", "by": sealed_world.cast.owner, "at": ASKED}
    post_update(sealed_world.other, evidence=drafts, **said)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            redacted(sealed_world, "evidence", sealed_world.evidence.pk, "file")

        assert not path.exists()
        assert RedactedField.objects.get().key == sealed_world.evidence.pk
        assert Evidence.objects.get(pk=sealed_world.evidence.pk).sha256 == sealed_world.evidence.sha256
        assert found(sealed_world, tmp_path) == []
        client.force_login(sealed_world.cast.dcc)
        page = client.get(f"/evidence/{sealed_world.evidence.pk}/")
        assert (page.status_code, PLACE in page.content.decode()) == (410, True)
    finally:
        path.write_bytes(content)


def test_it_takes_two_people_of_whom_one_coordinates_or_scrutinises(db, sealed_world):
    cast, key = sealed_world.cast, sealed_world.decision.pk
    asked = ask_to_redact("decision", key, ["reason"], reason="A name.", by=cast.coordinator, at=ASKED)
    assert asked.audience == "force"
    for nobody in (cast.coordinator, cast.owner, cast.opcc):
        with pytest.raises(Refused):
            redact(asked, by=nobody, at=DONE)
        with pytest.raises(Refused):
            decline_to_redact(asked, reason="It stays.", by=nobody, at=DONE)
    with pytest.raises(Refused):
        ask_to_redact("decision", key, ["reason"], reason="A name.", by=cast.opcc, at=ASKED)
    with pytest.raises(ValidationError, match="Name one of: reason"):
        ask_to_redact("decision", key, ["outcome"], reason="A name.", by=cast.owner, at=ASKED)
    with pytest.raises(ValidationError, match="Name one of: action, "):
        ask_to_redact("user", cast.owner.pk, ["reason"], reason="A name.", by=cast.owner, at=ASKED)
    update = sealed_world.evidence.update
    with pytest.raises(ValidationError, match="Nothing stands in next"):
        ask_to_redact("progressupdate", update.pk, ["done", "next"], reason="A name.", by=cast.owner, at=ASKED)

    assert Decision.objects.get(pk=key).reason == "I have seen the procedure."
    redact(asked, by=cast.dcc, at=DONE)
    with pytest.raises(Refused, match="already redacted"):
        redact(type(asked).objects.get(pk=asked.pk), by=cast.dcc, at=DONE)


def test_the_database_lets_nothing_else_through(db, sealed_world, tmp_path):
    """Not even to whoever writes by SQL that a text was redacted; and that is found."""
    leaf, key = leaf_of(sealed_world.decision), sealed_world.decision.pk
    about = {"shape": leaf.shape, "key": key, "digest": "00" * 32, "redaction": 0}
    RedactedField.objects.create(column="reason", words=PLACE, **about)
    RedactedField.objects.create(column="outcome", words="sent-back", **about)
    for forbidden in (
        "reason = 'I have seen nothing.'",
        f"reason = '{PLACE}', outcome = 'sent-back'",
        "outcome = 'sent-back'",
        "marking = 'official-sensitive'",
    ):
        with pytest.raises(DatabaseError, match="This table is written once"), transaction.atomic():
            run(f"UPDATE {DECISION} SET {forbidden} WHERE id = {key}")
    with pytest.raises(DatabaseError, match="This table is written once"), transaction.atomic():
        run(f"DELETE FROM {DECISION} WHERE id = {key}")

    run(f"UPDATE {DECISION} SET reason = '{PLACE}' WHERE id = {key}")

    said = f"A text of Decision {key} was taken out, and no two people said so."
    assert sorted(found(sealed_world, tmp_path)) == sorted(
        [("altered", f"Decision {key} is not as it was written.", sealed_world.moments[0])]
        + [("redacted", said, "")] * 2
    )
