"""Mails about an update that was asked for: to the action's owner, and to who asked once it is posted."""

from datetime import date, timedelta

from recommendations.selectors.notices.digest import digest
from recommendations.selectors.notices.news import news
from recommendations.selectors.standings import Standings
from recommendations.services.progress import post_update
from recommendations.services.update_requests import ask_for_update
from tests.moments import NOW
from tests.recommendations.notices.test_send_reminders import LATELY, addresses, remind, told  # noqa: F401
from tests.walk import begin


def test_an_owner_is_told_of_an_update_asked_for_and_who_asked_that_it_was_posted(cast, monkeypatch):
    action = begin(cast)
    asked = {"text": "How far?", "answer_by": date(2015, 9, 30)}
    ask_for_update(action, **asked, by=cast.staff_officer, at=LATELY)

    mail = remind(monkeypatch)["owner"]
    post_update(action, done="Issued.", by=cast.owner, at=NOW)

    assert ("round", action.pk) in told(mail)
    assert "30 September 2015" in mail.text
    assert "How far?" not in mail.text
    after = NOW + timedelta(hours=1)
    [section] = digest(cast.staff_officer, at=after).sections
    assert [line.says for line in section.lines] == ["the update that you asked for was posted"]
    assert f"update asked for {action.update_requests.get().pk}" not in {
        one.thing for one in news(Standings(cast.owner, now=after))
    }
