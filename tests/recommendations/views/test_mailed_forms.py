"""Replies that come by mail: taken in once, waiting for whoever answers for them, and never accepted by themselves."""

from contextlib import nullcontext
from datetime import timedelta
from email.message import EmailMessage
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from recommendations.models import MailedForm, Notice, ReturnDraft
from recommendations.selectors.rounds.mailed import Readable
from recommendations.services.rounds import close_round
from tests.moments import NOW
from tests.recommendations.return_forms import KEY, address, as_file, downloaded, filled
from tests.recommendations.rounds import commission
from tests.recommendations.views.put_right_pages import words_of
from tests.recorded import change
from tests.walk import begin, handed_over


@pytest.fixture
def asked(cast):
    """A round of one action of the owner's."""
    begin(cast)
    return commission(cast)


def form(client, asked, post, said="Trained.", name="return.xlsx"):
    rows = downloaded(client, asked, post)
    number = rows[1][0].split()[1]
    return as_file(filled(rows, **{f"a{number}": (said, "")}), name)


def mailed(folder, file, sender="Somebody <somebody@elsewhere.example>", name="reply.eml"):
    """A mail with this form, a picture of a signature and a line, in the folder."""
    mail = EmailMessage()
    mail["From"], mail["Subject"] = sender, "Return"
    mail.set_content("Attached.")
    mail.add_attachment(b"GIF89a", maintype="image", subtype="gif", filename="signature.gif")
    office = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    mail.add_attachment(file.read(), maintype="application", subtype=office, filename=file.name)
    (folder / name).write_bytes(mail.as_bytes())


def take_in(folder):
    """What the command said, and with what it left."""
    said = StringIO()
    try:
        call_command("take_in_replies", str(folder), stdout=said)
    except CommandError as error:
        return said.getvalue(), error.returncode
    return said.getvalue(), 0


def lies(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_reply_by_mail_waits_is_looked_at_and_kept_as_drafts(client, owner, cast, asked, tmp_path):
    post = cast.posts.owner
    mailed(tmp_path, form(owner, asked, post))
    (tmp_path / "again.eml").write_bytes((tmp_path / "reply.eml").read_bytes())

    said, left = take_in(tmp_path)

    assert (left, "attachment 1.xlsx was taken before." in said, lies(tmp_path)) == (
        0,
        True,
        ["taken/again.eml", "taken/reply.eml"],
    )
    waits = MailedForm.objects.get()
    page = address("return-mailed", asked, post, waits.pk)
    came = "A reply by mail from somebody@elsewhere.example came on 10 September 2015."
    for leads in ("/my-actions/", address("round-return", asked, post), f"/rounds/{asked.pk}/"):
        assert came in words_of(owner.get(leads)), leads
        assert f'href="{page}"' in owner.get(leads).content.decode()
    client.force_login(cast.coordinator)
    assert 'href="/rounds/?only=replies">1' in client.get("/coordination/").content.decode()
    assert str(asked.title) in words_of(client.get("/rounds/?only=replies"))
    client.force_login(cast.dcc)
    assert came not in words_of(client.get(address("round-return", asked, post)))
    assert client.get(page).status_code == 403
    client.force_login(cast.owner)

    shown = words_of(owner.get(page))
    assert "That is not your address: keep it only if you know whose words these are." in shown
    assert ("Kept as the update." in shown, "Trained." in shown, ReturnDraft.objects.count()) == (True, True, 0)
    kept = words_of(owner.post(page, {"press": "record"}, follow=True))

    waits.refresh_from_db()
    assert "1 of 1 row kept as a draft." in kept
    assert ReturnDraft.objects.get().done == "Trained."
    assert (waits.looked_at_by, waits.kept, waits.rows) == (cast.owner, 1, [])
    assert owner.post(page, {"press": "aside"}).status_code == 403
    assert came not in words_of(owner.get("/my-actions/"))


def test_what_is_put_aside_leaves_no_draft(owner, cast, asked, tmp_path):
    (tmp_path / "return.xlsx").write_bytes(form(owner, asked, cast.posts.owner).read())
    take_in(tmp_path)
    page = address("return-mailed", asked, cast.posts.owner, MailedForm.objects.get().pk)

    assert "It does not say who sent it: keep it only if" in words_of(owner.get(page))
    owner.post(page, {"press": "aside"})

    assert (ReturnDraft.objects.count(), MailedForm.objects.get().kept) == (0, 0)


def test_of_a_form_that_sql_changed_nothing_is_kept(owner, cast, asked, tmp_path):
    (tmp_path / "return.xlsx").write_bytes(form(owner, asked, cast.posts.owner).read())
    take_in(tmp_path)
    waits = MailedForm.objects.get()
    MailedForm.objects.update(rows=[row | {"done": "All done."} for row in waits.rows])

    kept = owner.post(address("return-mailed", asked, cast.posts.owner, waits.pk), {"press": "record"})

    assert "changed in the database after it came" in words_of(kept)
    assert (ReturnDraft.objects.count(), MailedForm.objects.get().looked_at) == (0, None)


def test_what_is_no_reply_is_refused_with_why_and_the_rest_taken(owner, cast, asked, tmp_path):
    post = cast.posts.owner
    theirs = begin(cast)
    handed_over(theirs, cast.posts.other_owner, by=cast.coordinator, at=NOW)
    rows, others = downloaded(owner, asked, post), downloaded(owner, asked, cast.posts.other_owner)
    foreign = [list(row) for row in rows]
    foreign[1][rows[0].index(KEY)] = foreign[1][rows[0].index(KEY)][:-1] + "x"
    files = {
        "no row with a key that was made here": as_file(foreign, "made-elsewhere.xlsx"),
        "has rows of several returns": as_file([*rows, others[1]], "several.xlsx"),
        "has nothing typed in it": as_file(rows, "empty.xlsx"),
        "is not an Excel workbook": SimpleUploadedFile("words.xlsx", b"words"),
    }
    for file in files.values():
        (tmp_path / file.name).write_bytes(file.read())
    (tmp_path / "notes.txt").write_text("Words.")
    (tmp_path / "bare.eml").write_bytes(b"From: a@b.example\n\nSee our site.")
    (tmp_path / "new").mkdir()
    mailed(tmp_path / "new", form(owner, asked, post), name="1439.M1P1.host")

    said, left = take_in(tmp_path)

    assert left == 1
    for why in [*files, "is no mail (.eml)", "has no Word or Excel form attached"]:
        assert why in said
    refused = ["bare.eml", "empty.xlsx", "made-elsewhere.xlsx", "notes.txt", "several.xlsx", "words.xlsx"]
    assert lies(tmp_path) == [*(f"refused/{name}" for name in refused), "taken/1439.M1P1.host"]
    assert MailedForm.objects.get().post == post


def test_a_mail_that_was_made_to_do_harm_keeps_no_other_from_being_taken(owner, cast, asked, tmp_path):
    reply = form(owner, asked, cast.posts.owner, name="Child A of 4 Invented Street.xlsx")
    mailed(tmp_path, reply, name="b.eml")
    unsigned = (tmp_path / "b.eml").read_bytes().replace(b"From: Somebody <somebody@elsewhere.example>", b'From: "')
    (tmp_path / "b.eml").write_bytes(unsigned)
    part = b"--b\nContent-Disposition: attachment; filename=a.xlsx\n\nPK\n"
    (tmp_path / "a.eml").write_bytes(b"Content-Type: multipart/mixed; boundary=b\n\n" + part * 2_000)

    said, left = take_in(tmp_path)

    assert (left, lies(tmp_path)) == (1, ["refused/a.eml", "taken/b.eml"])
    assert "a.eml has more than 20 Word or Excel files attached" in said
    assert (MailedForm.objects.get().sender, "Child A" in said) == ("", False)


def test_a_reply_to_a_closed_round_is_refused(owner, cast, asked, tmp_path):
    mailed(tmp_path, form(owner, asked, cast.posts.owner))
    close_round(asked, why="Over.", by=cast.coordinator, at=NOW)

    assert "came too late: the round September is closed." in take_in(tmp_path)[0]


def test_a_run_that_is_killed_between_keeping_and_moving_takes_nothing_twice(owner, cast, asked, tmp_path, monkeypatch):
    mailed(tmp_path, form(owner, asked, cast.posts.owner))
    with monkeypatch.context() as killed:
        killed.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            take_in(tmp_path)
    assert (MailedForm.objects.count(), lies(tmp_path)) == (1, ["reply.eml"])

    assert take_in(tmp_path)[1] == 0
    assert (MailedForm.objects.count(), lies(tmp_path)) == (1, ["taken/reply.eml"])


def test_what_a_reader_may_not_see_they_neither_read_nor_put_aside(client, owner, cast, asked, tmp_path):
    (tmp_path / "return.xlsx").write_bytes(form(owner, asked, cast.posts.owner).read())
    take_in(tmp_path)
    waits = MailedForm.objects.get()
    assert [row.done for row in Readable([waits], cast.partner, NOW).rows(waits)] == [""]
    waits.rows.append({"place": "Row 9", "key": "", "done": "Whose is this?", "no_change_because": ""})
    waits.save()
    page = address("return-mailed", asked, cast.posts.owner, waits.pk)
    client.force_login(cast.other_owner)

    assert client.get(page).status_code == 403
    assert client.post(page, {"press": "aside"}).status_code == 403
    client.force_login(cast.owner)
    assert "Whose is this?" in words_of(owner.get(page))


def test_whoever_may_look_at_a_reply_is_mailed_once_that_it_waits(owner, cast, asked, tmp_path, monkeypatch):
    for name in ("owner", "coordinator", "dcc"):
        change(getattr(cast, name), email=f"{name}@force.example", by=cast.administrator, at=NOW)
    mailed(tmp_path, form(owner, asked, cast.posts.owner))
    take_in(tmp_path)
    monkeypatch.setattr("recommendations.management.commands.send_reminders.to_record", lambda: NOW)

    call_command("send_reminders", stdout=StringIO())
    monkeypatch.setattr("recommendations.management.commands.send_reminders.to_record", lambda: NOW + timedelta(days=1))
    call_command("send_reminders", stdout=StringIO())

    found = Notice.objects.filter(thing=f"mailed form {MailedForm.objects.get().pk}").order_by("person__username")
    assert [notice.person.username for notice in found] == ["coordinator", "owner"]
    says = f"{asked.title}, for {cast.posts.owner}: a form came by mail and waits to be looked at"
    assert all(says in " ".join(notice.mail.text.split()) for notice in found)


def test_a_reply_that_the_scanner_cannot_look_through_stays_and_a_bad_one_is_refused(
    owner, cast, asked, tmp_path, monkeypatch
):
    mailed(tmp_path, form(owner, asked, cast.posts.owner))
    answers = iter(["", "stream: Eicar FOUND"])
    monkeypatch.setattr("safeguarding.lib.uploads.viruses._ask", lambda daemon, file: next(answers))
    monkeypatch.setattr("safeguarding.lib.uploads.viruses._reached", lambda place: nullcontext())
    monkeypatch.setattr("django.conf.settings.CLAMAV", "/run/clamd.ctl")

    assert ("could not be looked through" in take_in(tmp_path)[0], lies(tmp_path)) == (True, ["reply.eml"])
    assert ("virus scanner (Eicar)" in take_in(tmp_path)[0], lies(tmp_path)) == (True, ["refused/reply.eml"])
    assert not MailedForm.objects.exists()
