"""Plans come in through the browser: looked through, answered, accepted and withdrawn again."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from recommendations.models import Action, ColumnLayout, PlanDocument, Recommendation, StagedPlan, StatusWord
from safeguarding.history import write
from safeguarding.models import Post
from tests.factories import InspectionFactory
from tests.moments import london

from .reading import text

FORM = ("Recommendation", "Action", "Action owner", "Target date", "Status")
FIRST = ("1. Keep the log.", "Write the order.", "Detective Chief Inspector", "30/04/2015", "On target")
SECOND = ("2. Read the log.", "Sample forty logs.", "Head of Logs", "30/06/2015", "Slipping rather")


@pytest.fixture(autouse=True)
def inspection(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return InspectionFactory(slug="hmic", title="Child protection inspection of Anyshire")


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.coordinator)
    return client


def workbook(*rows, header=FORM):
    book = openpyxl.Workbook()
    for row in (header, *rows):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def bring_in(client, *rows, name="plan.xlsx", data=None, **how):
    """Choose a file; returns the response after every redirect."""
    file = SimpleUploadedFile(name, data if data is not None else workbook(*rows, **how))
    return client.post(reverse("plan-list"), {"file": file}, follow=True)


def answer(client, staged, every="", **words):
    """Answer the fields whose label begins so; returns the page after it."""
    url = reverse("plan", args=[staged.pk])
    form = client.get(f"{url}?show=all").context["form"]
    sent = {field.html_name: field.value() or "" for field in form}
    for label, value in words.items():
        [field] = [field for field in form if field.label.startswith(label.replace("_", " "))]
        sent[field.html_name] = value
    if every:
        sent["every"] = every
    return client.post(f"{url}?show=all", {name: value for name, value in sent.items() if value != ""}, follow=True)


def staged_with(client, *rows, **answers):
    """A plan brought in whose sheet answers the inspection."""
    bring_in(client, *rows)
    staged = StagedPlan.objects.get()
    answer(client, staged, Which_inspection="hmic", **answers)
    return staged


def accept(client, staged):
    page = client.get(reverse("plan", args=[staged.pk])).context["preview"]
    return client.post(reverse("plan-accept", args=[staged.pk]), {"seen": page.seen}, follow=True)


def test_a_plan_is_looked_at_before_anything_is_recorded(coordinator):
    page = text(bring_in(coordinator, FIRST))

    assert "First say which inspection the plan answers" in page
    assert (StagedPlan.objects.count(), Recommendation.objects.count()) == (1, 0)


def test_answered_and_accepted_it_is_recorded_and_the_page_says_what_it_did(coordinator, cast):
    staged = staged_with(coordinator, FIRST)

    page = text(accept(coordinator, staged))

    action = Action.objects.get()
    assert "Actions: 1 opened, 0 changed, 0 as they were." in page
    assert f"Action {action.pk}" in page
    assert (action.text, action.owner) == ("Write the order.", cast.posts.owner)
    assert action.history.get().history_change_reason == "From plan.xlsx, sheet Sheet, row 2"
    assert StagedPlan.objects.count() == 0


def test_from_an_inspections_page_the_plan_answers_that_inspection(coordinator, inspection):
    url = f"{reverse('plan-list')}?inspection=hmic"

    page = coordinator.post(url, {"file": SimpleUploadedFile("plan.xlsx", workbook(FIRST))}, follow=True)

    assert page.context["preview"].ready


def test_a_status_word_that_is_not_known_is_asked_about_and_remembered(coordinator):
    staged = staged_with(coordinator, SECOND)
    assert coordinator.get(reverse("plan", args=[staged.pk])).context["preview"].unsettled == 1

    answer(coordinator, staged, **{"“slipping rather”": "off_target", "Remember": "on"})

    assert coordinator.get(reverse("plan", args=[staged.pk])).context["preview"].ready
    assert list(StatusWord.objects.values_list("words", "means")) == [("slipping rather", "off_target")]


def test_an_owner_whom_nobody_knows_can_become_a_post(coordinator):
    staged = staged_with(coordinator, SECOND, **{"“slipping rather”": "off_target"})

    answer(coordinator, staged, Head_of_Logs="new")
    accept(coordinator, staged)

    assert Action.objects.get().owner == Post.objects.get(title="Head of Logs")


def test_a_row_that_is_left_out_does_not_go_in(coordinator):
    staged = staged_with(coordinator, FIRST, SECOND)

    answer(coordinator, staged, every="left_out")
    page = text(accept(coordinator, staged))

    assert "2 rows: 1 new, 0 changed, 0 unchanged, 1 left out." in page
    assert Recommendation.objects.get().reference == "1"


def test_a_cell_can_be_put_right_in_the_page(coordinator):
    staged = staged_with(coordinator, ("Keep the log.", *FIRST[1:]))
    page = coordinator.get(reverse("plan", args=[staged.pk])).context["preview"]
    assert page.unsettled == 1

    answer(coordinator, staged, **{page.compared[0].asks[0].sentence: "1. Keep the log."})

    assert coordinator.get(reverse("plan", args=[staged.pk])).context["preview"].ready


def test_columns_can_be_corrected_and_are_remembered_for_the_same_header(coordinator):
    header = ("Matter", "Step", "Who", "When", "How is it")
    bring_in(coordinator, FIRST, header=header)
    staged = StagedPlan.objects.get()
    fields = {"Matter": "recommendation", "Step": "action", "Who": "action_owner", "When": "target", "How": "status"}

    answer(coordinator, staged, **fields)
    answer(coordinator, staged, Which="hmic")

    assert coordinator.get(reverse("plan", args=[staged.pk])).context["preview"].ready
    assert ColumnLayout.objects.count() == 1
    bring_in(coordinator, ("2. Read the log.", *FIRST[1:]), header=header)
    again = StagedPlan.objects.exclude(pk=staged.pk).get()
    assert coordinator.get(reverse("plan", args=[again.pk])).context["preview"].plan.rows[0].reference == "2"


def test_the_same_file_again_says_when_it_was_accepted_and_by_whom(coordinator):
    accept(coordinator, staged_with(coordinator, FIRST))
    with PlanDocument.objects.get().file.open() as file:
        data = file.read()

    page = text(bring_in(coordinator, data=data))

    assert "This file was accepted before, so nothing was changed." in page
    assert "Accepted by Connie Coordinator, 10 September 2015, 09:00" in page
    assert PlanDocument.objects.count() == 1


def test_what_changed_in_the_register_meanwhile_is_looked_at_again(coordinator, cast):
    accept(coordinator, staged_with(coordinator, FIRST))
    staged = staged_with(coordinator, ("1. Keep the log.", "Write the order twice.", *FIRST[2:]))
    seen = coordinator.get(reverse("plan", args=[staged.pk])).context["preview"].seen
    action = Action.objects.get()
    action.text = "Write it."
    write(action, by=cast.issue_owner, at=london(2015, 9, 10))

    page = text(coordinator.post(reverse("plan-accept", args=[staged.pk]), {"seen": seen}, follow=True))

    assert "The register changed while you looked at this plan." in page
    assert Action.objects.get().text == "Write it."


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("plan.pdf", b"%PDF-1.7", "plan.pdf cannot be read here"),
        ("plan.xlsx", b"", "plan.xlsx is empty"),
        ("plan.xlsx", b"PK\x03\x04 and so on", "plan.xlsx is damaged"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_beside_the_field(coordinator, name, data, told):
    page = text(bring_in(coordinator, name=name, data=data))

    assert told in page
    assert 'href="#id_file"' in page
    assert StagedPlan.objects.count() == 0


def test_a_pasted_table_is_read_as_a_file_is(coordinator):
    pasted = "\n".join("\t".join(row) for row in (FORM, FIRST))

    page = coordinator.post(reverse("plan-list"), {"pasted": pasted}, follow=True)

    assert [row.reference for row in page.context["preview"].plan.rows] == ["1"]


def test_nothing_chosen_and_both_at_once_are_said_beside_the_field(coordinator):
    neither = text(coordinator.post(reverse("plan-list"), {}))
    file = SimpleUploadedFile("plan.xlsx", workbook(FIRST))
    both = text(coordinator.post(reverse("plan-list"), {"file": file, "pasted": "1\t2"}))

    assert ("Choose a file or paste a table" in neither, "Choose a file or paste a table, not both" in both) == (
        True,
        True,
    )


def test_a_plan_that_is_not_wanted_is_let_go(coordinator, tmp_path, django_capture_on_commit_callbacks):
    staged = staged_with(coordinator, FIRST)

    with django_capture_on_commit_callbacks(execute=True):
        coordinator.post(reverse("plan-leave", args=[staged.pk]))

    assert (StagedPlan.objects.count(), list(tmp_path.rglob("staged-plans/*"))) == (0, [])


def test_an_import_is_withdrawn_from_its_page(coordinator):
    accept(coordinator, staged_with(coordinator, FIRST))
    document = PlanDocument.objects.get()
    assert "Nothing has been built on it yet" in text(coordinator.get(reverse("plan-accepted", args=[document.pk])))

    page = text(coordinator.post(reverse("plan-withdraw", args=[document.pk]), {"reason": "Wrong file."}, follow=True))

    assert "Withdrawn by Connie Coordinator, 10 September 2015, 09:00: Wrong file." in page
    assert Action.objects.get().status == "withdrawn"


def test_the_file_is_given_back_as_it_came(coordinator):
    data = workbook(FIRST)
    bring_in(coordinator, data=data)
    staged = StagedPlan.objects.get()
    answer(coordinator, staged, Which="hmic")
    accept(coordinator, staged)

    response = coordinator.get(reverse("plan-file", args=[PlanDocument.objects.get().pk]))

    assert (b"".join(response.streaming_content), response["X-Content-Type-Options"]) == (data, "nosniff")


@pytest.mark.parametrize(
    "who", ["owner", "issue_owner", "dcc", "staff_officer", "opcc", "partner", "auditor", "administrator"]
)
def test_plans_are_for_the_coordinator(client, cast, coordinator, who):
    staged = staged_with(coordinator, FIRST)
    accept(coordinator, staged)
    document = PlanDocument.objects.get()
    bring_in(coordinator, SECOND)
    waiting = StagedPlan.objects.get().pk
    client.force_login(getattr(cast, who))

    gets = [reverse("plan-list"), reverse("plan", args=[waiting])]
    gets += [reverse(name, args=[document.pk]) for name in ("plan-accepted", "plan-withdraw", "plan-file")]
    posts = [reverse(name, args=[waiting]) for name in ("plan-accept", "plan-leave")]

    assert [client.get(url).status_code for url in gets] == [403] * len(gets)
    assert [client.post(url).status_code for url in posts] == [403] * len(posts)
    assert StagedPlan.objects.count() == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_database_as_often_for_three_rows_as_for_one(
    coordinator, rows, django_assert_max_num_queries
):
    staged = staged_with(coordinator, *[(f"{n}. Keep log {n}.", *FIRST[1:]) for n in range(1, rows + 1)])

    with django_assert_max_num_queries(30):
        coordinator.get(reverse("plan", args=[staged.pk]))


def test_words_of_a_plan_are_shown_as_words(coordinator):
    staged = staged_with(coordinator, ("1. <script>alert(1)</script>", "=cmd()|' /C calc'!A0", *FIRST[2:]))

    page = text(coordinator.get(reverse("plan", args=[staged.pk])))

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert(1)" not in page
    assert "=cmd()|&#x27; /C calc&#x27;!A0" in page
