"""The fields of each answer, for the reader of OpenAPI; null is not stated, or, where `withheld` says so, not for the reader."""

from datetime import date, datetime
from typing import Generic, TypeVar

from ninja import Schema
from pydantic import BaseModel

Item = TypeVar("Item")


class Answer(BaseModel, Generic[Item]):
    """Some rows. as_at: the past moment that they are of; null: now. next: the address of those that follow."""

    as_at: datetime | None
    items: list[Item]
    next: str | None


class Inspection(Schema):
    """An inspection. recommendations: how many that ask something of us are in each state."""

    id: int
    slug: str
    title: str
    body: str
    kind: str
    published_on: date | None
    recommendations: dict[str, int]
    url: str


class Recommendation(Schema):
    """A recommendation, as far as its last part. verdict: both ledgers in one word. due_on: the inspectorate's earliest date."""

    id: int
    inspection: str
    reference: str
    kind: str
    text: str
    state: str
    verdict: str
    due_on: date | None
    due_precision: str
    immediate: str
    owner: str
    holder: str
    days_late: int | None
    url: str


class Part(Schema):
    """A part of a recommendation. ours: addressed to the force."""

    id: int
    recommendation: int
    inspection: str
    letter: str
    text: str
    ours: bool
    state: str
    verdict: str
    due_on: date | None
    immediate: bool


class Action(Schema):
    """An action. due_on: the inspectorate's. days_past: by how many days, by the date that it is past. parts: what it answers."""

    number: int
    text: str | None
    withheld: bool
    marking: str
    status: str
    owner: str
    holder: str
    target_on: date | None
    first_target_on: date | None
    due_on: date | None
    days_past: dict[str, int]
    parts: list[int]
    url: str


class Update(Schema):
    """A report of an owner's, as last corrected."""

    id: int
    action: int
    part: int | None
    recorded_at: datetime
    recorded_by: str
    assessment: str
    done: str | None
    next: str | None
    no_change_because: str | None
    recommends_complete: bool
    shown: str
    withheld: bool
    marking: str


class Decision(Schema):
    """A decision of the DCC's on an action, or on one part of it."""

    id: int
    action: int
    part: int | None
    outcome: str
    reason: str | None
    decided_on: date
    recorded_at: datetime
    recorded_by: str
    withheld: bool
    marking: str


class Figures(Schema):
    """One inspection: its recommendations by state, its open actions by how they stand to their target."""

    slug: str
    states: dict[str, int]
    overdue_original: int
    overdue_current: int
    not_yet_due: int
    revised: int
    no_date: int


class Position(BaseModel):
    """The figures of the page Position. states, parts: recommendations that ask something of us, and parts of ours, by state."""

    as_at: datetime | None
    open_recommendations: int
    states: dict[str, int]
    parts: dict[str, int]
    open_actions: int
    actions: dict[str, int]
    late: dict[str, int]
    inspections: list[Figures]


class Change(BaseModel):
    """One change. recorded_at: null where a day went by. old, new: in words; said: of a record; null where withheld."""

    kind: str
    recorded_at: datetime | None
    on: str
    url: str
    title: str
    old: str
    new: str
    said: str | None
    withheld: bool
    recorded_by: str
    marking: str


class Changes(Answer[Change]):
    """Some changes. since: the moment after which they were recorded."""

    since: datetime
