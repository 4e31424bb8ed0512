"""The filters of the lists: each stands in the address, and offers only what the person may see.

The meaning of each stands beside the rows of its list: selectors/<noun>/list.py.
"""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import and_

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy

from safeguarding.lib.dates import parse_british
from safeguarding.lib.filter_forms import FilterForm
from safeguarding.lib.sorting import Sorting

from .models import Action, DeadlineRequest, ProgressUpdate, Recommendation
from .selectors.actions.list import ACTION_COLUMNS, ACTION_CONDITIONS, SILENT
from .selectors.ages import AGES, UNKNOWN
from .selectors.choices import choices
from .selectors.inspections.list import INSPECTION_COLUMNS, INSPECTION_CONDITIONS
from .selectors.lateness import AHEAD, LATE, STANDINGS, WARNINGS
from .selectors.places import PLACES
from .selectors.position.awaiting import PILES
from .selectors.rag import rating_choices
from .selectors.recommendations.list import OTHERS, OURS, RECOMMENDATION_COLUMNS, RECOMMENDATION_CONDITIONS, is_counted
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


class WrittenDay(forms.CharField):
    """A day as British staff write it; cleans to a date, or None."""

    def clean(self, value: str) -> date | None:
        """The date. Raises ValidationError where the words are no certain date."""
        read = parse_british(super().clean(value))
        if read.problem:
            raise ValidationError(gettext("%(why)s. Enter a day, such as 30/4/2015.") % {"why": read.problem})
        return read.on


class Tick(forms.BooleanField):
    """A box to tick; `choices` is how a ticked one is read out among what is chosen."""

    choices = (("on", "yes"),)


class DayFilter(filters.Filter):
    """A day typed in words."""

    field_class = WrittenDay


class TickFilter(filters.Filter):
    """Asked for, or left out of account."""

    field_class = Tick


def _choice(label: str, choices: Iterable[tuple[str, str]] = ()) -> filters.ChoiceFilter:
    return filters.ChoiceFilter(label=label, choices=choices, empty_label="Any")


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

    def __init__(self, data, standings: Standings) -> None:
        self.standings = standings
        super().__init__(data, queryset=self.rows())
        self.filters = {name: self.filters[name] for name in self.order}
        self.sorting = Sorting(data.get("sort", ""), self.columns)
        for name, offered in choices(self.offered, standings, chosen=data.get("inspection", "")).items():
            self.filters[name].extra["choices"] = offered

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Keep those asked for, in the order asked for; none where the question cannot be understood."""
        if self.form.errors:
            return queryset.none()
        asked = {name: value for name, value in self.form.cleaned_data.items() if value}
        if typed := asked.pop("q", ""):
            queryset = queryset.filter(self.says(typed))
        for name, value in asked.items():
            queryset = queryset.filter(self.conditions[name](value, self.standings))
        return self.sorting.sorted(queryset, *self.last)


class InspectionFilter(VisibleFilter):
    """The list of inspections, as rows of then; the latest first."""

    conditions = INSPECTION_CONDITIONS
    columns = INSPECTION_COLUMNS
    last = LATEST_FIRST
    order = ("q", "body", "kind", "unreleased")

    body = _choice("Inspecting body")
    kind = _choice("Kind")
    unreleased = TickFilter(label="Not released to the OPCC")

    def rows(self) -> QuerySet:
        """All that may be seen."""
        return visible_inspections(self.standings.user, now=self.standings.now, as_at=self.standings.as_at)

    def says(self, typed: str) -> Q:
        """The condition that an inspection has every word in its title or its body's name."""
        words = (Q(title__icontains=word) | Q(body__name__icontains=word) for word in typed.split())
        return reduce(and_, words, Q())


class WorkFilter(VisibleFilter):
    """The filters that the lists of recommendations and of actions share."""

    offered = ("inspection", "body", "theme", *PLACES, "owner")

    state = _choice("State")
    late = _choice("Past a date", [(way, words) for way, (words, _) in LATE.items()])
    due = _choice("Due", NEXT)
    inspection = _choice("Inspection")
    body = _choice("Inspecting body")
    theme = _choice("Theme")
    board = _choice("Reporting board")
    portfolio = _choice("Portfolio")
    plan = _choice("Plan")
    owner = _choice("Owner")
    age = _choice("Open for", OLD)
    waiting = _choice("Waiting for the DCC", WITH_DCC)
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

    shown = _choice("What shows it worked", ProgressUpdate.Shown.choices)
    moved = _choice("Target moved because", [(ANY, "Any reason"), *DeadlineRequest.Because.choices])
    silent = TickFilter(label=format_lazy(gettext_lazy("No update for {days} days"), days=SILENT.days))
    unreturned = TickFilter(label="Nothing said in the last round")
    asked = TickFilter(label="Another date asked for")
    update_asked = TickFilter(label="An update asked for")
    state = _choice("State", [("open", "Any open state"), *Status.choices])
    due = _choice("Due", [*NEXT, *STANDINGS.items()])

    def rows(self) -> QuerySet:
        """All that may be seen."""
        return self.standings.actions()

    def says(self, typed: str) -> Q:
        """The condition that an action has every word, as the search has it."""
        found = actions_with_every_word(typed, self.standings.user, self.standings.now)
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
    state = _choice("State", [("open", "Any open state"), *PartState.choices])
    rated = _choice("As the board rates it")
    part_state = _choice("State of a part", PartState.choices)
    verdict = _choice("The inspectorate’s verdict", Ledgers.choices)
    late = _choice("Past a date", [("inspectorate", LATE["inspectorate"][0])])
    owner = _choice("Issue owner")
    age = _choice("Published", [*OLD, (UNKNOWN, "Not recorded")])
    ours = _choice("Addressed to", [(OURS, "Us"), (OTHERS, "Others, in a part of it at least")])

    def __init__(self, data, standings: Standings) -> None:
        super().__init__(data, standings)
        ratings = rating_choices(data.get("board", ""), data.get("rated", ""), standings.as_at)
        if ratings:
            self.filters["rated"].extra["choices"] = ratings
        elif not data.get("rated"):  # else it is refused as no choice
            del self.filters["rated"]

    def rows(self) -> QuerySet:
        """All that may be seen."""
        return self.standings.recommendations()

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Those asked for; next steps only where kinds are, or what waits."""
        return super().filter_queryset(queryset.filter(is_counted() if self._only_counted else Q()))

    @property
    def next_steps_left_out(self) -> int:
        """How many next steps the list passes over, because no kind was asked for."""
        return self.standings.recommendations().filter(~is_counted()).count() if self._only_counted else 0

    @property
    def _only_counted(self) -> bool:
        return not (self.form.errors or self.form.cleaned_data["kind"] or self.form.cleaned_data["waiting"])

    def says(self, typed: str) -> Q:
        """The condition that a recommendation has every word, as the search has it."""
        found = recommendations_with_every_word(typed, self.standings.user, self.standings.now)
        return Q(recommendation__in=Recommendation.objects.filter(found).order_by().values("pk"))


class DashboardFilter(WorkFilter):
    """The dashboard: those of the filters of both lists that offer choices."""

    order = WorkFilter.offered

    def rows(self) -> QuerySet:
        """Those of which the owners to choose from are."""
        return self.standings.actions()

    @property
    def kept(self) -> dict[str, str]:
        """{filter: value} of those asked for; none where the question cannot be understood."""
        return {} if self.form.errors else {name: value for name, value in self.form.cleaned_data.items() if value}


class ChangeFilter(VisibleFilter):
    """The page of what changed: the filters alone, since its rows are of many tables (selectors/what_changed)."""

    offered = ("inspection", "board", "owner")
    order = ("kind", *offered)

    kind = _choice("What changed", Change.choices)
    inspection = _choice("Inspection")
    board = _choice("Reporting board")
    owner = _choice("Owner")

    def rows(self) -> QuerySet:
        """Those of which the owners to choose from are."""
        return self.standings.actions()
