"""Recommendations: the list, one with its parts, its issue owner, the force's response to a part."""

from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_GET

from safeguarding.models import Marking

from ..filters import RecommendationFilter
from ..forms.owners import IssueOwnerForm
from ..forms.responses import ResponseForm
from ..models import Recommendation, SavedView
from ..permissions import Ruling, may_ask_to_redact, may_coordinate, may_respond
from ..selectors.post_holders import posts_to_choose
from ..selectors.recommendations.issue import goes_with_issue
from ..selectors.recommendations.links import answered_under_in_words, may_be_linked
from ..selectors.recommendations.list import recommendation_rows
from ..selectors.recommendations.page import recommendation_page, recommendations_to_show, shown_with
from ..selectors.register import visible_register
from ..selectors.register_keys import Only
from ..selectors.saved_views import saved_views
from ..selectors.standings import Standings
from ..services.recommendations import name_issue_owner, respond
from .as_at import asked_at, not_there, page_of_then
from .form_page import PartFormPage, RecommendationFormPage
from .pagination import listed


@require_GET
def recommendation_list(request: HttpRequest) -> HttpResponse:
    """The recommendations that a person may see, filtered and sorted; next steps only where they are asked for."""
    asked, standings, shown = listed(request, RecommendationFilter)
    rows = recommendation_rows(shown["page"].object_list, standings)
    shown |= {
        "rows": rows,
        "views": list(saved_views(request.user, SavedView.Page.RECOMMENDATIONS)),
        "next_steps": asked.next_steps_left_out,
        "coordinates": may_coordinate(request.user, at=request.now),
        "marking": Marking.highest(row.inspection.marking for row in rows).label,
    }
    return render(request, "recommendations/recommendation_list.html", shown)


@require_GET
def recommendation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One recommendation: its words, and each part with the response and the actions that answer it; now or as it stood."""
    at_form, asked = asked_at(request)
    recommendation = recommendations_to_show(asked).filter(id=pk).first()
    if recommendation is None:
        today = Recommendation.objects.visible_to(request.user, request.now).filter(pk=pk)
        return not_there(request, asked, today)
    register = visible_register(request.user, now=request.now, as_at=asked.as_at, only=Only(shown_with, pk))
    page = recommendation_page(recommendation, register, asked)
    redacts = not asked.as_at and may_ask_to_redact(request.user, at=request.now)
    context = {"page": page, "marking": page.marking, "redacts": redacts} | page_of_then(at_form)
    return render(request, "recommendations/recommendation_detail.html", context)


class NameIssueOwner(RecommendationFormPage):
    """Name the post that is accountable for a recommendation, or another one."""

    template_name = "recommendations/name_issue_owner.html"
    form_class = IssueOwnerForm
    title = _("Name the issue owner")
    may = staticmethod(may_coordinate)

    def get_form_kwargs(self) -> dict[str, object]:
        asked = {"recommendation": self.recommendation, "posts": posts_to_choose(self.request.now)}
        return super().get_form_kwargs() | asked

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        goes_with = goes_with_issue(self.recommendation, Standings(self.request.user, now=self.request.now))
        return super().get_context_data(goes_with=goes_with, **kwargs)

    def call_service(self, form: IssueOwnerForm) -> str:
        name_issue_owner(self.recommendation, **form.service_data(), **self.by_at)
        return gettext("The issue is with the %(post)s now.") % {"post": form.cleaned_data["post"]}


class Respond(PartFormPage):
    """Propose the force's response to one part."""

    template_name = "recommendations/respond.html"
    form_class = ResponseForm
    button = _("Respond")

    @property
    def title(self) -> str:
        return gettext("Respond to %(part)s") % {"part": self.part_named}

    @cached_property
    def ruling(self) -> Ruling:
        return may_respond(self.request.user, self.part, at=self.request.now)

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {
            "part": self.part,
            "last": self.part.responses.order_by("pk").values_list("pk", flat=True).last(),
            "linked": answered_under_in_words(self.part),
            **may_be_linked(self.request.user, self.request.now),
        }

    def call_service(self, form: ResponseForm) -> str:
        response = respond(self.part, after=form.cleaned_data["after"], **form.service_data(), **self.by_at)
        return form.done_words(response)
