"""The ways on from an action's page: what its reader may do, the likeliest first, and what they may not, with every reason."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from safeguarding.lib.languages import translated
from safeguarding.models import User

from ..models import Action
from ..permissions import Ruling
from ..permissions.moves import for_whom
from ..selectors.actions.entries import Entry
from ..workflow import MOVES, Move, Status

# What waits for a decision, beside the moves: an answer, a date, a date that is another's to decide.
ACCEPT, DECIDE_DATE, DATE_OF_OTHERS = "accept", "decide-date", "date-of-others"
# What somebody else waits for comes first; the rest in the order of MOVES.
FIRST = ("answer", ACCEPT, "support", DECIDE_DATE)
# Done now and then, and never the one thing that a reader most probably does next.
SELDOM = {
    "send_back",
    "reopen",
    "withdraw",
    "reopen_withdrawn",
    "hand_over",
    "ask_update",
    "wait",
    "request_deadline",
    "release",
    DATE_OF_OTHERS,
    "set_check",
    "take_back",
}
# Decided at the foot of a long page, and who comes from the action's own has just read what stands above it.
AT_THE_FOOT = {"reopen", "reopen_withdrawn", "withdraw"}


@dataclass
class _Way:
    """A page to which the action leads. names: what can be done there, of MOVES and of FIRST; labels: the same in words."""

    url: str
    names: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return self.url if set(self.names) - AT_THE_FOOT else f"{self.url}#decision"

    @property
    def rank(self) -> int:
        return min((FIRST.index(name) for name in self.names if name in FIRST), default=len(FIRST))


def ways_on(
    action: Action, allowed: Iterable[tuple[Move, Ruling]]
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """The ways of a reader on an action that actions_to_show gave, {url, label, likely}, and the refusals, {label, why_not}.

    allowed: permissions.moves() of theirs on it.

    Moves to one page are one way, and those refused for the same reasons one refusal. `likely`, of the first way at most: the
    reader most probably wants it next.
    """
    offered = [(move, ruling) for move, ruling in allowed if move.pages]
    ways, refusals = _by_page(action, offered)
    names = {move.name for move, _ in offered}
    _add_decisions(ways, action, names)
    _add_taking_back(ways, action, names)
    ordered = sorted(ways.values(), key=lambda way: way.rank)
    return (
        [
            {
                "url": way.address,
                "label": _either(way.labels),
                "likely": way is ordered[0] and way.names[0] not in SELDOM,
            }
            for way in ordered
        ],
        [{"why_not": why_not, "label": _either(labels)} for why_not, labels in refusals.items()],
    )


def _by_page(action, offered):
    """{url: _Way} of the moves allowed, and {reasons: labels} of those refused."""
    keys = {
        "answer": action.to_answer,  # the question and the check that wait are where they lead
        "check": action.to_check,
        "set_check": action.number if action.status == Status.COMPLETE else None,
        "take_back": None,  # of parts alone too, so it is added by itself
        # The one is there for the other: whoever may do the one of these that fits need not read why the other does not.
        "allocate": action.number if action.status == Status.AWAITING_ALLOCATION else None,
        "hand_over": action.number if action.status != Status.AWAITING_ALLOCATION else None,
        "reopen": action.number if action.status != Status.WITHDRAWN else None,
        "reopen_withdrawn": action.number if action.status == Status.WITHDRAWN else None,
    }
    ways, refusals = {}, {}
    # What is not there has no page to lead to, so its move is neither offered nor refused.
    for move, ruling in offered:
        if key := keys.get(move.name, action.number):
            url = reverse(move.pages[0], args=[key])
            if ruling:
                way = ways.setdefault(url, _Way(url))
                way.names.append(move.name)
                way.labels.append(move.label)
            elif for_whom(move) not in ruling.why_not:
                refusals.setdefault(ruling.why_not, []).append(move.label)
            elif action.status in move.sources:
                # It is another's to do, which is reason enough; where it is not to be done now, there is nothing to read.
                refusals.setdefault((for_whom(move),), []).append(move.label)
    return ways, refusals


def _add_decisions(ways, action, names):
    """Add what waits for this reader to decide. names: of the moves in their authority, be they refused for now."""
    scrutiny = ways.get(reverse("scrutiny-item", args=[action.number]))
    if scrutiny and action.to_settle:
        scrutiny.names.insert(0, ACCEPT)
        scrutiny.labels.insert(0, _("Accept the answer"))
    # The DCC may withdraw, the issue owner release.
    if action.to_decide and {"release", "withdraw"} & names:
        theirs = "withdraw" in names or not action.decides_dcc
        url = reverse("scrutiny-deadline", args=[action.to_decide])
        ways[url] = _Way(url, [DECIDE_DATE if theirs else DATE_OF_OTHERS], [_("Decide on the date asked for")])


def _add_taking_back(ways, action, names):
    """Add what waits for others to decide and this reader may take back until they do."""
    if "take_back" in names and (action.status == Status.RECOMMENDED_COMPLETE or action.to_take_back):
        url, move = reverse("action-take-back", args=[action.number]), MOVES["take_back"]
        ways[url] = _Way(url, [move.name], [move.label])
    if "request_deadline" in names and action.to_decide:
        url = reverse("deadline-take-back", args=[action.to_decide])
        ways[url] = _Way(url, ["take_back"], [_("Take back the date asked for")])


def _either(labels: list[str]) -> str:
    first, *rest = map(translated, labels)
    return get_text_list([first, *(label[0].lower() + label[1:] for label in rest)], gettext("or"))


def correctable(entries: Iterable[Entry], allowed: Iterable[tuple[Move, Ruling]], user: User) -> list[Entry]:
    """The entries of an action, with the ways to correct them and take back their evidence that `user` may: of corrected ones the last.

    allowed: as for ways_on(). A question's way is shown to who asked it; its page knows who else may.
    """
    names = {move.name for move, _ in allowed}
    if "update" in names:
        entries = [replace(entry, documents=tuple(map(_taken_back, entry.documents))) for entry in entries]
    return [
        replace(entry, correct_url=reverse(f"{entry.record[0]}-correct", args=[entry.record[1]]))
        if entry.record and not entry.corrected and _theirs(entry, names, user)
        else entry
        for entry in entries
    ]


def _taken_back(document):
    """Evidence on an action of the reader's, with the way to take it back while that was not done."""
    if document["taken_back"]:
        return document
    return document | {"take_back_url": reverse("evidence-take-back", args=[document["pk"]])}


def _theirs(entry, names, user):
    kind = entry.record[0]
    return kind in names and (kind != "question" or entry.by == user.pk)
