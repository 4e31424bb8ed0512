"""Which parts an action answers: others are named by their numbers, one is ended."""

from datetime import datetime
from functools import partial

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext

from inspections.models import Inspection

from ..models import Action, Coverage, Part
from ..selectors.changes import Field, differing
from ..selectors.moves import Move
from .numbers import inspection_field, numbers_field, parts_named
from .put_right import NO, YES, PutRightForm
from .service_form import radios

ANSWERS = (Field("It answers the part", lambda row: "No" if row.ended_at else "Yes"),)


class AnswerPartsForm(PutRightForm):
    """Parts that an action answers too, by their numbers. among: those that may be seen; inspections: that they are of."""

    noun = "action"
    words = ("why",)

    numbers = numbers_field("What it answers too", help_text="A number such as 9, or a part of it such as 8c.")
    inspection = inspection_field()

    def __init__(
        self, *args, covered: list[Part], among: QuerySet[Part], inspections: QuerySet[Inspection], **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        self.covered, self.among = covered, among
        self.fields["inspection"].queryset = inspections
        self.initial["inspection"] = str(covered[0].recommendation.inspection_id) if covered else ""

    @staticmethod
    def typed(row: Action) -> dict[str, str]:
        """Nothing: what it answers stands beside the form."""
        return {"numbers": ""}

    @staticmethod
    def differences(before: Action, after: Action) -> list[Move]:
        """None: only what is named here becomes another."""
        return []

    def _changes(self, cleaned):
        try:
            named = parts_named(cleaned["numbers"], inspection=cleaned["inspection"], among=self.among)
        except ValidationError as error:
            self.add_error("numbers", error)
            return {}
        new = [part for part in named if part not in self.covered]
        if not new:
            self.add_error("numbers", gettext("It answers %(parts)s already") % {"parts": ", ".join(map(str, named))})
        return {"parts": new} if new else {}

    @property
    def moves(self) -> list[Move]:
        """The parts that it answers, before and after."""
        before = [str(part) for part in self.covered]
        after = [*before, *(str(part) for part in self.changes["parts"])]
        return [Move("What it answers", ", ".join(before) or "none", ", ".join(after))]


class EndCoverageForm(PutRightForm):
    """That an action answers a part, to be ended."""

    noun = "answer"
    words = ("why",)

    stands = radios("Does the action answer this part?", [(YES, "Yes"), (NO, "No, not any longer")])

    @staticmethod
    def typed(row: Coverage) -> dict[str, str]:
        """A row of a coverage, of today or of the past, as this form has it typed."""
        return {"stands": NO if row.ended_at else YES}

    differences = staticmethod(partial(differing, ANSWERS))

    def __init__(self, *args, at: datetime, **kwargs) -> None:
        super().__init__(*args, at=at, **kwargs)
        self.fields_of = {"stands": lambda sent: {"ended_at": at if sent["stands"] == NO else None}}

    def service_data(self) -> dict[str, object]:
        """The arguments of services.coverages.end_coverage."""
        return {"version": int(self.stands), "why": self.cleaned_data["why"]}
