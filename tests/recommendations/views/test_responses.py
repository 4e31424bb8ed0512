"""Responding to a part: who may, what each kind of response asks for, and that nothing typed is lost."""

from datetime import date

import pytest

from recommendations.models import Response
from safeguarding.models import Marking
from tests.factories import InspectionFactory, RecommendationFactory
from tests.recommendations.views.reading import shown, text


def url_of(recommendation):
    return f"/recommendations/{recommendation.pk}/"


def test_the_form_of_a_response_bears_the_marking_of_the_inspection(client, cast):
    part = RecommendationFactory(inspection=InspectionFactory(marking=Marking.SENSITIVE)).parts.get()
    page = shown(client, cast.coordinator, f"/parts/{part.pk}/response/")
    assert 'app-marking">OFFICIAL-SENSITIVE<' in page
    assert 'class="govuk-template__body app-sensitive"' in page  # so that each sheet of paper does


def test_respond_is_offered_to_the_issue_owner_and_the_coordinator_only(client, cast, recommendation, part):
    url = f"/parts/{part.pk}/response/"
    for user in (cast.issue_owner, cast.coordinator):
        assert url in shown(client, user, url_of(recommendation))
    for user in (cast.owner, cast.dcc, cast.opcc, cast.auditor):
        assert url not in shown(client, user, url_of(recommendation))
        refused = client.post(url, {"kind": "action-plan"})
        assert refused.status_code == 403
        assert "This is for the issue owner or the inspection coordinator." in text(refused)
    assert Response.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({}, {"kind": ["Select response"]}),
        ({"kind": "position"}, {"position": ["Select which position"]}),
        ({"kind": "awaiting-direction"}, {"direction_from": ["Enter the post that has to direct"]}),
        ({"kind": "answered-under"}, {"numbers": ["Enter under which recommendations it is answered"]}),
        ({"kind": "not-accepted"}, {"reason": ["Give the reason, in words that can be published"]}),
        (
            {"kind": "not-applicable"},
            {
                "reason": ["Give the reason, in words that can be published"],
                "review_on": ["Enter the date when it will be looked at again"],
            },
        ),
    ],
)
def test_each_kind_of_response_asks_for_what_it_needs(client, cast, part, typed, errors):
    client.force_login(cast.issue_owner)

    response = client.post(f"/parts/{part.pk}/response/", typed)

    assert response.context["form"].errors == errors
    assert Response.objects.count() == 0


def test_an_error_keeps_what_was_typed(client, cast, part):
    client.force_login(cast.issue_owner)
    typed = {"kind": "not-applicable", "reason": "We have no such unit.", "review_on_day": "31", "review_on_month": "2"}

    response = client.post(f"/parts/{part.pk}/response/", typed)

    assert "We have no such unit." in text(response)
    assert 'value="31"' in text(response)


def test_only_what_belongs_to_the_kind_is_recorded(client, cast, recommendation, part):
    client.force_login(cast.issue_owner)
    typed = {"kind": "awaiting-direction", "direction_from": "Assistant Chief Constable", "position": "in-place"}
    typed |= {"direction_by_day": "1", "direction_by_month": "10", "direction_by_year": "2015"}

    response = client.post(f"/parts/{part.pk}/response/", typed)

    assert response.url == url_of(recommendation)
    said = Response.objects.get()
    assert (said.kind, said.position, said.review_on) == ("awaiting-direction", "", date(2015, 10, 1))
    part.refresh_from_db()
    assert part.response == said


def test_a_response_that_ends_work_is_only_proposed_and_says_so(client, cast, part):
    client.force_login(cast.issue_owner)
    assert "Not accepted (the DCC has to agree)" in text(client.get(f"/parts/{part.pk}/response/"))

    typed = {"kind": "not-accepted", "reason": "It is done otherwise."}
    response = client.post(f"/parts/{part.pk}/response/", typed, follow=True)

    assert "Response proposed. It ends work on the part once the DCC agrees." in text(response)
    part.refresh_from_db()
    assert part.response is None


def test_what_looks_like_case_detail_is_asked_about(client, cast, part):
    client.force_login(cast.issue_owner)
    typed = {"kind": "action-plan", "reason": "As in crime number 22000123456."}
    assert "looks like case detail" in text(client.post(f"/parts/{part.pk}/response/", typed))
    client.post(f"/parts/{part.pk}/response/", typed | {"no_case_detail": "on"})
    assert Response.objects.get().reason == typed["reason"]


@pytest.fixture
def others(inspection):
    return [RecommendationFactory(inspection=inspection, reference=reference) for reference in ("1", "2.14")]


def test_answered_under_links_those_whose_numbers_are_given(client, cast, recommendation, part, others):
    client.force_login(cast.issue_owner)
    typed = {"kind": "answered-under", "numbers": "Recommendation 1 and 2.14", "reason": "They ask for the same."}

    told = text(client.post(f"/parts/{part.pk}/response/", typed, follow=True))

    assert "Response recorded: answered under 1 and 2.14. It comes to the DCC when that is closed." in told
    assert [(one.kind, one.target, one.part) for one in recommendation.links.order_by("pk")] == [
        ("answered-under", other, None) for other in others
    ]
    again = client.get(f"/parts/{part.pk}/response/")
    assert "Linked already: 1 and 2.14." in text(again)
    better = {"numbers": "", "reason": "Said better.", "after": again.context["form"]["after"].value()}
    client.post(f"/parts/{part.pk}/response/", typed | better)
    assert Response.objects.filter(part=part).last().reason == "Said better."
    assert recommendation.links.count() == 2


@pytest.mark.parametrize(
    ("numbers", "error"),
    [
        ("1 and 77", "There is no recommendation 77 in Ours"),
        ("9", "This is the recommendation itself. Enter the numbers of others"),
    ],
)
def test_a_number_that_is_nobodys_is_named_and_nothing_is_recorded(
    client, cast, recommendation, part, others, numbers, error
):
    client.force_login(cast.issue_owner)
    typed = {"kind": "answered-under", "numbers": numbers, "reason": "Слова остаются."}

    answer = client.post(f"/parts/{part.pk}/response/", typed)

    assert answer.context["form"].errors == {"numbers": [error]}
    assert "Слова остаются." in text(answer)
    assert (Response.objects.count(), recommendation.links.count()) == (0, 0)


def test_numbers_that_were_typed_for_another_kind_are_left_alone(client, cast, recommendation, part):
    client.force_login(cast.issue_owner)
    client.post(f"/parts/{part.pk}/response/", {"kind": "action-plan", "numbers": "77"})

    assert (Response.objects.get().kind, recommendation.links.count()) == ("action-plan", 0)


def test_a_second_response_from_a_page_drawn_before_the_first_is_told_of_it_and_keeps_its_words(client, cast, part):
    client.force_login(cast.coordinator)
    url, drawn = f"/parts/{part.pk}/response/", {"after": ""}
    client.post(url, drawn | {"kind": "action-plan"})

    second = client.post(url, drawn | {"kind": "in-place", "reason": "It was there before."})

    assert "Connie Coordinator responded to this part after you opened this page" in text(second)
    assert "It was there before.</textarea>" in text(second)
    assert Response.objects.count() == 1
    client.post(url, {"after": second.context["form"]["after"].value(), "kind": "in-place", "reason": "It was there."})
    assert Response.objects.count() == 2
