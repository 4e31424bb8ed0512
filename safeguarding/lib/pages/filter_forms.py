"""The form beside a list by which it is filtered: what is chosen, and how to let go of each."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from functools import cached_property, lru_cache
from typing import NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django_filters import FilterSet

from safeguarding.lib import languages
from safeguarding.lib.pages import drawn
from safeguarding.lib.pages.govuk import GovukBoundField, GovukForm

OFTEN = 7  # filters that are shown at once
KEPT = 50  # forms that a worker keeps


class Chosen(NamedTuple):
    """One thing a list is filtered by, and the query string that lets go of it."""

    label: str
    words: str
    query: str


class FilterField(GovukBoundField):
    """A filter, drawn once for all who have the same choices and chose the same: a list has dozens, and most ask for none."""

    def as_field_group(self) -> str:
        if self.errors:
            return super().as_field_group()
        chosen = repr((list(getattr(self.field, "choices", ())), self.value()))
        asked = (languages.current(), type(self.form).__name__, self.html_name, self.label, self.help_text, chosen)
        return drawn.once(asked, super().as_field_group)


class FilterForm(GovukForm):
    """A GET form beside a list; give it `request.GET`. Small boxes, nothing marked optional."""

    bound_field_class = FilterField
    mark_optional = False
    compact = True

    @property
    def names(self) -> list[str]:
        """The names in the query string that are this form's own."""
        return [name for field in self.visible_fields() for name in _names(field)]

    @cached_property
    def chosen(self) -> list[Chosen]:
        return [chosen for field in self.visible_fields() for chosen in self._chosen_in(field)] if self.is_bound else []

    @property
    def often(self) -> list[BoundField]:
        """The fields shown at once: the first few, so put the most asked first."""
        return self.visible_fields()[:OFTEN]

    @property
    def seldom(self) -> list[BoundField]:
        """The fields that are folded away until one of them is asked for."""
        return self.visible_fields()[OFTEN:]

    @property
    def seldom_chosen(self) -> bool:
        """Return whether one of the folded fields is asked for, or wrong."""
        return self.is_bound and any(field.errors or self._chosen_in(field) for field in self.seldom)

    @cached_property
    def drawn(self) -> SafeString:
        """The form as a page has it."""
        return render_to_string("components/filter.html", {"form": self})

    @property
    def others_kept(self) -> SafeString:
        return hidden_inputs(self.data, self.names)

    @property
    def query_without_any(self) -> str:
        """The query string that lets go of everything chosen here."""
        return self._query_without(*self.names)

    def _chosen_in(self, field: BoundField) -> list[Chosen]:
        if isinstance(field.field.widget, forms.MultiWidget):
            words = " ".join(filter(None, (self.data.get(name, "").strip() for name in _names(field))))
            return [Chosen(field.label, words, self._query_without(*_names(field)))] if words else []
        values = [value for value in self.data.getlist(field.html_name) if value.strip()]
        if not values:  # most are not asked for, and have many choices to be named
            return []
        labels = {str(value): languages.translated(label) for value, label in getattr(field.field, "choices", ())}
        return [
            Chosen(field.label, labels.get(value, value), self._query_without(field.html_name, value=value))
            for value in values
        ]

    def _query_without(self, *names: str, value: str | None = None) -> str:
        query = self.data.copy()
        query.pop("page", None)
        for name in names:
            query.setlist(name, [other for other in query.getlist(name) if value is not None and other != value])
        return f"?{query.urlencode()}"


def _names(field: BoundField) -> list[str]:
    """The names a field has in a query string: one, or one for each of its boxes."""
    return [f"{field.html_name}{suffix}" for suffix in getattr(field.field.widget, "widgets_names", [""])]


def filter_form(
    filters: type[FilterSet],
    data: MultiValueDict,
    names: Sequence[str],
    offered: Mapping[str, Sequence[tuple[str, str]]],
) -> FilterForm:
    """The form of these filters by `names`, those that are `offered` choices with these; asked `data`, and checked.

    It is made once for all who ask the same and are offered the same, in their language: a list has dozens of filters, and making
    and drawing them took a third of its page.
    """
    asked = data.copy()
    asked.pop("page", None)  # of which it knows nothing
    kept = tuple((name, tuple(choices)) for name, choices in offered.items())
    return _form(filters, languages.current(), type(asked), asked.urlencode(), tuple(names), kept)


@lru_cache(KEPT)
def _form(filters, language, kind, query, names, offered):
    choices, fields = dict(offered), {}
    for name in names:
        one = copy(filters.base_filters[name])
        one.extra = one.extra | ({"choices": choices[name]} if name in choices else {})
        fields[name] = one.field
    form = type(f"{filters.__name__}Form", (filters._meta.form,), fields)(kind(query))
    form.full_clean()
    return form


def hidden_inputs(data: MultiValueDict, asked: Iterable[str]) -> SafeString:
    """Hidden inputs that keep what `data` has beside the names that a form asks for, and the page, and when its first was shown."""
    dropped = {"page", "shown_until", *asked}
    kept = ((name, value) for name, values in data.lists() if name not in dropped for value in values)
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', kept)
