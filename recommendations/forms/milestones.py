"""A milestone is met, on a day and in words; and whatever was recorded of it is put right."""

from django import forms
from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext

from inspections.models import Milestone
from inspections.timetable import start_to_enter
from safeguarding.lib.dates import ReadDate
from safeguarding.lib.pages.fields import WrittenDateField

from ..models import Recommendation
from ..selectors.facts import day
from ..selectors.inspections.milestones import differences
from ..selectors.moves import Move
from .put_right import NO, YES, PutRightForm
from .reasons import why_field
from .service_form import BY_TODAY, DatedForm, ServiceForm, hint, radios, text_field


def done_on_field(**kwargs: object) -> WrittenDateField:
    """The day on which a milestone was met."""
    return WrittenDateField(label="Met on", to_the_day=True, **kwargs)


def done_words_field() -> forms.CharField:
    """How it was met, in a few words."""
    words = hint("Such as “Plan sent by letter”.")
    return text_field("How it was met", rows=2, help_text=words, max_length=2000, required=False)


class MetForm(DatedForm):
    """When a milestone was met, and how."""

    mark_optional = False
    words = ("done_words",)

    done_on = done_on_field(help_text="Such as 10 February 2015.")
    done_words = done_words_field()

    def clean_done_on(self) -> ReadDate:
        """The day; raises ValidationError for one that is to come."""
        return been(self, "done_on")

    def service_data(self) -> dict[str, object]:
        """The arguments of inspections.services.meet_milestone."""
        return {"done_on": self.cleaned_data["done_on"].on, "words": self.cleaned_data["done_words"]}


class PutMilestoneRightForm(PutRightForm):
    """A milestone as it stands. Of one that a clock gives only how it was met, and when the clock started where no date of the inspection
    says so: the rest follows from the inspection."""

    noun = "milestone"
    words = ("done_words", "why")

    label = forms.CharField(label="Milestone", max_length=300)
    due = WrittenDateField(
        label="Due", help_text="As the report gives it, or nothing where it gives none.", required=False
    )
    started = WrittenDateField(
        to_the_day=True, help_text="Leave empty if it is not known. The last day follows from it.", required=False
    )
    done_on = done_on_field(help_text="Leave empty if it is not met.", required=False)
    done_words = done_words_field()
    applies = radios("Does it apply to this inspection?", [(YES, "Yes"), (NO, "No, it was recorded by mistake")])

    def __init__(self, *args, thing: Milestone, **kwargs) -> None:
        super().__init__(*args, thing=thing, **kwargs)
        at = kwargs["at"]
        self.fields_of = {
            "due": lambda sent: {"due_on": sent["due"].on, "due_precision": sent["due"].precision},
            "started": lambda sent: {"started_on": sent["started"].on},
            "done_on": lambda sent: {"done_on": sent["done_on"].on},
            "applies": lambda sent: {"ended_at": at if sent["applies"] == NO else None},
        }
        if thing.clock:
            for name in ("label", "due", "applies"):
                del self.fields[name], self.initial[name]
        if start := start_to_enter(thing.clock):
            self.fields["started"].label = gettext("The clock starts on %(start)s") % {"start": gettext(start.label)}
        else:
            del self.fields["started"], self.initial["started"]

    def clean_started(self) -> ReadDate:
        """The day; raises ValidationError for one that is to come."""
        return been(self, "started")

    def clean_done_on(self) -> ReadDate:
        """The day; raises ValidationError for one that is to come."""
        return been(self, "done_on")

    @staticmethod
    def typed(row: Milestone) -> dict[str, str]:
        return {
            "label": row.label,
            "due": day(row.due_on, row.due_precision),
            "started": day(row.started_on),
            "done_on": day(row.done_on),
            "done_words": row.done_words,
            "applies": NO if row.ended_at else YES,
        }

    @staticmethod
    def differences(before: Milestone, after: Milestone) -> list[Move]:
        return differences(before, after)


class SameAsForm(ServiceForm):
    """Which recommendation of its inspection asks for the same as a milestone. was: the one that does now, or None."""

    mark_optional = False
    words = ("why",)

    recommendation = forms.ModelChoiceField(
        None,
        label="The same as",
        empty_label="None: it stands by itself",
        required=False,
        error_messages={"invalid_choice": "Select a recommendation of this inspection"},
    )
    instead_of = forms.ModelChoiceField(None, widget=forms.HiddenInput, required=False)
    why = why_field("Why", help_text="Such as “The report and the update both ask for a plan within six weeks.”")

    def __init__(self, *args, offered: QuerySet[Recommendation], was: Recommendation | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("recommendation", "instead_of"):
            self.fields[name].queryset, self.initial[name] = offered, was
        self.fields["recommendation"].label_from_instance = lambda one: f"{one}: {Truncator(one.text).words(12)}"

    def clean(self) -> dict[str, object]:
        """Ask for a change at all."""
        cleaned = super().clean()
        if not self.errors and cleaned["recommendation"] == cleaned["instead_of"]:
            self.add_error("recommendation", "It says so already. Change it, or go back")
        return cleaned


def been(form: DatedForm, name: str) -> ReadDate:
    """The ReadDate of a field; raises ValidationError for a day that is to come."""
    read = form.cleaned_data[name]
    if read.on and read.on > form.today:
        raise forms.ValidationError(gettext(BY_TODAY) % {"label": form.fields[name].label})
    return read
