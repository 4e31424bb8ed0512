"""A register with something of every sort in it, and one made of the sample documents."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.test import override_settings

from recommendations.importers.action_plan import read_plan
from recommendations.selectors.intake.planned_rows import planned_rows
from recommendations.services.intake import accept_plan
from recommendations.services.links import link
from recommendations.services.progress import post_update
from recommendations.services.recommendations import PartDraft, respond
from tests.factories import ActionFactory, InspectionFactory, PostFactory, RecommendationFactory
from tests.moments import NOW, OPENED, london

SAMPLES = Path(__file__).parents[3] / "fixtures" / "samples"
LONG = "Look at every log, one after the other. " * 75  # 3,000 characters


@pytest.fixture(scope="module")
def mixed(module_cast):
    """An inspection with parts, several actions, an action over two, next steps, blanks, and words of every sort."""
    made = InspectionFactory(slug="mixed")

    def recommend(reference, text, *parts, **details):
        drafts = list(parts) or [PartDraft(text, timescale="Within three months")]
        return RecommendationFactory(inspection=made, reference=reference, text=text, parts=drafts, **details)

    def act(*found, **details):
        return ActionFactory(parts=[part for one in found for part in one.parts.all()], **details)

    apart = [PartDraft("One; and", "a", timescale="Immediately"), PartDraft("Two.", "b", timescale="Immediately")]
    parts = recommend("1", "Do two things.", *apart, page_reference="9-11", issue_owner=module_cast.posts.issue_owner)
    dotted = recommend("2.1", "See to it.\n- at once\n- every time")
    pointing = recommend("3", "Проверить журнал 👮🏽.")
    recommend("4", LONG.strip())
    for number in (1, 2):
        recommend(f"next-step-{number}", f"Write, for the {number}. time.", kind="next-step")

    first = act(
        parts, text="=cmd()", owner=module_cast.posts.owner, target_words="by 30/04/2015", target_on=date(2015, 4, 30)
    )
    act(parts, text=LONG, target_words="as the board decides", cost_words="-")
    act(parts, dotted, text="First.\r\n\r\nSecond.\n\ta) third", owner_words="Pat Example", target_on=date(2015, 5, 5))
    link(pointing, parts, "answered-under", by=module_cast.coordinator, at=OPENED)
    respond(pointing.parts.get(), "answered-under", source="plan.xlsx", by=module_cast.coordinator, at=OPENED)
    post_update(first, done="Begun 🙂.\n\nGoing on.", by=module_cast.owner, at=london(2015, 5, 1))
    return made


@pytest.fixture(scope="module")
def take_in(module_cast, tmp_path_factory):
    """take_in(data, name, *slugs, at): accept a document, an inspection for each of its tables."""

    def take(data, name, *slugs, at=NOW):
        plan = read_plan(data, name, inspections=slugs)
        return accept_plan(
            planned_rows(plan), name=name, sha256=plan.sha256, data=data, by=module_cast.coordinator, at=at
        )

    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("uploads")):
        yield take


@pytest.fixture(scope="module")
def sampled(take_in):
    """The inspections of the two sample documents, `police` and `information`, with what the documents brought."""
    made = SimpleNamespace(
        police=InspectionFactory(slug="police"), information=InspectionFactory(slug="information", published_on=None)
    )
    for title in ("Detective Inspector", "Strategic Support Officer"):
        PostFactory(title=title)
    for name, slugs, at in (
        ("action-plan-april-2015.xlsx", ["police"], london(2015, 5, 1)),
        ("progress-august-2015.docx", ["police", "information"], london(2015, 9, 1)),
    ):
        take_in((SAMPLES / name).read_bytes(), name, *slugs, at=at)
    return made
