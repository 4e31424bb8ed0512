"""Forms about the rows that were ticked on a list: they say once what is done to each."""

from collections.abc import Collection
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext

from safeguarding.models import Post
from safeguarding.roles import Refused

from ..models import Action, Recommendation
from .owners import PostField
from .service_form import ServiceForm, text_field

Thing = Action | Recommendation


class RowsField(forms.MultipleChoiceField):
    """Rows by key, each with how it stood when the page was drawn, as "12:5"."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value: str) -> bool:
        """Return whether it is a row on the page, however it stands by now."""
        return key_of(value) in {key_of(drawn) for drawn, _ in self.choices}


class TickedForm(ServiceForm):
    """The ticked rows, and why. things: the rows."""

    words = ("why",)

    rows = RowsField(label="For these", error_messages={"required": "Tick at least one"})
    why = text_field(
        "Why",
        rows=3,
        help_text="Kept in the history of each. Needed where it replaces another.",
        max_length=500,
        required=False,
    )

    def __init__(self, *args, things: Collection[Thing], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.offer(things)
        self.initial["rows"] = [value for value, _ in self.fields["rows"].choices]

    def offer(self, things: Collection[Thing]) -> None:
        """Show these rows and no others."""
        self.things = {str(thing.pk): thing for thing in things}
        rows = self.fields["rows"]
        rows.choices = [(f"{thing.pk}:{self.drawn(thing)}", self.in_words(thing)) for thing in things]
        if self.only:
            rows.widget = forms.MultipleHiddenInput()

    @property
    def only(self) -> str:
        """The one row in words, which needs no box to tick; "" where there are more."""
        return self.fields["rows"].choices[0][1] if len(self.things) == 1 else ""

    def drawn(self, thing: Thing) -> str:
        """The state of a row that is seen before it is changed, as the form carries it."""
        raise NotImplementedError

    def has(self, thing: Thing) -> str:
        """The same in words."""
        raise NotImplementedError

    def in_words(self, thing: Thing) -> str:
        """A row as a choice: its name, how it stands, its first words."""
        words = "" if getattr(thing, "withheld", False) else f": {Truncator(thing.text).words(15)}"
        return f"{thing}, {self.has(thing)}{words}"

    def ticked(self) -> list[Thing]:
        """The rows of a form in order."""
        return [self.things[key_of(value)] for value in self.cleaned_data["rows"]]

    def refuse(self, error: Refused | ValidationError) -> None:
        """Show what was not done, with every row that is shown ticked as it is by now."""
        super().refuse(error)
        self.data = self.data.copy()
        self.data.setlist("rows", [value for value, _ in self.fields["rows"].choices])


class PostForTickedForm(TickedForm):
    """To which post the ticked rows go. posts: those to choose from, with their holdings as `held`."""

    field_order = ("rows", "post", "why")

    post: PostField

    def __init__(self, *args, posts: QuerySet[Post], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset = posts

    def drawn(self, thing: Thing) -> str:
        """The key of the post that has it; "" where nobody has."""
        return str(_owner(thing).pk) if _owner(thing) else ""

    def has(self, thing: Thing) -> str:
        return str(_owner(thing) or gettext("no owner yet"))

    def clean(self) -> dict[str, object]:
        """Where somebody has one of them, its going to another needs the reason."""
        cleaned = super().clean()
        if any(map(_post, cleaned.get("rows", ()))) and not cleaned.get("why"):
            self.add_error("why", "Enter why: one of them is somebody’s already")
        return cleaned

    @cached_property
    def had(self) -> dict[int, Post]:
        """{key of a row: whose it was when the page was drawn}, of those that were somebody's. One query."""
        had = {int(key_of(value)): _post(value) for value in self.cleaned_data["rows"]}
        posts = Post.objects.in_bulk(list(filter(None, had.values())))
        return {key: posts[post] for key, post in had.items() if post in posts}


class ActionsForm(PostForTickedForm):
    """The post that does the ticked actions."""

    post = PostField(queryset=None, label="Action owner", empty_label="Choose a post")


class IssuesForm(PostForTickedForm):
    """The post that is accountable for the ticked recommendations."""

    post = PostField(queryset=None, label="Issue owner", empty_label="Choose a post")


def key_of(value: str) -> str:
    """The key of a row, of the value that is sent for it."""
    return value.partition(":")[0]


def _post(value: str) -> int:
    """The key of the post that had it; 0: nobody's."""
    post = value.partition(":")[2]
    return int(post) if post.isdecimal() and len(post) < 19 else 0


def _owner(thing):
    return thing.owner if isinstance(thing, Action) else thing.issue_owner
