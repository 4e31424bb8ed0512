"""Early readers and agencies concerned are named and ended in the browser, and an inspection is withdrawn; with reasons."""

import pytest

from inspections.models import AgencyConcerned, EarlyReader, Inspection
from inspections.services import concern_agency, name_early_reader
from tests.factories import InspectionFactory, RecommendationFactory
from tests.moments import NOW, london
from tests.recommendations.views.put_right_pages import words_of

READERS = "/inspections/ours/readers/"
WITHDRAW = "/inspections/ours/withdraw/"
WHY = "She moved to another force. Ушла."


@pytest.fixture
def reader(inspection, cast):
    return name_early_reader(inspection, cast.owner, by=cast.coordinator, at=london(2015, 4, 3))


@pytest.fixture
def concerned(inspection, cast):
    return concern_agency(inspection, cast.agency, by=cast.coordinator, at=london(2015, 4, 3))


def end_of(named):
    which = "readers" if isinstance(named, EarlyReader) else "agencies"
    return f"/inspections/ours/{which}/{named.pk}/end/"


def test_a_person_and_an_agency_are_named_together(coordinator, inspection, cast):
    answer = coordinator.post(READERS, {"reader": cast.owner.pk, "agency": cast.agency.pk}, follow=True)

    assert "Named: Olive Owner and County Social Care." in words_of(answer)
    assert EarlyReader.objects.get().reader == cast.owner
    assert AgencyConcerned.objects.get().agency == cast.agency


def test_those_named_already_and_those_without_a_role_are_not_offered(coordinator, reader, concerned, cast):
    form = coordinator.get(READERS).context["form"]

    offered = set(form.fields["reader"].queryset)
    assert {cast.owner, cast.nobody}.intersection(offered) == set()
    assert cast.dcc in offered
    assert list(form.fields["agency"].queryset) == []
    again = coordinator.post(READERS, {"reader": cast.owner.pk}).context["form"]
    assert again.errors == {"reader": ["Select early reader from the list"]}


def test_naming_nobody_is_said(coordinator, inspection):
    assert "Select a person or an agency" in words_of(coordinator.post(READERS, {}))


@pytest.mark.parametrize("which", ["reader", "concerned"])
def test_each_is_ended_with_a_reason_that_the_inspection_then_shows(coordinator, request, which, cast):
    named = request.getfixturevalue(which)
    assert end_of(named) in coordinator.get(READERS).content.decode()

    coordinator.post(end_of(named), {"why": WHY})

    named.refresh_from_db()
    assert named.ended_at == NOW
    assert WHY in words_of(coordinator.get("/inspections/ours/"))
    assert end_of(named) not in coordinator.get(READERS).content.decode()


@pytest.mark.parametrize("which", ["reader", "concerned"])
def test_without_a_reason_nothing_is_ended(coordinator, request, which):
    named = request.getfixturevalue(which)

    assert "Say why." in words_of(coordinator.post(end_of(named), {"why": " "}))
    named.refresh_from_db()
    assert named.ended_at is None


def test_what_has_ended_is_there_no_more_to_end_again(coordinator, reader):
    coordinator.post(end_of(reader), {"why": WHY})

    assert coordinator.post(end_of(reader), {"why": "Again."}).status_code == 404
    assert reader.history.count() == 2


def test_nobody_is_ended_under_the_address_of_another_inspection(coordinator, reader):
    InspectionFactory(slug="other")

    assert coordinator.post(f"/inspections/other/readers/{reader.pk}/end/", {"why": WHY}).status_code == 404


@pytest.mark.parametrize("name", ["dcc", "owner", "opcc", "auditor", "administrator"])
def test_others_are_refused_by_each_address(client, cast, reader, concerned, name):
    client.force_login(getattr(cast, name))

    addresses = [READERS, end_of(reader), end_of(concerned), WITHDRAW]
    answers = [client.get(each) for each in addresses] + [client.post(each, {"why": WHY}) for each in addresses]
    assert {answer.status_code for answer in answers} == {403}
    assert set(EarlyReader.objects.values_list("ended_at", flat=True)) == {None}


# Withdrawn


def test_an_inspection_registered_by_mistake_is_withdrawn(coordinator, inspection):
    answer = coordinator.post(WITHDRAW, {"why": "Registered twice."}, follow=True)

    assert answer.redirect_chain == [("/inspections/", 302)]
    assert "Withdrawn: Ours. It is no longer in any list or figure." in words_of(answer)
    assert "No inspections" in words_of(answer) or "0 inspections" in words_of(answer)
    assert coordinator.get("/inspections/ours/").status_code == 404
    assert "Ours" in words_of(coordinator.get("/inspections/ours/?at=2015-08-06"))
    assert coordinator.post(WITHDRAW, {"why": "Again."}).status_code == 404


def test_its_milestones_are_in_no_figure_any_more(coordinator, inspection):
    assert "Action plan to HMIC" in words_of(coordinator.get("/position/"))
    coordinator.post(WITHDRAW, {"why": "Registered twice."})

    assert "Action plan to HMIC" not in words_of(coordinator.get("/position/"))
    assert "Action plan to HMIC" in words_of(coordinator.get("/position/?at=2015-08-06"))


def test_without_a_reason_it_stays(coordinator, inspection):
    assert "Say why." in words_of(coordinator.post(WITHDRAW, {"why": ""}))
    assert Inspection.objects.get().withdrawn_at is None


def test_what_stands_on_it_is_said_instead_of_the_form_and_when_it_is_sent_all_the_same(coordinator, inspection):
    for reference in "12":
        RecommendationFactory(inspection=inspection, reference=reference)
    said = "It cannot be withdrawn: 2 recommendations would be left without it."

    page = coordinator.get(WITHDRAW)
    assert said in words_of(page)
    assert 'name="why"' not in page.content.decode()
    sent = coordinator.post(WITHDRAW, {"why": "Registered twice. Да."})
    assert said in words_of(sent)
    assert "Registered twice. Да." in words_of(sent)
    assert Inspection.objects.get().withdrawn_at is None
