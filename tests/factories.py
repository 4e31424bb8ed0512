"""Nouns for tests, made through the services, so that each has a birth in the history.

`by` and `at` default to the coordinator of the cast, at a moment before every test's own.
"""

import factory

from inspections.models import InspectingBody, InspectionKind, Theme
from inspections.services import register_inspection
from recommendations.models import Board, NamedPlan, Portfolio
from recommendations.services.actions import open_action
from recommendations.services.recommendations import PartDraft, add_recommendation
from safeguarding.history import verb
from safeguarding.models import Post, User

from .moments import BEGINNING, OPENED, PUBLISHED
from .recorded import write


class OneVerbFactory(factory.Factory):
    """A factory that makes its product, and all that this stands on, in one verb: what follows from them is worked out once."""

    class Meta:
        abstract = True

    @classmethod
    def _generate(cls, strategy, params):
        with verb():
            return super()._generate(strategy, params)


class ServiceFactory(OneVerbFactory):
    """A factory whose product a service makes."""

    class Meta:
        abstract = True

    by = factory.LazyFunction(lambda: User.objects.get(username="coordinator"))
    at = OPENED


class WrittenFactory(ServiceFactory):
    """A factory of what is written by history.write alone; `known_by` names the field by which one is there already."""

    class Meta:
        abstract = True

    known_by = ""

    @classmethod
    def _create(cls, model, by, at, known_by, **fields):
        known = known_by and model.objects.filter(**{known_by: fields[known_by]}).first()
        return known or write(model(**fields), by=by, at=at)


class UserFactory(OneVerbFactory):
    """A person with no password, who wrote themselves: nobody need be there before."""

    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"person-{n}")
    first_name = "Invented"
    last_name = factory.Sequence(lambda n: f"Person {n}")
    at = BEGINNING

    @classmethod
    def _create(cls, model, at, **fields):
        if known := model.objects.filter(username=fields["username"]).first():
            return known
        person = model(**fields)
        person.set_unusable_password()
        return write(person, by=person, at=at)


class BodyFactory(WrittenFactory):
    class Meta:
        model = InspectingBody

    slug = "hmic"
    name = "HMIC"
    known_by = "slug"


class KindFactory(WrittenFactory):
    class Meta:
        model = InspectionKind

    slug = "child-protection"
    name = "Child protection"
    known_by = "slug"


class ThemeFactory(WrittenFactory):
    class Meta:
        model = Theme

    slug = factory.Sequence(lambda n: f"theme-{n}")
    name = factory.Sequence(lambda n: f"Theme {n}")


class PostFactory(WrittenFactory):
    class Meta:
        model = Post

    title = factory.Sequence(lambda n: f"Post {n}")


class BoardFactory(WrittenFactory):
    class Meta:
        model = Board

    slug = factory.Sequence(lambda n: f"board-{n}")
    name = factory.Sequence(lambda n: f"Board {n}")


class NamedPlanFactory(WrittenFactory):
    class Meta:
        model = NamedPlan

    slug = factory.Sequence(lambda n: f"plan-{n}")
    name = factory.Sequence(lambda n: f"Plan {n}")


class PortfolioFactory(WrittenFactory):
    class Meta:
        model = Portfolio

    slug = factory.Sequence(lambda n: f"portfolio-{n}")
    name = factory.Sequence(lambda n: f"Portfolio {n}")


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
    reference = factory.Sequence(lambda n: str(n + 101))
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
