"""What a person is at a moment, and how a refusal is said."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from safeguarding.appointments import appoint, end, grant
from safeguarding.models import Agency, Holding, RoleGrant
from safeguarding.models.people import Role
from safeguarding.roles import Refused, Ruling, authority, has_role, insist
from tests.moments import BEGINNING, london
from tests.recorded import write

MAY, JUNE = london(2015, 5, 1), london(2015, 6, 1)


def test_a_standing_is_the_roles_the_posts_and_the_agencies_of_the_moment(cast):
    owner, partner = authority(cast.owner, MAY), authority(cast.partner, MAY)

    assert (owner.roles, owner.posts, owner.agencies) == ({"owner"}, {cast.posts.owner.pk}, frozenset())
    assert (partner.roles, partner.posts, partner.agencies) == ({"partner"}, frozenset(), {cast.agency.pk})


def test_before_the_beginning_and_after_the_end_a_person_is_nothing(cast):
    end(cast.dcc.role_grants.get(), why="Retired", by=cast.administrator, at=MAY)
    appoint(cast.posts.dcc, cast.deputy, by=cast.administrator, at=MAY)

    assert authority(cast.dcc, london(2015, 4, 30)).roles == {"dcc"}
    for moment in (MAY, JUNE, london(2012, 12, 31)):
        assert (authority(cast.dcc, moment).roles, authority(cast.dcc, moment).posts) == (frozenset(), frozenset())


def test_a_role_and_a_post_run_from_their_first_moment_to_just_before_their_last_as_terms_do(cast):
    role = end(
        grant(cast.nobody, Role.OWNER, by=cast.administrator, at=MAY), why="Left", by=cast.administrator, at=JUNE
    )
    post = appoint(cast.posts.owner, cast.nobody, by=cast.administrator, at=MAY)
    end(post, why="Left", by=cast.administrator, at=JUNE)
    instant = timedelta(microseconds=1)

    for moment, runs in ((MAY - instant, 0), (MAY, 1), (JUNE - instant, 1), (JUNE, 0)):
        has = authority(cast.nobody, moment)
        assert (len(has.roles), len(has.posts)) == (runs, runs)
        assert RoleGrant.objects.filter(pk=role.pk).on(moment).count() == runs
        assert Holding.objects.filter(pk=post.pk).on(moment).count() == runs


def test_a_stranger_and_a_person_who_was_deactivated_are_nothing(cast):
    authority(cast.dcc, MAY)
    cast.dcc.is_active = False

    for person in (cast.dcc, AnonymousUser()):
        has = authority(person, MAY)
        assert (has.roles, has.posts, has.agencies) == (frozenset(), frozenset(), frozenset())


@pytest.mark.parametrize(
    ("person", "in_force", "opcc"),
    [
        ("coordinator", True, False),
        ("dcc", True, False),
        ("staff_officer", True, False),
        ("owner", True, False),
        ("auditor", True, False),
        ("administrator", True, False),
        ("opcc", False, True),
        ("partner", False, False),
        ("nobody", False, False),
    ],
)
def test_the_force_the_opcc_and_the_partners_are_told_apart(person, in_force, opcc, cast):
    has = authority(getattr(cast, person), MAY)

    assert (has.in_force, has.opcc) == (in_force, opcc)


@pytest.mark.parametrize(
    ("person", "heard"),
    [
        ("owner", ["force", "opcc", "agencies"]),
        ("opcc", ["opcc", "agencies"]),
        ("partner", ["agencies"]),
        ("nobody", ["agencies"]),
    ],
)
def test_words_are_for_their_audience_and_the_force_hears_all(person, heard, cast):
    has = authority(getattr(cast, person), MAY)

    assert [audience for audience in ("force", "opcc", "agencies") if has.hears(audience)] == heard


def test_a_standing_is_asked_for_once_a_moment(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        authority(cast.dcc, MAY)
        authority(cast.dcc, MAY)
        has_role(cast.dcc, Role.DCC, at=MAY)


def test_one_of_several_roles_is_enough(cast):
    assert has_role(cast.staff_officer, Role.DCC, Role.STAFF_OFFICER, at=BEGINNING) is True
    assert has_role(cast.staff_officer, Role.DCC, Role.OPCC, at=BEGINNING) is False


def test_a_ruling_allows_where_there_is_no_reason_against(cast):
    assert Ruling()
    insist(Ruling())
    assert not Ruling(("No.",))


def test_a_refusal_is_a_permission_denied_that_gives_every_reason():
    with pytest.raises(PermissionDenied) as refusal:
        insist(Ruling(("This is for the DCC.", "The action is complete.")))

    assert type(refusal.value) is Refused
    assert str(refusal.value) == "This is for the DCC. The action is complete."


def test_a_partner_whose_role_passes_to_another_agency_later_speaks_for_both_until_then(cast):
    mine = RoleGrant.objects.get(user=cast.partner)
    other = write(Agency(slug="health", name="Health"), by=cast.administrator, at=MAY)
    end(mine, why="Moves.", by=cast.administrator, at=MAY + timedelta(days=30))
    grant(cast.partner, Role.PARTNER, agency=other, by=cast.administrator, at=MAY)

    assert authority(cast.partner, MAY).agencies == {cast.agency.pk, other.pk}
