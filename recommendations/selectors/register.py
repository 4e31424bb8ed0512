"""The whole register that a person may see, now or as it stood: joined once, asked many times."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef

from inspections.models import Inspection
from inspections.timescales import Kind as TimescaleKind
from safeguarding.as_at import decided, pk_of, recorded, rows
from safeguarding.lib.dates import days_open, is_late, london_date
from safeguarding.models import Post
from safeguarding.roles import standing

from .. import waiting
from ..models import Action, Coverage, Part, Recommendation, Response
from ..models.intake import not_withdrawn
from ..models.recommendations import part_in_words, printed
from ..models.visibility import withheld, withheld_actions
from ..workflow import Status, part_state, recommendation_state
from .lateness import lateness


@dataclass(eq=False)
class SeenRecommendation:
    """A recommendation or finding with its parts; its state is theirs, worst first."""

    pk: int
    row: object
    inspection: object
    issue_owner: str
    parts: list = field(default_factory=list)

    def __str__(self):
        return f"{self.kind_label} {self.reference}"

    @property
    def reference(self):
        return printed(self.row.reference)

    @property
    def state(self):
        return recommendation_state([part.state for part in self.parts])

    @property
    def open_parts(self):
        return [part for part in self.parts if not part.state.closed]

    @property
    def unowned(self):
        """It asks something of us still, and no post holds the issue."""
        return not self.state.closed and self.row.issue_owner_id is None

    @property
    def counted(self):
        """Next steps are demands outside the count of recommendations."""
        return self.row.kind != Recommendation.Kind.NEXT_STEP

    @property
    def kind_label(self):
        return Recommendation.Kind(self.row.kind).label

    @property
    def theme(self):
        """Its slug, or None."""
        return self.row.theme and self.row.theme.slug

    @property
    def actions(self):
        return sorted({a.number: a for p in self.parts for a in p.actions}.values(), key=lambda a: a.number)


@dataclass(eq=False)
class SeenPart:
    """A part, its derived state, and the actions that cover it (withdrawn ones left out).

    `responses` are all that were said, each saying whether its words are `withheld`; `response` is the one in force;
    `undecided` the last, where it is of ours and the DCC has not decided it; `proposed` the one that waits for the DCC.
    """

    pk: int
    row: object
    recommendation: SeenRecommendation
    today: date
    responses: list = field(default_factory=list)
    undecided: Response | None = None
    proposed: Response | None = None
    agreed: bool = False
    actions: list = field(default_factory=list)
    coverings: list = field(default_factory=list)

    def __str__(self):
        return part_in_words(self.recommendation.row, self.row)

    @property
    def response(self):
        return next((said for said in self.responses if said.pk == self.row.response_id), None)

    @property
    def state(self):
        return part_state(
            ours=self.row.ours,
            asks=self.recommendation.row.kind != Recommendation.Kind.STRENGTH,
            response=self.response and self.response.kind,
            coverings=self.coverings,
            agreed=self.agreed,
            proposed=self.proposed is not None,
        )

    @property
    def late(self):
        """Open past the inspectorate's date."""
        return not self.state.closed and is_late(self.row.due_on, self.today)

    @property
    def asked_immediately(self):
        return self.row.timescale_kind == TimescaleKind.IMMEDIATE

    @property
    def asked_on(self):
        """Publication of the report that asks for it "immediately"; None where it does not."""
        return self.recommendation.inspection.published_on if self.asked_immediately else None

    @property
    def immediate_days(self):
        """How long ago it was asked for "immediately"; None where it was not, or the day is not known."""
        return days_open(self.asked_on, self.today)


@dataclass(eq=False)
class SeenAction:
    """An action with the parts it covers. `row` is today's or a history row of it; its text may be `withheld`."""

    number: int
    row: object
    owner: str
    today: date
    parts: list = field(default_factory=list)

    @property
    def withheld(self):
        return self.row.withheld

    @property
    def status(self):
        return Status(self.row.status)

    @property
    def first_due(self):
        """The part of ours that it covers with the inspectorate's earliest date, or None."""
        return min((p for p in self.parts if p.row.ours and p.row.due_on), key=lambda p: p.row.due_on, default=None)

    @property
    def due_on(self):
        """The inspectorate's earliest date, or None."""
        return self.first_due and self.first_due.row.due_on

    @property
    def asked_on(self):
        """The earliest day that a part of ours was asked for immediately."""
        return min((p.asked_on for p in self.parts if p.row.ours and p.asked_on), default=None)

    @property
    def lateness(self):
        return lateness(self.row, due_on=self.due_on, asked_on=self.asked_on, today=self.today)


@dataclass(eq=False)
class Register:
    """What a person may see, at one moment, by key; `posts` are titles, of all.

    `today` is the day in London on which lateness is judged.
    """

    today: date
    posts: dict
    inspections: dict
    recommendations: dict
    parts: dict
    actions: dict


def register(user, *, now, as_at=None):
    """The Register for `user`, whose rights are those of `now`, as it stood at `as_at` (None: as it stands).

    A constant number of queries.
    """
    inspections = visible_inspections(user, now=now, as_at=as_at)
    posts = {pk_of(Post, post): post.title for post in rows(Post, as_at)}
    recommendations = {
        row.id: SeenRecommendation(row.id, row, inspections[row.inspection_id], posts.get(row.issue_owner_id, ""))
        for row in rows(Recommendation, as_at)
        .filter(inspection_id__in=inspections, withdrawn_at=None)
        .select_related("theme")
        .order_by("order", "id")
    }
    today = london_date(as_at or now)
    parts = _parts(recommendations, _responses(recommendations, user, now, as_at), today, as_at)
    actions = _actions(parts, posts, user, today, now=now, as_at=as_at)
    return Register(today, posts, inspections, recommendations, parts, actions)


def visible_inspections(user, *, now, as_at=None):
    """{pk: row} of the inspections `user` may know of: rights of `now`, the embargo of `as_at`."""
    allowed = Inspection.visibility(user, rights_at=now, embargo_at=as_at or now)
    keys = Inspection.objects.filter(allowed).values("pk")
    found = rows(Inspection, as_at).filter(id__in=keys).select_related("body", "kind")
    return {row.id: row for row in found.order_by("-published_on", "slug")}


def _responses(recommendations, user, now, as_at):
    """{part: [Response]} of everything proposed by then, in the order it was said."""
    by_part = defaultdict(list)
    said = recorded(Response, as_at).filter(not_withdrawn(as_at), part__recommendation__in=recommendations)
    said = said.select_related("decision__recorded_by", "recorded_by").annotate(
        withheld=withheld(Response, user, now), waits=Exists(waiting.responses(as_at).filter(pk=OuterRef("pk")))
    )
    for response in said.order_by("recorded_at", "pk"):
        by_part[response.part_id].append(response)
    return by_part


def _parts(recommendations, responses, today, as_at):
    parts = {}
    for row in rows(Part, as_at).filter(recommendation_id__in=recommendations).order_by("letter", "id"):
        recommendation = recommendations[row.recommendation_id]
        said = responses[row.id]
        parts[row.id] = part = SeenPart(row.id, row, recommendation, today, said)
        part.undecided = said[-1] if row.ours and said and not decided(said[-1], as_at) else None
        part.proposed = next((one for one in said if one.waits), None)
        decision = part.response and decided(part.response, as_at)
        part.agreed = bool(decision and decision.agreed)
        recommendation.parts.append(part)
    return parts


def _actions(parts, posts, user, today, *, now, as_at):
    """Actions that cover one of `parts`; in the force also those that cover none anywhere; and one's own."""
    has = standing(user, now)
    covering, covered = defaultdict(list), set()
    for coverage in rows(Coverage, as_at).filter(ended_at=None).order_by("part_id", "action_id"):
        covered.add(coverage.action_id)
        if coverage.part_id in parts:
            covering[coverage.action_id].append(coverage)
    actions = {}
    for row in rows(Action, as_at).annotate(withheld=withheld_actions(user, now)).order_by("number"):
        if row.number not in covering and row.owner_id not in has.posts and (row.number in covered or not has.in_force):
            continue
        actions[row.number] = action = SeenAction(row.number, row, posts.get(row.owner_id, ""), today)
        for coverage in covering[row.number]:
            part = parts[coverage.part_id]
            action.parts.append(part)
            if action.status != Status.WITHDRAWN:
                part.actions.append(action)
                part.coverings.append(
                    (action.status, coverage.supported_in_id is not None, coverage.recommended_in_id is not None)
                )
    return actions
