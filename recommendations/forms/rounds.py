"""A round of updates: commissioned, and put right."""

from collections.abc import Collection
from datetime import datetime

from django import forms
from django.utils.text import get_text_list
from django.utils.translation import gettext

from inspections.models import Inspection
from safeguarding.lib.dates import BankHolidaysUnknown, add_working_days, in_words
from safeguarding.lib.pages.fields import DateField, WrittenDateField
from safeguarding.models import User

from ..models import Action, NamedPlan, ScrutinySession, UpdateRound
from ..selectors.moves import Move
from ..workflow import Status
from .put_right import PutRightForm
from .service_form import DatedForm

NOTICE = 10  # working days that owners are given, unless somebody says otherwise: our convention


def title_field() -> forms.CharField:
    """The name of a round."""
    return forms.CharField(label="Title", max_length=200)


class SessionField(forms.ModelChoiceField):
    """A session of scrutiny that is still to be held."""

    def __init__(self, **kwargs) -> None:
        coming = ScrutinySession.objects.exclude(state=ScrutinySession.State.CLOSED)
        super().__init__(coming, label="For a session", empty_label="No session", required=False, **kwargs)


class AskedField(forms.ModelMultipleChoiceField):
    """Actions, each with whom is asked."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Action) -> str:
        return f"{obj}, {obj.owner}"


class CommissionRoundForm(DatedForm):
    """A new round: by when, for which session, and what it asks about.

    ticked: keys of actions, which may be none, where it asks about those alone; None: where it asks about inspections and plans.
    """

    to_come = ("returns_by",)

    mark_optional = False

    title = title_field()
    returns_by = DateField(label="Returns by", to_come=True)
    session = SessionField()
    inspections = forms.ModelMultipleChoiceField(
        None,
        label="Only of these inspections",
        help_text="Tick none, here and below, to ask about every open action.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    plans = forms.ModelMultipleChoiceField(
        NamedPlan.objects.all(), label="Only of these plans", widget=forms.CheckboxSelectMultiple, required=False
    )

    actions = AskedField(None, label="About these actions", error_messages={"required": "Tick at least one"})

    def __init__(self, *args, user: User, at: datetime, ticked: Collection[str] | None, **kwargs) -> None:
        super().__init__(*args, at=at, **kwargs)
        if ticked is not None:
            del self.fields["inspections"], self.fields["plans"]
            self._ask_about(Action.objects.visible_to(user, at), ticked)
        else:
            del self.fields["actions"]
            self.fields["inspections"].queryset = Inspection.objects.visible_to(user, at)
            if not NamedPlan.objects.exists():
                del self.fields["plans"]
        if suggested := _suggested(self.today):
            self.initial["returns_by"] = suggested
            self.fields["returns_by"].help_text = gettext("Suggested: %(days)s working days from today.") % {
                "days": NOTICE
            }
        self.initial["title"] = f"Updates, {in_words(self.today)}"

    def _ask_about(self, visible, ticked):
        """Offer those of the ticked actions whose owner can be asked, and name the others."""
        asked, others = [], []
        for action in visible.filter(pk__in=ticked):
            (asked if action.status == Status.IN_PROGRESS and action.owner_id else others).append(action)
        self.fields["actions"].queryset = visible.filter(pk__in=[one.pk for one in asked]).select_related("owner")
        self.initial["actions"] = asked
        if others:
            left_out = {"actions": get_text_list(others, gettext("and"))}
            self.fields["actions"].help_text = gettext("Not in progress, so not asked about: %(actions)s.") % left_out

    @property
    def asks_nobody(self) -> bool:
        """Return whether nothing was ticked whose owner can be asked."""
        return "actions" in self.fields and not self.initial["actions"]

    def service_data(self, *names: str) -> dict[str, object]:
        """The arguments of services.rounds.commission_round."""
        return {"inspections": [], "plans": []} | super().service_data(*names)


def _suggested(today):
    """The day that owners are given, or None beyond the years whose bank holidays are known."""
    try:
        return add_working_days(today, NOTICE)
    except BankHolidaysUnknown:
        return None


class PutRoundRightForm(PutRightForm):
    """A round as it is stated."""

    noun = "round"
    joined = ("session",)

    title = title_field()
    returns_by = WrittenDateField(label="Returns by", to_the_day=True)
    session = SessionField()

    fields_of = {"returns_by": lambda sent: {"returns_by": sent["returns_by"].on}}

    @staticmethod
    def typed(row: UpdateRound) -> dict[str, str]:
        session = str(row.session_id or "")
        return {"title": row.title, "returns_by": in_words(row.returns_by), "session": session}

    @staticmethod
    def differences(before: UpdateRound, after: UpdateRound) -> list[Move]:
        then, now = (
            {"Title": row.title, "Returns by": in_words(row.returns_by), "For a session": str(row.session or "none")}
            for row in (before, after)
        )
        return [Move(label, then[label], now[label]) for label in then if then[label] != now[label]]
