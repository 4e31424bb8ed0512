"""A session of forty items driven by script: what each load costs, from the first to the last."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from recommendations.models import AgendaOutcome
from recommendations.selectors.sessions.drafted import digest_on
from recommendations.services.drafted import draft_outcome
from tests.moments import NOW
from tests.recommendations.views.scrutiny_pages import form_data
from tests.recommendations.views.test_drafted import at, proved
from tests.recommendations.views.test_sessions import move, page, plan


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def statements(load):
    """(what `load` returns, how many statements it took)."""
    with CaptureQueriesContext(connection) as asked:
        response = load()
    return response, len(asked)


def test_forty_items_half_decided_one_by_one_and_half_together_cost_the_same_each(dcc, cast):
    for _ in range(40):
        proved(cast)
    session = plan(cast, rules=["completion"])
    items = list(session.items.select_related("action"))
    drafts = [
        draft_outcome(item, "support", text="Seen.", digest=digest_on(item), by=cast.staff_officer, at=NOW)
        for item in items
    ]
    move(session, "open", cast.dcc)
    opened, decided, leads_to = set(), set(), at(session, items[0].action)

    for item, draft in zip(items[:20], drafts, strict=False):
        assert leads_to == at(session, item.action)
        opened.add(statements(lambda where=leads_to: dcc.get(where))[1])
        sent = form_data(item.action, "support", "Seen.", draft=draft.pk)
        response, cost = statements(lambda where=leads_to, sent=sent: dcc.post(where, sent))
        decided.add(cost)
        leads_to = response.url
    for item in items[20:]:
        opened.add(statements(lambda item=item: dcc.get(at(session, item.action)))[1])
    together = {"rows": [draft.pk for draft in drafts[20:]]}
    response, press = statements(lambda: dcc.post(reverse("session-confirm", args=[session.pk]), together))
    shown, agenda = statements(lambda: dcc.get(page(session)))

    assert (len(items), AgendaOutcome.objects.exclude(draft=None).count()) == (40, 40)
    assert response.url == page(session)
    assert "40 of 40 on the agenda dealt with" in shown.content.decode()
    assert (opened, decided, press, agenda) == ({27}, {81}, 11 + 20 * 65, 17)
