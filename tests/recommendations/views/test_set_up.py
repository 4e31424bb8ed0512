"""The set-up page: what the register still lacks, for its administrators."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.models import InspectingBody
from recommendations.selectors.set_up import missing
from safeguarding.appointments import appoint, deactivate, end, grant
from safeguarding.models import RoleGrant, User, Verification
from safeguarding.models.people import Role
from tests.factories import InspectionFactory, PostFactory, UserFactory
from tests.moments import NOW, OPENED, london
from tests.recommendations.views.reading import shown
from tests.recorded import change


def said():
    return [one.what for one in missing(NOW)]


def everybody_signed_in():
    for person in User.objects.all():
        person.last_login = NOW
        person.save(update_fields=["last_login"])


@pytest.fixture
def complete(cast):
    """A register in which nothing is missing."""
    grant(cast.nobody, Role.ADMINISTRATOR, by=cast.administrator, at=OPENED)
    InspectionFactory()
    everybody_signed_in()
    return cast


def test_where_nothing_is_missing_it_says_so(client, complete):
    assert said() == []
    page = shown(client, complete.administrator, "/set-up/")
    assert "Nothing is missing." in page
    assert "Nobody has looked through it yet." in page


def test_it_says_first_that_something_is_not_as_recorded(client, complete):
    looked = {"verified_at": OPENED, "leaves": 9, "sealed": 9}
    Verification.objects.create(found=0, words=[], **looked)
    assert "all 9 rows were as they were recorded" in shown(client, complete.administrator, "/set-up/")

    Verification.objects.create(found=2, words=["Evidence 3: the file is gone."], **looked)
    page = shown(client, complete.administrator, "/set-up/")
    assert page.index("Evidence 3: the file is gone.") < page.index("And 1 more") < page.index("Nothing is missing.")


@pytest.mark.parametrize(("who", "role"), [("coordinator", Role.COORDINATOR), ("opcc", Role.OPCC)])
def test_a_role_that_nobody_has(complete, who, role):
    end(RoleGrant.objects.get(role=role), why="Left.", by=complete.administrator, at=OPENED)
    assert said()[0] == f"Nobody has the role {role.label}"


def test_a_role_that_waits_to_be_confirmed_need_not_be_given_again(complete):
    end(RoleGrant.objects.get(role=Role.OPCC), why="Left.", by=complete.administrator, at=OPENED)
    grant(complete.auditor, Role.OPCC, by=complete.administrator, at=NOW)
    assert said()[0] == "1 role not confirmed"


def test_somebody_who_was_made_inactive_has_no_role(complete):
    deactivate(complete.coordinator, why="Left.", by=complete.administrator, at=OPENED)
    assert said()[0] == "Nobody has the role Inspection coordinator"


def test_one_dcc_cannot_sign_off_everything_and_one_administrator_may_be_away(complete):
    for grant_of in RoleGrant.objects.filter(user__in=[complete.deputy, complete.nobody]):
        end(grant_of, why="Left.", by=complete.administrator, at=london(2015, 5, 1))
    assert said()[:2] == ["Only one person has the role DCC scrutiny", "There is one administrator only"]


def test_people_with_nothing_to_see_people_who_never_came_and_posts_without_anybody(complete):
    UserFactory(username="idle", first_name="Ida", last_name="Idle", last_login=NOW)
    late = UserFactory(username="late", first_name="Lara", last_name="Late")
    appoint(PostFactory(title="Head of Logs"), late, by=complete.administrator, at=OPENED)
    for number in range(7):
        PostFactory(title=f"Inspector {number}")

    assert said() == [
        "1 person (Ida Idle) without role and post",
        "1 person (Lara Late) who never signed in",
        "7 posts (Inspector 0, Inspector 1, Inspector 2, Inspector 3, Inspector 4 ...) that nobody holds",
    ]


def test_no_inspection_and_no_body(cast):
    grant(cast.nobody, Role.ADMINISTRATOR, by=cast.administrator, at=OPENED)
    everybody_signed_in()
    assert InspectingBody.objects.count() == 0
    assert said() == ["No inspecting body is known", "No inspection is registered"]


def test_it_asks_as_often_for_many_as_for_few(complete):
    asked = []
    for more in (6, 20):
        for _ in range(more):
            PostFactory()
            UserFactory()
        with CaptureQueriesContext(connection) as queries:
            missing(NOW)
        asked.append(len(queries))
    assert asked[0] == asked[1]


@pytest.mark.parametrize("who", ["owner", "coordinator", "dcc", "opcc", "auditor", "partner", "nobody"])
def test_it_is_for_administrators(client, cast, who):
    assert "Setting up the tracker is for its administrators." in shown(
        client, getattr(cast, who), "/set-up/", status=403
    )
    assert "/set-up/" not in shown(client, getattr(cast, who), "/position/")


def test_each_leads_to_where_it_is_put_right(client, cast):
    change(cast.administrator, is_staff=True, by=cast.administrator, at=OPENED)
    client.force_login(cast.administrator)
    for one in missing(NOW):
        assert not one.url or client.get(one.url).status_code == 200


def test_it_leads_to_all_that_a_register_begins_with(client, cast, settings):
    settings.FORCE_NAME = "Nowhere Constabulary"
    change(cast.administrator, is_staff=True, by=cast.administrator, at=OPENED)
    page = shown(client, cast.administrator, "/set-up/")

    assert "Every page bears the name Nowhere Constabulary" in page
    lists = re.findall(r'href="(/admin/(?:recommendations|safeguarding|inspections)/\w+/)">', page)
    names = ["board", "portfolio", "namedplan", "agency", "inspectingbody", "inspectionkind", "theme"]
    names += ["meeting", "ragrating", "scrutinisingbody", "statusword"]
    assert [url.split("/")[3] for url in lists][-11:] == names
    assert {client.get(url).status_code for url in lists} == {200}


def test_until_somebody_else_is_there_a_role_leads_to_the_table_of_people(cast):
    for one in RoleGrant.objects.exclude(role=Role.ADMINISTRATOR):
        end(one, why="Left.", by=cast.administrator, at=OPENED)
    assert [one.url for one in missing(NOW)[:4]] == ["/set-up/people/"] * 4

    grant(cast.nobody, Role.AUDITOR, by=cast.administrator, at=OPENED)
    assert missing(NOW)[0].url == "/admin/safeguarding/rolegrant/add/"
