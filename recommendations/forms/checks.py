"""Follow-up checks: set, put right, and what one found."""

from django import forms
from django.db.models import QuerySet

from safeguarding.lib.pages.fields import DateField, WrittenDateField
from safeguarding.models import Post

from ..models import FollowUpCheck
from ..models.checks import LONGEST
from ..selectors.facts import day
from ..selectors.moves import Move, moved
from .owners import PostField
from .put_right import PutRightForm
from .service_form import DatedForm, radios, text_field

WHAT = "What is to be checked"
LABELS = {"what": WHAT, "due_on": "Date of the check", "owner": "Made by", "every_months": "Again every"}
LASTED = {"yes": True, "no": False, "later": None}


def owner_field(posts: QuerySet[Post]) -> PostField:
    """The post that makes it; the form gives those to choose from, with their holdings as `held`."""
    return PostField(posts, label=LABELS["owner"], required=False, empty_label="The owner of the action")


def months_field() -> forms.IntegerField:
    """How often it is made again."""
    return forms.IntegerField(
        label="Again every so many months",
        min_value=1,
        max_value=LONGEST,
        required=False,
        help_text="Such as 24 for every two years. Leave it empty for once.",
    )


class SetCheckForm(DatedForm):
    """A day on which to look again at what is complete."""

    mark_optional = False
    words = ("what",)
    to_come = ("due_on",)

    what = forms.CharField(label=WHAT, help_text="Such as: repeat the audit.", max_length=300)
    due_on = DateField(label=LABELS["due_on"])
    owner = owner_field(Post.objects.none())
    every_months = months_field()

    def __init__(self, *args, posts: QuerySet[Post], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = posts


class SetCheckOnForm(SetCheckForm):
    """The same on an inspection, which no post owns."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].required, self.fields["owner"].empty_label = True, "Select a post"


class PutCheckRightForm(PutRightForm):
    """A check that nobody has answered, put right. `posts` may make it."""

    noun = "follow-up check"
    words = ("what", "why")
    joined = ("owner",)
    fields_of = {"due_on": lambda sent: {"due_on": sent["due_on"].on}}

    what = forms.CharField(label=WHAT, max_length=300)
    due_on = WrittenDateField(label=LABELS["due_on"], to_the_day=True)
    owner = owner_field(Post.objects.none())
    every_months = months_field()

    def __init__(self, *args, posts: QuerySet[Post], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = posts

    @staticmethod
    def typed(row: FollowUpCheck) -> dict[str, str]:
        """A row of the check as this form has it typed."""
        owner, months = (str(value or "") for value in (row.owner_id, row.every_months))
        return {"what": row.what, "due_on": day(row.due_on), "owner": owner, "every_months": months}

    @staticmethod
    def differences(before: FollowUpCheck, after: FollowUpCheck) -> list[Move]:
        """The differences between two rows of the check, each before and after."""

        def in_words(row):
            values = PutCheckRightForm.typed(row) | {"owner": str(row.owner or "The owner of the action")}
            values["every_months"] = f"{row.every_months} months" if row.every_months else "Once"
            return {label: values[name] for name, label in LABELS.items()}

        return moved(in_words(before), in_words(after))


class CheckForm(DatedForm):
    """The finding of a follow-up check: did it last?"""

    words = ("found",)
    to_come = ("again_on",)
    been = ("done_on",)
    mark_optional = False

    lasted = radios("Did it last?", [("yes", "Yes"), ("no", "No"), ("later", "It cannot be said yet")])
    found = text_field("What the check found")
    done_on = DateField(label="Date of the check")
    again_on = DateField(
        label="Look again on (optional)",
        required=False,
        help_text="Needed where it cannot be said yet. One that recurs comes again by itself.",
    )

    def clean_lasted(self) -> bool | None:
        """True, False, or None where it cannot be said yet."""
        return LASTED[self.cleaned_data["lasted"]]
