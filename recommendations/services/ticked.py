"""One verb done to each of several things, each by itself: what is refused for one undoes none of the others."""

from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError
from django.db.models import Model

from safeguarding.roles import Refused


class SomeRefused(ValidationError):
    """It was done to `done` and refused for `refused`; each of these is named with the reason."""

    def __init__(self, done: list[Model], refused: dict[Model, str]) -> None:
        self.done, self.refused = done, refused
        super().__init__({"rows": [f"{thing}: {why_not}" for thing, why_not in refused.items()]})


def each(things: Iterable[Model], act: Callable[[Model], object]) -> list[Model]:
    """Do `act`, which calls one verb, to each of `things`. Returns those it was done to, all of them. Raises SomeRefused."""
    done, refused = [], {}
    for thing in things:
        try:
            act(thing)
        except (Refused, ValidationError) as error:
            refused[thing] = " ".join(getattr(error, "messages", [str(error)]))
        else:
            done.append(thing)
    if refused:
        raise SomeRefused(done, refused)
    return done
