"""The Commissioner's response to reports: begun, written, a comment on one recommendation, published."""

from django import forms
from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy

from inspections.models import Inspection
from safeguarding.lib.languages import in_words
from safeguarding.lib.pages.fields import DateField

from ..models import CommissionerComment
from .service_form import DatedForm, DrawnFromForm, radios, text_field

PUBLIC = "It is published. Leave out names of children, crime numbers and other case detail."


class ReportsField(forms.ModelMultipleChoiceField):
    """Reports to tick, each with its body and day."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, report: Inspection) -> str:
        """Its title, and when it was published."""
        return gettext("%(report)s, published %(on)s") % {
            "report": report,
            "on": in_words(report.published_on, report.published_precision),
        }


class OfReportsForm(DatedForm):
    """A form that names the reports which a response answers."""

    title = forms.CharField(label="Title", max_length=200)
    inspections = ReportsField(
        queryset=None, label="Reports it answers", help_text="One response may answer several reports."
    )

    def __init__(self, *args, reports: QuerySet[Inspection], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["inspections"].queryset = reports


class BeginForm(OfReportsForm):
    """A new response."""


class OfResponseForm(DrawnFromForm):
    """A form about a response or what belongs to it. `why` is asked for once the response is published."""

    words = ("why",)

    why = forms.CharField(label="Why it changes after publication", max_length=500)

    def __init__(self, *args, published: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not published:
            del self.fields["why"]


class WriteForm(OfResponseForm, OfReportsForm):
    """The response's own words, the chief officer's comments, and the day of each step."""

    words = ("comments", "chief_officer_comments", "reply", "why")

    comments = text_field("The Commissioner’s comments", rows=8, required=False, help_text=PUBLIC)
    invited_on = DateField(label="Chief officer invited to comment on", required=False)
    comments_by = DateField(label="Comments asked for by", required=False)
    received_on = DateField(label="Comments received on", required=False)
    chief_officer_comments = text_field("The chief officer’s comments", rows=6, required=False, help_text=PUBLIC)
    reply = text_field("The Commissioner’s reply to them", required=False, help_text=PUBLIC)
    published_on = DateField(label="Published on")
    published_where = forms.CharField(label="Where", max_length=300)
    inspectors_sent_on = DateField(label="Copy sent to the inspectors on", required=False)
    secretary_sent_on = DateField(label="Copy sent to the Home Secretary on", required=False)

    field_order = ["title", "inspections", "comments", "invited_on", "comments_by", "received_on"]
    field_order += ["chief_officer_comments", "reply", "published_on", "published_where"]
    field_order += ["inspectors_sent_on", "secretary_sent_on", "why"]

    def __init__(self, *args, published: bool, **kwargs) -> None:
        super().__init__(*args, published=published, **kwargs)
        if not published:
            del self.fields["published_on"], self.fields["published_where"]


class CommentForm(OfResponseForm):
    """The comment on one recommendation."""

    words = ("text", "why")

    kind = radios("What is done about it", CommissionerComment.Kind.choices)
    text = text_field(
        "The Commissioner’s comment",
        rows=6,
        help_text=format_lazy(
            "{} {}", gettext_lazy("What was done, what is proposed, or why nothing is."), gettext_lazy(PUBLIC)
        ),
    )

    field_order = ["kind", "text", "why"]


class PublishForm(OfResponseForm, DatedForm):
    """The day and the place of publication."""

    been = ("published_on",)
    words_kept = False  # it is refused until the response is complete, and was then drawn from one that was not

    published_on = DateField(label="Published on")
    published_where = forms.CharField(
        label="Where", max_length=300, help_text="The address of the page, or the name of the publication."
    )
