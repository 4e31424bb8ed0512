"""A page in Welsh: as its person or the browser chose, and drawn with Welsh words and dates; and a mail."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import get_language, override

from recommendations.management.mails import write_mails
from recommendations.permissions import may
from recommendations.views.left_to_worker import LeftToWorker
from safeguarding.lib.languages import gettext
from safeguarding.lib.pages.fields import DateField
from safeguarding.models import ChosenLanguage, OutgoingMail
from safeguarding.templatetags.tracker import day, short_day
from tests.factories import ActionFactory
from tests.moments import NOW, OPENED
from tests.recorded import write

AT = "/position/?at=2015-08-06"


def language(page):
    return re.search('<html lang="([^"]+)"', page.content.decode())[1]


def test_the_button_at_the_foot_brings_the_same_page_back_in_the_other_language(cast, welsh, client):
    client.force_login(cast.opcc)
    before = client.get(AT)

    pressed = client.post("/language/", {"language": "cy", "next": before.wsgi_request.get_full_path()})
    after = client.get(pressed["Location"])

    assert (language(before), pressed["Location"], language(after)) == ("en-gb", AT, "cy")
    assert 'value="cy" lang="cy">Cymraeg</button>' in before.content.decode()
    assert 'value="en-gb" lang="en-gb">English</button>' in after.content.decode()
    assert "6 Awst 2015" in after.content.decode()


def test_a_language_that_was_pressed_goes_with_its_person_and_not_with_the_next_who_signs_in(cast, welsh, client):
    client.force_login(cast.opcc)
    client.post("/language/", {"language": "cy", "next": AT})
    elsewhere = Client(headers={"accept-language": "en"})
    elsewhere.force_login(cast.opcc)
    another = Client(headers={"accept-language": "en"})
    another.force_login(cast.owner)

    assert [language(one.get(AT)) for one in (client, elsewhere, another)] == ["cy", "cy", "en-gb"]


def test_a_mail_is_in_the_language_that_its_person_chose(cast, welsh):
    for person, post in ((cast.owner, cast.posts.owner), (cast.other_owner, cast.posts.other_owner)):
        person.email = f"{person.username}@force.example"
        write(person, by=cast.administrator, at=OPENED)
        ActionFactory(owner=post, target_on=NOW.date() - timedelta(days=2))
    ChosenLanguage.objects.create(person=cast.owner, code="cy")

    write_mails(NOW)
    mails = {mail.person: mail for mail in OutgoingMail.objects.all()}

    assert "Heibio i’r dyddiad (1)" in mails[cast.owner].html
    assert re.search(r"- Cam \d+: .*diwrnod yn ôl", mails[cast.owner].text)
    assert "Past the date (1)" in mails[cast.other_owner].html


@pytest.mark.django_db
def test_a_browser_that_asks_for_welsh_has_it_where_it_is_on_offer_and_english_elsewhere(welsh, client, settings):
    asked = {"headers": {"accept-language": "cy"}}
    offered = client.get("/sign-in/", **asked)

    settings.LANGUAGES = [("en-gb", "English")]
    not_offered = client.get("/sign-in/", **asked)

    assert (language(offered), language(not_offered)) == ("cy", "en-gb")
    assert "Cymraeg" not in not_offered.content.decode()


def test_a_refusal_is_said_in_the_language_of_whoever_reads_it(cast, welsh):
    action = ActionFactory(owner=cast.posts.owner)
    with override("cy"):
        refused = may(cast.owner, "support", action, at=NOW).why_not
        with pytest.raises(ValidationError) as wrong:
            DateField(label="Dyddiad").clean(["31", "Mehefin", "2015"])

    assert refused == ("Mae hyn i’r DPC.", "Statws y cam yw: ar waith.", *refused[2:])
    assert wrong.value.messages == [
        "Dyddiad: rhaid rhoi dyddiad go iawn, megis 30 4 2015: 30 diwrnod sydd ym mis Mehefin 2015"
    ]


def test_files_that_are_kept_are_made_in_english_and_what_is_told_of_them_is_welsh():
    class Recorded:
        def record(self, form):
            return get_language()

    class Page(LeftToWorker, Recorded):
        def make(self, form):
            self.made_in = get_language()

    page = Page()
    page.led_before = None
    with override("cy"):
        told_in = page.record(None)

    assert (page.made_in, told_in) == ("en-gb", "cy")


def test_dates_have_the_months_of_the_language_and_are_typed_with_them(welsh):
    with override("cy"):
        assert (day(date(2015, 7, 11)), short_day(date(2015, 9, 1))) == ("11 Gorffennaf 2015", "1 Med 2015")
    assert DateField().clean(["1", "Gorffennaf", "2015"]) == date(2015, 7, 1)


def test_words_of_ours_are_said_in_the_language_of_the_page():
    assert gettext("No owner") == "No owner"
    with override("cy"):
        assert gettext("No owner") == "Dim perchennog"
