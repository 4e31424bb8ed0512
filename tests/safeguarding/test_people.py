"""People, the posts they hold and the roles they were given."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from safeguarding.appointments import appoint, end
from safeguarding.models import Holding, RoleGrant, User
from safeguarding.models.people import Role
from safeguarding.models.recording import NotRecorded
from tests.factories import UserFactory
from tests.moments import BEGINNING, london
from tests.recorded import grant, write

MAY, JUNE = london(2015, 5, 1), london(2015, 6, 1)


def holders(post):
    return [
        (holding.holder.username, holding.starts_at, holding.ends_at) for holding in post.holdings.order_by("starts_at")
    ]


def test_nobody_is_ever_deleted(cast):
    for way in (cast.nobody.delete, User.objects.all().delete, User.objects.filter(username="nobody").delete):
        with pytest.raises(NotRecorded, match=r"People are never deleted.* deactivate them"):
            way()

    assert User.objects.filter(username="nobody").exists()


def test_the_database_keeps_a_person_who_said_something(cast):
    with (
        pytest.raises(IntegrityError, match=r"(?i)foreign key"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM safeguarding_user WHERE username = 'owner'")
        connection.check_constraints()


def test_a_person_is_called_by_name_or_else_by_user_name(cast):
    assert str(cast.owner) == "Olive Owner"
    assert str(User(username="reader")) == "reader"


def test_handing_a_post_over_ends_one_holding_as_the_next_begins(cast):
    appoint(cast.posts.owner, cast.nobody, by=cast.administrator, at=MAY)

    assert holders(cast.posts.owner) == [("owner", BEGINNING, MAY), ("nobody", MAY, None)]
    left = Holding.objects.get(holder=cast.owner).history.first()
    assert (left.history_user, left.history_change_reason) == (cast.administrator, "Handed over to Noa Nobody")


def test_a_holding_runs_from_its_first_moment_until_just_before_its_end(cast):
    appoint(cast.posts.owner, cast.nobody, by=cast.administrator, at=MAY)
    running = [cast.posts.owner.holdings.on(at).get().holder for at in (london(2015, 4, 30, 23, 59), MAY)]

    assert running == [cast.owner, cast.nobody]


def test_a_post_has_one_holder_at_a_time(cast):
    with pytest.raises(ValidationError, match="Somebody holds this post now"):
        write(Holding(post=cast.posts.owner, holder=cast.nobody, starts_at=MAY), by=cast.administrator, at=MAY)


def test_a_person_holds_several_posts_and_several_roles(cast):
    appoint(cast.posts.other_owner, cast.owner, by=cast.administrator, at=MAY)
    grant(cast.owner, Role.DCC, by=cast.administrator, at=MAY)

    assert [holding.post.title for holding in cast.owner.holdings.on(JUNE).order_by("post__title")] == [
        "Chief Inspector",
        "Detective Chief Inspector",
    ]
    assert {row.role for row in cast.owner.role_grants.on(JUNE)} == {"owner", "dcc"}


def test_a_role_is_given_once_at_a_time_and_may_be_given_again(cast):
    with pytest.raises(ValidationError, match="This person already has this role"):
        grant(cast.dcc, Role.DCC, by=cast.administrator, at=MAY)

    end(cast.dcc.role_grants.get(), why="Seconded", by=cast.administrator, at=MAY)
    grant(cast.dcc, Role.DCC, by=cast.administrator, at=JUNE)

    assert RoleGrant.objects.filter(user=cast.dcc, role="dcc").count() == 2


def test_a_partner_speaks_for_an_agency_and_nobody_else_does(cast):
    for role, agency in ((Role.PARTNER, None), (Role.OPCC, cast.agency)):
        with pytest.raises(ValidationError, match="Name the agency for a partner, and for nobody else"):
            grant(UserFactory(), role, agency=agency, by=cast.administrator, at=MAY)


def test_nothing_ends_before_it_begins(cast):
    holding = appoint(cast.posts.owner, cast.nobody, by=cast.administrator, at=MAY)

    holding.ends_at = BEGINNING
    with pytest.raises(ValidationError, match="Enter an end that is not before the start"):
        write(holding, by=cast.administrator, at=MAY)
