"""What is put together once for all who are asked about alike: each sees their own, and nobody's values decide how."""

from datetime import timedelta

import pytest

from recommendations.selectors.prepared import ask_at_once, prepared
from recommendations.selectors.standings import Standings
from safeguarding.models import Agency, Post
from safeguarding.roles import authority
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, OPENED, london


@pytest.fixture
def built():
    """What each statement of `numbers` was put together with."""
    return []


@pytest.fixture
def numbers(built):
    @prepared
    def numbers(asked, **values):
        built.append(values)
        return asked.actions().filter(**values).values_list("action", flat=True)

    return numbers


@pytest.fixture
def of_all(cast):
    return ActionFactory(owner=cast.posts.owner)


@pytest.fixture
def hidden(cast):
    """On what nobody but its coordinator knows of yet."""
    embargoed = InspectionFactory(slug="embargoed", embargo_until=london(2016, 1, 1))
    return ActionFactory(parts=RecommendationFactory(inspection=embargoed).parts.all())


def test_each_sees_their_own_by_one_statement_for_people_of_a_role(cast, numbers, built, of_all):
    theirs = ActionFactory(owner=cast.posts.other_owner)
    asked = (
        (cast.owner, cast.posts.owner),
        (cast.other_owner, cast.posts.other_owner),
        (cast.owner, cast.posts.other_owner),
    )

    found = [numbers(Standings(user, now=NOW), owner=post.pk) for user, post in asked]

    assert found == [[of_all.pk], [theirs.pk], [theirs.pk]]
    assert len(built) == 1


def test_what_one_may_not_know_is_hidden_though_the_other_asked_first(cast, numbers, of_all, hidden):
    assert numbers(Standings(cast.coordinator, now=NOW)) == [of_all.pk, hidden.pk]
    assert numbers(Standings(cast.dcc, now=NOW)) == [of_all.pk]
    assert numbers(Standings(cast.partner, now=NOW)) == numbers(Standings(cast.nobody, now=NOW)) == []


def test_each_moment_has_its_own_answer(cast, numbers, of_all):
    """Of the past by another statement than of now, and of each past moment by the same."""
    assert numbers(Standings(cast.dcc, now=NOW, as_at=OPENED - timedelta(days=1))) == []
    assert numbers(Standings(cast.dcc, now=NOW, as_at=NOW)) == numbers(Standings(cast.dcc, now=NOW)) == [of_all.pk]


def test_none_is_another_question_than_a_value(cast, numbers, of_all, hidden):
    assert numbers(Standings(cast.coordinator, now=NOW), owner=None) == [hidden.pk]
    assert numbers(Standings(cast.coordinator, now=NOW), owner=cast.posts.owner.pk) == [of_all.pk]


def test_a_value_that_is_named_as_something_of_the_person_stays_apart_from_it(cast, of_all):
    @prepared
    def of_posts(asked, *, posts):
        return asked.actions().filter(owner__pk__among=posts).values_list("action", flat=True)

    assert of_posts(Standings(cast.other_owner, now=NOW), posts=(cast.posts.owner.pk,)) == [of_all.pk]
    assert of_posts(Standings(cast.opcc, now=NOW), posts=(cast.posts.owner.pk,)) == []


def test_the_roles_and_the_agency_of_a_person_decide_as_they_do_elsewhere(cast):
    @prepared
    def spoken_for(asked):
        has = authority(asked.user, asked.now)
        found = Agency.objects.exclude(pk=None) if has.in_force else Agency.objects.filter(pk__among=has.agencies)
        return found.values_list("slug", flat=True)

    assert spoken_for(Standings(cast.partner, now=NOW)) == [cast.agency.slug]
    assert spoken_for(Standings(cast.opcc, now=NOW)) == []
    assert spoken_for(Standings(cast.dcc, now=NOW)) == [cast.agency.slug]


def test_what_the_database_says_today_cannot_decide_how_it_is_put_together(cast):
    """It would go on deciding when the database says something else."""

    @prepared
    def of_first_post(asked):
        return asked.actions().filter(owner=Post.objects.first().pk)

    with pytest.raises(RuntimeError, match="What the database answers today"):
        of_first_post(Standings(cast.dcc, now=NOW))


@pytest.fixture
def at_once():
    """Two questions, one of them about an owner."""

    @prepared
    def numbers(asked):
        return asked.actions().order_by("-action").values_list("action", flat=True)

    @prepared
    def of(asked, *, owner):
        return asked.actions().filter(owner=owner).values_list("action", flat=True)

    return numbers, of


def test_what_is_asked_at_once_is_given_once_to_whom_it_was_found_for(
    cast, at_once, of_all, hidden, django_assert_num_queries
):
    numbers, of = at_once
    owner = cast.posts.owner.pk
    coordinators, dccs = Standings(cast.coordinator, now=NOW), Standings(cast.dcc, now=NOW)
    for asked in (coordinators, dccs):
        numbers(asked)  # what they may know of is asked once

    with django_assert_num_queries(2):
        ask_at_once(coordinators, at_once, owner=owner)
        ask_at_once(coordinators, at_once, owner=owner)
        ask_at_once(dccs, at_once, owner=owner)
        assert (numbers(coordinators), of(coordinators, owner=owner)) == ([hidden.pk, of_all.pk], [of_all.pk])
        assert (numbers(dccs), of(dccs, owner=owner)) == ([of_all.pk], [of_all.pk])
    with django_assert_num_queries(1):
        numbers(dccs)


def test_what_is_asked_at_once_answers_no_other_values(cast, at_once, of_all, hidden):
    _, of = at_once
    asked = Standings(cast.coordinator, now=NOW)

    ask_at_once(asked, at_once, owner=cast.posts.owner.pk)

    assert of(asked, owner=None) == [hidden.pk]
