"""A past day or moment among the options of a command."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from ..forms.as_at import past_moment


def asked_moment(typed: str | None, option: str, at: datetime) -> datetime | None:
    """The moment typed after `option`, a day meaning its end in London; None for `at`, which is now. Raises CommandError."""
    try:
        return past_moment(typed or "", at)
    except ValidationError as error:
        raise CommandError(f"{option}: {error.messages[0]}") from None
