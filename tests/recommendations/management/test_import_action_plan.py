"""The importer's door in the shell: preview keeps nothing, accepting records through the services, once."""

import json
from pathlib import Path

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from inspections.models import Inspection
from recommendations.models import (
    Action,
    DeadlineRequest,
    Decision,
    Link,
    Part,
    PlanDocument,
    Recommendation,
    TranscribedStatement,
)
from recommendations.services.actions import allocate
from safeguarding.appointments import grant
from safeguarding.models.people import Role
from tests.factories import InspectionFactory, KindFactory, PostFactory, UserFactory
from tests.moments import london
from tests.recorded import write

SAMPLES = Path("fixtures/samples")
APRIL, AUGUST = SAMPLES / "action-plan-april-2015.xlsx", SAMPLES / "progress-august-2015.docx"
REAL = Path("../shared/real")
BOTH = ["--inspection", "hmic-ncpi-2014", "--inspection", "hmic-btp-2015"]
Means = TranscribedStatement.Means

needs_real = pytest.mark.skipif(not REAL.is_dir(), reason="the published papers in ../shared/real are not here")


@pytest.fixture
def inspections(cast, settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("safeguarding.clock.now", lambda: london(2015, 9, 1))
    InspectionFactory(slug="hmic-ncpi-2014")
    thematic = KindFactory(slug="thematic", name="Thematic")
    InspectionFactory(slug="hmic-btp-2015", kind=thematic, published_on=None)


@pytest.fixture
def posts(inspections):
    return [PostFactory(title=title) for title in ("Detective Inspector", "Strategic Support Officer")]


def run(capsys, *args):
    call_command("import_action_plan", *map(str, args))
    return capsys.readouterr().out


def accept(capsys, file, *inspections):
    return run(capsys, file, *inspections, "--accept", "--by", "coordinator")


def opened(number):
    """The action that was opened as the first, second, ...; numbers are never used again, so they go on from test to test."""
    return Action.objects.order_by("pk")[number - 1]


def counts():
    nouns = (Inspection, Recommendation, Part, Action, TranscribedStatement, Link, PlanDocument, DeadlineRequest)
    return {noun.__name__: noun.objects.count() for noun in nouns}


@pytest.mark.django_db
def test_a_preview_works_on_an_empty_database_and_keeps_nothing(capsys):
    told = json.loads(run(capsys, APRIL, "--json"))

    assert len(told["rows"]) == 10
    assert {row["inspection"] for row in told["rows"]} == {None}
    assert set(counts().values()) == {0}


def test_the_april_form_opens_seven_actions_and_signs_nothing_off(capsys, posts):
    out = accept(capsys, APRIL, "--inspection", "hmic-ncpi-2014")

    assert "Actions: 7 opened, 0 changed, 0 as they were." in out
    references = [a.coverages.first().part.recommendation.reference for a in Action.objects.all()]
    assert references == ["1", "2", "3", "4", "5", "6", "8"]
    assert {a.status for a in Action.objects.all()} == {"in-progress", "awaiting-allocation"}
    assert list(Decision.objects.all()) == []


def test_words_are_kept_where_no_date_or_post_is_certain(capsys, posts):
    accept(capsys, APRIL, "--inspection", "hmic-ncpi-2014")

    third, fifth = opened(3), opened(5)
    assert (third.target_words, third.target_on) == ("as per records project board", None)
    assert (fifth.owner, fifth.owner_words, fifth.status) == (None, "Pat Example", "awaiting-allocation")


def test_a_row_that_only_points_at_others_is_linked_to_them_and_closes_nothing(capsys, posts):
    accept(capsys, APRIL, "--inspection", "hmic-ncpi-2014")

    ninth = Recommendation.objects.get(reference="9")
    assert sorted(link.target.reference for link in ninth.links.all()) == ["1", "3"]
    assert [str(part.response) for part in ninth.parts.all()] == ["Answered under another recommendation"] * 2


def test_a_target_after_the_inspectorates_date_is_put_to_the_dcc(capsys, posts):
    accept(capsys, APRIL, "--inspection", "hmic-ncpi-2014")

    asked = DeadlineRequest.objects.get()
    assert (asked.action, asked.new_on.isoformat()) == (opened(5), "2015-06-30")  # within three months was 11 May 2015


def test_no_action_required_waits_as_a_statement_and_opens_nothing(capsys, posts):
    accept(capsys, APRIL, "--inspection", "hmic-ncpi-2014")

    said = TranscribedStatement.objects.filter(means=Means.NO_ACTION)
    assert [statement.recommendation.reference for statement in said] == ["7", "10"]


def test_the_same_file_again_changes_nothing_and_says_who_accepted_it(capsys, posts):
    accept(capsys, APRIL, "--inspection", "hmic-ncpi-2014")
    before = counts()

    out = accept(capsys, APRIL, "--inspection", "hmic-ncpi-2014")

    assert "Nothing changed: Connie Coordinator accepted this file on 01/09/2015 at 09:00." in out
    assert counts() == before


def test_the_august_update_after_the_april_form_doubles_no_action(capsys, posts):
    accept(capsys, APRIL, "--inspection", "hmic-ncpi-2014")

    out = accept(capsys, AUGUST, *BOTH)

    assert Action.objects.count() == 7
    assert "Actions: 0 opened" in out
    assert {r.reference for r in Recommendation.objects.filter(kind="next-step")} == {"next-step-1", "next-step-2"}
    assert Recommendation.objects.filter(inspection__slug="hmic-btp-2015").count() == 10


def test_complete_in_a_document_is_at_most_recommended_complete(capsys, posts):
    accept(capsys, APRIL, "--inspection", "hmic-ncpi-2014")
    accept(capsys, AUGUST, *BOTH)

    fourth = opened(4)
    said = fourth.statements.filter(means__in=[Means.COMPLETE, Means.SUPPORTS]).values_list("means", flat=True)
    assert fourth.status == "recommended-complete"
    assert list(said) == [Means.COMPLETE, Means.SUPPORTS]
    assert list(Decision.objects.all()) == []


def test_scrutiny_notes_are_kept_by_part_with_their_day(capsys, posts):
    accept(capsys, APRIL, "--inspection", "hmic-ncpi-2014")
    accept(capsys, AUGUST, *BOTH)

    notes = TranscribedStatement.objects.filter(
        recommendation__reference="8", means__in=[Means.QUESTION, Means.RECOMMEND_COMPLETE, Means.SUPPORTS]
    ).exclude(part=None)
    assert sorted((n.part.letter, n.means, n.said_on and n.said_on.isoformat()) for n in notes) == [
        ("a", "question", "2015-08-07"),
        ("b", "question", "2015-08-07"),
        ("c", "recommend-complete", None),
        ("e", "recommend-complete", "2015-08-07"),
        ("f", "recommend-complete", "2015-08-07"),
    ]


def test_a_change_made_in_the_tracker_is_not_overwritten(capsys, posts, cast):
    accept(capsys, APRIL, "--inspection", "hmic-ncpi-2014")
    first = opened(1)
    first.text = "See every child, and write down how they are."
    write(first, by=cast.coordinator, at=london(2015, 9, 1), why="Said more plainly")

    out = accept(capsys, AUGUST, *BOTH)

    assert opened(1).text == "See every child, and write down how they are."
    assert "the text was changed in the tracker since; the document’s was not taken over." in out


def test_an_owner_allocated_in_the_tracker_stays(capsys, posts, cast):
    accept(capsys, APRIL, "--inspection", "hmic-ncpi-2014")
    allocate(opened(5), cast.posts.owner, by=cast.coordinator, at=london(2015, 9, 1))

    accept(capsys, AUGUST, *BOTH)

    assert opened(5).owner == cast.posts.owner


def test_only_an_inspection_coordinator_accepts(inspections, capsys):
    with pytest.raises(CommandError, match="This is for the inspection coordinator"):
        run(capsys, APRIL, "--inspection", "hmic-ncpi-2014", "--accept", "--by", "owner")

    assert counts()["Action"] == 0


def test_an_unknown_inspection_leaves_nothing_half_written(inspections, capsys, tmp_path):
    with pytest.raises(CommandError, match="no inspection “hmic-1999” is registered"):
        accept(capsys, APRIL, "--inspection", "hmic-1999")

    assert (counts()["Action"], counts()["PlanDocument"]) == (0, 0)
    assert list(tmp_path.rglob("plans/*")) == []


def test_a_cell_that_cannot_be_kept_is_named_with_its_row_and_nothing_is_kept(inspections, capsys, tmp_path):
    book = openpyxl.load_workbook(APRIL)
    book.active["E3"] = "x" * 201
    book.save(tmp_path / "long.xlsx")

    with pytest.raises(CommandError, match=r"long\.xlsx, sheet .*, row 3: owner words: .* at most 200 characters"):
        accept(capsys, tmp_path / "long.xlsx", "--inspection", "hmic-ncpi-2014")

    assert counts()["Recommendation"] == 0


def test_an_inspection_under_embargo_is_unknown_to_a_coordinator_who_does_not_read_it_early(inspections, capsys):
    second = UserFactory(username="second")
    grant(second, Role.COORDINATOR, by=second, at=london(2015, 4, 1))
    InspectionFactory(slug="ofsted-2016", embargo_until=london(2016, 1, 1))

    with pytest.raises(CommandError, match="no inspection “ofsted-2016” is registered"):
        run(capsys, APRIL, "--inspection", "ofsted-2016", "--accept", "--by", "second")


def test_a_file_that_is_not_there_is_said_plainly(cast, capsys):
    with pytest.raises(CommandError, match=r"missing\.xlsx cannot be opened: No such file or directory"):
        run(capsys, "missing.xlsx")


@needs_real
def test_the_published_form_and_update_go_in_once(capsys, inspections):
    accept(capsys, REAL / "action-capture-form.xlsx", "--inspection", "hmic-ncpi-2014")
    references = Recommendation.objects.filter(inspection__slug="hmic-ncpi-2014").values_list("reference", flat=True)
    assert list(references) == [str(n) for n in range(1, 11)]
    before = Action.objects.count()

    accept(capsys, REAL / "action-update.docx", *BOTH)
    once = counts()
    again = accept(capsys, REAL / "action-update.docx", *BOTH)

    assert Action.objects.count() == before == 7
    assert Recommendation.objects.filter(inspection__slug="hmic-btp-2015").count() == 10
    assert list(Decision.objects.all()) == []
    assert "Nothing changed" in again
    assert counts() == once


def test_the_command_is_told_what_a_column_holds(tmp_path, capsys):
    file = tmp_path / "plan.csv"
    file.write_text("Said,What we do,Who\n1. Keep the log.,Keep it.,DI Example\n")

    call_command(
        "import_action_plan", file, "--json", "--column", "said=recommendation", "--column", "What we do=action"
    )

    [row] = json.loads(capsys.readouterr().out)["rows"]
    assert (row["reference"], row["action"], row["action_owner"]) == ("1", "Keep it.", "DI Example")


def test_a_column_that_is_no_field_is_refused(tmp_path):
    with pytest.raises(CommandError, match="“Said=words” is no column: write HEADER=FIELD"):
        call_command("import_action_plan", tmp_path / "plan.csv", "--column", "Said=words")
