"""Recommendations: the list, one with its parts, the force's response to a part."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from safeguarding.models import Marking

from ..filters import RecommendationFilter
from ..forms.responses import ResponseForm
from ..models import Part, Recommendation
from ..permissions import insist, may_respond
from ..selectors.recommendations.list import recommendation_rows
from ..selectors.recommendations.page import recommendation_page
from ..selectors.register import visible_register
from ..services.recommendations import respond as respond_to
from .pagination import paged, reads_and_writes, sent


@require_GET
def recommendation_list(request):
    """The recommendations that a person may see, filtered; next steps only where they are asked for."""
    seen = visible_register(request.user, now=request.now)
    visible = Recommendation.objects.visible_to(request.user, request.now)
    asked = RecommendationFilter(request.GET, queryset=visible, register=seen)
    page = paged(request, [seen.recommendations[key] for key in asked.qs.values_list("pk", flat=True)])
    rows = recommendation_rows(page, seen, at=request.now)
    context = {
        "form": asked.form,
        "page": page,
        "rows": rows,
        "next_steps": asked.next_steps_left_out,
        "marking": Marking.highest(row.inspection.marking for row in rows).label,
    }
    return render(request, "recommendations/recommendation_list.html", context)


@require_GET
def recommendation_detail(request, pk):
    """One recommendation: its words, and each part with the response and the actions that answer it."""
    visible = Recommendation.objects.visible_to(request.user, request.now)
    recommendation = get_object_or_404(visible, pk=pk)
    seen = visible_register(request.user, now=request.now)
    page = recommendation_page(recommendation, seen, request.user, at=request.now)
    return render(request, "recommendations/recommendation_detail.html", {"page": page, "marking": page.marking})


@reads_and_writes
def respond(request, pk):
    """Propose the force's response to one part."""
    visible = Part.objects.visible_to(request.user, request.now).select_related("recommendation__inspection")
    part = get_object_or_404(visible, pk=pk)
    insist(may_respond(request.user, part, at=request.now))
    form = ResponseForm(*sent(request), ours=part.ours)
    if form.is_valid():
        try:
            said = respond_to(part, **form.said(), by=request.user, at=request.now)
            messages.success(request, form.done_words(said))
            return redirect("recommendation-detail", part.recommendation_id)
        except ValidationError as error:
            form.refuse(error)
    return render(request, "recommendations/respond.html", {"form": form, "part": part})
