"""A recommendation is linked to others by their numbers, in this inspection or in another; a link is put right or ended."""

import pytest

from recommendations.models import Link
from recommendations.services.links import link
from recommendations.services.recommendations import PartDraft, respond
from tests.factories import InspectionFactory, RecommendationFactory
from tests.moments import NOW, london
from tests.recommendations.views.put_right_pages import words_of
from tests.recommendations.views.reading import shown, text


@pytest.fixture
def elsewhere(cast):
    return RecommendationFactory(inspection=InspectionFactory(title="Elsewhere"), reference="R3")


def url_of(recommendation):
    return f"/recommendations/{recommendation.pk}/links/new/"


def test_linking_is_offered_to_the_coordinator_only_and_refused_to_everybody_else(client, cast, recommendation):
    url = url_of(recommendation)
    assert url in shown(client, cast.coordinator, f"/recommendations/{recommendation.pk}/")
    for user in (cast.owner, cast.issue_owner, cast.dcc, cast.staff_officer, cast.opcc, cast.auditor):
        assert url not in shown(client, user, f"/recommendations/{recommendation.pk}/")
        assert {client.get(url).status_code, client.post(url, {}).status_code} == {403}


def test_one_of_another_inspection_is_linked_with_a_note_and_its_page_says_so(coordinator, recommendation, elsewhere):
    sent = {"kind": "duplicates", "numbers": "r3", "inspection": elsewhere.inspection_id, "note": "Jay, p. 4 – то же"}

    told = text(coordinator.post(url_of(recommendation), sent, follow=True))

    assert "Linked: asks the same as Recommendation R3." in told
    assert "Elsewhere: “Jay, p. 4 – то же”" in told
    assert text(coordinator.get(f"/recommendations/{elsewhere.pk}/")).count("It asks the same as") == 1


def test_a_second_press_links_nothing_twice_and_says_so(coordinator, recommendation, elsewhere):
    sent = {"kind": "depends-on", "numbers": "R3", "inspection": elsewhere.inspection_id}
    coordinator.post(url_of(recommendation), sent)

    assert "It depends on Recommendation R3 already." in text(coordinator.post(url_of(recommendation), sent))
    assert Link.objects.count() == 1


# Put right


@pytest.fixture
def made(recommendation, elsewhere, cast):
    """Number 9 is answered under R3 of another inspection."""
    respond(recommendation.parts.get(), "answered-under", under=[elsewhere], by=cast.coordinator, at=london(2015, 5, 1))
    return recommendation.links.get()


def press(client, made, button, **changed):
    url = f"/links/{made.pk}/put-right/"
    typed = client.get(url).context["form"].initial
    return client.post(url, typed | {"press": button, "why": "Другое дело."} | changed, follow=True)


def test_a_link_is_ended_once_what_moves_was_seen_and_both_pages_say_who_and_why(
    coordinator, made, recommendation, cast
):
    ended = link(recommendation, RecommendationFactory(), "answered-under", by=cast.coordinator, at=london(2015, 5, 2))
    assert f"/links/{ended.pk}/put-right/" in text(coordinator.get(f"/recommendations/{recommendation.pk}/"))

    assert "It still holds Yes No" in words_of(press(coordinator, ended, "check", stands="no"))
    ended.refresh_from_db()
    assert ended.ended_at is None

    press(coordinator, ended, "record", stands="no")
    ended.refresh_from_db()
    assert ended.ended_at == NOW
    for page in (recommendation, ended.target):
        words = words_of(coordinator.get(f"/recommendations/{page.pk}/"))
        assert "Link changed: Recommendation 9 is answered under" in words
        assert "Другое дело. It still holds: Yes → No" in words
    then = words_of(coordinator.get(f"/recommendations/{recommendation.pk}/?at=2015-08-06"))
    assert then.count("It is answered under") == 2


def test_the_part_that_comes_to_the_dcc_by_it_is_shown_before(coordinator, made, recommendation, inspection, cast):
    closed = RecommendationFactory(inspection=inspection, parts=[PartDraft(text="For others.", ours=False)])
    link(recommendation, closed, "answered-under", by=cast.coordinator, at=london(2015, 5, 2))

    words = words_of(press(coordinator, made, "check", stands="no"))

    assert "Recommendation 9 Answered under another Response proposed, for decision" in words


def test_a_link_is_put_right_by_the_coordinator_only(client, cast, made):
    url = f"/links/{made.pk}/put-right/"
    for user in (cast.owner, cast.issue_owner, cast.dcc, cast.opcc, cast.auditor):
        client.force_login(user)
        assert {client.get(url).status_code, client.post(url, {}).status_code} == {403}
