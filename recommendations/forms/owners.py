"""Which post owns an action, or an issue: chosen by its title and who holds it."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from safeguarding.models import Post
from safeguarding.roles import Refused

from ..models import Action, Recommendation
from .service_form import ServiceForm, text_field


class PostField(forms.ModelChoiceField):
    """Choose a post by its title and who holds it."""

    def label_from_instance(self, post: Post) -> str:
        return f"{post} ({', '.join(str(holding.holder) for holding in post.held)})"


class _NewOwnerForm(ServiceForm):
    """Which post takes it, and why. current: the key of the post that has it, None for nobody.

    `instead_of` is the post that had it when the page was drawn, so that nobody is taken off unseen.
    """

    words = ("why",)

    instead_of = forms.ModelChoiceField(Post.objects.all(), widget=forms.HiddenInput, required=False)

    def __init__(self, *args, current: int | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.current = current
        self.initial["instead_of"] = current
        # The first has it because nobody had; to take it from somebody needs its reason.
        self.fields["why"].required = bool(self["instead_of"].value())

    def refuse(self, error: Refused | ValidationError) -> None:
        """Show why it was not done; what is sent next takes it from whoever the page names by now."""
        super().refuse(error)
        self.data = self.data.copy()
        self.data["instead_of"] = self.current or ""


class OwnerForm(_NewOwnerForm):
    """Which post takes the action, and why. posts: those to choose from, with their holdings as `held`."""

    owner = PostField(
        queryset=None,
        label="Action owner",
        help_text="A post. Whoever holds it does the work.",
        empty_label="Choose a post",
    )
    why = text_field("Why", rows=3, help_text="Kept in the history of the action.", max_length=500)

    def __init__(self, *args, action: Action, posts: QuerySet[Post], **kwargs) -> None:
        super().__init__(*args, current=action.owner_id, **kwargs)
        # Who has it already is nobody to hand it to.
        self.fields["owner"].queryset = posts.exclude(pk=action.owner_id)


class IssueOwnerForm(_NewOwnerForm):
    """Which post owns the issue, and why. posts: those to choose from, with their holdings as `held`."""

    post = PostField(
        queryset=None,
        label="Issue owner",
        help_text="The post accountable for this recommendation.",
        empty_label="Choose a post",
    )
    why = text_field("Why", rows=3, help_text="Kept in the history of the recommendation.", max_length=500)

    def __init__(self, *args, recommendation: Recommendation, posts: QuerySet[Post], **kwargs) -> None:
        super().__init__(*args, current=recommendation.issue_owner_id, **kwargs)
        self.fields["post"].queryset = posts
