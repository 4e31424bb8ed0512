"""For the inspection coordinator: how one recommendation stands to others is linked, and put right."""

from functools import cached_property

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from ..forms.links import LinkForm, PutLinkRightForm
from ..models import Link, Recommendation
from ..permissions import may_coordinate
from ..selectors.recommendations.links import may_be_linked
from ..services.links import link_all, put_link_right
from .form_page import RecommendationFormPage
from .recommendation_corrections import RecommendationPage


class LinkRecommendation(RecommendationFormPage):
    """Say how a recommendation, or a part of it, stands to others."""

    form_class = LinkForm
    button = _("Link")
    may = staticmethod(may_coordinate)

    @property
    def title(self) -> str:
        return gettext("Link %(recommendation)s to others") % {"recommendation": self.recommendation}

    def get_form_kwargs(self) -> dict[str, object]:
        offered = may_be_linked(self.request.user, self.request.now)
        return super().get_form_kwargs() | {"recommendation": self.recommendation, **offered}

    def call_service(self, form: LinkForm) -> str:
        link_all(recommendation=self.recommendation, **form.service_data(), **self.by_at)
        return gettext("Linked: %(links)s.") % {"links": form.done_words}


class PutLinkRight(RecommendationPage):
    """A link as it stands, to be changed or ended; then, before anything is recorded, what moves."""

    form_class = PutLinkRightForm

    @cached_property
    def thing(self) -> Link:
        """The link; 404 for one of which the person may not see both ends."""
        visible = Recommendation.objects.visible_to(self.request.user, self.request.now)
        links = Link.objects.filter(recommendation__in=visible, target__in=visible)
        return get_object_or_404(links.select_related("recommendation__inspection", "target"), pk=self.kwargs["pk"])

    @property
    def recommendation(self) -> Recommendation:
        return self.thing.recommendation

    def put_right(self, form: PutLinkRightForm) -> Link:
        return put_link_right(self.thing, **form.service_data(), **self.by_at)
