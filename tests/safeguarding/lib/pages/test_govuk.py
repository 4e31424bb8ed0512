"""Forms in GOV.UK's manner: plain words, and a summary whose links lead to the right box."""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.http import QueryDict
from django.test.html import parse_html

from safeguarding.lib.pages.fields import DateField
from safeguarding.lib.pages.filter_forms import FilterForm
from safeguarding.lib.pages.govuk import GovukForm


class Update(GovukForm):
    assessment = forms.ChoiceField(choices=[("on", "On target"), ("off", "Off target")], widget=forms.RadioSelect)
    done = forms.CharField(label="What has been done?", max_length=10, widget=forms.Textarea, help_text="No names.")
    target = DateField(label="Target date")
    parts = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple)
    owner = forms.ChoiceField(choices=[("1", "DCI")])
    hours = forms.IntegerField(required=False)
    checked = forms.BooleanField(label="I have read it")


def errors_of(**data):
    return {name: messages[0] for name, messages in Update(data).errors.items()}


def test_what_is_missing_is_asked_for_in_plain_words():
    assert errors_of() == {
        "assessment": "Select assessment",
        "done": "Answer “What has been done?”",
        "target": "Enter target date",
        "parts": "Select parts",
        "owner": "Select owner",
        "checked": "Tick “I have read it”",
    }


def test_what_is_wrong_is_named():
    errors = errors_of(done="eleven long", hours="x", owner="7")

    assert errors["done"] == "What has been done must be 10 characters or fewer"
    assert errors["hours"] == "Hours must be a number, such as 12"
    assert errors["owner"] == "Select owner from the list"


def test_a_field_may_have_words_of_its_own():
    class Form(GovukForm):
        reason = forms.CharField(error_messages={"required": "Say why"})

    assert Form({}).errors["reason"] == ["Say why"]


def test_every_link_of_the_summary_leads_to_a_box_that_is_there():
    form = Update({})
    page = str(form)

    targets = [target for target, _ in form.error_list]
    assert targets == ["id_assessment_0", "id_done", "id_target_0", "id_parts_0", "id_owner", "id_checked"]
    assert [f'id="{target}"' in page for target in targets] == [True] * 6


@pytest.mark.parametrize(
    ("typed", "box"), [(("31", "2", "2015"), 0), (("1", "13", "2015"), 1), (("1", "1", "15"), 2), (("1", "1", ""), 2)]
)
def test_a_dates_error_leads_to_the_box_to_mend(typed, box):
    form = Update(dict(zip(("target_day", "target_month", "target_year"), typed, strict=True)))

    assert f"id_target_{box}" in [target for target, _ in form.error_list]


def test_an_error_of_the_whole_form_comes_first_and_leads_nowhere():
    class Form(GovukForm):
        def clean(self):
            raise forms.ValidationError("Choose one of the two")

    assert Form({}).error_list == [(None, "Choose one of the two")]


def test_hint_error_and_count_are_read_out_with_their_box():
    textarea = re.search(r"<textarea.*?>", str(Update({})), re.DOTALL)[0]

    assert 'aria-describedby="id_done_helptext id_done_error id_done-info"' in textarea
    assert 'class="govuk-textarea govuk-textarea--error govuk-js-character-count"' in textarea


def test_pasted_text_is_never_cut_short():
    assert not re.search(r'\smaxlength="', str(Update()))


def test_what_may_be_left_empty_is_marked():
    page = str(Update())

    assert "Hours (optional)" in page
    assert page.count("(optional)") == 1


def test_a_box_for_a_short_answer_is_no_wider_than_it():
    class Place(GovukForm):
        letter = forms.CharField(max_length=5)
        number = forms.CharField(max_length=50)
        order = forms.IntegerField()
        title = forms.CharField(max_length=200)
        note = forms.CharField(max_length=5, widget=forms.Textarea)

    classes = {name: Place()[name].build_widget_attrs({}).get("class") for name in Place.base_fields}
    assert classes == {
        "letter": "govuk-input govuk-input--width-5",
        "number": "govuk-input govuk-input--width-20",
        "order": "govuk-input govuk-input--width-5",
        "title": "govuk-input",
        "note": "govuk-textarea govuk-js-character-count",
    }


def test_typed_words_come_back_where_a_number_was_asked():
    assert 'value="x"' in str(Update({"hours": "x"})["hours"])


class Decision(GovukForm):
    reveals = {"outcome": {"question": ["question"]}}
    outcome = forms.ChoiceField(choices=[("support", "Support"), ("question", "Ask")], widget=forms.RadioSelect)
    question = forms.CharField(required=False)


def test_a_revealed_field_stands_once_right_after_its_option():
    page = str(Decision())

    assert page.count('name="question"') == 1
    assert page.index('value="question"') < page.index("app-revealed") < page.index('name="question"')


class Filter(FilterForm):
    words = forms.CharField(required=False)
    state = forms.MultipleChoiceField(
        choices=[("open", "Open"), ("done", "Done")], required=False, widget=forms.CheckboxSelectMultiple
    )
    due = DateField(required=False)


def test_a_filter_says_what_is_chosen_and_how_to_let_go_of_each():
    form = Filter(QueryDict("state=open&state=done&words=audit&due_day=1&due_month=9&due_year=2015&page=3&as_at=x"))

    assert [(chosen.label, chosen.words) for chosen in form.chosen] == [
        ("Words", "audit"),
        ("State", "Open"),
        ("State", "Done"),
        ("Due", "1 9 2015"),
    ]
    assert form.chosen[1].query == "?state=done&words=audit&due_day=1&due_month=9&due_year=2015&as_at=x"
    assert form.chosen[3].query == "?state=open&state=done&words=audit&as_at=x"
    assert form.query_without_any == "?as_at=x"


def test_a_filter_left_alone_has_nothing_chosen():
    assert Filter(QueryDict("words=+&state=")).chosen == []
    assert Filter().chosen == []


def test_a_filter_that_is_kept_as_it_was_drawn_is_for_the_same_choices_and_the_same_choice():
    def drawn(query, *offered):
        form = Filter(QueryDict(query))
        form.fields["state"].choices = [(word, word) for word in offered]
        return form["state"].as_field_group()

    first = drawn("state=open", "open", "done")
    assert first.count("checked") == 1
    assert drawn("state=open", "open", "done") is first
    assert drawn("state=open&state=done", "open", "done").count("checked") == 2
    assert "done" not in drawn("state=open", "open")
    assert "from the list" in drawn("state=none", "open", "done")


def test_a_plain_form_is_drawn_too():
    class Plain(forms.Form):
        username = forms.CharField()

    assert 'name="username"' in str(Plain())


def test_a_select_is_what_django_would_draw():
    choices = [("", "Any & none"), ("Ours", [(1, "DCI <south>"), (2, "PPU")])]
    widget = forms.SelectMultiple(attrs={"class": "wide", "disabled": True}, choices=choices)
    ours, djangos = (
        widget.render("owner", ["2"], renderer=drawn) for drawn in (GovukForm().renderer, DjangoTemplates())
    )
    assert parse_html(ours) == parse_html(djangos)
    assert '<option value="2" selected>PPU</option>' in ours
