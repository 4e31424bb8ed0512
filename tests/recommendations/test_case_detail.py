"""Words that look like case detail are asked about, on every form where somebody writes; other words are not."""

from importlib import import_module
from pkgutil import iter_modules

import pytest
from django.forms import Textarea

from recommendations import forms
from recommendations.forms.service_form import ServiceForm, case_detail

# Whose lines are somebody else's: of a published report, or of a whole document that is looked through afterwards.
OF_DOCUMENTS = {"AddRecommendationForm", "AddForm", "DraftForm", "PeopleForm", "PlanForm", "ReportForm"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Reviewed crime 22000123456.", "22000123456"),
        ("Call 07700 900123 first.", "07700 900123"),
        ("Call +44 7700 900123.", "+44 7700 900123"),
        ("Call (0115) 496 0999.", "(0115) 496 0999"),
        ("We visited Rose Example, aged 14.", "Rose Example, aged 14."),
        ("Rose Example (b. 3/4/2004) was seen.", "Rose Example (b. 3/4/2004"),
        ("Born 3/4/2004.", "Born 3/4/2004."),
        ("On 01-02-2015 0 of 1200 cases, page 20, 3 of 8; Child Protection, 12/03/2015.", ""),
        ("Recommendation 07 of 2014 covers 12, 13 and 14; 020 7 audits of children aged 14.", ""),
    ],
)
def test_a_few_sure_signs_are_found_and_ordinary_words_are_not(typed, found):
    assert case_detail(typed) == found


def test_every_form_with_lines_to_write_in_reads_them():
    for module in iter_modules(forms.__path__):
        import_module(f"{forms.__name__}.{module.name}")

    unread = {
        form.__name__
        for form in below(ServiceForm)
        for name, field in form.base_fields.items()
        if isinstance(field.widget, Textarea) and name not in form.words
    }

    assert unread == OF_DOCUMENTS


def below(form):
    for each in form.__subclasses__():
        yield from (each, *below(each))
