"""What people do all day, as requests to the tracker and to the floor beside it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from .register.words import RARE
from .visitors import Request, Visitor

THEN = (date.today() - timedelta(days=90)).isoformat()
LATE = "/actions/?state=in-progress&late=current"


@dataclass(frozen=True)
class Task:
    """One thing that is measured.

    ask: gives the Request of a turn (counted from 0); what has to be done before, it does by its Visitor, and nobody
    measures that. floor: the name of the floor's statement, "" where none is like it. once: a request cannot be sent twice.
    """

    name: str
    ask: Callable[[Visitor, dict, int], Request]
    floor: str = ""
    once: bool = False

    def ask_floor(self, facts: dict, turn: int) -> Request:
        """The Request of that turn to the floor."""
        number = facts["floor"][turn % len(facts["floor"])]
        return Request(f"/{self.floor}/{number}" if self.floor in ABOUT_ONE else f"/{self.floor}")


def _page(path, person="opcc-0"):
    return lambda visitor, facts, turn: Request(path.format(**facts), person)


def _action(visitor, facts, turn, query=""):
    number, _ = facts["owned"][turn % len(facts["owned"])]
    return Request(f"/actions/{number}/{query}", "opcc-0")


def _update(visitor, facts, turn):
    number, owner = facts["owned"][turn % len(facts["owned"])]
    return Request(f"/actions/{number}/update/", owner, {"done": f"Progress {turn}", "assessment": "on-target"})


def _decision(visitor, facts, turn):
    """The DCC sends back what its owner has just recommended, so that there is always something to decide on."""
    owned = [(number, owner) for number, owner in facts["owned"] if number not in facts["two_parts"]]
    number, owner = owned[-1 - turn % len(owned)]
    recommends = {"recommends_complete": "on", "shown": "tested", "shown_by": "Forty records were sampled."}
    proof = {"no_evidence_because": "The records stay in the system."}
    visitor.send(Request(f"/actions/{number}/update/", owner, recommends | proof))
    page = visitor.send(Request(f"/scrutiny/{number}/", "dcc-0"))
    digest = re.search(rb'name="digest" value="(\w+)"', page.body)[1].decode()
    decision = {"outcome": "send_back", "text": "Sample April too.", "digest": digest}
    return Request(f"/scrutiny/{number}/", "dcc-0", decision)


ABOUT_ONE = {"action", "update", "decision"}

TASKS = [
    Task("List of late actions", _page(LATE), "list"),
    Task("The list as at a past day", _page(f"{LATE}&at={THEN}")),
    Task("Search", _page(f"/search/?q={RARE}"), "search"),
    Task("The list with a word", _page(f"/actions/?q={RARE}"), "search"),
    Task("Position", _page("/position/"), "position"),
    Task("Position as at a past day", _page(f"/position/?at={THEN}")),
    Task("Dashboard", _page("/position/dashboard/")),
    Task("What changed in 90 days", _page(f"/changes/?from={THEN}")),
    Task("A paper of 500 in Word", _page("/meetings/{meeting}/paper.docx", "coordinator-0")),
    Task("An action", _action, "action"),
    Task("An action as at a past day", partial(_action, query=f"?at={THEN}")),
    Task("An inspection of 100", _page("/inspections/{inspection}/")),
    Task("The inspection as at a past day", _page(f"/inspections/{{inspection}}/?at={THEN}")),
    Task("An update is posted", _update, "update"),
    Task("A decision of the DCC", _decision, "decision", once=True),
    Task("My actions", _page("/my-actions/", "owner-0"), "list"),
    Task("Scrutiny queue", _page("/scrutiny/", "dcc-0"), "list"),
    Task("Progress report of 100", _page("/inspections/{inspection}/progress/")),
    Task("Late recommendations", _page("/recommendations/?late=inspectorate"), "list"),
    Task("CSV of every action", _page("/actions/actions.csv"), "csv"),
    Task("A page with nothing on it", _page("/accessibility/")),
]
