"""What is recommended complete, and what of it waits for an answer to a question first, now or as it stood."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min, Q

from ...models import ProgressUpdate, Question, Settlement
from ...workflow import Status
from ..as_at import recorded

WORKED_ON = (Status.IN_PROGRESS, Status.RECOMMENDED_COMPLETE)


@dataclass(frozen=True)
class Asked:
    """A question that blocks completion: on which part (None: all), and since when its first answer waits."""

    part: int | None
    answered_at: datetime | None


@dataclass(frozen=True)
class Completion:
    """An action that is recommended complete, whole or in some `parts` only (RegisterParts; empty: whole).

    answered: no question on them waits for its owner, so it is with the DCC.
    """

    number: int
    parts: list
    since: datetime
    answered: bool


def open_questions(seen, as_at=None):
    """{action: [Asked]} of the questions of the Register `seen` that blocked completion then. One query."""
    settled = recorded(Settlement, as_at).values("question")
    again = recorded(Question, as_at).exclude(follows=None).values("follows")
    answers = Q() if as_at is None else Q(answers__recorded_at__lte=as_at)
    about = Q(part=None) | Q(part__in=seen.parts)  # an action may answer another inspection, which is not seen
    questions = recorded(Question, as_at).filter(about, action__in=seen.actions, blocks=True)
    questions = questions.exclude(pk__in=settled).exclude(pk__in=again).order_by()
    found = defaultdict(list)
    for action, part, answered_at in questions.annotate(
        answered_at=Min("answers__recorded_at", filter=answers)
    ).values_list("action_id", "part_id", "answered_at"):
        found[action].append(Asked(part, answered_at))
    return found


def completions(seen, asked, as_at=None):
    """The Completions of the Register `seen`; `asked` are its open_questions. One query.

    Where only some parts are free to decide, those alone are meant.
    """
    since = _recommended_at(seen, as_at)
    found = []
    for action in seen.actions.values():
        waits = _recommended(action)
        whole = action.status == Status.RECOMMENDED_COMPLETE and not action.parts
        if not (waits or whole):
            continue
        unanswered = {one.part for one in asked[action.number] if one.answered_at is None}
        free = [part for part in waits if not unanswered & {None, part.pk}]
        parts = free or waits
        moment = min(since[action.number, part.pk] for part in parts) if parts else since[action.number, None]
        some = parts if len(parts) < len(action.parts) else []
        found.append(Completion(action.number, some, moment, answered=bool(free) or (whole and not unanswered)))
    return found


def _recommended(action):
    """The parts of a RegisterAction that are recommended complete and not yet supported."""
    if action.status not in WORKED_ON:
        return []
    coverings = ((part, part.coverings[part.actions.index(action)]) for part in action.parts)
    return [part for part, (_, supported, recommended) in coverings if recommended and not supported]


def _recommended_at(seen, as_at):
    """The moment of the last recommendation to complete, by action and part; None for the part: any."""
    last = {}
    updates = recorded(ProgressUpdate, as_at).filter(action__in=seen.actions, recommends_complete=True)
    for number, part, moment in updates.order_by("recorded_at", "pk").values_list(
        "action_id", "part_id", "recorded_at"
    ):
        meant = [part] if part else [covered.pk for covered in seen.actions[number].parts]
        last |= {(number, key): moment for key in [None, *meant]}
    return last
