"""The return of an owner to a round: a row for each action, with an update or why nothing has changed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext

from ..models import Assessment
from ..selectors.rounds.rows import ReturnRow
from ..services.returns import DRAFT_FIELDS, Drafted, changed_meanwhile
from .service_form import ServiceForm, text_field

ONE_LINE = 500  # characters: why nothing has changed is said in a line
SUBMIT = "submit"
FIELD = re.compile(r"(?:done|no_change_because)_(\d{1,18})")


@dataclass(frozen=True)
class FormRow:
    """A ReturnRow with the fields in which it is answered; none where nothing is owed."""

    row: ReturnRow
    fields: list[BoundField]


class ReturnForm(ServiceForm):
    """The rows of a page: for each action that is owed an answer the fields done_7, no_change_because_7, assessment_7, version_7.

    `submits`: the owner's button was pressed, and not the one that only keeps what was typed.
    """

    compact = True

    def __init__(self, *args, rows: Iterable[ReturnRow], **kwargs) -> None:
        self.rows = list(rows)
        self.owed = {row.number: row for row in self.rows if row.owed}
        self.base_fields = self.base_fields | {
            name: field for number in self.owed for name, field in _fields(number).items()
        }
        self.words = [f"{name}_{number}" for number in self.owed for name in ("done", "no_change_because")]
        super().__init__(*args, **kwargs)
        for number, row in self.owed.items():
            self.initial |= {f"{name}_{number}": getattr(row.draft, name) for name in (*DRAFT_FIELDS, "version")}

    @property
    def submits(self) -> bool:
        return self.data.get("then") == SUBMIT

    @property
    def form_rows(self) -> list[FormRow]:
        """Every row of the page, each with its fields."""
        return [
            FormRow(row, [self[f"{name}_{row.number}"] for name in (*DRAFT_FIELDS, "version")] if row.owed else [])
            for row in self.rows
        ]

    def full_clean(self) -> None:
        """Check the form; a row that somebody else wrote after the page was drawn is shown with their words, and said once."""
        stale = self._catch_up() if self.is_bound else {}
        super().full_clean()
        for name, message in stale.items():
            self.add_error(name, message)
        for number, words in self._typed_for_others():
            message = gettext("Action %(number)s is no longer asked for on this page. You had typed: “%(words)s”")
            self.add_error(None, message % {"number": number, "words": words})

    def _typed_for_others(self) -> list[tuple[str, str]]:
        """(number, words) typed for an action that was on the page when it was drawn, and left it meanwhile."""
        sent = ((FIELD.fullmatch(name), self.data.get(name)) for name in self.data)
        return [(found[1], words) for found, words in sent if found and words and int(found[1]) not in self.owed]

    def _catch_up(self) -> dict[str, str]:
        """{field: the sentence that says who changed what}. Their words stand where nothing was typed."""
        errors = {}
        for number, row in self.owed.items():
            names = {name: f"{name}_{number}" for name in (*DRAFT_FIELDS, "version")}
            drawn_from = self.data.get(names["version"])
            typed = {name: self.data.get(names[name], "").strip() for name in DRAFT_FIELDS}
            kept = {name: getattr(row.draft, name) for name in DRAFT_FIELDS}
            if drawn_from is None or drawn_from == str(row.draft.version) or typed == kept:
                continue
            self.data = self.data.copy()
            self.data[names["version"]] = str(row.draft.version)
            if not any(typed.values()):
                for name, words in kept.items():
                    self.data[names[name]] = words
            errors[names["done"]] = changed_meanwhile(row.draft)
        return errors

    def clean(self) -> dict[str, object]:
        """One of the two is said of an action, and not both; where the return is submitted, one at least."""
        cleaned = super().clean()
        for number, row in self.owed.items():
            done, no_change = (cleaned.get(f"{name}_{number}") for name in ("done", "no_change_because"))
            if done and no_change:
                self.add_error(
                    f"no_change_because_{number}",
                    gettext("Action %(number)s: leave this empty, because you say above what was done")
                    % {"number": number},
                )
            wrong = {f"done_{number}", f"no_change_because_{number}"}.intersection(self.errors)
            if self.submits and not (done or no_change or row.reported or wrong):
                self.add_error(
                    f"done_{number}",
                    gettext("Action %(number)s: enter an update, or why nothing has changed") % {"number": number},
                )
        return cleaned

    def drafted(self) -> list[Drafted]:
        """The rows of a form in order, as services.returns keeps them."""
        return [
            Drafted(
                number,
                self.cleaned_data[f"version_{number}"],
                **{name: self.cleaned_data[f"{name}_{number}"] for name in DRAFT_FIELDS},
            )
            for number in self.owed
        ]


def _fields(number: int) -> dict[str, forms.Field]:
    """The fields of one action."""
    of = {"number": number}
    return {
        f"done_{number}": text_field(gettext("Update on action %(number)s") % of, rows=3, help_text="", required=False),
        f"no_change_because_{number}": forms.CharField(
            label=gettext("Or no change on action %(number)s, because") % of, max_length=ONE_LINE, required=False
        ),
        f"assessment_{number}": forms.ChoiceField(
            label=gettext("How is action %(number)s going?") % of,
            choices=[("", "As last said"), *Assessment.choices],
            required=False,
        ),
        f"version_{number}": forms.IntegerField(widget=forms.HiddenInput),
    }
