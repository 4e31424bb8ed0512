"""Nouns for tests, made through the services, so that each has a birth in the history.

`by` and `at` default to the coordinator of the cast, at a moment before every test's own.
"""

import factory

from inspections.models import InspectingBody, InspectionKind, Theme
from inspections.services import register_inspection
from recommendations.models import Board, NamedPlan
from recommendations.services.actions import open_action
from recommendations.services.recommendations import PartDraft, add_recommendation
from safeguarding.models import Post, User

from .moments import OPENED, PUBLISHED
from .recorded import write


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        django_get_or_create = ("username",)
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"person-{n}")
    first_name = "Invented"
    last_name = factory.Sequence(lambda n: f"Person {n}")


class BodyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = InspectingBody
        django_get_or_create = ("slug",)

    slug = "hmic"
    name = "HMIC"


class KindFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = InspectionKind
        django_get_or_create = ("slug",)

    slug = "child-protection"
    name = "Child protection"


class ThemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Theme

    slug = factory.Sequence(lambda n: f"theme-{n}")
    name = factory.Sequence(lambda n: f"Theme {n}")


class BoardFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Board

    slug = factory.Sequence(lambda n: f"board-{n}")
    name = factory.Sequence(lambda n: f"Board {n}")


class NamedPlanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = NamedPlan

    slug = factory.Sequence(lambda n: f"plan-{n}")
    name = factory.Sequence(lambda n: f"Plan {n}")


class ServiceFactory(factory.Factory):
    """A factory whose product a service makes."""

    class Meta:
        abstract = True

    by = factory.LazyFunction(lambda: User.objects.get(username="coordinator"))
    at = OPENED


class PostFactory(ServiceFactory):
    class Meta:
        model = Post

    title = factory.Sequence(lambda n: f"Post {n}")

    @classmethod
    def _create(cls, model, by, at, **fields):
        return write(model(**fields), by=by, at=at)


class InspectionFactory(ServiceFactory):
    """A child protection inspection published on 11 February 2015, not yet released to the OPCC."""

    class Meta:
        model = register_inspection

    slug = factory.Sequence(lambda n: f"inspection-{n}")
    body = factory.SubFactory(BodyFactory)
    kind = factory.SubFactory(KindFactory)
    title = factory.Sequence(lambda n: f"Child protection inspection {n}")
    published_on = PUBLISHED

    @classmethod
    def _create(cls, service, **fields):
        return service(**fields)


class RecommendationFactory(ServiceFactory):
    """A recommendation with one part of ours, asked for within three months."""

    class Meta:
        model = add_recommendation

    inspection = factory.SubFactory(InspectionFactory)
    reference = factory.Sequence(lambda n: str(n + 1))
    text = "Officers should see and speak to children."
    parts = factory.LazyAttribute(lambda made: [PartDraft(text=made.text, timescale="Within three months")])

    @classmethod
    def _create(cls, service, inspection, **fields):
        return service(inspection, **fields)


class ActionFactory(ServiceFactory):
    """An action on the first part of a new recommendation; awaiting allocation without `owner`."""

    class Meta:
        model = open_action

    text = "Change the domestic abuse procedure."
    parts = factory.LazyFunction(lambda: [RecommendationFactory().parts.get()])

    @classmethod
    def _create(cls, service, **fields):
        return service(**fields)
