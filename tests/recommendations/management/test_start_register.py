"""An empty register is begun from the server, once; its first administrator sets a password by a link."""

from io import StringIO

import environ
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from inspections.models import InspectingBody, InspectionKind, Theme
from safeguarding.models import RoleGrant, User
from tests.recommendations.views.reading import text

PASSWORD = "correct horse battery"


def start(username="robin.imaginary", name="Robin Imaginary", *more):
    said = StringIO()
    call_command("start_register", "--administrator", username, "--name", name, *more, stdout=said)
    return said.getvalue()


def test_the_first_administrator_sets_a_password_by_the_link_and_is_led_to_what_is_missing(empty_db, client):
    link = start().splitlines()[-1]
    assert link.startswith("http://localhost/set-password/")

    page = client.get(link.removeprefix("http://localhost"), follow=True)
    assert "For Robin Imaginary." in text(page)
    typed = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    home = client.post(page.redirect_chain[-1][0], typed, follow=True)

    assert home.redirect_chain[-1][0] == "/set-up/"
    assert "Nobody has the role Inspection coordinator" in text(home)
    person = User.objects.get()
    assert (str(person), person.is_staff, person.is_superuser) == ("Robin Imaginary", True, False)
    assert client.get("/admin/safeguarding/user/add/").status_code == 200
    client.logout()
    assert client.login(username="robin.imaginary", password=PASSWORD)


def test_it_knows_the_bodies_the_kinds_and_the_themes(empty_db):
    start()
    assert [model.objects.count() > 3 for model in (InspectingBody, InspectionKind, Theme)] == [True] * 3


def test_the_force_s_name_is_kept_where_the_settings_read_it_and_the_rest_of_them_stays(empty_db, settings, tmp_path):
    settings.ROOT, kept = tmp_path, tmp_path / ".env"
    kept.write_text("SECRET_KEY=kept\nFORCE_NAME=Another\n")

    start("robin.imaginary", "Robin Imaginary", "--force", 'Nowhere "and Back" Constabulary')

    read = type("Read", (environ.Env,), {"ENVIRON": {}})
    read.read_env(kept)
    assert read.ENVIRON == {"SECRET_KEY": "kept", "FORCE_NAME": 'Nowhere "and Back" Constabulary'}


def test_a_register_that_has_begun_is_refused_and_nobody_is_let_in(cast):
    people = User.objects.count()
    with pytest.raises(CommandError, match="This register has begun"):
        start()
    assert User.objects.count() == people


@pytest.mark.parametrize("username", ["", "robin imaginary", "x" * 151, "<script>"])
def test_a_username_that_is_none_begins_nothing(empty_db, username):
    with pytest.raises(CommandError):
        start(username)
    assert (User.objects.count(), RoleGrant.objects.count(), InspectingBody.objects.count()) == (0, 0, 0)


def test_before_it_is_begun_the_sign_in_page_says_how(empty_db, client):
    assert "manage.py start_register --administrator" in text(client.get("/sign-in/"))
    start()
    assert "start_register" not in text(client.get("/sign-in/"))
