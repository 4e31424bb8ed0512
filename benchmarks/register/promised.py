"""The rows of what was asked and promised: inspections; recommendations, parts and actions of some lives, with their history."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from inspections.models import InspectingBody, Inspection, InspectionKind, Theme
from inspections.timescales import Kind
from recommendations.models import Action, Board, Meeting, Pack, PackChoice, Part, Recommendation
from recommendations.workflow import Status

from .cast import Cast
from .lives import PER_INSPECTION, THEMES, Calendar, Life
from .rows import State, add, add_history

IN_PAPER = 5  # of the reports, of 100 recommendations each


@dataclass(frozen=True)
class Reports:
    """The inspections in order, and the themes."""

    inspections: list[Inspection]
    themes: list[Theme]


@dataclass(frozen=True)
class Promised:
    """One life with its rows: the recommendation, its parts, the action."""

    life: Life
    recommendation: Recommendation
    parts: list[Part]
    action: Action


def publish(number: int, cast: Cast, calendar: Calendar) -> Reports:
    """Make the inspections of so many actions, published before the first was opened and released to the OPCC."""
    began = calendar.began
    [body] = add(InspectingBody, [InspectingBody(slug="hmic", name="HMIC")])
    [kind] = add(InspectionKind, [InspectionKind(slug="thematic", name="Thematic")])
    themes = add(Theme, [Theme(slug=f"theme-{k}", name=f"Theme {k}") for k in range(THEMES)])
    for model, things in ((InspectingBody, [body]), (InspectionKind, [kind]), (Theme, themes)):
        add_history(model, ((thing, [State(began, cast.coordinator, "Set up")]) for thing in things))
    facts = {"body": body, "kind": kind, "published_on": (began - timedelta(days=30)).date(), "released_at": began}
    inspections = add(
        Inspection,
        [
            Inspection(slug=f"made-up-{k}", title=f"Inspection {k + 1:04d}", **facts)
            for k in range(-(-number // PER_INSPECTION))
        ],
    )
    add_history(Inspection, ((one, [State(began, cast.coordinator, "Recorded")]) for one in inspections))
    return Reports(inspections, themes)


def prepare_paper(reports: Reports, cast: Cast, calendar: Calendar) -> None:
    """Make a board, the meeting it has in a month, and in preparation its paper, on the first IN_PAPER reports."""
    by, now = cast.coordinator, calendar.now
    [board] = add(Board, [Board(slug="board", name="Board")])
    [meeting] = add(Meeting, [Meeting(board=board, held_on=(now + timedelta(days=30)).date())])
    [paper] = add(Pack, [Pack(meeting=meeting, cut_off_at=now)])
    left_out = {"pack": paper, "state": PackChoice.State.LEFT_OUT, "reason": "Told of at another meeting."}
    choices = add(PackChoice, [PackChoice(inspection=one, **left_out) for one in reports.inspections[IN_PAPER:]])
    for model, things in ((Board, [board]), (Meeting, [meeting]), (Pack, [paper]), (PackChoice, choices)):
        add_history(model, ((thing, [State(now, by, "Prepared")]) for thing in things))


def promise(chunk: list[Life], cast: Cast, reports: Reports, calendar: Calendar) -> list[Promised]:
    """Make the recommendations, parts and actions of these lives."""
    asked = add(Recommendation, [_recommendation(life, cast, reports) for life in chunk])
    pairs = list(zip(chunk, asked, strict=True))
    parts = add(Part, [_part(life, one, number) for life, one in pairs for number in range(life.parts)])
    actions = add(Action, [_action(life, cast) for life in chunk])
    remaining = iter(parts)
    made = [
        Promised(life, one, [next(remaining) for _ in range(life.parts)], action)
        for (life, one), action in zip(pairs, actions, strict=True)
    ]

    def recorded(life):
        return [State(calendar.at(life, life.opened), cast.coordinator, "Recorded")]

    add_history(Recommendation, ((each.recommendation, recorded(each.life)) for each in made))
    add_history(Part, ((part, recorded(each.life)) for each in made for part in each.parts))
    add_history(Action, ((each.action, _states(each.life, cast, calendar)) for each in made))
    return made


def _recommendation(life, cast, reports):
    return Recommendation(
        inspection=reports.inspections[life.inspection],
        reference=f"{life.order}",
        order=life.order,
        text=life.title,
        theme=reports.themes[life.theme],
        issue_owner=cast.posts[life.issue_owner],
    )


def _part(life, recommendation, number):
    return Part(
        recommendation=recommendation,
        letter="ab"[number] if life.parts > 1 else "",
        text=life.title,
        timescale="within six months",
        timescale_kind=Kind.MONTHS,
        due_on=life.original_on + timedelta(days=15),
    )


def _action(life, cast):
    return Action(
        text=life.text,
        owner=None if life.owner is None else cast.posts[life.owner],
        status=life.status,
        target_on=life.target_on,
        original_target_on=life.original_on,
        expected_on=life.target_on,
    )


def _states(life, cast, calendar) -> Iterator[State]:
    """The action from its opening on, each state by whoever would have brought it about."""
    stood = {"status": Status.AWAITING_ALLOCATION, "owner_id": None, "target_on": life.original_on}
    steps = [(life.opened, cast.coordinator, "Opened", {})]
    if life.owner is not None:
        given = {"status": Status.IN_PROGRESS, "owner_id": cast.posts[life.first_owner].pk}
        steps.append((life.opened + 3, cast.coordinator, "Allocated", given))
    if life.handed_over is not None:
        steps.append((life.handed_over, cast.coordinator, "Handed over", {"owner_id": cast.posts[life.owner].pk}))
    if life.moved is not None:
        steps.append((life.moved, cast.dcc, "Date agreed", {"target_on": life.target_on}))
    if life.recommends:
        owner = cast.owners[life.owner]
        steps.append((life.updates[-1], owner, "Recommended complete", {"status": Status.RECOMMENDED_COMPLETE}))
    if life.supported is not None:
        steps.append((life.supported, cast.dcc, "Supports completion", {"status": Status.COMPLETE}))
    for day, by, why, changes in steps:
        stood = stood | changes
        yield State(calendar.at(life, day), by, why, stood)
