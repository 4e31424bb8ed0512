"""The filters of the lists: each stands in the address, and offers only what the person may see.

The meaning of each stands beside the rows of its list: selectors/<noun>/list.py.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property, reduce
from operator import and_

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.datastructures import MultiValueDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from safeguarding.lib.pages.filter_forms import FilterForm, filter_form
from safeguarding.lib.pages.filters import DayFilter, TickFilter, choice
from safeguarding.lib.pages.sorting import Sorting

from .models import Action, DeadlineRequest, ProgressUpdate, Recommendation
from .selectors.actions.list import ACTION_COLUMNS, ACTION_CONDITIONS, SILENT
from .selectors.ages import AGES, UNKNOWN
from .selectors.choices import choices
from .selectors.inspections.list import INSPECTION_COLUMNS, INSPECTION_CONDITIONS
from .selectors.lateness import AHEAD, LATE, STANDINGS, WARNINGS
from .selectors.listing import Listing
from .selectors.places import PLACES
from .selectors.position.awaiting import PILES
from .selectors.rag import rating_choices
from .selectors.recommendations.list import (
    OTHERS,
    OURS,
    RECOMMENDATION_COLUMNS,
    RECOMMENDATION_CONDITIONS,
    is_counted,
    next_steps,
)
from .selectors.register import LATEST_FIRST, visible_inspections
from .selectors.search.matching import actions_with_every_word, recommendations_with_every_word
from .selectors.slippage import ANY
from .selectors.standings import Standings
from .selectors.what_changed.sources import Change
from .workflow import Ledgers, PartState, Status

NEXT = [
    (f"next-{days}", format_lazy(gettext_lazy("In the next {days} days"), days=days))
    for days in sorted({*WARNINGS, *AHEAD})
]
WITH_DCC = [(kind.value, words) for (with_dcc, kind), (words, _) in PILES.items() if with_dcc]
OLD = [(age, words) for age, (_, _, words) in AGES.items()]
LONGEST = 200  # characters to look for; SQLite takes no condition on a thousand words


class VisibleFilter(filters.FilterSet):
    """A filter over the Standings that a person may see, and the order of what it keeps.

    `order` is that of the boxes on the page, the most asked first; `offered` are those that offer what there is to choose.
    `conditions` say what each filter keeps, `columns` what the list may be sorted by, `last` what it is sorted by besides.
    """

    conditions = {}
    columns = {}
    last = ("pk",)
    order = ("q", "body", "kind")
    offered = ("body", "kind")

    q = filters.CharFilter(label="Words", max_length=LONGEST)

    class Meta:
        form = FilterForm

    def __init__(self, data: MultiValueDict, standings: Standings) -> None:
        # Not as FilterSet does, which copies every filter for each request.
        self.data, self.standings, self.sorting = data, standings, self.sorted_by(data.get("sort", ""))

    @classmethod
    def sorted_by(cls, sort: str) -> Sorting:
        return Sorting(sort, cls.columns)

    @property
    def boxes(self) -> Sequence[str]:
        """The names of its filters, in their order on the page."""
        return self.order

    @cached_property
    def form(self) -> FilterForm:
        """Its boxes with what is asked for, and checked. Who asks the same is given the same, so nothing of it may be changed."""
        return filter_form(type(self), self.data, self.boxes, self._choices())

    def _choices(self):
        """{name: choices} of the boxes that offer what there is."""
        return choices(self.offered, self.standings, chosen=self.data.get("inspection", ""))

    @property
    def kept(self) -> dict[str, object]:
        """{filter: value} of those asked for; none where the question cannot be understood."""
        return {} if self.form.errors else {name: value for name, value in self.form.cleaned_data.items() if value}

    @property
    def qs(self) -> QuerySet:
        """Those asked for, in the order asked for; none where the question cannot be understood."""
        found = self.keep(self.standings, tuple(self.kept.items()), self.data.get("sort", ""))
        return found.none() if self.form.errors else found

    def listing(self, page: str | None) -> Listing | Sequence[object]:
        """The same for a Paginator, of which the address asks for a `page`."""
        if self.form.errors:
            return []
        kept = tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in self.kept.items())
        return Listing(self.standings, self.keep, kept, self.data.get("sort", ""), page=page)

    @classmethod
    def keep(cls, asked: Standings, kept: Iterable[tuple[str, object]], sort: str) -> QuerySet:
        """Those of `asked` that are as each of `kept` says, a filter and its value, in the order of `sort`."""
        found = cls.rows(asked)
        for name, value in kept:
            found = found.filter(cls.says(value, asked) if name == "q" else cls.conditions[name](value, asked))
        return cls.sorted_by(sort).sorted(found, *cls.last)


class InspectionFilter(VisibleFilter):
    """The list of inspections, as rows of then; the latest first."""

    conditions = INSPECTION_CONDITIONS
    columns = INSPECTION_COLUMNS
    last = LATEST_FIRST
    order = ("q", "body", "kind", "unreleased")

    body = choice("Inspecting body")
    kind = choice("Kind")
    unreleased = TickFilter(label="Not released to the OPCC")

    @staticmethod
    def rows(asked: Standings) -> QuerySet:
        """All that may be seen."""
        return visible_inspections(asked.user, now=asked.now, as_at=asked.as_at)

    @staticmethod
    def says(typed: str, asked: Standings) -> Q:
        """The condition that an inspection has every word in its title or its body's name."""
        words = (Q(title__icontains=word) | Q(body__name__icontains=word) for word in typed.split())
        return reduce(and_, words, Q())


class WorkFilter(VisibleFilter):
    """The filters that the lists of recommendations and of actions share."""

    offered = ("inspection", "body", "theme", *PLACES, "owner")

    state = choice("State")
    late = choice("Past a date", [(way, words) for way, (words, _) in LATE.items()])
    due = choice("Due", NEXT)
    inspection = choice("Inspection")
    body = choice("Inspecting body")
    theme = choice("Theme")
    board = choice("Reporting board")
    portfolio = choice("Portfolio")
    plan = choice("Plan")
    owner = choice("Owner")
    age = choice("Open for", OLD)
    waiting = choice("Waiting for the DCC", WITH_DCC)
    due_after = DayFilter(label="Due on or after", help_text="For example, 30/4/2015")
    due_before = DayFilter(label="Due on or before")
    no_date = TickFilter(label="No date")
    unowned = TickFilter(label="No owner")
    immediate = TickFilter(label="Asked for immediately")


class ActionFilter(WorkFilter):
    """The list of actions."""

    conditions = ACTION_CONDITIONS
    columns = ACTION_COLUMNS
    last = ("action_id",)
    order = (
        *("q", "state", "late", "due", "inspection", "theme", "owner", "body", *PLACES),
        *(
            "age",
            "waiting",
            "moved",
            "shown",
            "unowned",
            "silent",
            "unreturned",
            "asked",
            "update_asked",
            "no_date",
            "immediate",
            "due_after",
            "due_before",
        ),
    )

    shown = choice("What shows it worked", ProgressUpdate.Shown.choices)
    moved = choice("Target moved because", [(ANY, "Any reason"), *DeadlineRequest.Because.choices])
    silent = TickFilter(label=format_lazy(gettext_lazy("No update for {days} days"), days=SILENT.days))
    unreturned = TickFilter(label="Nothing said in the last round")
    asked = TickFilter(label="Another date asked for")
    update_asked = TickFilter(label="An update asked for")
    state = choice("State", [("open", "Any open state"), *Status.choices])
    due = choice("Due", [*NEXT, *STANDINGS.items()])

    rows = Standings.actions

    @staticmethod
    def says(typed: str, asked: Standings) -> Q:
        """The condition that an action has every word, as the search has it."""
        found = actions_with_every_word(typed, asked.user, asked.now)
        return Q(action__in=Action.objects.filter(found).order_by().values("number"))


class RecommendationFilter(WorkFilter):
    """The list of recommendations; unless kinds are asked for, next steps are left out."""

    conditions = RECOMMENDATION_CONDITIONS
    columns = RECOMMENDATION_COLUMNS
    last = ("inspection__published_on", "inspection", "order", "recommendation_id")
    offered = ("inspection", "body", "theme", *PLACES, "issue_owner")
    order = (
        *("q", "state", "late", "due", "inspection", "theme", "owner", "kind", "verdict", "body"),
        *(*PLACES, "rated", "part_state", "ours", "age", "waiting"),
        *("unowned", "no_date", "immediate", "repeat", "unchecked", "due_after", "due_before"),
    )

    repeat = TickFilter(label="Asked before")
    unchecked = TickFilter(label="Agency’s response not checked")
    kind = filters.MultipleChoiceFilter(
        label="Kind", choices=Recommendation.Kind.choices, widget=forms.CheckboxSelectMultiple
    )
    state = choice("State", [("open", "Any open state"), *PartState.choices])
    rated = choice("As the board rates it")
    part_state = choice("State of a part", PartState.choices)
    verdict = choice("The inspectorate’s verdict", Ledgers.choices)
    late = choice("Past a date", [("inspectorate", LATE["inspectorate"][0])])
    owner = choice("Issue owner")
    age = choice("Published", [*OLD, (UNKNOWN, "Not recorded")])
    ours = choice("Addressed to", [(OURS, "Us"), (OTHERS, "Others, in a part of it at least")])

    rows = Standings.recommendations

    @property
    def boxes(self) -> list[str]:
        """Ratings only where the board has any, or where one is asked for and refused as no choice."""
        return [name for name in self.order if name != "rated" or self._ratings or self.data.get("rated")]

    def _choices(self):
        return super()._choices() | ({"rated": self._ratings} if self._ratings else {})

    @cached_property
    def _ratings(self):
        return rating_choices(self.data.get("board", ""), self.data.get("rated", ""), self.standings.as_at)

    @classmethod
    def keep(cls, asked: Standings, kept: Iterable[tuple[str, object]], sort: str) -> QuerySet:
        """Those asked for; next steps only where kinds are, or what waits."""
        found = super().keep(asked, kept, sort)
        return found.filter(is_counted()) if _only_counted(dict(kept)) else found

    @property
    def next_steps_left_out(self) -> int:
        """How many next steps the list passes over, because no kind was asked for."""
        passed_over = not self.form.errors and _only_counted(self.kept)
        return next_steps(self.standings) if passed_over else 0

    @staticmethod
    def says(typed: str, asked: Standings) -> Q:
        """The condition that a recommendation has every word, as the search has it."""
        found = recommendations_with_every_word(typed, asked.user, asked.now)
        return Q(recommendation__in=Recommendation.objects.filter(found).order_by().values("pk"))


def _only_counted(kept):
    return not (kept.get("kind") or kept.get("waiting"))


class DashboardFilter(WorkFilter):
    """The dashboard: those of the filters of both lists that offer choices."""

    order = WorkFilter.offered


class ChangeFilter(VisibleFilter):
    """The page of what changed: the filters alone, since its rows are of many tables (selectors/what_changed)."""

    offered = ("inspection", "board", "owner")
    order = ("kind", *offered)

    kind = choice("What changed", Change.choices)
    inspection = choice("Inspection")
    board = choice("Reporting board")
    owner = choice("Owner")
