"""Form fields of our own: a date in three boxes, and several files at once."""

import calendar
import re
from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from safeguarding.lib.dates import MONTHS, YEARS, Precision, ReadDate, parse_british
from safeguarding.lib.languages import in_words

LABELS = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
BOXES = tuple(LABELS)
WIDTHS = {"day": "govuk-input--width-2", "month": "govuk-input--width-4", "year": "govuk-input--width-4"}
EXAMPLE = "30 4 2015"
AHEAD = timedelta(days=91)  # an example: a quarter of a year
WRITTEN = date(2015, 2, 11)  # an example
MUST_INCLUDE = {
    ("day",): _("%(field)s must include a day"),
    ("month",): _("%(field)s must include a month"),
    ("year",): _("%(field)s must include a year"),
    ("day", "month"): _("%(field)s must include a day and month"),
    ("day", "year"): _("%(field)s must include a day and year"),
    ("month", "year"): _("%(field)s must include a month and year"),
}
BARE_YEAR = re.compile("[0-9]{4}")
WELSH = [
    "ionawr",
    "chwefror",
    "mawrth",
    "ebrill",
    "mai",
    "mehefin",
    "gorffennaf",
    "awst",
    "medi",
    "hydref",
    "tachwedd",
    "rhagfyr",
]
MONTH_NUMBERS = {"sept": 9} | {
    spelling.lower(): number
    for number, (name, welsh) in enumerate(zip(MONTHS, WELSH, strict=True), 1)
    for spelling in (name, name[:3], welsh)
}


class DateBoxes(forms.MultiWidget):
    """The GOV.UK date input: boxes for the day, the month and the year."""

    template_name = "govuk/date_boxes.html"
    use_fieldset = True

    def __init__(self, attrs=None) -> None:
        super().__init__({box: forms.TextInput() for box in BOXES}, attrs)

    def get_context(self, name: str, value: object, attrs: dict[str, object] | None) -> dict[str, object]:
        """Django's context, where each box also knows its name, its width, and whether it is the one to mend.

        attrs: "wrong" is the code of the error, if there is one; where it names no box, all are wrong.
        """
        wrong = (attrs := {**(attrs or {})}).pop("wrong", None)
        context = super().get_context(name, value, attrs)
        for box, widget in zip(BOXES, context["widget"]["subwidgets"], strict=True):
            widget["label"] = LABELS[box]
            widget["attrs"]["class"] = (
                f"{widget['attrs'].get('class', '')} govuk-date-input__input {WIDTHS[box]}".strip()
            )
            if wrong in BOXES and wrong != box:
                widget["attrs"]["class"] = widget["attrs"]["class"].replace(" govuk-input--error", "")
                widget["attrs"].pop("aria-invalid", None)
            if box != "month":  # which may be typed in letters
                widget["attrs"]["inputmode"] = "numeric"
        return context

    def decompress(self, value: date | None) -> list[int | str]:
        """The three boxes' contents for a date, or three empty ones."""
        return [value.day, value.month, value.year] if value else ["", "", ""]

    def id_for_error(self, id_: str, code: str) -> str:
        """The id of the box that an error with this code speaks of: the first, unless it names one."""
        return f"{id_}_{BOXES.index(code) if code in BOXES else 0}"


class DateField(forms.Field):
    """A date typed in three boxes, the month as a number or in letters, or whole in the first. Cleans to a `date` or None.

    Each error says what is wrong in words, and its code is the box to mend: "day", "month" or "year".
    to_come: it speaks of a day after today, and is shown an example of one.
    """

    widget = DateBoxes
    example = EXAMPLE

    def __init__(self, *, to_come: bool = False, **kwargs) -> None:
        self.to_come = to_come
        super().__init__(**kwargs)

    def expect_after(self, today: date) -> None:
        """Give an example that lies ahead of `today`, where the day has to."""
        if self.to_come:
            ahead = today + AHEAD
            self.example = f"{ahead.day} {ahead.month} {ahead.year}"
            hinted = gettext("%(hint)s For example, %(example)s.") % {"hint": self.help_text, "example": self.example}
            self.help_text = hinted.strip()

    def to_python(self, value: date | list[str] | None) -> date | None:
        """The date that the three texts name, None if all are blank; raises ValidationError."""
        if value is None or isinstance(value, date):
            return value
        typed = dict(zip(BOXES, (str(text or "").strip() for text in value), strict=True))
        missing = [box for box in BOXES if not typed[box]]
        if len(missing) == len(BOXES):
            return None
        # Copied from a table or a letter, a date comes whole into the first box.
        if missing == ["month", "year"] and (whole := _whole_day(typed["day"])):
            return whole
        if missing:
            raise self._wrong(MUST_INCLUDE[tuple(missing)], code=missing[0])
        month, year = self._month(typed["month"]), self._year(typed["year"])
        return date(year, month, self._day(typed["day"], month, year))

    def _month(self, text: str) -> int:
        month = _number(text) or MONTH_NUMBERS.get(text.lower().rstrip("."))
        if month not in range(1, 13):
            no_month = _("%(field)s must be a real date, such as %(example)s: %(text)s is not a month")
            raise self._wrong(no_month, code="month", text=text)
        return month

    def _year(self, text: str) -> int:
        if not text.isdecimal() or len(text) != 4:
            raise self._wrong(_("%(field)s must have a year of 4 numbers, such as 2015"), code="year")
        if int(text) not in YEARS:
            between = _("%(field)s must have a year between %(first)s and %(last)s")
            raise self._wrong(between, code="year", first=YEARS[0], last=YEARS[-1])
        return int(text)

    def _day(self, text: str, month: int, year: int) -> int:
        last = calendar.monthrange(year, month)[1]
        day = _number(text)
        if not 1 <= day <= 31:
            no_day = _("%(field)s must be a real date, such as %(example)s: %(text)s is not a day")
            raise self._wrong(no_day, code="day", text=text)
        if day > last:
            too_late = _("%(field)s must be a real date, such as %(example)s: %(month)s %(year)s has %(days)s days")
            raise self._wrong(too_late, code="day", month=gettext(MONTHS[month - 1]), year=year, days=last)
        return day

    def _wrong(self, sentence: str, *, code: str, **named: object) -> ValidationError:
        named |= {"field": self.label or gettext("The date"), "example": self.example}
        return ValidationError(gettext(sentence) % named, code=code)


def _whole_day(text: str) -> date | None:
    """The day that a text names for certain, within the years that boxes take; None for any other text."""
    read = parse_british(text)
    return read.on if read.on and read.precision == Precision.DAY and read.on.year in YEARS else None


def _number(text: str) -> int:
    """The figures in a box as a number; 0, which is no day and no month, for anything else, however long."""
    return int(text) if text.isdecimal() and len(text) <= 2 else 0


class WrittenDateField(forms.CharField):
    """A date in one box, as it is written: "11 February 2015", "July 2015", "2015". Cleans to a ReadDate, without a day if blank.

    to_the_day: a month or a year alone will not do.
    """

    def __init__(self, *, to_the_day: bool = False, **kwargs) -> None:
        self.to_the_day = to_the_day
        super().__init__(max_length=40, **kwargs)

    def clean(self, value: object) -> ReadDate:
        """The date; raises ValidationError for words that are no certain one."""
        words = super().clean(value)
        # A year alone is no date in running text, but here nothing else was asked for.
        read = parse_british(f"end of {words}" if BARE_YEAR.fullmatch(words) else words)
        if read.on is None and words:
            why = read.problem or gettext("“%(words)s” is not a date") % {"words": words}
            mend = gettext("%(why)s. Write it as %(example)s, or leave it empty")
            raise ValidationError(mend % {"why": why, "example": in_words(WRITTEN)})
        if self.to_the_day and read.precision != Precision.DAY:
            no_day = gettext("“%(words)s” is not a day. Write it as %(example)s")
            raise ValidationError(no_day % {"words": words, "example": in_words(WRITTEN)})
        return read


class ManyFiles(forms.FileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class MultipleFileField(forms.FileField):
    """Several files at once; each is checked as one. Cleans to a list of uploaded files, which may be empty."""

    widget = ManyFiles

    def clean(self, data: object, initial: object = None) -> list[UploadedFile]:
        """The files, each of them cleaned; raises ValidationError for the first that is not in order."""
        files = data if isinstance(data, (list, tuple)) else [data]
        files = [super(MultipleFileField, self).clean(file, initial) for file in files or [None]]
        return [file for file in files if file]

    def has_changed(self, initial: object, data: list[UploadedFile]) -> bool:
        """Return whether any file was sent; Django's own takes an empty list for one."""
        return bool(data)
