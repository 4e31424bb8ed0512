"""A page in Welsh: asked for by a button at its foot or by the browser, and drawn with Welsh words and dates."""

import re
from datetime import date

import pytest
from django.utils.translation import override

from safeguarding.locale.catalogue import compile_welsh
from safeguarding.templatetags.tracker import day, short_day

AT = "/position/?at=2015-08-06"


@pytest.fixture
def welsh(settings, tmp_path):
    """The catalogue, and both languages on offer."""
    settings.LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
    settings.LOCALE_PATHS = [tmp_path]
    (tmp_path / "cy" / "LC_MESSAGES").mkdir(parents=True)
    compile_welsh(tmp_path / "cy" / "LC_MESSAGES" / "django.mo")


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


@pytest.mark.django_db
def test_a_browser_that_asks_for_welsh_has_it_where_it_is_on_offer_and_english_elsewhere(welsh, client, settings):
    asked = {"headers": {"accept-language": "cy"}}
    offered = client.get("/sign-in/", **asked)

    settings.LANGUAGES = [("en-gb", "English")]
    not_offered = client.get("/sign-in/", **asked)

    assert (language(offered), language(not_offered)) == ("cy", "en-gb")
    assert "Cymraeg" not in not_offered.content.decode()


def test_dates_have_the_months_of_the_language(welsh):
    with override("cy"):
        assert (day(date(2015, 2, 11)), short_day(date(2015, 9, 1))) == ("11 Chwefror 2015", "1 Med 2015")
