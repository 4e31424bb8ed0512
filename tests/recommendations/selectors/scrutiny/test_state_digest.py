"""The digest of what a person had before them changes with everything that is said, and with nothing else."""

from datetime import date

import pytest
from django.db import connection

from recommendations.selectors.scrutiny.state_digest import state_digest
from recommendations.services import actions, progress, scrutiny
from tests.moments import london
from tests.recommendations.transcribed import transcribed
from tests.walk import begin, handed_over, part, recommend, send_back, support

AT = london(2015, 8, 3)


@pytest.fixture
def action(cast):
    action = begin(cast, "a", "b")
    recommend(action, by=cast.owner)
    return action


def the_question(action):
    return action.questions.get()


def transcribe(action, cast):
    of = part(action, "a").recommendation
    transcribed(of, "Supported.", "supports-completion", action=action, by=cast.coordinator, at=AT)


def test_every_word_and_every_change_gives_another_digest_and_each_a_new_one(action, cast):
    steps = [
        lambda: progress.post_update(action, done="More.", by=cast.owner, at=AT),
        lambda: progress.post_update(
            action,
            done="With proof.",
            evidence=[progress.EvidenceDraft(title="x", held_elsewhere="y")],
            by=cast.owner,
            at=AT,
        ),
        lambda: scrutiny.ask(action, "When?", by=cast.dcc, at=AT),
        lambda: scrutiny.answer(the_question(action), "In May.", by=cast.owner, at=AT),
        lambda: scrutiny.answer(the_question(action), "Or June.", by=cast.owner, at=AT),
        lambda: scrutiny.accept_answer(the_question(action), by=cast.dcc, at=AT),
        lambda: actions.wait_on(
            action, body="Council", review_on=date(2015, 9, 1), meanwhile="Checked by hand.", by=cast.owner, at=AT
        ),
        lambda: actions.stop_waiting(action.waits.get(), by=cast.owner, at=AT),
        lambda: handed_over(action, cast.posts.other_owner, by=cast.coordinator, at=AT),
        lambda: transcribe(action, cast),
        lambda: scrutiny.confirm(action.statements.get(), "stands", by=cast.dcc, at=AT),
        lambda: support(action, part=part(action, "a"), by=cast.dcc, at=AT),
        lambda: send_back(action, part=part(action, "b"), by=cast.dcc, at=AT),
    ]

    digests = [state_digest(action)]
    for step in steps:
        step()
        digests.append(state_digest(action))

    assert len(set(digests)) == len(steps) + 1


def test_looking_again_at_an_unchanged_action_gives_the_same_digest_whatever_happens_to_others(action, cast):
    before = state_digest(action)
    recommend(begin(cast), by=cast.owner)

    assert state_digest(type(action).objects.get(pk=action.pk)) == before


def test_it_is_one_query(action, django_assert_num_queries):
    with django_assert_num_queries(1, connection=connection):
        state_digest(action)
