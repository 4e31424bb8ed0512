"""Pieces of pages that are drawn once: their values are read before, so that none asks the database."""

import pytest
from django.db import connection

from safeguarding.templatetags.tracker import DrawOnce
from tests.everything import record_everything
from tests.factories import ActionFactory, RecommendationFactory
from tests.moments import london
from tests.walk import recommend, recommendation

PAGES = (
    *(("opcc", url) for url in ("/position/", "/position/dashboard/", "/actions/", "/recommendations/")),
    *(("opcc", f"{url}?at=2015-09-09") for url in ("/position/", "/position/dashboard/", "/actions/")),
    *(("owner", "/my-actions/"), ("dcc", "/scrutiny/"), ("dcc", "/inspections/ours/")),
)


@pytest.fixture
def register(cast, inspection):
    """All that there can be on one recommendation, an action that is its owner's to do, and one that waits for the DCC."""
    record_everything(cast, recommendation(cast, "a", "b", inspection=inspection))
    of_owner = {"parts": RecommendationFactory(inspection=inspection).parts.all(), "owner": cast.posts.owner}
    ActionFactory(**of_owner)
    recommend(ActionFactory(**of_owner), by=cast.owner, at=london(2015, 8, 1))


@pytest.mark.parametrize(("name", "url"), PAGES)
def test_a_piece_that_is_drawn_once_sends_no_statement(client, cast, register, monkeypatch, name, url):
    render, drawn = DrawOnce.render, []

    def watched(node, context):
        drawn.append(node.template.resolve(context))
        with connection.execute_wrapper(_refuse):
            return render(node, context)

    monkeypatch.setattr(DrawOnce, "render", watched)
    client.force_login(getattr(cast, name))

    assert client.get(url).status_code == 200
    assert drawn


def _refuse(execute, sql, *args):
    raise AssertionError(f"A piece that is drawn once asks: {sql}")
