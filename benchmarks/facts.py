"""What the harness has to know of a made-up register, as JSON: `.venv/bin/python -m benchmarks.facts`."""

import json
import os

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeguarding.settings")
    django.setup()

from django.db.models import Count

from inspections.models import Inspection
from recommendations.models import Action, Meeting
from recommendations.workflow import Status
from safeguarding.models import User

from .register.cast import session_key


def facts() -> dict[str, object]:
    """How many actions there are, and if any: whom the harness can sign in as, and which actions are in progress.

    `owned`: pairs of an action's number and its owner's user name, for the tracker; `floor`: other numbers, for the floor;
    `two_parts`: those of the tracker's that answer two, which of them are complete having to be ticked.
    `sessions`: the key of a new session of each person, by user name.
    """
    actions = Action.objects.count()
    if not actions:
        return {"actions": 0}
    in_progress = Action.objects.filter(status=Status.IN_PROGRESS, questions=None)
    of_two = in_progress.annotate(parts=Count("coverages")).filter(parts=2)
    owned = list(in_progress.values_list("pk", "owner__holdings__holder__username")[:1000])
    return {
        "actions": actions,
        "owned": owned[::2],
        "floor": [number for number, _ in owned[1::2]],
        "two_parts": list(of_two.values_list("pk", flat=True)),
        "inspection": Inspection.objects.earliest("slug").slug,
        "meeting": Meeting.objects.latest("held_on").pk,
        "people": dict(User.objects.values_list("username", "pk")),
        "sessions": {person.username: session_key(person) for person in User.objects.all()},
    }


if __name__ == "__main__":
    print(json.dumps(facts()))
