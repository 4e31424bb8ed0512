"""Signing in by a force's directory, tried against a real OpenID Connect provider on this machine."""

import warnings
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import requests

from safeguarding.appointments import deactivate
from safeguarding.checks import groups_give_roles
from safeguarding.models import RoleGrant, User
from safeguarding.models.people import Role
from tests.moments import NOW, OPENED
from tests.recorded import change
from tests.safeguarding.admin.pages import words

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # the provider's own


@pytest.fixture(scope="module")
def provider():
    with warnings.catch_warnings(record=True):
        from oidc_provider_mock import run_server_in_thread

    with run_server_in_thread() as server:
        yield f"http://127.0.0.1:{server.server_port}"


@pytest.fixture(autouse=True)
def directory(provider, settings, monkeypatch, cast):
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    settings.OIDC_SERVER = provider
    settings.OIDC_GROUPS = {"tracker-scrutiny": "dcc", "tracker-owners": "owner"}
    app = {
        "provider_id": "directory",
        "name": "-",
        "client_id": "tracker",
        "secret": "s",
        "settings": {"server_url": provider},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    clock = {"now": NOW}
    monkeypatch.setattr("safeguarding.clock.now", lambda: clock["now"])
    return clock


def come(client, provider, sub, *groups, name=""):
    """Press the button, say there who one is, and follow the way back."""
    claims = {"preferred_username": name or sub, "given_name": "Nia", "family_name": "Newcomer", "groups": groups}
    requests.put(f"{provider}/users/{sub}", json=claims, timeout=5)
    sent = client.post("/sign-in/with/", {"next": "/position/"})
    assert sent.url.startswith(f"{provider}/oauth2/authorize?")
    back = requests.post(sent.url, data={"sub": sub}, allow_redirects=False, timeout=5).headers["Location"]
    return client.get(f"{urlsplit(back).path}?{urlsplit(back).query}")


def roles(name, at):
    return set(RoleGrant.objects.on(at).filter(user__username=name).values_list("role", flat=True))


def test_somebody_new_comes_in_by_their_groups_and_their_roles_follow_them(client, provider, directory):
    assert come(client, provider, "nia", "tracker-owners", "staff").url == "/position/"
    assert client.get("/position/").context["user"].get_full_name() == "Nia Newcomer"
    assert roles("nia", NOW) == {Role.OWNER}
    assert RoleGrant.objects.get(user__username="nia").given_by.username == "directory"

    client.post("/sign-out/")
    directory["now"] += timedelta(days=1)
    come(client, provider, "nia", "tracker-scrutiny", name="renamed.since")

    assert roles("nia", directory["now"]) == {Role.DCC}
    assert "owner" in {grant.role for grant in RoleGrant.objects.filter(user__username="nia", ends_at=directory["now"])}
    assert not User.objects.filter(username="renamed.since").exists()


def test_who_is_known_here_keeps_what_an_administrator_gave(client, provider, cast):
    come(client, provider, "some-number", name="owner")

    assert client.get("/your-account/").context["user"] == cast.owner
    assert roles("owner", NOW) == {Role.OWNER}


def test_nobody_takes_another_s_account_by_calling_themselves_as_they_are_called(client, provider, cast):
    come(client, provider, "of-the-dcc", name="dcc")
    client.post("/sign-out/")

    page = come(client, provider, "of-somebody-else", "tracker-owners", name="DCC")

    assert (page.status_code, "another account of the directory" in words(page)) == (403, True)
    assert client.get("/position/").status_code == 302
    assert come(client, provider, "of-the-dcc", name="dcc").url == "/position/"
    client.post("/sign-out/")
    ticked = {"action": "forget_account", "_selected_action": [cast.dcc.pk, cast.administrator.pk]}
    change(cast.administrator, is_staff=True, by=cast.administrator, at=OPENED)
    client.force_login(cast.administrator)
    assert "Another administrator does this for you." in words(
        client.post("/admin/safeguarding/user/", ticked, follow=True)
    )
    client.post("/sign-out/")
    assert come(client, provider, "of-somebody-else", name="dcc").url == "/position/"


def test_nobody_comes_in_without_a_group_nor_after_they_left_nor_as_the_directory(client, provider, cast):
    deactivate(cast.owner, why="Left.", by=cast.administrator, at=OPENED)

    for name, told in [("stranger", "has no role"), ("owner", "was closed"), ("directory", "was closed")]:
        page = come(client, provider, f"x-{name}", name=name)
        assert (page.status_code, told in words(page)) == (403, True)
        assert client.get("/position/").status_code == 302


def test_a_second_step_is_asked_for_unless_the_directory_asks_itself(client, provider, cast, settings):
    settings.SECOND_STEP = True

    come(client, provider, "dcc")
    assert client.get("/position/").url == "/your-account/second-step/"
    settings.OIDC_SECOND_STEP = True
    assert client.get("/position/").status_code == 200


def test_a_directory_that_is_away_or_says_no_is_told_in_words(client, provider, settings):
    client.post("/sign-in/with/")
    no = client.get("/sign-in/with/directory/?error=access_denied&state=made-up")
    assert (no.status_code, "did not let you in" in words(no)) == (403, True)

    away = {
        "settings": {"server_url": "http://127.0.0.1:9"},
        "provider_id": "directory",
        "name": "-",
        "client_id": "t",
        "secret": "s",
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [away]}}
    page = client.post("/sign-in/with/")
    assert (page.status_code, "does not answer" in words(page)) == (503, True)


def test_local_accounts_can_be_switched_off(client, cast, settings):
    settings.LOCAL_ACCOUNTS = False

    page = words(client.get("/sign-in/"))
    assert "Sign in with your force account" in page
    assert "Password" not in page
    assert client.post("/sign-in/", {"username": "owner", "password": "only for the tests"}).status_code == 404
    client.force_login(cast.owner)
    assert client.get("/password/").status_code == 404


def test_without_a_directory_there_is_no_way_to_it(client, settings):
    settings.OIDC_SERVER = ""

    assert client.post("/sign-in/with/").status_code == 404
    assert "force account" not in words(client.get("/sign-in/"))


def test_a_group_gives_a_role_that_there_is(settings):
    settings.OIDC_GROUPS = {"a": "dcc", "b": "partner", "c": "chief"}

    assert [error.id for error in groups_give_roles()] == ["safeguarding.E002"] * 2
