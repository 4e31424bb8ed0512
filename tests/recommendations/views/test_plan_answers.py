"""What is asked about a plan on its way in, and answered in the page."""

import openpyxl
import pytest
from django.urls import reverse

from recommendations.models import Action, ColumnLayout, Recommendation, StagedPlan, StatusWord
from recommendations.services.staged_plans import answer_about
from safeguarding.models import Post, UnsentForm
from tests.factories import InspectionFactory
from tests.moments import NOW

from .plan_pages import FIRST, FORM, SECOND, accept, bring_in, looked_at, saved, send, staged_with
from .reading import text


@pytest.fixture(autouse=True)
def inspection(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return InspectionFactory(slug="hmic", title="Child protection inspection of Anyshire")


def test_a_status_word_that_is_not_known_is_asked_about_and_remembered(coordinator):
    staged = staged_with(coordinator, SECOND)
    assert looked_at(coordinator, staged).unsettled == 1

    send(coordinator, staged, **{"“slipping rather”": "off_target", "Remember": "on"})

    assert looked_at(coordinator, staged).ready
    assert StatusWord.objects.count() == 0
    accept(coordinator, staged)
    assert list(StatusWord.objects.values_list("words", "means")) == [("slipping rather", "off_target")]


def test_an_owner_whom_nobody_knows_can_become_a_post(coordinator):
    staged = staged_with(coordinator, SECOND, **{"“slipping rather”": "off_target"})

    send(coordinator, staged, Head_of_Logs="new")
    accept(coordinator, staged)

    assert Action.objects.get().owner == Post.objects.get(title="Head of Logs")


def test_an_answer_that_was_not_saved_is_kept_by_accept_and_looked_at_first(coordinator):
    staged = staged_with(
        coordinator, ("1. Keep the log.", "Write the order.", "Head of Logs", "30/04/2015", "On target")
    )

    page = text(send(coordinator, staged, Head_of_Logs="new", accept=looked_at(coordinator, staged).digest))

    assert "Your answers are kept." in page
    assert Action.objects.count() == 0
    accept(coordinator, staged)
    assert str(Action.objects.get().owner) == "Head of Logs"


def test_an_answer_can_be_taken_back(coordinator):
    staged = staged_with(coordinator, SECOND, **{"“slipping rather”": "off_target"})
    assert looked_at(coordinator, staged).ready

    send(coordinator, staged, **{"Take back: “slipping rather” means: Off target": "on"})

    assert looked_at(coordinator, staged).unsettled == 1


def test_lines_that_a_browser_ended_its_own_way_are_no_correction(coordinator):
    staged = staged_with(coordinator, ("Keep\nthe log.", *FIRST[1:]))
    url = reverse("plan", args=[staged.pk])
    form = coordinator.get(url).context["form"]
    sent = {field.html_name: (field.value() or "").replace("\n", "\r\n") for field in form if not field.alone}

    coordinator.post(url, sent)

    assert StagedPlan.objects.get().answers["cells"] == {}


def test_two_coordinators_who_answer_at_once_lose_nothing_of_each_others(coordinator, cast):
    staged = staged_with(coordinator, SECOND)
    stale = StagedPlan.objects.get()

    answer_about(staged, owners={"Head of Logs": "new"}, by=cast.coordinator, at=NOW)
    answer_about(stale, words={"slipping rather": "at_risk"}, by=cast.coordinator, at=NOW)

    kept = StagedPlan.objects.get().answers
    assert (kept["owners"], kept["words"]) == ({"Head of Logs": "new"}, {"slipping rather": "at_risk"})


def test_a_name_with_a_rank_is_asked_about_and_a_rank_alone_is_not(coordinator, cast):
    rank, named = ("Detective Chief Inspector", "DCI Pat Example")
    staged = staged_with(coordinator, FIRST, ("2. Read the log.", "Read it.", named, "30/04/2015", "On target"))

    assert [(one.words, one.rows) for one in looked_at(coordinator, staged).owners] == [(named, 1)]
    assert looked_at(coordinator, staged).compared[0].owner == rank


@pytest.mark.parametrize(
    ("words", "likely", "made"),
    [
        ("Olive Owner", ["Detective Chief Inspector"], ""),
        ("Supt Isla Issue-Owner", ["Superintendent"], ""),
        ("Noa Nobody", [], ""),
        ("Insp Noa Nobody", [], "Inspector"),
        ("Head of Logs", [], "Head of Logs"),
    ],
)
def test_a_person_s_name_is_matched_by_the_post_they_hold_and_never_becomes_one(coordinator, cast, words, likely, made):
    staged = staged_with(coordinator, ("1. Keep the log.", "Keep it.", words, "30/04/2015", "On target"))

    [asked] = looked_at(coordinator, staged).owners
    assert ([post.title for post in asked.likely], asked.new_title) == (likely, made)

    posts = Post.objects.count()
    # As sent by somebody whose page offered it still.
    answer_about(StagedPlan.objects.get(), owners={words: "new"}, by=cast.coordinator, at=NOW)
    accept(coordinator, staged)
    action = Action.objects.get()
    assert Post.objects.count() - posts == bool(made)
    assert str(action.owner or "") == (made or (likely[0] if words.startswith("Supt") else ""))
    assert action.owner_words == words


def test_a_row_that_is_left_out_does_not_go_in(coordinator):
    staged = staged_with(coordinator, FIRST, SECOND)

    send(coordinator, staged, every="left_out")
    page = text(accept(coordinator, staged))

    assert "2 rows: 1 new, 0 changed, 0 unchanged, 1 left out." in page
    assert Recommendation.objects.get().reference == "1"


def test_a_cell_can_be_put_right_in_the_page(coordinator):
    staged = staged_with(coordinator, ("Keep the log.", *FIRST[1:]))
    page = looked_at(coordinator, staged)
    assert page.unsettled == 1

    send(coordinator, staged, **{page.compared[0].questions[0].sentence: "1. Keep the log."})

    assert looked_at(coordinator, staged).ready


@pytest.mark.parametrize(
    ("said", "becomes"),
    [
        ({"“As above” stands": "Keep it."}, "Keep it."),
        ({"Or type the action": "Read it each week."}, "Read it each week."),
    ],
)
def test_an_action_as_above_is_that_of_the_row_above_or_another_that_is_typed(coordinator, said, becomes):
    staged = staged_with(coordinator, (FIRST[0], "Keep it.", *FIRST[2:]), (SECOND[0], "As above", *FIRST[2:]))
    assert looked_at(coordinator, staged).unsettled == 1

    send(coordinator, staged, **said)

    assert looked_at(coordinator, staged).ready
    assert looked_at(coordinator, staged).compared[1].row.task == becomes


def test_columns_can_be_corrected_and_are_remembered_for_the_same_header(coordinator):
    header = ("Matter", "Step", "Who", "When", "How is it")
    bring_in(coordinator, FIRST, header=header)
    staged = StagedPlan.objects.get()
    fields = {"Matter": "recommendation", "Step": "action", "Who": "action_owner", "When": "target", "How": "status"}

    send(coordinator, staged, **fields)
    send(coordinator, staged, Which="hmic")

    assert looked_at(coordinator, staged).ready
    assert ColumnLayout.objects.count() == 1
    bring_in(coordinator, ("2. Read the log.", *FIRST[1:]), header=header)
    again = StagedPlan.objects.exclude(pk=staged.pk).get()
    assert looked_at(coordinator, again).plan.rows[0].reference == "2"


def test_two_sheets_with_one_header_have_fields_of_their_own_and_a_correction_in_either_counts(coordinator):
    header = ("Ref", "Recommendation", "Action", "Keeper")
    book = openpyxl.Workbook()
    for sheet, row in (
        (book.active, ("1", "Keep the log.", "Write it.")),
        (book.create_sheet("Custody"), ("2", "Read it.", "Read.")),
    ):
        sheet.append(header)
        sheet.append((*row, "Head of Logs"))
    bring_in(coordinator, data=saved(book))
    staged = StagedPlan.objects.get()

    answers = {f"Which inspection does Sheet “{name}” answer?": "hmic" for name in ("Sheet", "Custody")}
    send(coordinator, staged, **answers, **{"Keeper (Sheet “Custody”)": "action_owner"})

    assert {row.read.action_owner for row in looked_at(coordinator, staged).rows} == {"Head of Logs"}


def test_a_table_of_a_file_is_left_out_with_all_it_asks_and_taken_back(coordinator):
    book = openpyxl.Workbook()
    for sheet, row in ((book.active, FIRST), (book.create_sheet("Old"), SECOND)):
        sheet.append(FORM)
        sheet.append(row)
    bring_in(coordinator, data=saved(book))
    staged = StagedPlan.objects.get()
    first, second = (f"Which inspection does Sheet “{name}” answer?" for name in ("Sheet", "Old"))

    send(coordinator, staged, **{first: "hmic", second: "left out"})
    alone = looked_at(coordinator, staged)
    send(coordinator, staged, **{second: "hmic"})

    assert ([row.where for row in alone.rows], alone.plan.unknown_words) == (["Sheet, row 2"], ())
    assert [row.where for row in looked_at(coordinator, staged).rows] == ["Sheet, row 2", "Old, row 2"]


def test_what_was_not_read_is_said_of_the_file(coordinator):
    staged = staged_with(coordinator, FIRST, ("Total", "1", None, None, None))

    page = text(coordinator.get(reverse("plan", args=[staged.pk])))

    assert "Sheet “Sheet”, row 3 is a total, a key or a note and was not read: “Total 1”." in page


def test_a_new_version_says_which_actions_it_no_longer_holds(coordinator):
    accept(coordinator, staged_with(coordinator, FIRST, ("2. Read the log.", "Sample forty logs.", *FIRST[2:])))
    bring_in(coordinator, FIRST, name="again.xlsx")
    staged = StagedPlan.objects.get()
    send(coordinator, staged, Which_inspection="hmic")

    page = text(coordinator.get(reverse("plan", args=[staged.pk])))

    gone = Action.objects.get(text="Sample forty logs.")
    assert looked_at(coordinator, staged).not_in_the_plan == (gone,)
    assert "1 action of the inspection is not in this plan" in page
    assert f">Action {gone.pk}</a>: Sample forty logs." in page


def test_what_is_typed_is_kept_until_it_is_saved_and_changes_nothing_before(coordinator):
    staged = staged_with(coordinator, ("Keep the log.", *FIRST[1:]), ("Read the log.", *FIRST[1:]))
    url, by_script = reverse("plan", args=[staged.pk]), {"headers": {"accept": "application/json"}}
    first, second = [row.questions[0] for row in looked_at(coordinator, staged).compared]
    names = {key: name for name, (_, key) in coordinator.get(url).context["form"].asked.items()}
    for question, words in ((first, "1. Keep"), (second, "2. Read")):
        told = coordinator.post(url, {"press": "later", names[question.key]: words}, **by_script).json()["told"]
        assert told == "Kept at 09:00"

    again = coordinator.get(url)
    assert "Kept from 09:00 today, not sent yet." in text(again)
    assert [again.context["form"][names[one.key]].value() for one in (first, second)] == ["1. Keep", "2. Read"]
    assert looked_at(coordinator, staged).unsettled == 2

    coordinator.post(url, {names[first.key]: "1. Keep the log."})
    assert looked_at(coordinator, staged).unsettled == 1
    assert list(UnsentForm.objects.get().words) == [names[second.key]]
    coordinator.post(url, {"press": "afresh"})
    assert UnsentForm.objects.count() == 0


def test_rows_that_name_another_inspection_wait_until_it_is_said_and_go_there(coordinator):
    other = InspectionFactory(slug="hmic-cells", title="Children in cells")
    header = ("No", "Recommendation", "Action", "Source")
    rows = [
        ("1", "Keep the log.", "Write the order.", "Child protection inspection, Anyshire"),
        ("1", "Leave the light on.", "Mend the lamp.", "Report on custody, 2014"),
    ]
    bring_in(coordinator, *rows, header=header)
    staged = StagedPlan.objects.get()
    send(coordinator, staged, Which_inspection="hmic")
    own, asked = looked_at(coordinator, staged).rows
    assert ([one.kind for one in own.compared.questions], [one.kind for one in asked.compared.questions]) == (
        [],
        ["reports"],
    )

    assert (asked.own_questions, asked.status_asked_above) == ([], "")

    send(coordinator, staged, **{"“report on custody, 2014”": "hmic-cells"})

    assert [row.compared.inspection.slug for row in looked_at(coordinator, staged).rows] == ["hmic", "hmic-cells"]
    accept(coordinator, staged)
    assert Recommendation.objects.get(inspection=other).text == "Leave the light on."


def test_a_list_without_a_heading_is_said_to_hold_actions(coordinator, db):
    bring_in(coordinator, data=b"Train the staff.\nKeep a log.\n", name="list.csv")
    staged = StagedPlan.objects.get()

    answer = send(coordinator, staged, Train_the_staff="action")

    assert answer.status_code == 200
    assert [one.header for one in ColumnLayout.objects.all()] == ["(no heading)"]


def test_what_is_said_of_a_row_is_in_the_language_of_whoever_reads_it(coordinator, welsh):
    staged = staged_with(coordinator, (*FIRST[:2], "n/a", *FIRST[3:]))
    page = reverse("plan", args=[staged.pk])
    assert "The action owner is “n/a”: nobody is named." in text(coordinator.get(page))

    coordinator.post("/language/", {"language": "cy", "next": page})

    assert "perchennog y cam: “n/a” sydd yno, ac ni enwir neb." in text(coordinator.get(page))
