"""The lists: inspections, recommendations, parts and actions, filtered as their pages are, now or as at a past moment."""

from django.http import HttpRequest
from ninja import Router

from safeguarding.as_at import rows

from ..filters import ActionFilter, InspectionFilter, RecommendationFilter
from ..models import Part
from ..selectors.actions.list import action_rows
from ..selectors.inspections.list import inspection_rows
from ..selectors.recommendations.list import recommendation_rows
from . import answers
from .keys import EVERYTHING
from .questions import described, filtered, page, standings, whole_number

router = Router(auth=EVERYTHING, tags=["Lists"])
OF_PARTS = {"inspection": "The slug of an inspection.", "recommendation": "The id of a recommendation."}


@router.get("/inspections", response=answers.Answer[answers.Inspection], openapi_extra=described(InspectionFilter))
def inspections(request: HttpRequest) -> dict[str, object]:
    """Inspections that may be seen."""
    found, asked = filtered(request, InspectionFilter)
    return page(request, found, "id", lambda some: [_inspection(row) for row in inspection_rows(some, asked)], asked)


@router.get(
    "/recommendations",
    response=answers.Answer[answers.Recommendation],
    openapi_extra=described(RecommendationFilter),
)
def recommendations(request: HttpRequest) -> dict[str, object]:
    """Recommendations; next steps only where kind asks for them, as on the page."""
    found, asked = filtered(request, RecommendationFilter)

    def read(some):
        verdicts = {standing.recommendation_id: standing.ledgers for standing in some}
        return [_recommendation(row, verdicts[row.pk]) for row in recommendation_rows(some, asked)]

    return page(request, found, "recommendation_id", read, asked)


@router.get("/parts", response=answers.Answer[answers.Part], openapi_extra=described(**OF_PARTS))
def parts(request: HttpRequest) -> dict[str, object]:
    """Parts of recommendations, those addressed to others too."""
    asked = standings(request, OF_PARTS)
    found = asked.parts().select_related("inspection")
    if slug := request.GET.get("inspection"):
        found = found.filter(inspection__slug=slug)
    if key := request.GET.get("recommendation"):
        found = found.filter(recommendation=whole_number("recommendation", key))

    def read(some):
        parts_by_id = {row.id: row for row in rows(Part, asked.as_at).filter(id__in=[one.part_id for one in some])}
        return [_part(one, parts_by_id[one.part_id]) for one in some]

    return page(request, found, "part_id", read, asked)


@router.get("/actions", response=answers.Answer[answers.Action], openapi_extra=described(ActionFilter))
def actions(request: HttpRequest) -> dict[str, object]:
    """Actions that may be seen."""
    found, asked = filtered(request, ActionFilter)

    def read(some):
        covered = {}
        covers = asked.coverages().filter(action__in=[one.action_id for one in some]).order_by("part")
        for number, part in covers.values_list("action", "part"):
            covered.setdefault(number, []).append(part)
        return [_action(row, covered.get(row.number, [])) for row in action_rows(some, asked)]

    return page(request, found, "action_id", read, asked)


def _inspection(row):
    one = row.inspection
    return {
        "id": one.id,
        "slug": one.slug,
        "title": one.title,
        "body": one.body.name,
        "kind": one.kind.name,
        "published_on": one.published_on,
        "recommendations": {count.state.value: count.count for count in row.states},
        "url": row.url,
    }


def _recommendation(row, verdict):
    return {
        "id": row.pk,
        "inspection": row.inspection.slug,
        "reference": row.reference,
        "kind": row.kind,
        "text": row.text,
        "state": row.state.value,
        "verdict": verdict,
        "due_on": row.due_on,
        "due_precision": row.due_precision,
        "immediate": row.immediate,
        "owner": row.owner,
        "holder": row.holder,
        "days_late": row.late.days if row.late else None,
        "url": row.url,
    }


def _part(standing, part):
    return {
        "id": standing.part_id,
        "recommendation": standing.recommendation_id,
        "inspection": standing.inspection.slug,
        "letter": part.letter,
        "text": part.text,
        "ours": standing.ours,
        "state": standing.state,
        "verdict": standing.ledgers,
        "due_on": standing.due_on,
        "immediate": standing.immediate,
    }


def _action(row, parts):
    return {
        "number": row.number,
        "text": row.text or None,
        "withheld": not row.text,
        "marking": row.marking,
        "status": row.status.value,
        "owner": row.owner,
        "holder": row.holder,
        "target_on": row.target_on,
        "first_target_on": row.original_on or row.target_on,
        "due_on": row.due_on,
        "days_past": row.past,
        "parts": parts,
        "url": row.url,
    }
