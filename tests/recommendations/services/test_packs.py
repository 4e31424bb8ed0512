"""What is said of a paper: kept until somebody says otherwise, closed once it is issued, and taken over by its next version."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from inspections.services import release_to_opcc
from recommendations.models import Meeting, PackFile
from recommendations.selectors.packs.draft import draft
from recommendations.selectors.packs.prepared import given_up, latest, papers_to_issue, version_of_choices
from recommendations.selectors.standings import Standings
from recommendations.services.packs import (
    MadeFile,
    all_ready,
    choose,
    correct_pack,
    give_up_paper,
    issue_pack,
    prepare_paper,
)
from safeguarding.history import version_of
from safeguarding.models import Marking
from tests.factories import BoardFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, OPENED
from tests.recorded import write


def said(pack):
    return list(pack.choices.order_by("inspection", "recommendation").values_list("inspection", "state", "reason"))


def test_what_is_said_of_a_paper_until_it_is_issued_and_of_its_next_version(cast):
    by, board = {"by": cast.coordinator, "at": NOW}, BoardFactory(slug="board", name="Board")
    meeting = write(Meeting(board=board, held_on=date(2015, 10, 8)), by=cast.coordinator, at=OPENED)
    first, second = (
        RecommendationFactory(inspection=InspectionFactory(marking=marking)).inspection for marking in Marking
    )
    for report in (first, second):
        release_to_opcc(report, by=cast.coordinator, at=OPENED)
    with pytest.raises(ValidationError, match="today or earlier"):
        prepare_paper(meeting, version=0, cut_off_at=NOW + timedelta(seconds=1), **by)
    pack = prepare_paper(meeting, version=0, cut_off_at=NOW, key_points="All is begun.", **by)
    with pytest.raises(ValidationError, match="Somebody changed this paper"):
        prepare_paper(meeting, version=0, key_points="None is.", **by)

    choose(pack, first, state="left-out", reason="It is of another board.", **by)
    assert [one.inspection for one in all_ready(pack, [first, second], **by)] == [second]
    with pytest.raises(ValidationError, match="Say why"):
        choose(pack, second, state="left-out", reason=" ", **by)
    choose(pack, first, recommendation=first.recommendations.get(), state="ready", reason="", **by)
    choose(pack, first, state="left-out", reason="It is of the next board.", **by)
    kept = [(first.pk, "left-out", "It is of the next board."), (second.pk, "ready", "")]
    assert sorted(said(pack)) == sorted([*kept, (first.pk, "ready", "")])

    with pytest.raises(ValidationError, match="in preparation already"):
        correct_pack(pack, corrects="Misprinted.", **by)
    files = [MadeFile(name, "csv", name == "public.csv", name.encode()) for name in ("public.csv", "ours.csv")]
    issue_pack(pack, draft(meeting, at=NOW), files, seen=version_of_choices(pack), by=cast.dcc, at=NOW)
    assert dict(PackFile.objects.values_list("name", "marking")) == {
        "public.csv": "official",
        "ours.csv": "official-sensitive",
    }
    with pytest.raises(ValidationError, match="issued while you were writing"):
        prepare_paper(meeting, version=version_of(pack), key_points="None is.", **by)

    made = correct_pack(pack, corrects="Misprinted.", **by)
    again = [
        (first.pk, "left-out", "It is of the next board."),
        (first.pk, "ready", ""),
    ]  # of the second nothing is said yet
    assert (made.version, made.key_points, sorted(said(made))) == (2, "All is begun.", again)
    assert (papers_to_issue(Standings(cast.dcc, now=NOW)), all_ready(made, [first, second], **by)[0].inspection) == (
        [],
        second,
    )
    assert papers_to_issue(Standings(cast.dcc, now=NOW)) == [made]
    with pytest.raises(ValidationError, match="in preparation already"):
        correct_pack(pack, corrects="Misprinted.", **by)


def test_a_version_begun_in_error_is_given_up_and_taken_up_again_under_its_number(cast):
    by, board = {"by": cast.coordinator, "at": NOW}, BoardFactory(slug="board", name="Board")
    meeting = write(Meeting(board=board, held_on=date(2015, 10, 8)), by=cast.coordinator, at=OPENED)
    report = RecommendationFactory().inspection
    release_to_opcc(report, by=cast.coordinator, at=OPENED)
    pack = prepare_paper(meeting, version=0, cut_off_at=NOW, **by)
    all_ready(pack, [report], **by)
    assert papers_to_issue(Standings(cast.dcc, now=NOW)) == [pack]

    give_up_paper(pack, why="The meeting was called off.", **by)

    assert (latest(meeting), papers_to_issue(Standings(cast.dcc, now=NOW))) == (None, [])
    assert given_up(meeting).gave_up.history_change_reason == "The meeting was called off."
    with pytest.raises(ValidationError, match="issued while you were writing"):
        choose(pack, report, state="ready", reason="", **by)
    again = prepare_paper(meeting, version=0, cut_off_at=NOW, **by)
    assert (again, again.version, given_up(meeting)) == (pack, 1, None)

    files = [MadeFile("ours.csv", "csv", False, b"-")]
    issue_pack(again, draft(meeting, at=NOW), files, seen=version_of_choices(again), by=cast.dcc, at=NOW)
    with pytest.raises(ValidationError, match="issued while you were writing"):
        give_up_paper(again, why="Too late.", **by)
    correction = correct_pack(again, corrects="Misprinted.", **by)
    all_ready(correction, [report], **by)
    give_up_paper(correction, why="It was no misprint.", **by)
    assert latest(meeting) == again

    second = correct_pack(again, corrects="A date is wrong.", **by)

    assert (second, second.version, latest(meeting)) == (correction, 2, correction)
    assert said(second) == [(report.pk, "not-ready", "A date is wrong.")]
