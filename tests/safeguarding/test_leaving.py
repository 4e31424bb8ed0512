"""Somebody who leaves is deactivated: from that moment they hold nothing and decide nothing, and before it they did."""

import pytest
from django.core.exceptions import ValidationError

from recommendations.permissions import may_decide
from recommendations.selectors.post_holders import Holders, posts_to_choose
from recommendations.selectors.set_up import missing
from safeguarding.access_keys import make_key
from safeguarding.appointments import appoint, choose_password, deactivate, end, reactivate
from safeguarding.models import Holding, User
from safeguarding.models.people import Role
from safeguarding.models.recording import NotRecorded
from safeguarding.one_time_links import one_time_link
from safeguarding.roles import authority
from tests.factories import ActionFactory
from tests.moments import NOW, london
from tests.recorded import change, grant, write

JUNE, JULY, AUGUST = london(2015, 6, 1), london(2015, 7, 1), london(2015, 8, 1)


@pytest.fixture
def left(cast):
    """The deputy left in July."""
    return deactivate(User.objects.get(pk=cast.deputy.pk), why="Retired.", by=cast.administrator, at=JULY)


def test_roles_and_posts_end_with_it_and_the_past_keeps_them(cast, left):
    at = [(authority(left, moment).roles, authority(left, moment).posts) for moment in (JULY, NOW)]
    title = {cast.posts.deputy.pk: "Assistant Chief Constable"}

    assert at == [(frozenset(), frozenset())] * 2
    assert [Holders(title, as_at).of(cast.posts.deputy.pk, as_at) for as_at in (JUNE, AUGUST)] == [
        "Asa Assistant-Chief",
        "",
    ]
    assert [cast.posts.deputy.held_by(moment) for moment in (JUNE, JULY)] == [left, None]


def test_a_post_that_was_no_longer_theirs_ended_when_it_did(cast):
    holding = cast.deputy.holdings.get()
    end(holding, why="Moved.", by=cast.administrator, at=JUNE)
    deactivate(User.objects.get(pk=cast.deputy.pk), why="Retired.", by=cast.administrator, at=JULY)

    holding.refresh_from_db()
    assert (holding.ends_at, holding.history.latest().history_change_reason) == (JUNE, "Moved.")


def test_they_decide_nothing(cast, left):
    assert "This is for the DCC." in may_decide(left, ActionFactory(), at=NOW).why_not


def test_their_post_is_seen_to_be_vacant_and_is_offered_to_nobody(cast, left):
    assert "1 post (Assistant Chief Constable) that nobody holds" in [one.what for one in missing(NOW)]
    assert cast.posts.deputy not in posts_to_choose(NOW)


def test_a_post_that_was_to_be_theirs_later_is_called_off(cast):
    write(Holding(post=cast.posts.owner, holder=cast.nobody, starts_at=AUGUST, ends_at=NOW), by=cast.dcc, at=JUNE)

    deactivate(cast.nobody, why="Left.", by=cast.administrator, at=JULY)

    assert cast.nobody.holdings.on(AUGUST).count() == 0


def test_nothing_is_given_to_somebody_who_left(cast, left):
    for give in (lambda by: appoint(cast.posts.owner, left, **by), lambda by: grant(left, Role.OWNER, **by)):
        with pytest.raises(ValidationError, match="Asa Assistant-Chief was deactivated, and holds nothing"):
            give({"by": cast.administrator, "at": AUGUST})


def test_who_comes_back_is_given_everything_anew(cast, left):
    reactivate(left, why="Came back.", by=cast.administrator, at=AUGUST)
    assert authority(left, AUGUST).roles == frozenset()

    grant(left, Role.DCC, by=cast.administrator, at=AUGUST)
    assert authority(User.objects.get(pk=left.pk), AUGUST).roles == {"dcc"}


def test_no_key_link_or_password_of_before_opens_anything_for_who_comes_back(cast, client):
    person = cast.owner
    person = choose_password(person, "Quite-Other-77-Words", at=JUNE)
    secret = make_key(person, scope="read", name="Key", expires_at=None, at=JUNE)
    link = one_time_link(person, "testserver")

    deactivate(person, why="Left.", by=cast.administrator, at=JULY)
    back = reactivate(person, why="Came back.", by=cast.administrator, at=AUGUST)

    assert client.get("/api/v1/actions", headers={"authorization": f"Bearer {secret}"}).status_code == 401
    assert "This link no longer works" in client.get(link, follow=True).content.decode()
    assert not client.login(username=back.username, password="Quite-Other-77-Words")


def test_only_leaving_makes_somebody_inactive(cast):
    with pytest.raises(NotRecorded, match="The is_active of Olive Owner changes by a move only"):
        change(cast.owner, is_active=False, by=cast.administrator, at=NOW)
