"""Several questions sent as one statement: each finds what it finds alone."""

from datetime import date, datetime, timedelta

import pytest
from django.db.models import Count, Value

from safeguarding.lib.database.at_once import AtOnce
from safeguarding.lib.database.prepared import Bound, Prepared
from safeguarding.models import Holding, Post, User
from tests.cast import PEOPLE
from tests.moments import OPENED
from tests.statements import parameters_of_each

TITLES = sorted(title for *_, title in PEOPLE.values() if title)
LAST_FIRST = TITLES[::-1]


@pytest.fixture
def values(cast):
    return {"title": TITLES[0], "at": OPENED, "day": OPENED.date(), "posts": (cast.posts.owner.pk,), "like": "100%"}


@pytest.fixture
def questions(cast):
    """Objects with what they lead to, numbers, days and moments, truth, nothing, percent signs, and rows in an order."""
    held = Holding.objects.filter(post__pk__among=Bound("posts", tuple), starts_at__lte=Bound("at", datetime))
    titled = Post.objects.filter(title__in=TITLES)
    return [
        Prepared(question)
        for question in (
            held.select_related("holder", "post"),
            titled.order_by("-title").values_list("title", "pk"),
            titled.order_by().values("title").annotate(number=Count("pk"), no=Value(None, Post._meta.pk)),
            held.filter(starts_at__date__lte=Bound("day", date)).values_list("starts_at", "starts_at__date"),
            User.objects.order_by("pk").values_list("is_active", "username", "last_login"),
            Post.objects.filter(title=Bound("title", str)).exclude(title="100%"),
            Post.objects.filter(title=Bound("like", str)),
            Post.objects.filter(pk__in=[]),
        )
    ]


def test_each_finds_what_it_finds_alone_and_in_its_order(questions, values, django_assert_num_queries):
    alone = [question.rows(values) for question in questions]

    with django_assert_num_queries(1):
        together = AtOnce(questions).rows(values)
        (holding,) = together[0]
        assert (holding.holder.username, holding.post.title) == (alone[0][0].holder.username, alone[0][0].post.title)

    assert together == alone
    assert [title for title, _ in together[1]] == LAST_FIRST
    assert [bool(found) for found in together] == [True] * 6 + [False] * 2


def test_each_request_gets_what_is_its_own(questions, values):
    at_once = AtOnce(questions)
    at_once.rows(values)

    found = at_once.rows(values | {"title": TITLES[1], "at": OPENED - timedelta(days=9000)})

    assert (found[0], [post.title for post in found[5]]) == ([], [TITLES[1]])


def test_what_is_given_to_several_is_sent_once(cast):
    titled = Prepared(Post.objects.filter(title=Bound("title", str)))

    with parameters_of_each() as parameters:
        AtOnce([titled] * 3).rows({"title": TITLES[0]})

    assert parameters == [1]


def test_where_none_can_find_anything_nothing_is_asked(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert AtOnce([Prepared(Post.objects.none())]).rows({}) == [[]]
