"""The words of an action as they stand, to be corrected: an update, an answer, a question."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext

from safeguarding.lib.dates import london_date
from safeguarding.lib.languages import in_words
from safeguarding.lib.pages.fields import DateField

from ..models.correctable import Correctable
from ..models.progress import Assessment, ProgressUpdate
from .reasons import why_field
from .service_form import DatedForm, hint, radios, text_field

Shown = ProgressUpdate.Shown


class CorrectForm(DatedForm):
    """`last` as it stands, to be corrected. `seen` goes with the page; where another correction came meanwhile, it says so once."""

    mark_optional = False
    words = ("why",)

    seen = forms.IntegerField(widget=forms.HiddenInput)
    why = why_field("Why it is corrected", help_text=hint("Such as “The figure was of June.”"))

    def __init__(self, *args, last: Correctable, at: datetime, **kwargs) -> None:
        self.last = last
        super().__init__(*args, at=at, **kwargs)
        self.initial = {name: getattr(last, name, None) for name in self.fields} | {"seen": last.pk, "why": ""}
        self.fields["why"] = self.fields.pop("why")  # after what is corrected
        self.overtaken = self.is_bound and self.data.get("seen") != str(last.pk)

    def full_clean(self) -> None:
        """Check the form; one that was drawn from other words is sent back once, with what was typed."""
        if self.overtaken:
            self.data = self.data.copy()
            self.data["seen"] = str(self.last.pk)
        super().full_clean()
        if self.overtaken:
            day = in_words(london_date(self.last.recorded_at))
            overtaken = gettext(
                "%(person)s corrected this on %(on)s, after you opened the page. "
                "Read above what it says now. What you typed is still here."
            )
            self.add_error(None, overtaken % {"person": self.last.author, "on": day})


class CorrectTextForm(CorrectForm):
    """An answer, corrected."""

    words = ("text", "why")

    text = text_field("What it should say", rows=6)


class CorrectQuestionForm(CorrectTextForm):
    """A question, corrected; until when it is to be answered too."""

    answer_by = DateField(label="Answer by (optional)", required=False)

    field_order = ["text", "answer_by"]


class CorrectUpdateForm(CorrectForm):
    """An update, corrected; one that recommends completion goes on doing so."""

    words = ("done", "next", "no_change_because", "shown_by", "why")

    done = text_field("What was done", rows=5, required=False)
    next = text_field("What happens next", rows=3, help_text="", required=False)
    no_change_because = text_field("Or nothing has changed, because", rows=2, help_text="", required=False)
    assessment = radios("How is it going?", Assessment, required=False)
    expected_on = DateField(label="Expected completion", required=False)
    shown = radios("What shows it worked?", Shown)
    shown_by = text_field("How was it shown, in a few words", rows=3, help_text="", required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not self.last.recommends_complete:
            del self.fields["shown"], self.fields["shown_by"]

    def clean(self) -> dict[str, object]:
        """Ask for what an update has to say."""
        cleaned = super().clean()
        recommends = self.last.recommends_complete
        done, no_change = cleaned.get("done"), cleaned.get("no_change_because")
        if not (recommends or done or cleaned.get("next") or no_change):
            self.add_error("done", "Enter what was done, what happens next, or why nothing has changed")
        if done and no_change:
            self.add_error("no_change_because", "Leave this empty, because you say above what was done")
        if not recommends and not cleaned.get("assessment") and "assessment" not in self.errors:
            self.add_error("assessment", "Select how it is going")
        if cleaned.get("shown") not in ("", None, Shown.NOT_TESTED) and not cleaned.get("shown_by"):
            self.add_error("shown_by", "Enter how it was shown, in a few words")
        return cleaned
