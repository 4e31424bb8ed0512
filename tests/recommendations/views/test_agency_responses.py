"""A partner says for its own agency what it does about a part addressed to it, and mends that by saying it anew."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from inspections.services import concern_agency, release_to_opcc
from recommendations.models import AgencyResponse, NoticeKind
from recommendations.permissions import Refused
from recommendations.selectors.notices.digest import digest
from recommendations.services.partners import check_quality, respond_for_agency
from recommendations.services.recommendations import PartDraft
from safeguarding.appointments import grant
from safeguarding.models import Agency
from safeguarding.models.people import Role
from tests.factories import InspectionFactory, RecommendationFactory, UserFactory
from tests.moments import NOW, OPENED, london
from tests.recommendations.search_cases import found_recommendations
from tests.recommendations.services.test_at_once import at_once
from tests.recommendations.views.form_pages import date_boxes
from tests.recommendations.views.reading import shown, text
from tests.recorded import write

MAY = london(2015, 5, 1)


@pytest.fixture
def health(cast):
    """A partner of another agency."""
    agency = write(Agency(slug="health", name="Health Trust"), by=cast.coordinator, at=OPENED)
    person = UserFactory(username="health")
    grant(person, Role.PARTNER, agency=agency, by=cast.administrator, at=OPENED)
    return person


@pytest.fixture
def asked(cast, health):
    """A recommendation to several bodies and to us, and one to us alone, which the OPCC and both agencies see."""
    made = InspectionFactory(slug="ours", audience="agencies")
    release_to_opcc(made, by=cast.coordinator, at=OPENED)
    for agency in Agency.objects.all():
        concern_agency(made, agency, by=cast.coordinator, at=OPENED)
    drafts = [
        PartDraft("Find beds.", "a", addressees="The force and the council"),
        PartDraft("Fund it.", "b", ours=False),
        PartDraft("Log it.", "c"),
    ]
    return RecommendationFactory(inspection=made, parts=drafts)


def part(asked, letter):
    return asked.parts.get(letter=letter)


def say(asked, by, words, agency, at=MAY):
    said = {"position": "under-way", "text": words, "said_on": date(2015, 4, 20)}
    return respond_for_agency(part(asked, "a"), agency, **said, by=by, at=at)


def test_it_is_recorded_in_the_browser_and_stands_on_the_page_and_in_the_report(client, cast, asked):
    page = reverse("recommendation-detail", args=[asked.pk])
    address = reverse("part-agency", args=[part(asked, "a").pk])
    offered = shown(client, cast.partner, page)
    assert [reverse("part-agency", args=[part(asked, letter).pk]) in offered for letter in "abc"] == [True, True, False]

    data = {"position": "further-action", "text": "We open four beds.", **date_boxes("said_on", 1, 9, 2015)}
    assert "The response of County Social Care is recorded." in text(client.post(address, data, follow=True))

    for url in (page, "/inspections/ours/progress/"):
        for person in (cast.partner, cast.dcc, cast.opcc):
            said = shown(client, person, url)
            assert "County Social Care</strong>: further action needed, 1 September 2015" in said
            assert "We open four beds." in said


def test_a_response_is_checked_over_a_check_that_was_seen_and_not_after_another_was_given(cast, asked):
    first = say(asked, cast.partner, "We open four beds.", cast.agency)
    second = say(asked, cast.partner, "We open six beds.", cast.agency, at=london(2015, 5, 2))
    said = {"outcome": "clear", "by": cast.coordinator, "at": london(2015, 5, 3)}
    with pytest.raises(ValidationError, match="something else since"):
        check_quality(first, **said)
    assert check_quality(second, **said).audience == "agencies"
    with pytest.raises(ValidationError, match="It was checked"):
        check_quality(second, **said)


def test_a_check_marked_wrongly_is_put_right_by_another_and_both_are_read(client, cast, asked):
    said = say(asked, cast.partner, "Four beds.", cast.agency)
    clear = check_quality(said, outcome="clear", by=cast.coordinator, at=london(2015, 6, 1))
    page, address = (
        reverse("recommendation-detail", args=[asked.pk]),
        reverse("agency-response-check", args=[said.pk]),
    )
    assert "Check it again" in shown(client, cast.coordinator, page)
    assert f'name="after" value="{clear.pk}"' in shown(client, cast.coordinator, address)

    again = {"outcome": "asked", "reason": "How many beds?"}
    assert "It was checked" in text(client.post(address, again))
    client.post(address, again | {"after": clear.pk})

    now, then = shown(client, cast.partner, page), shown(client, cast.partner, f"{page}?at=2015-06-02")
    assert now.index("Checked: clear") < now.index("Checked: asked to say more") < now.index("How many beds?")
    assert ("Checked: clear" in then, "asked to say more" in then) == (True, False)
    assert "How many beds?" in shown(client, cast.partner, reverse("my-actions"))
    asks = said.quality_checks.last()
    check_quality(said, outcome="clear", after=asks.pk, by=cast.coordinator, at=NOW)
    assert "Nothing waits for your agency." in shown(client, cast.partner, reverse("my-actions"))


def test_of_several_who_check_a_response_at_once_one_does(transactional_db, cast, asked):
    said = say(asked, cast.partner, "We open four beds.", cast.agency)
    by_at = {"by": cast.coordinator, "at": london(2015, 5, 3)}

    assert at_once(*[lambda: check_quality(said, outcome="clear", **by_at)] * 5) == 1
    assert said.quality_checks.count() == 1


def test_another_agency_reads_that_it_was_said_and_no_word_of_it(client, cast, asked, health):
    say(asked, cast.partner, "Zebra beds.", cast.agency)
    page = reverse("recommendation-detail", args=[asked.pk])

    for url in (page, f"{page}?at=2015-06-01", "/inspections/ours/progress/", "/inspections/ours/plan/action-form.csv"):
        client.force_login(health)
        answer = client.get(url)
        said = b"".join(answer).decode("utf-8-sig")
        assert ("Zebra" in said, "nder way" in said) == (False, False)
    assert found_recommendations("zebra", health) == []
    assert found_recommendations("zebra", cast.partner) == [asked.pk]


def test_a_colleague_reads_it_whatever_the_inspection_s_words_are_for(cast):
    narrow = InspectionFactory(audience="force")
    release_to_opcc(narrow, by=cast.coordinator, at=OPENED)
    concern_agency(narrow, cast.agency, by=cast.coordinator, at=OPENED)
    to_others = RecommendationFactory(inspection=narrow, parts=[PartDraft("Find beds.", "a", ours=False)])
    colleague = UserFactory(username="colleague")
    grant(colleague, Role.PARTNER, agency=cast.agency, by=cast.administrator, at=OPENED)
    say(to_others, cast.partner, "Four.", cast.agency)

    withheld = [AgencyResponse.objects.visible_to(who, NOW).get().withheld for who in (colleague, cast.dcc, cast.opcc)]

    assert withheld == [False, False, True]


def test_what_was_wrong_is_said_anew_and_both_are_kept(client, cast, asked):
    say(asked, cast.partner, "Four beds.", cast.agency)
    say(asked, cast.partner, "Five beds.", cast.agency, at=london(2015, 6, 1))
    page = reverse("recommendation-detail", args=[asked.pk])

    now, then = shown(client, cast.dcc, page), shown(client, cast.dcc, f"{page}?at=2015-05-20")

    assert now.index("Five beds.") < now.index("1 earlier") < now.index("Four beds.")
    assert ("Four beds." in then, "Five beds." in then, "1 earlier" in then) == (True, False, False)


def test_nobody_says_it_for_another_agency_nor_of_a_part_for_the_force_alone(client, cast, asked, health):
    with pytest.raises(Refused, match="You do not speak for this agency"):
        say(asked, health, "Words.", cast.agency)
    for person in (cast.coordinator, cast.dcc, cast.opcc):
        with pytest.raises(Refused, match="This is for a partner agency"):
            say(asked, person, "Words.", cast.agency)
    alone = reverse("part-agency", args=[part(asked, "c").pk])
    assert "does not say that this part is for anybody but the force" in shown(client, cast.partner, alone, status=403)


def test_the_coordinator_checks_it_and_the_agency_reads_what_is_asked_for(client, cast, asked, health):
    said = say(asked, cast.partner, "Zebra beds.", cast.agency)
    address = reverse("agency-response-check", args=[said.pk])
    page = reverse("recommendation-detail", args=[asked.pk])
    unchecked = reverse("recommendation-list") + "?unchecked=on"
    assert page in shown(client, cast.coordinator, unchecked)
    for who in (cast.dcc, cast.partner):
        shown(client, who, address, status=403)

    client.force_login(cast.coordinator)
    assert "Say what the agency is asked for" in text(client.post(address, {"outcome": "asked"}))
    client.post(address, {"outcome": "asked", "reason": "How many beds?"})

    assert page not in shown(client, cast.coordinator, unchecked)
    assert ["How many beds?" in shown(client, who, page) for who in (cast.partner, health)] == [True, False]
    waits = [client.force_login(who) or text(client.get("/", follow=True)) for who in (cast.partner, health)]
    assert ["How many beds?" in said for said in waits] == [True, False]
    assert ["Health Trust has not responded yet" in said for said in waits] == [False, True]
    mailed = [one.recommendation for one in digest(cast.partner, at=NOW).news if one.kind == NoticeKind.SENT_BACK]
    assert mailed == [asked.pk]
    assert "Checked" not in shown(client, cast.dcc, f"{page}?at=2015-05-20")
    say(asked, cast.partner, "Four beds.", cast.agency, at=NOW)
    assert page in shown(client, cast.coordinator, unchecked)
    assert "Nothing waits for your agency." in shown(client, cast.partner, reverse("my-actions"))
