"""Plans come in through the browser: looked through, answered, accepted and withdrawn again."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from recommendations.models import Action, ColumnLayout, PlanDocument, Recommendation, StagedPlan, StatusWord
from recommendations.services.staged_plans import answer_about
from safeguarding.appointments import grant
from safeguarding.history import write
from safeguarding.models import Post
from safeguarding.models.people import Role
from tests.factories import InspectionFactory, UserFactory
from tests.moments import NOW, london

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


def send(client, staged, **words):
    """Send the page's form as it stands, with these answers to the fields whose labels begin so, and these buttons."""
    url = reverse("plan", args=[staged.pk])
    form = client.get(f"{url}?show=all").context["form"]
    sent = {field.html_name: field.value() or "" for field in form}
    for label, value in words.items():
        found = [field for field in form if field.label.startswith(label.replace("_", " "))]
        sent[found[0].html_name if found else label] = value
    ticks = {field.html_name for field in form if field.alone}
    sent = {name: value for name, value in sent.items() if value or name not in ticks}
    return client.post(f"{url}?show=all", sent, follow=True)


answer = send


def staged_with(client, *rows, **answers):
    """A plan brought in whose sheet answers the inspection."""
    bring_in(client, *rows)
    staged = StagedPlan.objects.get()
    answer(client, staged, Which_inspection="hmic", **answers)
    return staged


def accept(client, staged):
    """Press Accept on the page as it stands now."""
    return send(client, staged, accept=looked_at(client, staged).seen)


def looked_at(client, staged):
    """What the page shows."""
    return client.get(reverse("plan", args=[staged.pk])).context["preview"]


def test_a_plan_is_looked_at_before_anything_is_recorded(coordinator):
    page = text(bring_in(coordinator, FIRST))

    assert "Check which inspection the plan answers" in page
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
    assert looked_at(coordinator, staged).unsettled == 1

    answer(coordinator, staged, **{"“slipping rather”": "off_target", "Remember": "on"})

    assert looked_at(coordinator, staged).ready
    assert StatusWord.objects.count() == 0
    accept(coordinator, staged)
    assert list(StatusWord.objects.values_list("words", "means")) == [("slipping rather", "off_target")]


def test_an_owner_whom_nobody_knows_can_become_a_post(coordinator):
    staged = staged_with(coordinator, SECOND, **{"“slipping rather”": "off_target"})

    answer(coordinator, staged, Head_of_Logs="new")
    accept(coordinator, staged)

    assert Action.objects.get().owner == Post.objects.get(title="Head of Logs")


def test_an_answer_that_was_not_saved_is_kept_by_accept_and_looked_at_first(coordinator):
    staged = staged_with(
        coordinator, ("1. Keep the log.", "Write the order.", "Head of Logs", "30/04/2015", "On target")
    )

    page = text(send(coordinator, staged, Head_of_Logs="new", accept=looked_at(coordinator, staged).seen))

    assert "Your answers are kept." in page
    assert Action.objects.count() == 0
    accept(coordinator, staged)
    assert str(Action.objects.get().owner) == "Head of Logs"


def test_accept_without_what_was_seen_records_nothing(coordinator):
    staged = staged_with(coordinator, FIRST)

    coordinator.post(reverse("plan", args=[staged.pk]), {"accept": ""})

    assert (PlanDocument.objects.count(), looked_at(coordinator, staged).ready) == (0, True)


def test_an_answer_can_be_taken_back(coordinator):
    staged = staged_with(coordinator, SECOND, **{"“slipping rather”": "off_target"})
    assert looked_at(coordinator, staged).ready

    answer(coordinator, staged, **{"Take back: “slipping rather” means: Off target": "on"})

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

    assert looked_at(coordinator, staged).owners == ((named, 1),)
    assert looked_at(coordinator, staged).compared[0].owner == rank


def test_a_plan_under_embargo_is_nobody_elses(client, cast, coordinator):
    secret = InspectionFactory(slug="secret", embargo_until=london(2016, 1, 1))
    bring_in(coordinator, FIRST, name="secret.xlsx")
    staged = StagedPlan.objects.get()
    answer(coordinator, staged, Which_inspection=secret.slug)
    bring_in(coordinator, SECOND, name="second.xlsx")
    accept(coordinator, staged)
    document = PlanDocument.objects.get()
    other = UserFactory(username="other")
    grant(other, Role.COORDINATOR, by=cast.coordinator, at=london(2015, 1, 1))
    client.force_login(other)

    page = text(client.get(reverse("plan-list")))

    assert ("secret.xlsx" in page, "second.xlsx" in page) == (False, False)
    for name in ("plan-accepted", "plan-withdraw", "plan-file"):
        assert client.get(reverse(name, args=[document.pk])).status_code == 404
    gone = client.get(reverse("plan", args=[StagedPlan.objects.get().pk]), follow=True)
    assert "no longer under way" in text(gone)


def test_a_file_larger_than_any_plan_is_refused_before_it_is_read(coordinator):
    page = text(bring_in(coordinator, name="large.xlsx", data=b"PK" + b"0" * 10_000_000))

    assert "large.xlsx is larger than 10 MB: take out pictures, or split it" in page


def test_a_long_name_is_cut_and_the_plan_goes_in(coordinator):
    bring_in(coordinator, FIRST, name=f"{'n' * 230}.xlsx")

    assert len(StagedPlan.objects.get().name) == 200


def test_a_row_that_is_left_out_does_not_go_in(coordinator):
    staged = staged_with(coordinator, FIRST, SECOND)

    answer(coordinator, staged, every="left_out")
    page = text(accept(coordinator, staged))

    assert "2 rows: 1 new, 0 changed, 0 unchanged, 1 left out." in page
    assert Recommendation.objects.get().reference == "1"


def test_a_cell_can_be_put_right_in_the_page(coordinator):
    staged = staged_with(coordinator, ("Keep the log.", *FIRST[1:]))
    page = looked_at(coordinator, staged)
    assert page.unsettled == 1

    answer(coordinator, staged, **{page.compared[0].asks[0].sentence: "1. Keep the log."})

    assert looked_at(coordinator, staged).ready


def test_columns_can_be_corrected_and_are_remembered_for_the_same_header(coordinator):
    header = ("Matter", "Step", "Who", "When", "How is it")
    bring_in(coordinator, FIRST, header=header)
    staged = StagedPlan.objects.get()
    fields = {"Matter": "recommendation", "Step": "action", "Who": "action_owner", "When": "target", "How": "status"}

    answer(coordinator, staged, **fields)
    answer(coordinator, staged, Which="hmic")

    assert looked_at(coordinator, staged).ready
    assert ColumnLayout.objects.count() == 1
    bring_in(coordinator, ("2. Read the log.", *FIRST[1:]), header=header)
    again = StagedPlan.objects.exclude(pk=staged.pk).get()
    assert looked_at(coordinator, again).plan.rows[0].reference == "2"


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
    seen = looked_at(coordinator, staged).seen
    action = Action.objects.get()
    action.text = "Write it."
    write(action, by=cast.issue_owner, at=london(2015, 9, 10))

    page = text(send(coordinator, staged, accept=seen))

    assert "The plan is another than you saw: look again, then accept it." in page
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
        coordinator.post(reverse("plan-give-up", args=[staged.pk]))

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
    posts = [reverse(name, args=[waiting]) for name in ("plan", "plan-give-up")]

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
