"""Words that were typed and not sent: kept for their person and page until they are recorded or started afresh."""

import json
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError

from .lib.pages.govuk import TypedBefore
from .models import UnsentForm, User

LONGEST = 250_000  # letters of a whole form: a dozen fields that are full
LONGEST_ADDRESS = UnsentForm._meta.get_field("page").max_length
KEPT_FOR = timedelta(days=30)  # our convention: a holiday, and some


class TooLong(ValidationError):
    """More was typed than is kept."""

    def __init__(self) -> None:
        super().__init__("too long to be kept before it is sent")


def keep(words: dict[str, list[str]], *, page: str, by: User, at: datetime) -> None:
    """Keep what was typed on the page with this address, instead of what was kept of it before. Raises TooLong, of either."""
    if len(json.dumps(words, ensure_ascii=False)) > LONGEST or len(page) > LONGEST_ADDRESS:
        raise TooLong
    UnsentForm.objects.bulk_create(
        [UnsentForm(person=by, page=page, words=words, kept_at=at)],
        update_conflicts=True,
        unique_fields=["person", "page"],
        update_fields=["words", "kept_at"],
    )


def kept(page: str, *, of: User) -> UnsentForm | None:
    """The words that this person typed on the page and has not sent."""
    return UnsentForm.objects.filter(person=of, page=page).first()


def as_typed(form: UnsentForm) -> TypedBefore:
    """The words as a form takes them."""
    return TypedBefore(form.words)


def let_go(page: str, *, of: User) -> None:
    """Let go of what was typed on the page: it is recorded, or started afresh."""
    UnsentForm.objects.filter(person=of, page=page).delete()


def forget(person: User, *, at: datetime) -> None:
    """Let go of what this person has left for long."""
    UnsentForm.objects.filter(person=person, kept_at__lt=at - KEPT_FOR).delete()
