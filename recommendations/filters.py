"""The filters of the lists: each stands in the address, and offers only what the person may see.

The meaning of each stands beside the rows of its list: selectors/<noun>/list.py.
"""

from collections.abc import Iterable, Iterator
from datetime import date

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from safeguarding.lib.dates import parse_british
from safeguarding.lib.govuk import FilterForm

from .models import Part
from .selectors.actions.list import ACTION_TESTS
from .selectors.inspections.list import INSPECTION_TESTS
from .selectors.lateness import LATE, STANDINGS
from .selectors.recommendations.list import OTHERS, OURS, RECOMMENDATION_TESTS
from .selectors.register import Register
from .workflow import PartState, Status

LONGEST = 200  # characters to look for; SQLite takes no condition on a thousand words


class WrittenDay(forms.CharField):
    """A day as British staff write it; cleans to a date, or None."""

    def clean(self, value: str) -> date | None:
        """The date. Raises ValidationError where the words are no certain date."""
        read = parse_british(super().clean(value))
        if read.problem:
            raise ValidationError(f"{read.problem}. Enter a day, such as 30/4/2015.")
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


def _choices(label: str) -> filters.MultipleChoiceFilter:
    return filters.MultipleChoiceFilter(label=label, widget=forms.CheckboxSelectMultiple)


class VisibleFilter(filters.FilterSet):
    """A filter over what a person may see: the queryset that visible_to gives, and their Register.

    `order` is that of the boxes on the page, the most asked first. `tests` say what each filter keeps of the
    Register's `rows`; `says` finds words in the database.
    """

    tests = {}
    order = ("q", "body", "kind")

    q = filters.CharFilter(label="Words", max_length=LONGEST)

    class Meta:
        form = FilterForm

    def __init__(self, data, *, queryset: QuerySet, register: Register) -> None:
        super().__init__(data, queryset=queryset)
        self.register = register
        self.filters = {name: self.filters[name] for name in self.order}
        self._offer("body", {(i.body.slug, i.body.name) for i in register.inspections.values()})

    def _offer(self, name: str, choices: Iterable[tuple[object, str]]) -> None:
        """Put what there is to choose, (value, label), into the filter `name`."""
        self.filters[name].extra["choices"] = sorted(choices, key=lambda choice: choice[1])

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Keep those asked for; none where the question cannot be understood."""
        if self.form.errors:
            return queryset.none()
        asked = {name: value for name, value in self.form.cleaned_data.items() if value}
        for word in asked.pop("q", "").split():
            queryset = queryset.filter(self.says(word))
        return queryset.filter(pk__in=[key for key, row in self.rows(asked).items() if self._keeps(row, asked)])

    def _keeps(self, row: object, asked: dict[str, object]) -> bool:
        return all(self.tests[name](row, value, self.register.today) for name, value in asked.items())


class InspectionFilter(VisibleFilter):
    """The list of inspections."""

    tests = INSPECTION_TESTS

    body = _choice("Inspecting body")
    kind = _choice("Kind")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._offer("kind", {(i.kind.slug, i.kind.name) for i in self.register.inspections.values()})

    def says(self, word: str) -> Q:
        """The condition that an inspection has the word in its title or its body's name."""
        return Q(title__icontains=word) | Q(body__name__icontains=word)

    def rows(self, asked: dict[str, object]) -> dict[int, object]:
        return self.register.inspections


class WorkFilter(VisibleFilter):
    """The filters that the lists of recommendations and of actions share."""

    state = _choice("State")
    late = _choice("Late", [(way, words) for way, (words, _) in LATE.items()])
    due = _choice("Due", [("next-30", "In the next 30 days")])
    inspection = _choice("Inspection")
    body = _choice("Inspecting body")
    theme = _choice("Theme")
    owner = _choice("Owner")
    due_after = DayFilter(label="Due on or after", help_text="For example, 30/4/2015")
    due_before = DayFilter(label="Due on or before")
    no_date = TickFilter(label="No date")
    unowned = TickFilter(label="No owner")
    immediate = TickFilter(label="Asked for immediately")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        themes = (found.row.theme for found in self.register.recommendations.values())
        self._offer("inspection", {(i.slug, i.title) for i in self.register.inspections.values()})
        self._offer("theme", {(theme.slug, theme.name) for theme in themes if theme})
        self._offer("owner", {(post, title) for post, title in self.owners() if post})


class ActionFilter(WorkFilter):
    """The list of actions."""

    tests = ACTION_TESTS
    order = (
        *("q", "state", "late", "due", "inspection", "theme", "owner", "body"),
        *("unowned", "no_date", "immediate", "due_after", "due_before"),
    )

    state = _choice("State", [("open", "Any that is open"), *Status.choices])
    due = _choice("Due", [("next-30", "In the next 30 days"), *STANDINGS.items()])

    def owners(self) -> Iterator[tuple[int | None, str]]:
        """(post, title) of whoever owns an action."""
        return ((action.row.owner_id, action.owner) for action in self.register.actions.values())

    def says(self, word: str) -> Q:
        """The condition that an action has the word: its text, owner, number, or the reference of a part it covers."""
        numbers = [
            action.number
            for action in self.register.actions.values()
            if str(action.number) == word or any(word.lower() in str(part).lower() for part in action.parts)
        ]
        in_text = Q(withheld=False, text__icontains=word)
        return in_text | Q(owner_words__icontains=word) | Q(owner__title__icontains=word) | Q(number__in=numbers)

    def rows(self, asked: dict[str, object]) -> dict[int, object]:
        return self.register.actions


class RecommendationFilter(WorkFilter):
    """The list of recommendations; unless kinds are asked for, next steps are left out."""

    tests = RECOMMENDATION_TESTS
    order = (
        *("q", "state", "late", "due", "inspection", "theme", "owner", "kind", "body", "part_state", "ours"),
        *("unowned", "no_date", "immediate", "due_after", "due_before"),
    )

    kind = _choices("Kind")
    state = _choice("State", PartState.choices)
    part_state = _choice("State of a part", PartState.choices)
    late = _choice("Late", [("inspectorate", LATE["inspectorate"][0])])
    owner = _choice("Issue owner")
    ours = _choice("Addressed to", [(OURS, "Us"), (OTHERS, "Others, in a part of it at least")])

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._offer("kind", {(found.row.kind, found.kind_label) for found in self.register.recommendations.values()})

    @property
    def next_steps_left_out(self) -> int:
        """How many next steps the list passes over, because no kind was asked for."""
        if self.form.errors or self.form.cleaned_data["kind"]:
            return 0
        return sum(not found.counted for found in self.register.recommendations.values())

    def owners(self) -> Iterator[tuple[int | None, str]]:
        """(post, title) of whoever owns an issue."""
        return ((found.row.issue_owner_id, found.issue_owner) for found in self.register.recommendations.values())

    def says(self, word: str) -> Q:
        """The condition that a recommendation has the word: its text or a part's, its owner, its reference."""
        parts = Part.objects.filter(text__icontains=word).values("recommendation")
        owner = Q(issue_owner__title__icontains=word) | Q(issue_owner_words__icontains=word)
        return Q(text__icontains=word) | Q(pk__in=parts) | Q(reference__icontains=word) | owner

    def rows(self, asked: dict[str, object]) -> dict[int, object]:
        """The recommendations of the Register, by key; next steps only where kinds are asked for."""
        found = self.register.recommendations
        return found if "kind" in asked else {key: row for key, row in found.items() if row.counted}
