"""Naming the post that is accountable for a recommendation."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from safeguarding.models import Post
from safeguarding.roles import Refused

from ..models import Recommendation
from .actions import PostField
from .service_form import ServiceForm, text_field


class IssueOwnerForm(ServiceForm):
    """Which post owns the issue, and why. posts: those to choose from, with their holdings as `held`.

    `instead_of` is the post that owned it when the page was drawn, so that nobody is taken off unseen.
    """

    words = ("why",)

    post = PostField(
        queryset=None,
        label="Issue owner",
        help_text="The post accountable for this recommendation.",
        empty_label="Choose a post",
    )
    why = text_field("Why", rows=3, help_text="Kept in the history of the recommendation.", max_length=500)
    instead_of = forms.ModelChoiceField(Post.objects.all(), widget=forms.HiddenInput, required=False)

    def __init__(self, *args, recommendation: Recommendation, posts: QuerySet[Post], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.recommendation = recommendation
        self.initial["instead_of"] = recommendation.issue_owner_id
        self.fields["post"].queryset = posts
        # The first is named because there is none; to take the place of another needs its reason.
        self.fields["why"].required = bool(self["instead_of"].value())

    def refuse(self, error: Refused | ValidationError) -> None:
        """Show why it was not done; what is sent next takes the place of whoever the page names by now."""
        super().refuse(error)
        self.data = self.data.copy()
        self.data["instead_of"] = self.recommendation.issue_owner_id or ""
