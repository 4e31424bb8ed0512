"""The filter of the access log."""

from datetime import timedelta

from django import forms
from django.db.models import QuerySet

from safeguarding.lib.dates import start_of_day
from safeguarding.lib.pages.fields import WrittenDateField
from safeguarding.lib.pages.filter_forms import FilterForm
from safeguarding.models import AccessLogEntry, Marking, User


class AccessLogForm(FilterForm):
    """Which entries are asked for; it stands in the address."""

    kind = forms.ChoiceField(
        label="What happened", choices=[("", "Anything"), *AccessLogEntry.Kind.choices], required=False
    )
    person = forms.ModelChoiceField(
        User.objects.order_by("last_name", "first_name"), empty_label="Anybody", required=False
    )
    marking = forms.ChoiceField(label="Marking", choices=[("", "Any"), *Marking.choices], required=False)
    since = WrittenDateField(label="On or after", to_the_day=True, required=False)
    until = WrittenDateField(label="On or before", to_the_day=True, required=False)

    def entries(self) -> QuerySet[AccessLogEntry]:
        """Those asked for, the latest first; none where the question cannot be understood."""
        if not self.is_valid():
            return AccessLogEntry.objects.none()
        asked = self.cleaned_data
        found = AccessLogEntry.objects.select_related("person")
        for name in ("kind", "person", "marking"):
            found = found.filter(**{name: asked[name]}) if asked[name] else found
        if since := asked["since"].on:
            found = found.filter(at__gte=start_of_day(since))
        if until := asked["until"].on:
            found = found.filter(at__lt=start_of_day(until + timedelta(days=1)))
        return found
