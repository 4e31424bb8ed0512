"""An action as its owner reads it while they write about it."""

from dataclasses import dataclass
from datetime import datetime

from safeguarding.models import User

from ..models import Action, Question, UpdateRequest, WaitingOn
from .action_lines import ActionLine, action_lines, add_sent_back
from .prepared import prepared
from .standings import Standings
from .update_requests import requests_on


@dataclass
class Brief:
    """`answered` are questions with an answer not accepted yet."""

    line: ActionLine
    questions: list[Question]
    answered: list[Question]
    waits: list[WaitingOn]
    requests: list[UpdateRequest]


def brief(action: Action, user: User, *, now: datetime) -> Brief:
    """The Brief on an action that `user` may see."""
    (line,) = action_lines([action], user, now)
    add_sent_back({line.number: line}, user, now)
    standings = Standings(user, now=now)
    asked = _questions(standings, action=action.number)
    return Brief(
        line=line,
        questions=[question for question in asked if not question.answers.all()],
        answered=[question for question in asked if question.answers.all()],
        waits=list(action.waits.filter(ended_at=None)),
        requests=list(requests_on(standings, action=action.number)),
    )


@prepared
def _questions(asked, *, action):
    found = (
        Question.objects.visible_to(asked.user, asked.now).open().filter(action=action).with_words("text", "answer_by")
    )
    return found.select_related("recorded_by", "part__recommendation").prefetch_related("answers")
