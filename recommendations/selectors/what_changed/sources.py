"""The kinds of change, and what a row of each is read from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import (
    BigIntegerField,
    BooleanField,
    DateTimeField,
    Expression,
    IntegerField,
    Q,
    QuerySet,
    TextChoices,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from .period import Period


class Change(TextChoices):
    """The kinds, in the order in which a board reads them."""

    COMPLETED = "completed", "Completed"
    REOPENED = "reopened", "Reopened"
    NOT_SUPPORTED = "not-supported", "Completion not supported"
    WITHDRAWN = "withdrawn", "Withdrawn"
    ADDED = "added", "Added"
    LATE = "late", "Newly late"
    DATE = "date", "Target dates moved"
    OWNER = "owner", "Owners changed"
    ASKED = "asked", "Questions asked"
    ANSWERED = "answered", "Questions answered"
    VERDICT = "verdict", "Verdicts of the inspectorate"
    CONTACT = "contact", "Contact with inspectorates"
    ASSURED = "assured", "Assurance of the OPCC"
    MEETING = "meeting", "Notes and minutes of the OPCC"
    CORRECTED = "corrected", "Corrections"
    LATER = "later", "Said before, recorded since"

    def counted(self, number: int) -> str:
        """Its words after a number: “1 Target date moved”, “2 Target dates moved”."""
        return _OF_ONE.get(self, self.label) if number == 1 else self.label


_OF_ONE = {
    Change.DATE: _("Target date moved"),
    Change.OWNER: _("Owner changed"),
    Change.ASKED: _("Question asked"),
    Change.ANSWERED: _("Question answered"),
    Change.VERDICT: _("Verdict of the inspectorate"),
    Change.CONTACT: _("Contact with an inspectorate"),
    Change.MEETING: _("Note or minutes of the OPCC"),
    Change.CORRECTED: _("Correction"),
}


# The columns of every row, so that one union holds those of several sources; a source fills those that it has.
COLUMNS = {
    "source": IntegerField(),
    "moment": DateTimeField(),
    **dict.fromkeys(("by", "on_action", "on_recommendation", "on_inspection"), BigIntegerField()),
    **dict.fromkeys(("letter", "what", "old", "new", "said", "marking"), TextField()),
    "hidden": BooleanField(),
}
Column = str | Expression
Among = Callable[[Period], QuerySet]


@dataclass(frozen=True, eq=False)
class Source:
    """One kind of change, from one table: `among` the rows that this gives for a Period, those that are as the `condition` says.

    moment: the field that says when it was recorded; "" where nothing was recorded, but a day went by. columns: by names of
    COLUMNS, or functions of a Period that give one. title: the words over a row, which may name {what}, a key of `labels` put in
    its words. say: how `old` and `new` are to be read: "day", "post", "words", or of which enumeration they are keys.
    """

    kind: Change
    among: Among
    condition: Callable[[Period], Q]
    moment: str
    columns: Mapping[str, Column | Callable[[Period], Column]]
    title: str = ""
    say: str | type[TextChoices] = "words"
    labels: type[TextChoices] | None = None

    def rows(self, place: int, period: Period) -> QuerySet:
        """Its rows with COLUMNS, of which `source` is `place`."""
        named = {f"{name}_is": self._column(name, period) for name in COLUMNS} | {"source_is": Value(place)}
        found = self.among(period).filter(self.condition(period))
        return found.order_by().annotate(**named).values_list(*named)

    def titled(self, what: str) -> str:
        """The words over a row that has this in its column `what`; a day that a title of the timeline names is left out of them."""
        return gettext(self.title).format(what=gettext(self.labels(what).label) if self.labels else what, on="")

    def _column(self, name, period):
        column = self.moment if name == "moment" else self.columns.get(name, "")
        column = column(period) if callable(column) else column
        return Cast(column or Value(None), COLUMNS[name])


def as_text(value: str | Expression) -> Coalesce:
    """A value as text, and none as the empty one, so that the two can be compared."""
    return Coalesce(Cast(value, TextField()), Value(""), output_field=TextField())
