"""Statements put together once: each request's values in their places, and never those of another."""

from datetime import date, datetime, timedelta

import pytest
from django.db.models import Value
from django.utils.timezone import localdate

from safeguarding.lib.database.prepared import Bound, Prepared, reckoned
from safeguarding.models import Holding, Post
from tests.cast import PEOPLE
from tests.moments import OPENED

TITLES = sorted(title for *_, title in PEOPLE.values() if title)


def test_each_request_gets_what_is_its_own(cast):
    titled = Prepared(Post.objects.filter(title=Bound("title", str)).annotate(one=Value(1)))

    found = [titled.rows({"title": title}) for title in TITLES]

    assert [[(post.title, post.one) for post in posts] for posts in found] == [[(title, 1)] for title in TITLES]


def test_a_moment_a_day_and_keys_are_bound_as_the_database_takes_them(cast):
    held = Holding.objects.filter(
        starts_at__lte=Bound("at", datetime),
        starts_at__date__lte=Bound("day", date),
        post__pk__among=Bound("posts", tuple),
    )
    prepared, values = Prepared(held), {"at": OPENED, "day": OPENED.date(), "posts": (cast.posts.owner.pk,)}

    assert [holding.holder for holding in prepared.rows(values)] == [cast.owner]
    assert prepared.rows(values | {"at": OPENED - timedelta(days=9000)}) == []
    assert prepared.rows(values | {"day": OPENED.date() - timedelta(days=9000)}) == []
    assert prepared.rows(values | {"posts": ()}) == []
    others = Prepared(Post.objects.filter(pk__outside=Bound("posts", tuple), title__in=TITLES))
    assert len(others.rows({"posts": (cast.posts.owner.pk,)})) == len(TITLES) - 1


def test_what_is_reckoned_from_a_value_is_reckoned_for_each_request(cast):
    day_before = reckoned(date, lambda day: day - timedelta(1), Bound("day", date))
    held = Prepared(Holding.objects.filter(holder=cast.owner, starts_at__date=day_before))
    began = localdate(Holding.objects.get(holder=cast.owner).starts_at)

    found = [len(held.rows({"day": began + timedelta(days)})) for days in (0, 1, 2)]

    assert found == [0, 1, 0]


def test_a_number_that_no_key_can_be_finds_nothing(cast):
    posts = Prepared(Post.objects.filter(pk=Bound("key", int)))

    assert [posts.rows({"key": key}) for key in (10**20, -(10**20))] == [[], []]


def test_values_a_union_and_what_is_fetched_beside_it_come_as_from_a_queryset(cast):
    titles = Post.objects.filter(title=Bound("title", str)).order_by().values_list("title")
    both = Prepared(titles.union(titles, all=True))
    assert both.rows({"title": TITLES[0]}) == [(TITLES[0],)] * 2

    held = (
        Holding.objects.filter(post__title=Bound("title", str))
        .select_related("holder")
        .prefetch_related("post__holdings")
    )
    (holding,) = Prepared(held).rows({"title": TITLES[0]})
    assert list(holding.post.holdings.all()) == [holding]


def test_what_can_find_nothing_asks_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Prepared(Post.objects.filter(pk__in=[])).rows({}) == []


def test_a_value_that_is_missing_is_an_error_and_not_another_s():
    """Nothing falls back to what somebody else asked for."""
    with pytest.raises(KeyError, match="title"):
        Prepared(Post.objects.filter(title=Bound("title", str))).rows({})


def test_a_bound_cannot_be_reckoned_with_compared_or_written_down():
    """What was worked out of one would be the same for every request."""
    day = Bound("day", date)
    for of_a_value in (lambda: day + timedelta(days=1), lambda: day < OPENED.date(), lambda: f"{day}"):
        with pytest.raises(TypeError):
            of_a_value()
