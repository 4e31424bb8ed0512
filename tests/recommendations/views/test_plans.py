"""Plans come in through the browser: looked through, answered, accepted and withdrawn again."""

from pathlib import Path

import openpyxl
import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from recommendations.models import Action, PlanDocument, Recommendation, StagedGrids, StagedPlan
from recommendations.services.staged_plans import keep_reading
from safeguarding.appointments import grant
from safeguarding.lib.readers.sandbox import pack
from safeguarding.models import UnsentForm
from safeguarding.models.people import Role
from tests.factories import InspectionFactory, UserFactory
from tests.moments import london
from tests.recorded import write

from .plan_pages import FIRST, FORM, SECOND, accept, bring_in, looked_at, saved, send, staged_with, workbook
from .reading import text


@pytest.fixture(autouse=True)
def inspection(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return InspectionFactory(slug="hmic", title="Child protection inspection of Anyshire")


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


def test_of_several_sheets_that_inspection_is_offered_and_not_taken(coordinator, inspection):
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("Other")):
        sheet.append(FORM), sheet.append(FIRST)
    data = {"file": SimpleUploadedFile("plan.xlsx", saved(book))}

    page = coordinator.post(f"{reverse('plan-list')}?inspection=hmic", data, follow=True)

    assert [(one.inspection, one.suggested) for one in page.context["preview"].sheets] == [("", inspection)] * 2


def test_accept_without_what_was_seen_records_nothing(coordinator):
    staged = staged_with(coordinator, FIRST)

    coordinator.post(reverse("plan", args=[staged.pk]), {"accept": ""})

    assert (PlanDocument.objects.count(), looked_at(coordinator, staged).ready) == (0, True)


def test_a_plan_whose_file_was_replaced_on_the_disk_is_not_accepted(coordinator):
    staged = staged_with(coordinator, FIRST)
    Path(staged.file.path).write_bytes(workbook(SECOND))

    assert "The file that waits is not the one that was brought." in text(accept(coordinator, staged))
    assert (PlanDocument.objects.count(), Action.objects.count()) == (0, 0)


def test_a_plan_under_embargo_is_nobody_elses(client, cast, coordinator):
    secret = InspectionFactory(slug="secret", embargo_until=london(2016, 1, 1))
    bring_in(coordinator, FIRST, name="secret.xlsx")
    staged = StagedPlan.objects.get()
    send(coordinator, staged, Which_inspection=secret.slug)
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
    seen = looked_at(coordinator, staged).digest
    action = Action.objects.get()
    action.text = "Write it."
    write(action, by=cast.issue_owner, at=london(2015, 9, 10))

    page = text(send(coordinator, staged, accept=seen))

    assert "The plan has changed since you opened it. Look again, then accept it." in page
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

    kept = coordinator.post(reverse("plan-list"), {"pasted": pasted, "press": "later"}, follow=True)
    page = coordinator.post(reverse("plan-list"), {"pasted": pasted}, follow=True)

    assert "Keep the log." in kept.context["form"]["pasted"].value()
    assert UnsentForm.objects.count() == 0
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
    send(coordinator, staged, Which="hmic")
    accept(coordinator, staged)

    response = coordinator.get(reverse("plan-file", args=[PlanDocument.objects.get().pk]))

    assert (b"".join(response.streaming_content), response["X-Content-Type-Options"]) == (data, "nosniff")


def test_plans_are_for_the_coordinator(client, cast, coordinator):
    staged = staged_with(coordinator, FIRST)
    accept(coordinator, staged)
    document = PlanDocument.objects.get()
    bring_in(coordinator, SECOND)
    waiting = StagedPlan.objects.get().pk
    gets = [reverse("plan-list"), reverse("plan", args=[waiting])]
    gets += [reverse(name, args=[document.pk]) for name in ("plan-accepted", "plan-withdraw", "plan-file")]
    posts = [reverse(name, args=[waiting]) for name in ("plan", "plan-give-up")]
    others = ["owner", "issue_owner", "dcc", "staff_officer", "opcc", "partner", "auditor", "administrator"]

    answered = {}
    for who in others:
        client.force_login(getattr(cast, who))
        got = [client.get(url).status_code for url in gets]
        answered[who] = got + [client.post(url).status_code for url in posts]

    assert answered == {who: [403] * (len(gets) + len(posts)) for who in others}
    assert StagedPlan.objects.count() == 1


def queries(client, url):
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    return len(asked)


def test_the_page_asks_the_database_as_often_for_three_rows_as_for_one(coordinator):
    rows = [
        (f"{n}. Keep log {n}.", f"Write order {n}.", f"Head of Log {n}", "30/04/2015", "On target") for n in (1, 2, 3)
    ]
    asked = []
    for some in (rows[:1], rows):
        bring_in(coordinator, *some)
        staged = StagedPlan.objects.order_by("-pk").first()
        send(coordinator, staged, Which_inspection="hmic")
        asked.append(queries(coordinator, reverse("plan", args=[staged.pk])))

    assert asked[0] == asked[1]


def test_what_a_plan_did_is_told_as_cheaply_for_three_actions_as_for_one(coordinator):
    asked = []
    for some in ([FIRST], [(f"{n}. Keep log {n}.", *FIRST[1:]) for n in (2, 3, 4)]):
        bring_in(coordinator, *some)
        staged = StagedPlan.objects.get()
        send(coordinator, staged, Which_inspection="hmic")
        accept(coordinator, staged)
        asked.append(queries(coordinator, reverse("plan-accepted", args=[PlanDocument.objects.latest("pk").pk])))

    assert asked[0] == asked[1]


def test_answers_about_a_plan_that_were_changed_in_the_database_are_not_accepted(coordinator):
    staged = staged_with(coordinator, FIRST)
    StagedPlan.objects.update(answers={"inspections": {"": "hmic"}})

    assert "was changed in the database, not on its page" in text(accept(coordinator, staged))
    assert (PlanDocument.objects.count(), StagedPlan.objects.count()) == (0, 1)


def test_tables_of_a_plan_that_were_changed_in_the_database_are_read_from_its_file(coordinator):
    staged = staged_with(coordinator, FIRST)
    caches["process"].clear()  # as another process
    keep_reading(staged)
    StagedGrids.objects.update(packed=pack(()))
    caches["process"].clear()

    accept(coordinator, staged)

    assert Action.objects.get().text == "Write the order."


def test_words_of_a_plan_are_shown_as_words(coordinator):
    staged = staged_with(coordinator, ("1. <script>alert(1)</script>", "=cmd()|' /C calc'!A0", *FIRST[2:]))

    page = text(coordinator.get(reverse("plan", args=[staged.pk])))

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert(1)" not in page
    assert "=cmd()|&#x27; /C calc&#x27;!A0" in page
