"""The pages of mails: a person's own, when they want them, and who was told of an action."""

from django.utils.timezone import now

from recommendations.models import MailPreference, Notice
from safeguarding.models import OutgoingMail
from tests.factories import ActionFactory


def test_a_mail_stands_on_its_persons_account_and_on_the_action_that_it_tells_of(client, cast):
    action = ActionFactory(owner=cast.posts.owner)
    words = {"subject": "Past the date: 1", "text": "Action text", "html": "", "address": "olive@force.example"}
    mail = OutgoingMail.objects.create(person=cast.owner, made_at=now(), try_from=now(), state="sent", **words)
    Notice.objects.create(mail=mail, person=cast.owner, kind="overdue", thing="action", action=action)

    client.force_login(cast.owner)
    own = client.get("/your-account/mails/").content.decode()
    client.force_login(cast.other_owner)
    others = [client.get("/your-account/mails/").content.decode(), client.get(f"/your-account/mails/{mail.pk}/")]
    about = client.get(f"/actions/{action.number}/mails/").content.decode()

    assert ("Past the date: 1" in own, "Past the date: 1" in others[0], others[1].status_code) == (True, False, 404)
    assert "Olive Owner" in about and "Past the date" in about


def test_a_person_chooses_days_and_reasons(client, cast):
    client.force_login(cast.owner)
    client.post("/your-account/mails/choose/", {"days": ["0", "4"], "wanted": ["overdue", "sent-back"]})

    wants = MailPreference.objects.get(person=cast.owner)
    assert (wants.days, "due-7" in wants.unwanted, "overdue" in wants.unwanted) == ([0, 4], True, False)
