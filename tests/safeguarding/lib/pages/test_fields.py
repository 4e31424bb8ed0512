"""Dates typed in three boxes, and several files at once."""

import re
from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.validators import FileExtensionValidator
from django.utils.datastructures import MultiValueDict

from safeguarding.lib.pages.fields import DateField, MultipleFileField
from safeguarding.lib.pages.govuk import GovukForm


def test_the_example_of_a_day_to_come_lies_ahead_and_that_of_others_stays():
    class Form(GovukForm):
        review_on, done_on = DateField(to_come=True), DateField()

    form = Form()
    for field in form.fields.values():
        field.expect_after(date(2015, 9, 10))

    shown = date(*map(int, reversed(form.fields["review_on"].example.split())))
    assert shown > date(2015, 9, 10)
    assert f"For example, {form.fields['review_on'].example}." in form.fields["review_on"].help_text
    assert form.fields["done_on"].example == DateField.example


@pytest.mark.parametrize(
    ("day", "month", "year", "expected"),
    [
        ("30", "4", "2015", date(2015, 4, 30)),
        (" 7 ", "08", "2015", date(2015, 8, 7)),
        ("30", "April", "2015", date(2015, 4, 30)),
        ("30", "apr.", "2015", date(2015, 4, 30)),
        ("1", "Sept", "2015", date(2015, 9, 1)),
        ("29", "2", "2016", date(2016, 2, 29)),
        ("30 April 2015", "", "", date(2015, 4, 30)),
        ("30/04/15", "", "", date(2015, 4, 30)),
    ],
)
def test_a_date_is_read_with_its_month_as_a_number_or_a_name_or_whole_in_the_first_box(day, month, year, expected):
    assert DateField().clean([day, month, year]) == expected


@pytest.mark.parametrize(
    ("day", "month", "year", "message", "box"),
    [
        ("31", "2", "2015", "must be a real date, such as 30 4 2015: February 2015 has 28 days", "day"),
        ("29", "Feb", "2015", "must be a real date, such as 30 4 2015: February 2015 has 28 days", "day"),
        ("1", "13", "2015", "must be a real date, such as 30 4 2015: 13 is not a month", "month"),
        ("1", "Maj", "2015", "must be a real date, such as 30 4 2015: Maj is not a month", "month"),
        ("0", "1", "2015", "must be a real date, such as 30 4 2015: 0 is not a day", "day"),
        ("first", "1", "2015", "must be a real date, such as 30 4 2015: first is not a day", "day"),
        ("001", "1", "2015", "must be a real date, such as 30 4 2015: 001 is not a day", "day"),
        ("1", "1", "15", "must have a year of 4 numbers, such as 2015", "year"),
        ("1", "1", "0215", "must have a year between 1950 and 2060", "year"),
        ("1", "1", "2061", "must have a year between 1950 and 2060", "year"),
        ("", "4", "2015", "must include a day", "day"),
        ("30", "", "2015", "must include a month", "month"),
        ("30", "4", "", "must include a year", "year"),
        ("", "", "2015", "must include a day and month", "day"),
    ],
)
def test_a_wrong_date_is_told_what_is_wrong_and_in_which_box(day, month, year, message, box):
    with pytest.raises(ValidationError) as raised:
        DateField(label="Target date").clean([day, month, year])

    assert raised.value.messages == [f"Target date {message}"]
    assert raised.value.code == box


def test_three_blank_boxes_are_no_date():
    assert DateField(required=False).clean(["", " ", ""]) is None


def test_a_required_date_cannot_be_blank():
    with pytest.raises(ValidationError) as raised:
        DateField().clean(["", "", ""])

    assert raised.value.code == "required"


class Form(forms.Form):
    target = DateField()
    evidence = MultipleFileField(required=False, validators=[FileExtensionValidator(["pdf"])])


def test_a_date_given_at_the_start_fills_the_boxes():
    html = str(Form(initial={"target": date(2015, 4, 30)})["target"])

    assert [f'value="{part}"' in html for part in (30, 4, 2015)] == [True, True, True]


def test_what_was_typed_comes_back_after_an_error():
    html = str(Form({"target_day": "31", "target_month": "Feb", "target_year": "2015"})["target"])

    assert ['value="31"' in html, 'value="Feb"' in html] == [True, True]


def upload(*names):
    files = MultiValueDict({"evidence": [SimpleUploadedFile(name, b"words") for name in names]})
    return Form({"target_day": "30", "target_month": "4", "target_year": "2015"}, files)


def test_several_files_are_taken_at_once():
    form = upload("one.pdf", "two.pdf")

    assert form.is_valid(), form.errors
    assert [file.name for file in form.cleaned_data["evidence"]] == ["one.pdf", "two.pdf"]


def test_no_file_is_an_empty_list():
    form = upload()

    assert form.is_valid(), form.errors
    assert form.cleaned_data["evidence"] == []


def test_every_file_is_checked():
    assert list(upload("one.pdf", "two.exe").errors) == ["evidence"]


class Review(GovukForm):
    on = DateField(label="Review date", to_come=True)


def boxes_in_error(*typed):
    boxes = dict(zip(("on_day", "on_month", "on_year"), typed, strict=True))
    drawn = str(Review(boxes)["on"])
    return [box for box in boxes if "govuk-input--error" in re.search(f'<input[^>]*name="{box}"[^>]*>', drawn)[0]]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        (("31", "2", "2015"), ["on_day"]),
        (("1", "13", "2015"), ["on_month"]),
        (("1", "1", "15"), ["on_year"]),
        (("1", "1", ""), ["on_year"]),
        (("", "", ""), ["on_day", "on_month", "on_year"]),
        (("1", "1", "2015"), []),
    ],
)
def test_only_the_box_to_mend_is_marked_as_wrong(typed, wrong):
    assert boxes_in_error(*typed) == wrong


def test_a_day_to_come_is_shown_an_example_that_lies_ahead():
    field = DateField(label="Review date", help_text="When you look again.", to_come=True)

    field.expect_after(date(2015, 9, 10))

    assert field.help_text == "When you look again. For example, 10 12 2015."
    with pytest.raises(ValidationError, match="must be a real date, such as 10 12 2015: 13 is not a month"):
        field.clean(["1", "13", "2015"])


def test_a_day_that_may_be_past_is_shown_none():
    field = DateField(label="Date of the check")

    field.expect_after(date(2015, 9, 10))

    assert field.help_text == ""
