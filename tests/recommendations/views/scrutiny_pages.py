"""The pages of scrutiny, and what they send."""

from django.urls import reverse

from recommendations.selectors.scrutiny.state_digest import state_digest
from recommendations.services import progress
from tests.moments import london

AUGUST = london(2015, 8, 5)


def page(action):
    """The address of an action in the queue."""
    return reverse("scrutiny-item", args=[action.pk])


def form_data(action, outcome, text=None, **fields):
    """The form of that page; `digest` is what stands there now, `looked_at` when it was opened. Support comes with a reason."""
    if text is None:
        text = "I have seen the procedure." if outcome == "support" else ""
    return {"digest": state_digest(action), "looked_at": AUGUST.isoformat(), "outcome": outcome, "text": text, **fields}


def held(title, of="test"):
    """Evidence that is held elsewhere."""
    return progress.EvidenceDraft(title=title, of=of, held_elsewhere="Policy drive")
