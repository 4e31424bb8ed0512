"""Whatever is done, by whomever and whenever, in documents and by hand, every moment comes back as it was.

`EXAMPLES=50 pytest` on this file tries more than the two registers of a usual run.
"""

import os
import random
from contextlib import ExitStack
from dataclasses import fields, is_dataclass
from datetime import timedelta
from tempfile import TemporaryDirectory

from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import override_settings
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from recommendations.models import PlanDocument
from recommendations.permissions import Refused
from recommendations.search import restate as search
from recommendations.selectors.figures import Figure
from recommendations.selectors.intake.planned_rows import StatementDraft
from recommendations.selectors.position.page import position
from recommendations.services.withdrawals import withdraw_import
from recommendations.standings.restate import differences
from safeguarding.lib.pages.charts import Slice
from tests.cast import PEOPLE, find_cast
from tests.factories import InspectionFactory
from tests.random_walk import VERBS, RandomWalk
from tests.recommendations.planned import accepted, planned

COMPLETE = (StatementDraft("complete", "Complete"),)
# Every moment is asked about again at the end, which takes a second a step: few are done at each run of the tests.
SETTINGS = settings(
    max_examples=int(os.environ.get("EXAMPLES", 2)),
    stateful_step_count=10,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


class AnybodysWalk(RandomWalk):
    """The walk, but one verb in four is tried by somebody it may not be for."""

    def _by(self, name):
        return super()._by(self.rnd.choice([name, name, name, self.rnd.choice(sorted(PEOPLE))]))


class Anything(RuleBasedStateMachine):
    """A register to which anything is done; nothing of it is left in the database."""

    def __init__(self):
        super().__init__()
        self.undone = ExitStack()
        self.undone.enter_context(transaction.atomic())
        self.undone.callback(transaction.set_rollback, True)
        folder = self.undone.enter_context(TemporaryDirectory())
        self.undone.enter_context(override_settings(MEDIA_ROOT=folder))
        self.walk = AnybodysWalk(find_cast(), random.Random(0))
        self.hmic = InspectionFactory(slug="hmic")
        self.stood = {}

    @rule(rnd=st.randoms(use_true_random=False), verb=st.sampled_from(VERBS), hours=st.integers(1, 2_000))
    def somebody_does_something(self, rnd, verb, hours):
        self.walk.rnd = rnd
        self.walk.at += timedelta(hours=hours)
        self.walk.take(verb)
        self.note()

    @rule(reference=st.sampled_from("123"), said=st.sampled_from([(), COMPLETE]), late=st.booleans())
    def a_plan_comes_in(self, reference, said, late):
        self.walk.at += timedelta(hours=1)
        row = planned(reference, task=f"Keep log {late}.", action_owner="Chief Inspector", statements=said)
        accepted(row, by=self.walk.cast.coordinator, at=self.walk.at, contents=str(self.walk.at))
        self.note()

    @precondition(lambda self: PlanDocument.objects.filter(withdrawal=None).count() > 1)
    @rule(rnd=st.randoms(use_true_random=False))
    def a_plan_is_withdrawn(self, rnd):
        self.walk.at += timedelta(hours=1)
        document = rnd.choice(list(PlanDocument.objects.filter(withdrawal=None).order_by("pk")))
        try:
            withdraw_import(document, reason="Wrong.", by=self.walk.cast.coordinator, at=self.walk.at)
        except (Refused, ValidationError):
            return
        self.note()

    def note(self):
        """Keep what the position says now."""
        self.stood[self.walk.at] = said(position(self.walk.cast.dcc, now=self.walk.at))

    def teardown(self):
        with self.undone:
            assert list(differences()) == list(search.differences()) == []
            dcc, at = self.walk.cast.dcc, self.walk.at
            for moment, stood in self.stood.items():
                assert said(position(dcc, now=at, as_at=moment)) == stood


def said(page):
    """All that it counts and lists, without the addresses that it leads to, which carry the moment."""
    if isinstance(page, Figure):
        return page.count
    if isinstance(page, Slice):
        return page._replace(url="")
    if is_dataclass(page):
        return [said(getattr(page, field.name)) for field in fields(page) if field.name not in ("url", "page")]
    return [said(one) for one in page] if isinstance(page, list | tuple) else page


def test_every_moment_comes_back_as_it_was(db):
    run_state_machine_as_test(Anything, settings=SETTINGS)
