"""Every table is in the ledger, or is named as left out with its reason, and none is both."""

from django.apps import apps

from safeguarding.append_only import models_written_once
from safeguarding.ledger.left_out import LEFT_OUT
from safeguarding.ledger.ways_in import KEPT
from safeguarding.models import HistoryModel


def test_every_model_is_in_the_ledger_or_left_out_with_a_reason():
    held = {*models_written_once().values(), *KEPT, *(m for m in apps.get_models() if issubclass(m, HistoryModel))}

    assert {m._meta.label for m in apps.get_models() if m not in held} == set(LEFT_OUT)
    assert all(len(reason.split()) > 3 for reason in LEFT_OUT.values())
