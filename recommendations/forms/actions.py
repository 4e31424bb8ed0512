"""Giving an action to a post, and showing something to the OPCC."""

from django import forms

from ..workflow import Status
from .letters import LetterForm


class PostField(forms.ModelChoiceField):
    """Choose a post by its title and who holds it."""

    def label_from_instance(self, post):
        """The post, with whoever holds it now."""
        return f"{post} ({', '.join(str(holding.holder) for holding in post.held)})"


class OwnerForm(LetterForm):
    """Which post takes the action, and why. posts: those to choose from, with their holdings as `held`."""

    words = ("why",)

    owner = PostField(
        queryset=None,
        label="Action owner",
        help_text="A post. Whoever holds it does the work.",
        empty_label="Choose a post",
    )
    why = forms.CharField(
        label="Why",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept in the history of the action.",
        max_length=500,
    )

    def __init__(self, *args, action, posts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = posts.exclude(pk=action.owner_id)
        self.fields["why"].required = action.status != Status.AWAITING_ALLOCATION


class ReleaseForm(LetterForm):
    """Why what was force only is shown to the OPCC now."""

    words = ("reason",)

    reason = forms.CharField(label="Why now", widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=500)
