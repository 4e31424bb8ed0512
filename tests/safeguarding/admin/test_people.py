"""People in the admin: who leaves, which roles nobody takes, and no password but one's own."""

from safeguarding.models import RoleGrant, User
from safeguarding.models.people import Role
from safeguarding.roles import has_role
from tests.moments import NOW
from tests.safeguarding.admin.pages import address, listing, words
from tests.safeguarding.admin.test_editable import term


def test_an_administrator_unticks_a_person_and_their_posts_end(enter, cast):
    names = {"username": "owner", "first_name": "Olive", "last_name": "Owner"}

    page = enter("administrator").post(address(cast.owner), names, follow=True)

    assert f"Nobody holds this any more: {cast.posts.owner}." in words(page)
    last = User.objects.get(username="owner").history.first()
    assert (last.is_active, last.history_user, last.history_date) == (False, cast.administrator, NOW)
    assert cast.posts.owner.held_by(NOW) is None

    page = enter("administrator").post(address(cast.owner), names | {"is_active": "on"}, follow=True)

    assert "Olive Owner, once, within three days: http" in words(page)


def test_a_deciding_role_is_refused_to_oneself_on_the_form(enter, cast):
    form = term(user=cast.administrator.pk, role="dcc")

    page = enter("administrator").post(listing(RoleGrant, "add"), form)

    assert "You cannot give yourself the role DCC scrutiny: ask another administrator to give it to you." in words(page)
    assert has_role(cast.administrator, Role.DCC, at=NOW) is False


def test_whoever_is_given_a_role_that_is_done_in_the_admin_comes_in_and_a_deciding_one_waits(enter, cast):
    client = enter("administrator")
    owner = client.post(listing(RoleGrant, "add"), term(user=cast.nobody.pk, role="owner"), follow=True)
    came_in = User.objects.get(pk=cast.nobody.pk).is_staff
    client.post(listing(RoleGrant, "add"), term(user=cast.nobody.pk, role="administrator"))
    deciding = client.post(listing(RoleGrant, "add"), term(user=cast.owner.pk, role="dcc"), follow=True)

    last = User.objects.get(pk=cast.nobody.pk)
    assert (came_in, last.is_staff, last.history.first().history_user) == (False, True, cast.administrator)
    waits = "DCC scrutiny decides nothing until an administrator who did not give it confirms it"
    assert (waits in words(owner), waits in words(deciding)) == (False, True)


def test_no_role_is_given_until_a_day_far_from_ours(enter, cast):
    form = term(user=cast.nobody.pk, role="owner") | {"ends_at_0": "9999-12-31", "ends_at_1": "23:59:59"}

    page = enter("administrator").post(listing(RoleGrant, "add"), form)

    assert "Enter a date between 1950 and 2060." in words(page)
    assert not RoleGrant.objects.filter(user=cast.nobody).exists()


def test_the_admin_has_no_page_to_set_anothers_password(enter, cast):
    client = enter("administrator")

    assert client.get(f"/admin/safeguarding/user/{cast.owner.pk}/password/").status_code == 302
    assert 'type="password"' not in client.get(f"/admin/safeguarding/user/{cast.owner.pk}/change/").content.decode()
