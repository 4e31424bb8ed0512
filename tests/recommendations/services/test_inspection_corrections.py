"""An inspection is put right: what follows from it moves, what it was stands on every past day, and nothing is lost."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from inspections.models import Inspection
from recommendations.models import Part
from recommendations.selectors.inspections.moves import Before
from recommendations.selectors.position.deadlines import tally
from recommendations.selectors.register import visible_inspections
from recommendations.selectors.standings import Standings
from recommendations.services.as_shown import ChangedMeanwhile, foresee
from recommendations.services.inspection_corrections import put_right, withdraw_inspection
from recommendations.services.recommendations import PartDraft, add_recommendation
from recommendations.standings.restate import differences
from safeguarding.history import version_of
from safeguarding.lib.dates import Precision
from safeguarding.roles import Refused
from tests.factories import ActionFactory, BodyFactory, InspectionFactory, KindFactory, RecommendationFactory
from tests.moments import NOW, london

RIGHT = date(2015, 2, 12)
BEFORE = london(2015, 5, 1)
LATER = london(2015, 6, 1)
WHY = "The report says 12 February."


@pytest.fixture
def inspection(cast):
    """With a part that is due in three months, one asked for immediately, one by a stated day, and one of others."""
    made = InspectionFactory(slug="ours", title="Ours")
    timescales = ["Within three months", "Immediately", "By 30 November 2015", "Within six weeks"]
    parts = [
        PartDraft(text=words, letter=letter, timescale=words, ours=letter != "d")
        for letter, words in zip("abcd", timescales, strict=True)
    ]
    RecommendationFactory(inspection=made, reference="1", parts=parts)
    return made


def right(inspection, cast, at=LATER, why=WHY, **changes):
    changes = changes or {"published_on": RIGHT}
    return put_right(inspection, version=version_of(inspection), why=why, by=cast.coordinator, at=at, **changes)


def foreseen(inspection, cast, **changes):
    """The Moves of putting it right."""
    before = Before.of(inspection, cast.coordinator, LATER)
    return foresee(lambda: right(inspection, cast, **changes), before)


def due():
    return dict(Part.objects.values_list("letter", "due_on"))


def test_due_dates_follow_by_the_rules_of_registration_and_say_why(inspection, cast):
    right(inspection, cast)

    assert due() == {"a": date(2015, 5, 12), "b": None, "c": date(2015, 11, 30), "d": date(2015, 3, 26)}
    part = Part.objects.get(letter="a")
    assert part.due_rule == "3 calendar months from publication on 12 February 2015"
    last = part.history.first()
    assert (last.history_user, last.history_date, last.history_change_reason) == (cast.coordinator, LATER, WHY)


def test_a_part_that_nothing_moves_for_has_no_new_history(inspection, cast):
    right(inspection, cast)

    assert {p.letter: p.history.count() for p in Part.objects.all()} == {"a": 2, "b": 2, "c": 1, "d": 2}


def test_what_moves_no_date_leaves_every_part_alone(inspection, cast):
    right(inspection, cast, title="Ours, in full")

    assert {part.history.count() for part in Part.objects.all()} == {1}
    assert Inspection.objects.get().title == "Ours, in full"


def test_without_a_day_nothing_can_be_counted_and_with_one_again_everything_can(inspection, cast):
    before = due()
    right(inspection, cast, published_on=date(2015, 2, 28))
    right(inspection, cast, published_precision=Precision.MONTH)
    assert due() == {"a": None, "b": None, "c": date(2015, 11, 30), "d": None}

    right(inspection, cast, at=NOW, published_on=date(2015, 2, 11), published_precision=Precision.DAY)
    assert due() == before


def test_the_standings_follow_and_those_of_past_days_stay(inspection, cast):
    action = ActionFactory(parts=[Part.objects.get(letter="a")], owner=cast.posts.owner)
    late = london(2015, 5, 12, 12)

    def past_the_inspectorates_date(as_at=None):
        return tally(Standings(cast.dcc, now=LATER, as_at=as_at))["late-inspectorate"]

    assert past_the_inspectorates_date(late) == 1
    right(inspection, cast, at=LATER, published_on=date(2015, 4, 1))

    assert (past_the_inspectorates_date(), past_the_inspectorates_date(late)) == (0, 1)
    assert list(differences()) == []
    assert action.coverages.get().part.due_on == date(2015, 7, 1)


def test_a_past_day_shows_what_it_said_then_even_if_by_todays_date_it_was_not_published(inspection, cast):
    right(inspection, cast, published_on=date(2015, 5, 20))

    [then] = visible_inspections(cast.dcc, now=LATER, as_at=BEFORE)
    [now] = visible_inspections(cast.dcc, now=LATER)
    assert (then.published_on, now.published_on) == (date(2015, 2, 11), date(2015, 5, 20))


def test_what_was_under_embargo_then_stays_hidden_then_whatever_was_put_right_since(cast):
    made = InspectionFactory(published_on=date(2015, 5, 20), at=london(2015, 4, 2))
    right(made, cast, published_on=date(2015, 2, 11))

    assert list(visible_inspections(cast.dcc, now=LATER, as_at=BEFORE)) == []
    assert [row.id for row in visible_inspections(cast.dcc, now=LATER)] == [made.pk]


def test_put_under_embargo_it_is_hidden_on_past_days_too(inspection, cast):
    right(inspection, cast, embargo_until=NOW)

    assert list(visible_inspections(cast.dcc, now=LATER)) == []
    assert list(visible_inspections(cast.dcc, now=LATER, as_at=BEFORE)) == []
    assert len(visible_inspections(cast.coordinator, now=LATER)) == 1  # who did it reads it early


def test_only_the_coordinator_puts_right_and_a_refusal_changes_nothing(inspection, cast):
    version = version_of(inspection)
    for person in (cast.dcc, cast.owner, cast.opcc, cast.partner, cast.administrator, cast.auditor):
        with pytest.raises(Refused):
            put_right(inspection, version=version, why=WHY, by=person, at=LATER, published_on=RIGHT)

    assert version_of(inspection) == version


def test_a_stale_page_is_refused_as_a_whole(inspection, cast):
    version = version_of(inspection)
    right(inspection, cast, title="Theirs")

    with pytest.raises(ChangedMeanwhile):
        put_right(inspection, version=version, why=WHY, by=cast.coordinator, at=NOW, published_on=RIGHT)
    assert Inspection.objects.get().published_on == date(2015, 2, 11)


@pytest.mark.parametrize("field", ["slug", "released_at", "withdrawn_at", "id"])
def test_what_addresses_and_other_verbs_say_is_not_put_right(inspection, cast, field):
    with pytest.raises(TypeError):
        right(inspection, cast, **{field: "other"})


def test_what_is_foreseen_is_what_then_happens_and_records_nothing(inspection, cast):
    for letter in "ad":
        ActionFactory(parts=[Part.objects.get(letter=letter)], owner=cast.posts.owner)
    changes = {"published_on": date(2015, 4, 1)}
    version = version_of(inspection)

    moves = foreseen(inspection, cast, **changes)

    assert (version_of(inspection), due()["a"]) == (version, date(2015, 5, 11))
    assert list(differences()) == []
    assert moves.sentences == [
        "2 due dates become 49 to 51 days later.",
        "1 part asked for immediately counts from 1 April 2015, not from 11 February 2015.",
    ]
    assert ("Action plan to HMIC", "25 March 2015", "13 May 2015") in moves.milestones
    figures = {move.label: (move.before, move.after) for move in moves.figures}
    assert figures == {
        "Actions past the inspectorate’s date": ("1", "0"),
        "Recommendations past the inspectorate’s date": ("1", "0"),
    }
    assert right(inspection, cast, **changes).published_on == date(2015, 4, 1)


def test_one_day_is_said_as_one_day_and_each_way_apart(inspection, cast):
    later = foreseen(inspection, cast, published_on=RIGHT).sentences[0]
    lost = foreseen(inspection, cast, published_on=None).sentences

    assert later == "2 due dates become 1 day later."
    assert lost == [
        "2 due dates can no longer be counted, since the publication date is not known.",
        "1 part asked for immediately counts from a day not known, not from 11 February 2015.",
    ]


def test_figures_are_as_before_but_for_what_moved(inspection, cast):
    other = RecommendationFactory()
    ActionFactory(parts=[other.parts.get()], owner=cast.posts.owner, target_on=date(2015, 4, 30))
    before = tally(Standings(cast.dcc, now=LATER))

    right(inspection, cast)

    assert tally(Standings(cast.dcc, now=LATER)) == before


def test_another_body_has_other_clocks_and_the_old_ones_do_not_apply(inspection, cast):
    other = BodyFactory(slug="ofsted", name="Ofsted")
    right(inspection, cast, body=other, kind=KindFactory(slug="audit", name="Audit"))

    assert list(inspection.milestones.filter(ended_at=None)) == []
    assert set(inspection.milestones.values_list("ended_at", flat=True)) == {LATER}


def test_clocks_that_apply_again_run_again(inspection, cast):
    before = list(inspection.milestones.values_list("clock", "due_on", "ended_at"))
    body, kind = inspection.body, inspection.kind
    right(inspection, cast, body=BodyFactory(slug="ofsted", name="Ofsted"))
    right(inspection, cast, at=NOW, body=body, kind=kind)

    assert list(inspection.milestones.values_list("clock", "due_on", "ended_at")) == before


def test_a_recommendation_added_by_who_read_the_old_date_is_counted_from_the_right_one(inspection, cast):
    stale = Inspection.objects.get()
    right(inspection, cast)

    added = add_recommendation(
        stale,
        reference="2",
        text="See.",
        parts=[PartDraft(text="See.", timescale="Within three months")],
        by=cast.coordinator,
        at=NOW,
    )
    assert added.parts.get().due_on == date(2015, 5, 12)


# Withdrawn


def test_one_on_which_nothing_was_built_is_withdrawn_and_stays_on_past_days(cast):
    made = InspectionFactory()
    withdraw_inspection(made, why="Registered twice.", by=cast.coordinator, at=LATER)

    assert list(visible_inspections(cast.coordinator, now=NOW)) == []
    assert [row.id for row in visible_inspections(cast.coordinator, now=NOW, as_at=BEFORE)] == [made.pk]
    assert made.history.first().history_change_reason == "Registered twice."


def test_one_with_a_recommendation_says_what_stands_on_it(inspection, cast):
    with pytest.raises(ValidationError, match="It cannot be withdrawn: 1 recommendation would"):
        withdraw_inspection(inspection, why="Registered twice.", by=cast.coordinator, at=LATER)
    assert Inspection.objects.get().withdrawn_at is None


def test_withdrawn_once_nothing_is_added_to_it_and_nothing_put_right(cast):
    made = InspectionFactory()
    withdraw_inspection(made, why="Registered twice.", by=cast.coordinator, at=LATER)

    for attempt in (
        lambda: withdraw_inspection(made, why="Again.", by=cast.coordinator, at=NOW),
        lambda: RecommendationFactory(inspection=made, at=NOW),
        lambda: right(made, cast, at=NOW),
    ):
        with pytest.raises(ValidationError, match="withdrawn"):
            attempt()


def test_others_may_not_withdraw(cast):
    with pytest.raises(Refused):
        withdraw_inspection(InspectionFactory(), why="No.", by=cast.dcc, at=LATER)
