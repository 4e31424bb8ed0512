"""The front door: who is let in, where they start, and that everything else is behind it."""

import re
import time

import pytest
from django.urls import URLPattern, get_resolver

from safeguarding.appointments import choose_password, deactivate
from safeguarding.models.people import Role
from tests.moments import BEGINNING, OPENED
from tests.recorded import change, grant, write
from tests.safeguarding.admin.pages import words

# Pages that answer a stranger. A new one has to be added here, knowingly.
OPEN = {"/healthz/", "/readyz/", "/sign-in/", "/sign-in/x/", "/sign-in/code/", "/sign-in/with/", "/sign-in/with/x/"}
OPEN |= {"/set-password/x/x/", "/admin/login/", "/language/"}
# Those that a program reads: a calendar by its secret address, the API by its key, without which it tells nothing.
BY_KEY = {"actions", "changes", "decisions", "inspections", "parts", "position", "recommendations", "updates"}
OPEN |= {"/calendar/x/mine.ics", "/calendar/x/x.ics", "/api/v1/", *(f"/api/v1/{name}" for name in BY_KEY)}


@pytest.fixture
def demonstration(settings):
    settings.DEMONSTRATION = True


def addresses(resolver=None, prefix="/"):
    """An example of every address there is, with 1 or x where it has a parameter."""
    for pattern in (resolver or get_resolver()).url_patterns:
        path = prefix + example(pattern.pattern)
        yield from [path] if isinstance(pattern, URLPattern) else addresses(pattern, path)


def example(pattern):
    route = str(pattern).removeprefix("^").removesuffix("$")
    return re.sub(r"<(int:)?[^>]*>", lambda parameter: "1" if parameter[1] else "x", route)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_sent_to_the_sign_in_from_every_address_but_a_named_few(method, client):
    def sent(path):
        response = getattr(client, method)(path)
        return response.status_code == 302 and response["Location"].startswith(
            ("/sign-in/?next=/", "/admin/login/?next=/")
        )

    paths = {path for path in addresses() if "(" not in path}  # the admin's list of apps is written as an expression

    assert {"/", "/my-actions/", "/actions/1/", "/inspections/x/progress/", "/admin/"} <= paths
    assert {path for path in paths if not sent(path)} == OPEN


@pytest.mark.django_db
def test_the_sign_in_leads_on_to_the_page_that_was_asked_for(cast, client):
    choose_password(cast.owner, "only for the tests", at=OPENED)

    response = client.post(
        "/sign-in/?next=/position/", {"username": "owner", "password": "only for the tests", "next": "/position/"}
    )

    assert (response.status_code, response["Location"]) == (302, "/position/")


def test_a_wrong_password_lets_nobody_in(cast, client):
    response = client.post("/sign-in/", {"username": "owner", "password": "guessed"})

    assert response.status_code == 200
    assert "The username or the password is not right." in response.text
    assert not response.wsgi_request.user.is_authenticated


# The demonstration's cast


def test_the_demonstration_lists_its_cast_by_role_each_once_with_their_posts(cast, client, demonstration):
    grant(cast.owner, Role.DCC, by=cast.administrator, at=BEGINNING)

    listed = client.get("/sign-in/").context["cast"]

    assert [(group["role_label"], [person["name"] for person in group["people"]]) for group in listed] == [
        ("DCC scrutiny", ["Asa Assistant-Chief", "Dana Deputy-Chief", "Olive Owner"]),
        ("Inspection coordinator", ["Connie Coordinator"]),
        ("Action or issue owner", ["Isla Issue-Owner", "Otto Other-Owner"]),
        ("Staff officer to the DCC", ["Stef Staff-Officer"]),
        ("OPCC reviewer", ["Ora Opcc-Reviewer"]),
        ("Partner agency", ["Pia Partner"]),
        ("Auditor", ["Aud Auditor"]),
        ("Administrator", ["Ada Administrator"]),
    ]
    posts = {person["username"]: person["post"] for group in listed for person in group["people"]}
    assert (posts["owner"], posts["partner"], posts["opcc"]) == ("Detective Chief Inspector", "County Social Care", "")


def test_whoever_cannot_be_signed_in_as_is_not_listed(cast, client, demonstration):
    deactivate(cast.auditor, why="Left.", by=cast.administrator, at=OPENED)
    change(cast.administrator, is_superuser=True, by=cast.administrator, at=OPENED)

    listed = {person["username"] for group in client.get("/sign-in/").context["cast"] for person in group["people"]}

    assert {"auditor", "administrator"} & listed == set()
    assert [client.post(f"/sign-in/{name}/").status_code for name in ("auditor", "administrator")] == [404, 404]


def test_one_click_signs_in(cast, client, demonstration):
    page = client.get("/sign-in/").content.decode()
    assert 'action="/sign-in/opcc/"' in page

    response = client.post("/sign-in/opcc/")

    assert (response.status_code, response["Location"]) == (302, "/")
    assert response.wsgi_request.user == cast.opcc


def test_following_a_link_signs_nobody_in(cast, client, demonstration):
    assert client.get("/sign-in/opcc/").status_code == 405


def test_production_has_no_cast_and_no_way_in_without_a_password(cast, client):
    assert client.get("/sign-in/").context["cast"] == []
    assert client.post("/sign-in/opcc/").status_code == 404
    assert "opcc" not in client.get("/sign-in/").content.decode()


# Where a person starts


@pytest.mark.parametrize(
    ("person", "start"),
    [
        ("dcc", "/scrutiny/"),
        ("deputy", "/scrutiny/"),
        ("owner", "/my-actions/"),
        ("issue_owner", "/my-actions/"),
        ("coordinator", "/coordination/"),
        ("staff_officer", "/scrutiny/"),
        ("opcc", "/position/"),
        ("partner", "/my-actions/"),
        ("administrator", "/set-up/"),
        ("auditor", "/position/"),
        ("nobody", "/position/"),
    ],
)
def test_home_is_where_a_person_s_week_starts(person, start, cast, client):
    client.force_login(getattr(cast, person))

    response = client.get("/")

    assert (response.status_code, response["Location"]) == (302, start)


def test_signing_out_takes_a_post_and_ends_at_the_sign_in(cast, client):
    client.force_login(cast.owner)

    assert client.get("/sign-out/").status_code == 405
    response = client.post("/sign-out/")

    assert (response.status_code, response["Location"]) == (302, "/sign-in/")
    assert not response.wsgi_request.user.is_authenticated


def test_whoever_sits_idle_is_signed_out_and_led_back(cast, client, monkeypatch):
    client.force_login(cast.owner)
    start = time.time()

    for minutes, led in [(29, None), (58, None), (89, "/sign-in/?next=/your-account/")]:
        monkeypatch.setattr("time.time", lambda minutes=minutes: start + minutes * 60)
        assert getattr(client.get("/your-account/"), "url", None) == led
    assert "nothing was done here for 30 minutes" in client.get(led).content.decode()


def test_one_s_own_page_tells_roles_and_why_one_does_not_count(cast, client):
    cast.dcc.set_password("known to another")
    write(cast.dcc, by=cast.administrator, at=OPENED)

    client.force_login(cast.dcc)
    page = words(client.get("/your-account/"))

    assert "DCC scrutiny Somebody else set your password" in page
    assert "Change your password" in page
