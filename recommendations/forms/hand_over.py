"""Handing a post over: to whom, and from when."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from safeguarding.lib.dates import london_date
from safeguarding.lib.languages import in_words
from safeguarding.lib.pages.fields import DateField
from safeguarding.models import Holding, Post, User
from safeguarding.roles import may_hold

from .service_form import DatedForm, text_field


class HandOverForm(DatedForm):
    """Who takes the post `handed`, from which day, and why. holding: the one that runs now; last: that arranged last; or None.

    `instead_of` is the `last` that the page was drawn from, so that nobody is taken off unseen.
    """

    words = ("why",)
    to_come = ("starts_on",)
    mark_optional = False

    holder = forms.ModelChoiceField(
        User.objects.filter(is_active=True).order_by("last_name", "first_name"),
        label="New holder",
        empty_label="Nobody yet: the post falls vacant",
        required=False,
    )
    starts_on = DateField(label="From", help_text="Leave this empty for now, or enter a day to come.", required=False)
    why = text_field(
        "Why",
        rows=2,
        help_text="Needed where nobody takes it. Kept in the history of the post.",
        max_length=500,
        required=False,
    )
    instead_of = forms.ModelChoiceField(Holding.objects.all(), widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args, handed: Post, holding: Holding | None, last: Holding | None, at: datetime, **kwargs
    ) -> None:
        super().__init__(*args, at=at, **kwargs)
        people = self.fields["holder"].queryset
        fitting = people.filter(may_hold(handed, at))
        # One that somebody of the OPCC holds is no post of the force, whatever the register says of it.
        if holding is None or fitting.filter(pk=holding.holder_id).exists():
            people = fitting
        self.fields["holder"].queryset = people
        self.holding, self.last = holding, last
        self.initial["instead_of"] = last and last.pk
        holder = self.fields["holder"]
        if holding is None:
            holder.empty_label = ""
        holder.choices = [(key, name) for key, name in holder.choices if not holding or key != holding.holder_id]

    def clean_holder(self) -> User | None:
        """Somebody else than holds it now; nobody where somebody does."""
        holder = self.cleaned_data["holder"]
        if holder is None and self.holding is None:
            raise ValidationError("Select who takes the post: nobody holds it now")
        if self.holding and holder == self.holding.holder:
            raise ValidationError(gettext("%(person)s holds this post now. Select somebody else") % {"person": holder})
        return holder

    def clean(self) -> dict[str, object]:
        """Nobody takes it from a day to come without a name; and not where it was handed over since the page was drawn."""
        cleaned = super().clean()
        if "holder" in cleaned and cleaned["holder"] is None:
            if cleaned.get("starts_on"):
                self.add_error("starts_on", "A post falls vacant now: leave the day empty, or select who takes it then")
            if not cleaned.get("why"):
                self.add_error("why", "Say why nobody takes it")
        if cleaned.get("instead_of") != self.last:
            overtaken = gettext(
                "This post was handed over since you opened the page. %(now)s. Look again, then press once more."
            )
            self.add_error(None, overtaken % {"now": self._stands})
            self.data = self.data.copy()
            self.data["instead_of"] = self.last.pk if self.last else ""
        return cleaned

    @property
    def _stands(self):
        if self.last is None:
            return gettext("Nobody holds it now")
        if self.last == self.holding:
            return gettext("%(person)s holds it now") % {"person": self.last.holder}
        return gettext("%(person)s takes it on %(on)s") % {
            "person": self.last.holder,
            "on": in_words(london_date(self.last.starts_at)),
        }
