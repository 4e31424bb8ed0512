"""A paper to an inspectorate is prepared, issued by a second person, kept, made again equal, and corrected by a new version."""

import hashlib
import io
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from docx import Document
from openpyxl import load_workbook

from inspections.models import Theme
from inspections.services import name_early_reader
from recommendations.models import Action, Pack, PackFile
from recommendations.services.progress import post_update
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, OPENED, london
from tests.recommendations.views.form_pages import date_boxes
from tests.recorded import change, write

pytestmark = pytest.mark.django_db

PAGE = "/inspections/cp/inspectorate/"
CUT_OFF = date_boxes("cut_off", 9, 9, 2015) | {"version": "0"}


@pytest.fixture
def report(cast, at_now):
    """A recommendation on a theme with an action of which words are for the force alone."""
    theme = write(Theme(slug="custody", name="Police detention"), by=cast.coordinator, at=OPENED)
    made = InspectionFactory(slug="cp", title="Child protection")
    parts = RecommendationFactory(inspection=made, theme=theme, reference="1").parts.all()
    ActionFactory(parts=parts, owner=cast.posts.owner, text="Keep a log.", target_on=date(2015, 4, 30))
    ActionFactory(parts=parts, text="Forceaction", cost_words="Forcecost", audience="force")
    return made


def issue(client, cast, pack):
    client.force_login(cast.dcc)
    page = f"/inspectorate-papers/{pack.pk}/issue/"
    seen = client.get(page).context["form"].initial["seen"]
    return client.post(page, {"seen": seen}, follow=True)


def again(tmp_path, paper, kind):
    of = {"inspection": "cp", "paper": paper, "format": kind, "output": str(tmp_path / "again"), "again": True}
    call_command("pack", **of, stdout=(told := io.StringIO()))
    return told.getvalue()


def text_of(file):
    return "\n".join(each.text for each in Document(io.BytesIO(file.data)).paragraphs)


def test_from_preparing_to_a_correction(client, cast, report, tmp_path, monkeypatch):
    client.force_login(cast.coordinator)
    client.post(f"{PAGE}update/prepare/", CUT_OFF)
    (pack,) = Pack.objects.all()
    assert client.get(f"/inspectorate-papers/{pack.pk}/issue/").status_code == 403
    assert "The paper is issued." in issue(client, cast, pack).content.decode()

    _what_came_later(cast, report)
    monkeypatch.setattr("safeguarding.clock.now", lambda: london(2015, 9, 12))
    assert "version 1 in the layout" in (told := again(tmp_path, "update", "pdf")) and "equal in content" in told
    word = PackFile.objects.get(kind="docx")
    assert "Issued on 10 September 2015." in text_of(word) and "Child protection" in text_of(word)
    assert word.sha256 == hashlib.sha256(client.get(f"/meetings/files/{word.pk}/").content).hexdigest()
    for person in (cast.opcc, cast.owner, cast.auditor):
        client.force_login(person)
        assert (client.get(f"/meetings/files/{word.pk}/").status_code, client.get(PAGE).status_code) == (404, 403)

    client.force_login(cast.coordinator)
    assert (
        "issued while you were writing"
        in client.post(f"{PAGE}update/prepare/", CUT_OFF | {"version": "1"}).content.decode()
    )
    client.post(f"/inspectorate-papers/{pack.pk}/correct/", {"corrects": "The date of action 1."})
    second = Pack.objects.get(version=2)
    issue(client, cast, second)
    assert "Version 2. Changed since the version before: The date of action 1." in text_of(
        PackFile.objects.get(kind="docx", issue__pack=second)
    )
    page = client.get(PAGE).content.decode()
    assert (
        page.index("Version 2, issued on")
        < page.index("Version 1, issued on")
        < page.index("Replaced by a later version.")
    )


def _what_came_later(cast, report):
    """After its issue the report and its action are other."""
    by = {"by": cast.coordinator, "at": london(2015, 9, 11)}
    change(report, title="Renamed", **by)
    post_update(Action.objects.get(text="Keep a log."), done="Kept.", by=cast.owner, at=london(2015, 9, 11))


def test_the_action_form_goes_out_without_words_for_the_force(client, cast, report):
    client.force_login(cast.coordinator)
    client.post(f"{PAGE}action-form/prepare/", CUT_OFF)
    issue(client, cast, Pack.objects.get())
    sheet = load_workbook(io.BytesIO(PackFile.objects.get(kind="xlsx").data)).active
    cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert any("Keep a log." in cell for cell in cells) and any("for the force alone" in cell for cell in cells)
    assert not [cell for cell in cells if "Forceaction" in cell or "Forcecost" in cell]


@pytest.mark.parametrize(("paper", "kind"), [("update", "docx"), ("revisit", "docx"), ("action-form", "docx")])
def test_a_paper_issued_under_embargo_says_so_and_its_content_is_compared_without_that_line(
    client, cast, report, tmp_path, paper, kind
):
    change(report, embargo_until=london(2015, 12, 1, 0, 1), by=cast.coordinator, at=OPENED)
    for reader in (cast.coordinator, cast.dcc):
        name_early_reader(report, reader, by=cast.coordinator, at=OPENED)
    client.force_login(cast.coordinator)
    client.post(f"{PAGE}{paper}/prepare/", CUT_OFF)
    issue(client, cast, Pack.objects.get())

    told = "Under embargo until 1 December 2015, 00:01: Child protection. Until then nobody else may be told of it."
    assert told in text_of(PackFile.objects.get(kind=kind))
    change(report, embargo_until=OPENED, by=cast.coordinator, at=NOW + timedelta(hours=1))
    assert "equal in content" in again(tmp_path, paper, kind)


def test_a_pack_on_a_theme_is_not_issued_by_somebody_who_may_not_see_one_of_its_reports(client, cast, report):
    embargoed = InspectionFactory(
        slug="early", title="Embargoed", embargo_until=london(2015, 12, 1)
    )  # the coordinator reads early
    RecommendationFactory(inspection=embargoed, theme=Theme.objects.get())
    client.force_login(cast.coordinator)
    client.post("/revisits/custody/prepare/", CUT_OFF)
    pack = Pack.objects.get()
    assert {one.inspection.slug for one in pack.choices.all()} == {"cp", "early"}
    assert "is in preparation" in client.get("/revisits/custody/").content.decode()

    client.force_login(cast.dcc)
    assert "is in preparation" not in client.get("/revisits/custody/").content.decode()
    assert client.get(f"/inspectorate-papers/{pack.pk}/issue/").status_code == 404
