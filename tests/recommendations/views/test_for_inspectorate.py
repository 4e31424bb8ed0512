"""The papers to an inspectorate: by inspection and theme, evidence under one number, nothing of the force's own, as at a past day too."""

import io
from datetime import date

import pytest
from docx import Document

from inspections.models import Theme
from recommendations.models import Action
from recommendations.selectors.packs import inspectorate_paper
from recommendations.services.progress import EvidenceDraft, post_update
from recommendations.services.verdicts import record_verdict
from tests.factories import ActionFactory, BodyFactory, InspectionFactory, RecommendationFactory
from tests.moments import OPENED, london
from tests.recorded import write
from tests.statements import parameters_of_each

pytestmark = pytest.mark.django_db

UPDATE, REVISIT = (f"/inspections/cp/inspectorate/{paper}.docx" for paper in ("update", "revisit"))


@pytest.fixture
def report(cast, at_now):
    """Two recommendations on a theme that one action answers, with evidence; a second action and evidence for the force alone."""
    by = {"by": cast.coordinator, "at": OPENED}
    theme = write(Theme(slug="custody", name="Police detention"), **by)
    made = InspectionFactory(slug="cp", title="Child protection")
    one, two = (RecommendationFactory(inspection=made, reference=number, theme=theme) for number in "12")
    parts = [one.parts.get(), two.parts.get()]
    shared = ActionFactory(parts=parts, owner=cast.posts.owner, text="Keep a log.", target_on=date(2015, 4, 30))
    ActionFactory(parts=parts[1:], text="Forceaction", audience="force")
    proof = {"of": "test", "held_elsewhere": "Records"}
    for at, title, audience in (
        (london(2015, 5, 1), "Log sampled", "opcc"),
        (london(2015, 5, 2), "Forceproof", "force"),
        (london(2015, 8, 1), "Log sampled again", "opcc"),
    ):
        evidence = [EvidenceDraft(title=title, **proof)]
        post_update(shared, done="Looked.", evidence=evidence, audience=audience, by=cast.owner, at=at)
    given = {"given_on": date(2015, 8, 20), "body": BodyFactory(), "source": "Letter, page 2", "difference": ""}
    record_verdict(one, outcome="still-open", **given, by=cast.coordinator, at=london(2015, 8, 21))
    return made


def words(answer):
    """(the paragraphs of a paper, the rows of its evidence)."""
    document = Document(io.BytesIO(answer.content))
    rows = [[cell.text for cell in row.cells] for row in document.tables[-1].rows]
    return "\n".join(each.text for each in document.paragraphs), rows[1:]


def test_each_tells_its_side_and_numbers_evidence_once(client, cast, report):
    client.force_login(cast.coordinator)
    (update, evidence), (revisit, again) = (words(client.get(where)) for where in (UPDATE, REVISIT))

    action = str(Action.objects.get(text="Keep a log.").number)
    assert [row[:4] for row in evidence] == [
        ["1", "Recommendation 1 of Child protection", action, "Log sampled"],
        ["2", "Recommendation 1 of Child protection", action, "Log sampled again"],
    ]
    assert again == evidence
    assert update.count("Evidence: 1, 2") == 2  # the action answers both
    for said in (
        "Keep a log. [In progress, target 30 April 2015, late]",
        ", 20 August 2015. Letter, page 2.",
    ):
        assert said in update and said in revisit
    assert f"Evidence 2: Log sampled again (a test, action {action})" in revisit
    for paper in (update, revisit):
        assert "These words are for the force alone." in paper
        assert not {"Forceaction", "Forceproof"} & set(paper.replace("]", " ").split())
    assert client.get(UPDATE.replace("docx", "pdf")).content.startswith(b"%PDF")
    assert UPDATE in client.get("/inspections/cp/").content.decode()


def test_a_theme_is_taken_over_all_reports_and_a_past_day_says_what_was_then(client, cast, report):
    other = RecommendationFactory(
        inspection=InspectionFactory(slug="other", title="Other report"), theme=Theme.objects.get()
    )
    client.force_login(cast.dcc)
    assert "/revisits/custody.docx" in client.get("/revisits/").content.decode()
    paper, _ = words(client.get("/revisits/custody.docx"))
    then, evidence = words(client.get(f"{UPDATE}?at=2015-07-01"))

    assert (
        f"Recommendation {other.reference} of Other report" in paper and "Recommendation 2 of Child protection" in paper
    )
    assert [row[3] for row in evidence] == ["Log sampled"]
    assert "Verdict so far: none yet" in then and "20 August 2015" not in then
    assert client.get(f"{UPDATE}?at=2035-07-01").status_code == 400


def test_others_do_not_print_them_and_one_that_would_be_too_long_says_what_to_do(client, cast, report, monkeypatch):
    for person in (cast.opcc, cast.owner, cast.partner):
        client.force_login(person)
        assert client.get(UPDATE).status_code == client.get("/revisits/").status_code == 403
    client.force_login(cast.staff_officer)
    with parameters_of_each() as few:
        client.get(UPDATE)
    for number in "345":
        found = RecommendationFactory(inspection=report, reference=number)
        ActionFactory(parts=found.parts.all())
    with parameters_of_each() as many:
        client.get(UPDATE)
    assert len(many) == len(few)

    monkeypatch.setattr(inspectorate_paper, "MOST", 1)
    assert b"Print one for each inspection instead" in client.get("/revisits/custody.docx").content
