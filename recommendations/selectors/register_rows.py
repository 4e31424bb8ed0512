"""The rows of a Register, joined: recommendations, parts and actions, each with what follows from the others."""

from dataclasses import dataclass, field
from datetime import date

from inspections.models import Inspection
from inspections.timescales import Kind as TimescaleKind
from safeguarding.lib.dates import Precision, days_open, in_words, is_late
from safeguarding.lib.languages import translated

from ..models import Action, AgencyResponse, Part, Recommendation, Response
from ..models.recommendations import part_in_words, printed
from ..workflow import (
    CLOSED_BY_US,
    Ledgers,
    PartState,
    Status,
    ledgers_of_part,
    ledgers_of_recommendation,
    part_state,
    recommendation_state,
)
from .lateness import Lateness, lateness
from .register_keys import RegisterKeys
from .with_corrections import WithCorrections


@dataclass(eq=False)
class RegisterRecommendation:
    """A recommendation or finding with its parts; its state is theirs, worst first. `verdicts`, each Said, where they were added.

    `row` and `inspection` are rows of today, or history rows, which have the same fields.
    """

    pk: int
    row: Recommendation
    inspection: Inspection
    issue_owner: str
    parts: list["RegisterPart"] = field(default_factory=list)
    verdicts: list[WithCorrections] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{translated(self.kind_label)} {self.reference}"

    @property
    def reference(self) -> str:
        return printed(self.row.reference)

    @property
    def state(self) -> PartState:
        return recommendation_state([part.state for part in self.parts])

    @property
    def ledgers(self) -> Ledgers:
        """Ours and the inspectorate's in one word."""
        whose = [part for part in self.parts if part.row.ours] or self.parts
        return ledgers_of_recommendation([part.ledgers for part in whose])

    @property
    def closed_by_us(self) -> list["RegisterAction"]:
        """The complete actions on what the inspectorate holds still open."""
        disputed = [part for part in self.parts if part.ledgers == Ledgers.DISPUTED]
        found = {action.number: action for part in disputed for action in part.actions if part.state in CLOSED_BY_US}
        return [found[number] for number in sorted(found)]

    @property
    def open_parts(self) -> list["RegisterPart"]:
        return [part for part in self.parts if not part.state.closed]

    @property
    def unowned(self) -> bool:
        """It asks something of us still, and no post holds the issue."""
        return not self.state.closed and self.row.issue_owner_id is None

    @property
    def counted(self) -> bool:
        """Next steps are demands outside the count of recommendations."""
        return self.row.kind != Recommendation.Kind.NEXT_STEP

    @property
    def kind_label(self) -> str:
        return Recommendation.Kind(self.row.kind).label

    @property
    def theme(self) -> str | None:
        """Its slug, or None."""
        return self.row.theme and self.row.theme.slug

    @property
    def actions(self) -> list["RegisterAction"]:
        return sorted({a.number: a for p in self.parts for a in p.actions}.values(), key=lambda a: a.number)


@dataclass(frozen=True)
class OfAgency:
    """One agency's words on a part: `last` stands, `earlier` it said before, the newest first. Each may be `withheld`."""

    last: AgencyResponse
    earlier: list[AgencyResponse] = field(default_factory=list)


@dataclass(eq=False)
class RegisterPart:
    """A part, its derived state, and the actions that cover it (withdrawn ones left out).

    `responses` are all that were proposed, each with whether its words are `withheld`; `response` is the one in force;
    `undecided` the last, where it is of ours and the DCC has not decided it; `proposed` the one that waits for the DCC, and
    `agreed` whether the DCC agreed the one in force; `coverings` as workflow.part_state takes them;
    `agencies` what each says of it, and `outcome` the inspectorate's last verdict, where those were added.
    """

    pk: int
    row: Part
    recommendation: RegisterRecommendation
    today: date
    responses: list[Response] = field(default_factory=list)
    undecided: Response | None = None
    proposed: Response | None = None
    agreed: bool = False
    actions: list["RegisterAction"] = field(default_factory=list)
    coverings: list[tuple[Status, bool, bool]] = field(default_factory=list)
    agencies: list[OfAgency] = field(default_factory=list)
    outcome: str = ""

    def __str__(self) -> str:
        asked = self.recommendation.row
        return part_in_words(asked.kind, asked.reference, self.row.letter)

    @property
    def response(self) -> Response | None:
        return next((response for response in self.responses if response.pk == self.row.response_id), None)

    @property
    def state(self) -> PartState:
        return part_state(
            ours=self.row.ours,
            asks=self.recommendation.row.kind != Recommendation.Kind.STRENGTH,
            response=self.response and self.response.kind,
            coverings=self.coverings,
            agreed=self.agreed,
            proposed=self.proposed is not None,
        )

    @property
    def ledgers(self) -> Ledgers:
        """Ours and the inspectorate's in one word."""
        return ledgers_of_part(self.state, self.outcome)

    @property
    def late(self) -> bool:
        """Open past the inspectorate's date."""
        return not self.state.closed and is_late(self.row.due_on, self.today)

    @property
    def asked_immediately(self) -> bool:
        return self.row.timescale_kind == TimescaleKind.IMMEDIATE

    @property
    def asked_on(self) -> date | None:
        """Publication of the report that asks for it "immediately"; None where it does not."""
        return self.recommendation.inspection.published_on if self.asked_immediately else None

    @property
    def immediate_days(self) -> int | None:
        """How long ago it was asked for "immediately"; None where it was not, or the day is not known."""
        return days_open(self.asked_on, self.today, self.recommendation.inspection.published_precision)

    @property
    def asked_in(self) -> str:
        """The month or the year in which it was asked for "immediately", where the day is not known; else ""."""
        precision = self.recommendation.inspection.published_precision
        return in_words(self.asked_on, precision) if self.asked_on and precision != Precision.DAY else ""


@dataclass(eq=False)
class RegisterAction:
    """An action with the parts it covers. `row` is today's or a history row of it; its text may be `withheld`.

    elsewhere: (inspectorate's date, day it was asked for immediately, precision of that) of parts that it covers and that are
    not in the Register.
    """

    number: int
    row: Action
    owner: str
    today: date
    parts: list[RegisterPart] = field(default_factory=list)
    elsewhere: list[tuple[date | None, date | None, str]] = field(default_factory=list)

    @property
    def withheld(self) -> bool:
        return self.row.withheld

    @property
    def status(self) -> Status:
        return Status(self.row.status)

    @property
    def first_due(self) -> RegisterPart | None:
        """The part of ours that it covers with the inspectorate's earliest date, or None."""
        return min((p for p in self.parts if p.row.ours and p.row.due_on), key=lambda p: p.row.due_on, default=None)

    @property
    def due_on(self) -> date | None:
        """The inspectorate's earliest date, or None."""
        here = self.first_due and self.first_due.row.due_on
        return min((day for day in (here, *(due for due, _, _ in self.elsewhere)) if day), default=None)

    @property
    def asked(self) -> tuple[date | None, str]:
        """The earliest date on which a part of ours was asked for immediately, or None, and its precision."""
        reports = [(part.asked_on, part.recommendation.inspection) for part in self.parts if part.row.ours]
        here = [(on, report.published_precision) for on, report in reports]
        dates = [*here, *((on, precision) for _, on, precision in self.elsewhere)]
        return min((date for date in dates if date[0]), default=(None, Precision.DAY))

    @property
    def lateness(self) -> Lateness:
        on, precision = self.asked
        return lateness(self.row, due_on=self.due_on, asked_on=on, asked_precision=precision, today=self.today)


@dataclass(eq=False)
class Register:
    """Everything that a person may see, at one moment, by key; `posts` are titles, of all.

    `today` is the day in London on which lateness is judged. What hangs on what is in it is asked by its `keys`.
    """

    today: date
    posts: dict[int, str]
    inspections: dict[int, Inspection]
    recommendations: dict[int, RegisterRecommendation]
    parts: dict[int, RegisterPart]
    actions: dict[int, RegisterAction]
    keys: RegisterKeys
