"""A figure on the position page is the number of rows behind its link, for everybody."""

from dataclasses import fields, is_dataclass
from datetime import date

import pytest

from inspections.services import release_to_opcc
from recommendations.selectors.position.page import position
from recommendations.services.progress import post_update
from recommendations.services.recommendations import PartDraft
from tests.factories import ActionFactory, BoardFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, OPENED, london


@pytest.fixture
def work(cast):
    """Two inspections, one of them released to the OPCC; findings of every kind; actions late, undated, unowned, done."""
    shown = {"recommends_complete": True, "shown": "tested"}
    board = BoardFactory()
    for slug, name in (("first", "owner"), ("second", "other_owner")):
        person, post = getattr(cast, name), getattr(cast.posts, name)
        made = InspectionFactory(slug=slug)
        kinds = ["recommendation", "area-for-improvement", "strength", "next-step", "cause-of-concern"]
        found = [RecommendationFactory(inspection=made, kind=kind) for kind in kinds]
        parts = [PartDraft(letter="a", text="Ours."), PartDraft(letter="b", text="Theirs.", ours=False)]
        RecommendationFactory(inspection=made, board=board)
        mixed = RecommendationFactory(inspection=made, parts=parts)
        RecommendationFactory(inspection=made, parts=[PartDraft(text="Theirs.", ours=False)])
        ActionFactory(parts=found[0].parts.all(), owner=post, target_on=date(2015, 4, 30))
        ActionFactory(parts=found[1].parts.all())
        done = ActionFactory(parts=mixed.parts.filter(ours=True), owner=post, target_on=date(2015, 5, 30))
        post_update(done, done="Done.", **shown, by=person, at=london(2015, 8, 1))
    release_to_opcc(made, by=cast.coordinator, at=OPENED)


def figures(found):
    """Every (count, url) below a dataclass, where the url leads to a list."""
    if is_dataclass(found):
        if getattr(found, "url", "") and hasattr(found, "count"):
            yield found.count, found.url
        for field in fields(found):
            yield from figures(getattr(found, field.name))
    elif isinstance(found, (list, tuple)):
        for each in found:
            yield from figures(each)


@pytest.mark.parametrize("name", ["dcc", "opcc", "owner"])
def test_every_figure_is_the_number_of_rows_behind_its_link(client, cast, work, name):
    user = getattr(cast, name)
    client.force_login(user)

    leading = {url: count for count, url in figures(position(user, now=NOW)) if "/?" in url}
    led_to = {url: client.get(url).context["page"].paginator.count for url in leading}

    assert led_to == leading
    assert len([count for count in leading.values() if count]) >= 8
