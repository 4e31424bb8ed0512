"""What administrators change in the admin, and nobody else."""

from datetime import date, timedelta

import pytest
from django.contrib import admin
from django.db import models

from inspections.models import InspectingBody, InspectionKind, Theme
from recommendations.models import Meeting, Part
from safeguarding.admin.editable import EditableAdmin
from safeguarding.appointments import choose_password, end
from safeguarding.models import Holding, Post, RoleGrant, User
from safeguarding.models.people import Role
from tests.factories import BoardFactory, PostFactory, UserFactory
from tests.moments import NOW
from tests.recorded import change
from tests.safeguarding.admin.pages import address, listing, words


def test_an_administrator_changes_a_post_and_the_history_says_who(enter, cast):
    client = enter("administrator")

    client.post(address(cast.posts.owner), {"title": "Chief of Owners", "aliases": "", "agency": ""})

    last = Post.objects.get(pk=cast.posts.owner.pk).history.latest()
    assert (last.title, last.history_user, last.history_date) == ("Chief of Owners", cast.administrator, NOW)
    assert last.history_change_reason == "Edited in the admin"


@pytest.mark.parametrize("model", [InspectingBody, InspectionKind, Theme])
def test_an_administrator_changes_reference_data_and_its_history_says_who(enter, cast, model):
    client, typed = enter("administrator"), {"slug": "ours", "name": "Ours", "aliases": ""}
    client.post(listing(model, "add"), typed)
    client.post(address(model.objects.get()), typed | {"name": "Ours, renamed"})

    kept = [(row.name, row.history_user) for row in model.objects.get().history.all()]
    assert kept == [("Ours, renamed", cast.administrator), ("Ours", cast.administrator)]


def test_what_was_added_or_changed_is_told_in_a_plain_sentence(enter, cast):
    client, typed = enter("administrator"), {"slug": "ours", "name": "It went <b>successfully", "aliases": ""}

    added = client.post(listing(Theme, "add"), typed, follow=True).content.decode()
    changed = client.post(address(Theme.objects.get()), typed | {"aliases": "T"}, follow=True).content.decode()

    assert "It went &lt;b&gt;successfully</a>” was added." in added
    assert "It went &lt;b&gt;successfully</a>” was changed." in changed


@pytest.mark.parametrize("name", ["opcc", "auditor", "coordinator", "dcc"])
def test_nobody_else_changes_people_or_reference_data(enter, cast, name):
    client = enter(name)

    for model in (User, Post, Holding, RoleGrant, InspectingBody):
        assert client.post(listing(model, "add")).status_code == 403
    assert client.post(address(cast.posts.owner), {"title": "Mine"}).status_code == 403


def term(**fields):
    moment = {"starts_at_0": "2015-09-10", "starts_at_1": "09:00:00", "ends_at_0": "", "ends_at_1": ""}
    return {"agency": "", **moment, **fields}


def test_a_role_is_given_from_now(enter, cast):
    enter("administrator").post(listing(RoleGrant, "add"), term(user=cast.nobody.pk, role="auditor"))

    assert RoleGrant.objects.get(user=cast.nobody).role == Role.AUDITOR


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("owner", "This person already has this role."),
        ("partner", "Name the agency for a partner, and for nobody else."),
    ],
)
def test_what_the_register_forbids_is_said_on_the_form(enter, cast, role, told):
    response = enter("administrator").post(listing(RoleGrant, "add"), term(user=cast.owner.pk, role=role))

    assert response.status_code == 200
    assert told in words(response)


def test_a_post_has_one_holder_at_a_time(enter, cast):
    form = term(post=cast.posts.owner.pk, holder=cast.nobody.pk)

    response = enter("administrator").post(listing(Holding, "add"), form)

    assert "Somebody holds this post now. End their holding first." in words(response)


def test_a_change_overtaken_by_another_is_said_on_the_form_with_what_was_typed(enter, cast, monkeypatch):
    monkeypatch.setattr("safeguarding.clock.to_record", lambda: NOW)  # it began before the other was recorded
    later = PostFactory(title="Later post", at=NOW + timedelta(hours=1), by=cast.administrator)

    response = enter("administrator").post(address(later), {"title": "Typed title", "aliases": "", "agency": ""})

    assert response.status_code == 200
    assert "after this. Look again." in words(response)
    assert 'value="Typed title"' in response.content.decode()
    later.refresh_from_db()
    assert later.title == "Later post"


def test_a_grant_is_ended_from_now_on_and_its_past_stays(enter, cast):
    grant = RoleGrant.objects.get(user=cast.owner)
    client = enter("administrator")

    early = client.post(address(grant), {"ends_at_0": "2015-09-09", "ends_at_1": "09:00:00"})
    assert "what was held until now stays as it was" in words(early)

    client.post(address(grant), {"ends_at_0": "2015-09-10", "ends_at_1": "09:00:00", "role": "dcc"})
    grant.refresh_from_db()
    assert (grant.role, grant.ends_at) == (Role.OWNER, NOW)
    assert client.post(address(grant), {"ends_at_0": "", "ends_at_1": ""}).status_code == 403


def test_a_day_is_taken_in_words_as_everywhere_else(enter, cast):
    board = BoardFactory()

    enter("administrator").post(listing(Meeting, "add"), {"board": board.pk, "held_on": "10 December 2015"})

    assert Meeting.objects.get().held_on == date(2015, 12, 10)


def test_whoever_lost_the_role_looks_no_longer(enter, cast):
    client = enter("auditor")
    end(RoleGrant.objects.get(user=cast.auditor), why="Left.", by=cast.administrator, at=NOW)

    assert client.get(listing(Part)).status_code == 403


def test_a_person_is_added_gets_a_link_and_is_never_deleted(enter, cast):
    client = enter("administrator")

    page = client.post(
        listing(User, "add"), {"username": "newcomer", "first_name": "New", "last_name": "Comer"}, follow=True
    )

    newcomer = User.objects.get(username="newcomer")
    assert (newcomer.is_active, newcomer.has_usable_password()) == (True, False)
    assert "New Comer, once, within three days: http://testserver/set-password/" in words(page)
    assert client.get(address(newcomer)).status_code == 200
    assert client.post(address(newcomer, "delete"), {"post": "yes"}).status_code == 403


def test_an_auditor_sees_people_but_no_digest_of_a_password(enter, cast):
    choose_password(cast.owner, "something", at=NOW)

    page = words(enter("auditor").get(address(cast.owner)))

    assert "Owner" in page
    assert "md5$" not in page
    assert cast.owner.password.split("$")[-1] not in page


def test_a_superuser_grants_the_first_role(client, cast):
    client.force_login(change(UserFactory(username="first"), is_superuser=True, is_staff=True, by=cast.dcc, at=NOW))

    client.post(listing(RoleGrant, "add"), term(user=cast.nobody.pk, role="administrator"))

    assert RoleGrant.objects.get(user=cast.nobody).role == Role.ADMINISTRATOR


def test_no_sentences_are_written_there_so_that_no_draft_need_be_kept():
    edited = [model for model, page in admin.site._registry.items() if isinstance(page, EditableAdmin)]
    long = {f"{one.model.__name__}.{one.name}" for model in edited for one in model._meta.fields if _is_long(one)}

    assert long == {
        "Post.aliases",
        "InspectingBody.aliases",
        "ColumnLayout.header",
    }  # other names, and a row of a table


def _is_long(field):
    return isinstance(field, models.TextField) or (field.max_length or 0) > 254
