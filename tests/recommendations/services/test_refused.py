"""Each verb refuses by itself, whatever a page asked before: somebody who has no part in it records nothing."""

from functools import partial

import pytest

from inspections.models import Milestone
from recommendations.models import AgencyResponse, Board, LookedThrough, Measure, Pack, StagedPlan
from recommendations.services import (
    assurance,
    contacts,
    grades,
    intake,
    looked,
    measures,
    milestones,
    packs,
    paper_lines,
    partners,
    staged_plans,
    standing_text,
)
from safeguarding.roles import Refused
from tests.walk import DECIDED, recommendation

DAY = DECIDED.date()


def test_whoever_has_no_part_in_it_is_refused_by_the_verb(cast):
    asked = recommendation(cast)
    inspection, measure, milestone = asked.inspection, Measure(recommendation=asked), Milestone()
    file = {"name": "plan.xlsx", "sha256": "0" * 64, "data": b""}
    said = {"text": "Said.", "source": "Letter"}
    letter = {"kind": "letter", "body": inspection.body, "happened_on": DAY}
    spoken = {"position": "accepted", "text": "Said.", "said_on": DAY}
    for verb in (
        partial(assurance.assure, inspection, "assured", reason="Seen."),
        partial(assurance.note_for_meeting, inspection, "Ask why."),
        partial(contacts.record_contact, inspection, **letter, **said),
        partial(grades.record_grades, inspection, topics={}, audits={}, source="Report"),
        partial(intake.accept_plan, [], **file),
        partial(looked.look_through, LookedThrough.Page.SCRUTINY, until=DECIDED),
        partial(measures.add_measure, asked, name="Repeats", better="lower"),
        partial(measures.put_measure_right, measure, version=0, why="Wrong."),
        partial(measures.add_reading, measure, value=1, read_on=DAY, source="Audit"),
        partial(milestones.put_milestone_right, milestone, version=0, why="Wrong."),
        partial(milestones.same_as, milestone, asked, instead_of=None, why="The same."),
        partial(packs.prepare_paper, inspection, version=0),
        partial(packs.choose, Pack(), inspection, state="ready", reason=""),
        partial(packs.all_ready, Pack(), [inspection]),
        partial(packs.correct_pack, Pack(), corrects="A date."),
        partial(paper_lines.write_lines, asked, version=0),
        partial(partners.respond_for_agency, asked.parts.get(), cast.agency, **spoken),
        partial(partners.check_quality, AgencyResponse(), outcome="accepted"),
        partial(staged_plans.stage_plan, **file),
        partial(staged_plans.answer_about, StagedPlan()),
        partial(staged_plans.give_up_plan, StagedPlan()),
        partial(standing_text.write_standing_text, Board(), version=0),
    ):
        with pytest.raises(Refused):
            verb(by=cast.nobody, at=DECIDED)
