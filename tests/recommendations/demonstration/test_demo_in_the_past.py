"""The demonstration's pages at past moments say what the lists, the register and the history say of those moments."""

from dataclasses import replace

import pytest
from django.utils import timezone

from inspections.models import Inspection, Milestone
from recommendations import waiting
from recommendations.models import Action, Part, ProgressUpdate, Recommendation
from recommendations.selectors.actions.list import action_rows
from recommendations.selectors.inspections.list import inspection_rows
from recommendations.selectors.recommendations.list import recommendation_rows
from recommendations.selectors.register import visible_inspections, visible_register
from recommendations.selectors.standings import Standings
from recommendations.workflow import PartState
from safeguarding import clock
from safeguarding.lib.dates import in_words
from safeguarding.models import User
from tests.moments import london

MOMENTS = [  # before, between and after what happened to action 7; the last between two questions of one morning
    london(2015, 4, 13, 12),
    london(2015, 5, 25, 9),
    london(2015, 8, 7, 23, 59),
    london(2015, 8, 12, 18),
    london(2015, 8, 14, 9, 47),
]
READERS = ["dana.specimen", "olive.fictitious", "carla.figment"]
INSPECTION = "hmic-ncpi-2014"


@pytest.fixture(params=READERS)
def reader(demonstration, client, request):
    user = User.objects.get(username=request.param)
    client.force_login(user)
    return user


def shown(client, url, moment=None):
    """The context of the page, now or as it stood."""
    response = client.get(url, {"at": f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"} if moment else {})
    assert response.status_code == 200
    return response.context


def stood(model, key, moment):
    """The last row of history by then, found without the tracker's own as-at."""
    states = model.history.filter(**{model._meta.pk.attname: key}).order_by("history_date", "history_id")
    return [state for state in states if state.history_date <= moment][-1]


def differ(found):
    """How many of them are unlike every other."""
    return len(set(map(str, found)))


def test_action_7_is_as_the_list_the_register_and_its_history_have_it(client, reader):
    timelines, targets = [], []
    # But that nothing is corrected on a page of the past, and that a question had no answer yet.
    today = [replace(entry, correct_url="", tag="") for entry in shown(client, "/actions/7/")["page"].entries]
    for moment in MOMENTS:
        page = shown(client, "/actions/7/", moment)["page"]
        asked = Standings(reader, now=clock.now(), as_at=moment)
        (row,) = action_rows(asked.actions().filter(action=7), asked)
        joined = visible_register(reader, now=clock.now(), as_at=moment).actions[7]
        state = stood(Action, 7, moment)
        facts = {fact["label"]: fact["value"] for fact in page.facts}

        assert page.joined.status == row.status == joined.status == state.status
        assert page.joined.owner == row.owner == joined.owner == state.owner.title
        assert facts["Action owner"] == f"{row.owner} ({row.holder})"
        assert page.action.target_on == row.target_on == state.target_on
        assert facts["Expected completion"] == (in_words(state.expected_on) if state.expected_on else "")
        assert page.joined.lateness == joined.lateness
        assert (page.joined.lateness.late, page.joined.lateness.immediate_days) == (row.late, row.immediate_days)
        assert [part.pk for part in page.joined.parts] == [part.pk for part in joined.parts]
        assert [(p.row.text, p.row.due_on) for p in page.joined.parts] == [
            (p.row.text, p.row.due_on) for p in joined.parts
        ]
        # What is told of then is what today tells of it, and as many updates as were made by then.
        then = [replace(entry, tag="") for entry in page.entries]
        assert then == [entry for entry in today if entry.at <= moment]
        updates = ProgressUpdate.objects.filter(action=7, recorded_at__lte=moment).count()
        assert sum(entry.title == "Update" for entry in page.entries) == updates
        timelines.append(page.entries)
        targets.append((facts, page.stated, len(page.waits)))

    assert differ(timelines) == 5
    assert differ(targets) >= 3


def test_recommendation_8_is_as_the_list_and_the_register_have_it(client, reader):
    key = Recommendation.objects.get(inspection__slug=INSPECTION, reference="8").pk
    said = []
    for moment in MOMENTS:
        page = shown(client, f"/recommendations/{key}/", moment)["page"]
        asked = Standings(reader, now=clock.now(), as_at=moment)
        (row,) = recommendation_rows(asked.recommendations().filter(recommendation=key), asked)
        joined = visible_register(reader, now=clock.now(), as_at=moment).recommendations[key]
        found, state = page.recommendation, stood(Recommendation, key, moment)
        states = dict(asked.parts().filter(recommendation=key).values_list("part", "state"))

        assert found.state == row.state == joined.state
        assert (
            found.issue_owner
            == row.owner
            == joined.issue_owner
            == (state.issue_owner.title if state.issue_owner else "")
        )
        assert found.row.text == row.text == joined.row.text == state.text
        assert {part.pk: part.state for part in found.parts} == {pk: PartState(state) for pk, state in states.items()}
        assert [_answered(part) for part in found.parts] == [_answered(part) for part in joined.parts]
        assert [part.row.due_on for part in found.parts] == [
            stood(Part, part.pk, moment).due_on for part in found.parts
        ]
        waits = waiting.statements(moment).filter(recommendation=key)
        assert {statement.pk for statement in page.statements} == {statement.pk for statement in waits}
        said.append((states, [_answered(part) for part in found.parts], len(page.statements)))

    assert differ(said) >= 2


def _answered(part):
    actions = [(action.number, action.status, action.owner, action.lateness) for action in part.actions]
    return part.response, part.proposed, part.undecided, part.late, actions


def test_an_inspection_is_as_the_lists_have_it(client, reader):
    said = []
    for moment in MOMENTS:
        context = shown(client, f"/inspections/{INSPECTION}/", moment)
        asked = Standings(reader, now=clock.now(), as_at=moment)
        listed = visible_inspections(reader, now=clock.now(), as_at=moment).filter(slug=INSPECTION)
        (row,) = inspection_rows(listed, asked)
        findings, steps = context["findings"], context["page"].steps
        counted = [one for group in findings.groups for one in [group.concern, *group.rows] if one] + findings.strengths
        rows = recommendation_rows(asked.recommendations().filter(inspection__slug=INSPECTION), asked)

        assert context["inspection"].released_at == stood(Inspection, row.inspection.id, moment).released_at
        assert findings.total == row.total == len(counted)
        assert {each.state: each.count for each in row.states} == {
            state: [one.state for one in counted].count(state) for state in {one.state for one in counted}
        }
        assert sorted(map(str, [*counted, *findings.next_steps])) == sorted(map(str, rows))
        done = [(step.milestone.id, step.milestone.done_on) for step in steps]
        assert done == [(key, stood(Milestone, key, moment).done_on) for key, _ in done]
        assert row.milestone is None or row.milestone.id in {key for key, done_on in done if not done_on}
        said.append([(one.pk, one.state, one.owner) for one in counted])

    assert differ(said) >= 3


def test_the_scrutiny_of_7_august_is_said_to_have_been_recorded_a_week_later(client, reader):
    later = shown(client, "/actions/4/", london(2015, 8, 7, 23, 59))["page"].later

    assert [(one.title, str(one.on), f"{one.recorded_at:%d %B}") for one in later] == [
        ("In a document: Supports completion", "2015-08-07", "12 August"),
        ("Supports completion", "2015-08-07", "14 August"),
    ]
    assert shown(client, "/actions/4/", london(2015, 8, 14, 23, 59))["page"].later.total == 0


def test_a_partner_who_sees_nothing_of_it_today_sees_nothing_of_it_then(client, demonstration):
    client.force_login(User.objects.get(username="parul.makebelieve"))
    hidden = Inspection.objects.exclude(slug=INSPECTION).filter(recommendations__isnull=False).first()
    for url in (f"/inspections/{hidden.slug}/", f"/recommendations/{hidden.recommendations.first().pk}/"):
        for moment in MOMENTS:
            answer = client.get(url, {"at": f"{moment:%Y-%m-%dT%H:%M}"})
            assert (answer.status_code, "as it is today" in answer.content.decode()) == (404, False)
