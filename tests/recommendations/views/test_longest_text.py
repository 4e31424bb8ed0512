"""No text is longer than 20,000 characters: said once a form, and counted where one comes near; pasted reports and plans are longer."""

import importlib
import pkgutil
import re

import pytest
from django import forms as django_forms

from recommendations import forms
from tests.recommendations.views.form_pages import form_data, page
from tests.recommendations.views.reading import text

PASTED = {("PeopleForm", "pasted"), ("PlanForm", "pasted"), ("ReportForm", "words")}


def text_areas():
    """(form, name, field) of each text area."""
    for module in pkgutil.iter_modules(forms.__path__):
        for form in vars(importlib.import_module(f"recommendations.forms.{module.name}")).values():
            for name, field in getattr(form, "base_fields", {}).items():
                if isinstance(field.widget, django_forms.Textarea):
                    yield form.__name__, name, field


def test_every_text_area_has_its_longest_text():
    endless = {(form, name) for form, name, field in text_areas() if not 0 < (field.max_length or 0) <= 20_000}

    assert len(list(text_areas())) > 20
    assert endless == PASTED


def test_the_longest_text_is_said_once_a_form_and_counted_from_three_quarters(owner, action):
    shown = text(owner.get(page(action.number)))

    assert shown.count('data-maxlength="20000" data-threshold="75"') > 2
    said = re.findall(r'character-count__message" ?(hidden)?> You can enter up to 20,000 characters', shown)
    assert (said[0], set(said[1:])) == ("", {"hidden"})


@pytest.mark.parametrize(("letters", "errors"), [(20_000, {}), (20_001, {"done": 1})])
def test_of_a_text_that_is_too_long_nothing_is_lost(owner, action, letters, errors):
    words = "🚓" * letters

    answer = owner.post(page(action.number), form_data(done=words))

    found = answer.context["form"].errors
    assert {name: len(found[name]) for name in found if name == "done"} == errors
    assert words in answer.content.decode()
