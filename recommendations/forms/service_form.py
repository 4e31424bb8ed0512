"""Forms whose words a service takes: case detail is asked about, and a refusal finds its field."""

import re
from collections.abc import Iterable
from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_noop as _

from safeguarding.history import version_of
from safeguarding.lib.dates import london_date
from safeguarding.lib.pages.fields import DateField
from safeguarding.lib.pages.govuk import GovukForm
from safeguarding.models import HistoryModel, User
from safeguarding.roles import Refused

LONGEST_TEXT = 20_000  # letters: our convention, ten pages
AFTER_TODAY, BY_TODAY = _("%(label)s must be after today"), _("%(label)s must be today or earlier")
NO_CASE_DETAIL = "Leave out names of children, crime numbers and other case detail."

# What case detail looks like (domain.md, Duties). It warns and never blocks, so a few sure signs are enough.
CASE_DETAIL = re.compile(
    r"""
      \b\d{2}0\d{8}\b                                                    # a crime number, such as 22000123456
    | \b\d{2}[A-Za-z]{1,3}/\d{2,6}/\d{2}\b                               # a crime reference, such as 22NN/1234/15
    | \b(?:crime|occurrence|incident)\s(?:no\.?|number|ref(?:erence)?\.?)[\s:]*\w*\d{3,}\w*
    | \b(?:dob|d\.o\.b\.?)(?!\w)[\s:]*[\d/.]*
    | \b(?:date\sof\sbirth|born(?:\son)?)[\s:]*\d[\d/.]*
    | \b(?-i:[A-Z][a-z'’-]+\s[A-Z][a-z'’-]+),?\s\(?(?:aged\s|b\.?\s?)\d[\d/.]*       # a name beside an age or a day of birth
    | (?<!\w)(?:\+44\s?|\(?0)[1237]\d(?:[\s()-]*\d){7,8}(?!\w)              # a telephone number, such as 07700 900123
    | \b(?:child|girl|boy|baby|victim)\s(?:called|named)\s\w+
    """,
    re.VERBOSE | re.IGNORECASE,
)


def case_detail(text: str) -> str:
    """The first piece of `text` that looks like case detail, or ""."""
    found = CASE_DETAIL.search(text)
    return found[0].strip() if found else ""


def hint(words: str) -> Promise:
    """The words of a hint, and after them to leave out case detail; in the language of each reader, since a form's fields are made once."""
    return format_lazy("{} {}", gettext_lazy(words), gettext_lazy(NO_CASE_DETAIL))


def text_field(label: str, *, rows: int = 4, **kwargs: object) -> forms.CharField:
    """A field for a few lines; its hint, unless another is given, asks to leave out case detail."""
    ours = {"help_text": NO_CASE_DETAIL, "max_length": LONGEST_TEXT}
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **ours | kwargs)


def radios(label: str, choices: Iterable[tuple[str, str]] = (), **kwargs: object) -> forms.ChoiceField:
    """One of a few, all of them in sight."""
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **kwargs)


class ServiceForm(GovukForm):
    """A form with words in it. `words` names the fields that are read for case detail.

    A caution is a checkbox that appears only when the text gives cause: once ticked, the text is taken as it is.
    Its page gives it a token to be sent with, `once`, and where it gives back what was typed before, from when: `kept_from`.
    """

    once = ""
    kept_from = ""
    words = ()
    words_kept = True  # its page gives back what was typed and not sent; not where nothing is typed
    cautions = ("no_case_detail",)

    no_case_detail = forms.BooleanField(label="There is no case detail in this", required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in self.cautions:  # last, beside the button
            self.fields[name] = self.fields.pop(name)

    def clean(self) -> dict[str, object]:
        """Ask once about what looks like case detail."""
        cleaned = super().clean()
        if found := case_detail("\n".join(cleaned.get(name) or "" for name in self.words)):
            looks = gettext("“%(words)s” looks like case detail. Take it out, or tick that there is none")
            self.caution("no_case_detail", looks % {"words": found})
        return cleaned

    def caution(self, name: str, why: str) -> None:
        """Ask for the caution `name` to be ticked, saying why, unless it is."""
        if not self.cleaned_data.get(name):
            self.add_error(name, why)

    @property
    def cautions_asked(self) -> list[BoundField]:
        """The cautions that are shown: when there is cause, or one was ticked."""
        return [self[name] for name in self.cautions if name in self.errors or self[name].value()]

    @property
    def fields_at_once(self) -> list[BoundField]:
        """The fields that are shown, cautions last."""
        return [field for field in super().fields_at_once if field.name not in self.cautions] + self.cautions_asked

    def refuse(self, error: Refused | ValidationError) -> None:
        """Show what a service would not do (Refused, ValidationError) beside its field, or on top."""
        # Refused and a ValidationError without fields have sentences only; they stand on top.
        whole = {None: getattr(error, "messages", [str(error)])}
        by_field = error.message_dict if hasattr(error, "error_dict") else whole
        for name, messages in by_field.items():
            self.add_error(name if name in self.fields else None, messages)

    def keep_files(self, *, by: User, at: datetime) -> None:
        """Keep what was uploaded while the rest is put right; most forms bring no files."""

    def service_data(self, *names: str) -> dict[str, object]:
        """The arguments that a service takes of a form in order: the fields named, or all but the cautions."""
        return {name: self.cleaned_data[name] for name in names or set(self.fields) - set(self.cautions)}


class DatedForm(ServiceForm):
    """A form with dates, which are judged by the day in London of `at`, the request's moment.

    to_come: the fields whose day is after that one; been: those whose day is not.
    """

    to_come = been = ()

    def __init__(self, *args, at: datetime, **kwargs) -> None:
        self.today = london_date(at)
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, DateField):
                field.expect_after(self.today)
        for name in self.to_come:
            _insist(self.fields[name], self.today.__lt__, AFTER_TODAY)
        for name in self.been:
            _insist(self.fields[name], self.today.__ge__, BY_TODAY)


def _insist(field, fits, sentence):
    """Have the field refuse a day that does not fit, in a sentence with the label that it has by then."""

    def validate(on):
        if not fits(on):
            raise ValidationError(gettext(sentence) % {"label": field.label})

    field.validators.append(validate)


class DrawnFromForm(ServiceForm):
    """A form drawn from how `thing` stood, None where there was none yet: `version` goes with it."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, thing: HistoryModel | None, **kwargs) -> None:
        drawn = {"version": version_of(thing) if thing else 0}
        super().__init__(*args, **kwargs | {"initial": kwargs.get("initial", {}) | drawn})
        self.thing = thing

    def refuse(self, error: Refused | ValidationError) -> None:
        """Show why it was not done; what is sent next was drawn from how it stands by now."""
        super().refuse(error)
        if self.thing:
            self.data = self.data.copy()
            self.data["version"] = version_of(self.thing)
