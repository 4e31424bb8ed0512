"""A page with a form is sent once: it carries a token, made for its reader, that is used up by what is recorded."""

import json
from datetime import datetime, timedelta
from hashlib import file_digest, sha256

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, TimestampSigner
from django.db import IntegrityError
from django.utils.crypto import get_random_string
from django.utils.datastructures import MultiValueDict

from .models import SentForm, User

LIFE = timedelta(days=7)  # our convention: longer than anybody leaves a page open, and no longer than its row is kept
# Our convention: whoever goes Back and presses does so at once, and may mean it again later.
LATELY = timedelta(minutes=5)
SIGNER = TimestampSigner(salt="a page with a form")
NO_WORDS = {"csrfmiddlewaretoken", "once", "press"}  # sent with every form, and typed by nobody


class SentBefore(ValidationError):
    """The page was sent before, and taken."""

    def __init__(self) -> None:
        super().__init__(
            "What this page said when you sent it first is recorded. It says something else now: to record that too, send it again."
        )


class NotYours(ValidationError):
    """The page was drawn for somebody else, or too long ago."""

    def __init__(self) -> None:
        super().__init__(
            "Nothing was recorded: this page was opened by somebody else, or over a week ago. Look through it and send it again."
        )


def new_token(person: User) -> str:
    """The token of one page that is drawn for `person`."""
    return SIGNER.sign(f"{person.pk}.{get_random_string(22)}")


def is_of(token: str, person: User) -> bool:
    """Return whether the token is of a page that was drawn for this person lately."""
    return _read(token)[0] == str(person.pk)


def typed(data: MultiValueDict) -> dict[str, list[str]]:
    """The words of a form that was sent, by name; each line ends as everywhere else, and nothing is in them that no database takes."""
    return {
        name: [value.replace("\r\n", "\n").replace("\x00", "") for value in values]
        for name, values in data.lists()
        if name not in NO_WORDS
    }


def digest(page: str, data: MultiValueDict, files: MultiValueDict) -> str:
    """The SHA-256 of what was typed on the page at this address, and of the files that were chosen: pressed again it says the same.

    A file is known by what is in it: one that was put right keeps its name, and often its size.
    """
    chosen = [(name, file.name, _contents(file)) for name, values in files.lists() for file in values]
    return sha256(json.dumps([page, sorted(typed(data).items()), sorted(chosen)]).encode()).hexdigest()


def _contents(file):
    file.seek(0)
    digest = file_digest(file.file, "sha256").hexdigest()
    file.seek(0)
    return digest


def use(token: str, *, words: str, leads_to: str = "", by: User, at: datetime) -> SentForm:
    """Use a token up, first of all in the verb that records what its page says. words: a digest(); leads_to: an address.

    Raises NotYours, SentBefore. Of two at once the second waits here until the first is recorded or refused.
    """
    if not is_of(token, by):
        raise NotYours
    try:
        return SentForm.objects.create(token=_read(token)[1], person=by, words=words, leads_to=leads_to, sent_at=at)
    except IntegrityError as error:
        raise SentBefore from error


def used(token: str, *, by: User) -> SentForm | None:
    """The form of this person that used the token up, if any did. One query, none for a token of nobody."""
    return SentForm.objects.filter(token=_read(token)[1], person=by).first() if is_of(token, by) else None


def sent_lately(words: str, *, by: User, at: datetime) -> SentForm | None:
    """The last form of this person, where it said just these `words`, a digest(), within LATELY. One query.

    A page that Back fetches anew has a token of its own, and is known by that it says the same. Only the last: whoever did
    something else in between may well do the first again.
    """
    last = SentForm.objects.filter(person=by).order_by("-sent_at", "-pk").first()
    return last if last and last.words == words and last.sent_at >= at - LATELY else None


def forget(person: User, *, at: datetime) -> None:
    """Let go of this person's forms whose tokens are too old to be sent again."""
    SentForm.objects.filter(person=person, sent_at__lt=at - 2 * LIFE).delete()


def _read(token):
    """(key of the person, the token's own letters); two Nones for one that was not made here, or is too old."""
    try:
        return SIGNER.unsign(token, max_age=LIFE).split(".", 1)
    except BadSignature:
        return None, None
