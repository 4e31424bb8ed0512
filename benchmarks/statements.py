"""The SQL of one request of each task, as JSON: `.venv/bin/python -m benchmarks.statements [TASK ...]`.

It asks the tracker in this process, so that counting costs the measured servers nothing. SAVEPOINT counts, BEGIN does not.
"""

import json
import sys
import time
from dataclasses import dataclass

import django

django.setup()

from django.db import connection  # noqa: E402  Django comes first
from django.test import Client  # noqa: E402

from .facts import facts as known  # noqa: E402
from .tasks import TASKS, Task  # noqa: E402
from .visitors import HOST, Answer, Request, insist  # noqa: E402


@dataclass
class Statement:
    """One statement as it was sent: seconds until the database had carried it out."""

    sql: str
    parameters: tuple[object, ...] | list[object] | None
    seconds: float


class Inside:
    """A Visitor to the tracker in this process, who keeps the Statements of the last request."""

    def __init__(self, sessions: dict[str, str]) -> None:
        self.sessions, self.statements = sessions, []

    def send(self, request: Request) -> Answer:
        """The Answer. Raises visitors.Unexpected."""
        client = Client(headers={"host": HOST})
        client.cookies["sessionid"] = self.sessions[request.person]
        self.statements, began = [], time.perf_counter()
        with connection.execute_wrapper(self._keep):
            if request.form is None:
                response = client.get(request.path, secure=True)
            else:
                response = client.post(request.path, request.form, secure=True)
            body = response.getvalue()
        return insist(request, Answer(response.status_code, body, time.perf_counter() - began))

    def _keep(self, execute, sql, parameters, many, context):
        began = time.perf_counter()
        try:
            return execute(sql, parameters, many, context)
        finally:
            self.statements.append(Statement(sql, parameters, time.perf_counter() - began))


def request_once(task: Task, visitor: Inside, facts: dict[str, object]) -> tuple[Answer, list[Statement]]:
    """The Answer to one request of the task, and its Statements; the second request, since the first fills caches."""
    for turn in range(2):
        answer = visitor.send(task.ask(visitor, facts, turn))
    return answer, visitor.statements


def main() -> None:
    """Print for each task how many statements it takes, the most parameters of one, and the page's bytes."""
    facts = known()
    visitor, counted = Inside(facts["sessions"]), {}
    for task in TASKS:
        if task.name in sys.argv[1:] or not sys.argv[1:]:
            answer, statements = request_once(task, visitor, facts)
            counted[task.name] = {
                "statements": len(statements),
                "parameters": max((len(each.parameters or ()) for each in statements), default=0),
                "bytes": len(answer.body),
            }
    print(json.dumps(counted))


if __name__ == "__main__":
    main()
