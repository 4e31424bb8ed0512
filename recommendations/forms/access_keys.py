"""A key for a calendar or a program: what it opens, its name, and for how long."""

from datetime import datetime, timedelta

from django import forms

from safeguarding.models import AccessKey

from .service_form import ServiceForm, radios

DAYS = {"30": "30 days", "90": "90 days", "365": "A year"}


class KeyForm(ServiceForm):
    """How long is asked for a program only: a calendar is read until its address is revoked."""

    scope = radios("What it is for", AccessKey.Scope.choices)
    name = forms.CharField(
        label="Name", max_length=100, help_text="A name you will recognise, such as Outlook or Power BI report."
    )
    days = radios(
        "For how long", list(DAYS.items()), initial="90", help_text="A calendar’s address works until you revoke it."
    )

    def service_data(self, *names: str, at: datetime) -> dict[str, object]:
        """As make_key takes it."""
        chosen = self.cleaned_data
        ends = None if chosen["scope"] == AccessKey.Scope.CALENDAR else at + timedelta(int(chosen["days"]))
        return {"scope": chosen["scope"], "name": chosen["name"], "expires_at": ends}
