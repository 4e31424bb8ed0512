"""A text or a file that must not stand in the record is redacted: one person asks, another confirms, and the ledger proves the rest."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import FileField, Model

from safeguarding.append_only import REDACTED
from safeguarding.history import Written, verb, write
from safeguarding.ledger.redacted import put_words, take_out
from safeguarding.lib.dates import in_words, london_date
from safeguarding.long_work import forget_all_made
from safeguarding.models import Audience, Marking, Record, User

from ..models import Redaction, RedactionRequest
from ..permissions import insist, may_ask_to_redact, may_redact
from ..selectors.redactions import papers_since, redactable, still_in, things

FOR_THE_FORCE = {"audience": Audience.FORCE, "marking": Marking.OFFICIAL}


class Redacted(NamedTuple):
    """A redaction that was made, and the places in which the same words stand or may stand, in words."""

    redaction: Redaction
    elsewhere: list[str]


@verb()
def ask_to_redact(
    kind: str, key: int, fields: Iterable[str], *, reason: str, by: User, at: datetime
) -> RedactionRequest:
    """Ask that the texts or the file in these fields of a thing be redacted, as kind "progressupdate" and fields ["done"].

    Raises Refused, ValidationError.
    """
    insist(may_ask_to_redact(by, at=at))
    thing, fields = _seen(kind, key, by, at), sorted(set(fields))
    if not fields or not set(fields) <= set(redactable(type(thing))):
        raise ValidationError({"fields": f"Name one of: {', '.join(redactable(type(thing)))}"})
    if blank := [name for name in fields if not getattr(thing, name)]:
        raise ValidationError({"fields": f"Nothing stands in {blank[0]}."})
    request = RedactionRequest(kind=kind, key=key, fields=fields, reason=reason, **FOR_THE_FORCE)
    return write(request, by=by, at=at)


@verb()
def redact(request: RedactionRequest, *, by: User, at: datetime) -> Redacted:
    """Confirm what another asked for: the texts are replaced by the day and the reason, the file is taken away.

    Of what has a history all its earlier texts in these fields go too. Raises Refused, ValidationError.
    """
    insist(may_redact(by, request, at=at))
    thing = _seen(request.kind, request.key, by, at)
    redaction = Redaction(request=request, asked_by=request.recorded_by, **FOR_THE_FORCE)
    write(redaction, by=by, at=at)
    words = f"{REDACTED}{in_words(london_date(at))}: {request.reason}]"
    texts = {text for name in request.fields for text in _take_out(thing, name, words, redaction) if text}
    with verb() as written:  # the search, before it is asked what still has the words
        written.append(Written(type(thing)._base_manager.get(pk=thing.pk), at, frozenset(request.fields)))
        written.settle()
    forget_all_made()
    elsewhere = dict.fromkeys(place for text in sorted(texts) for place in still_in(text))
    return Redacted(redaction, [*elsewhere, *papers_since(_recorded_at(thing))])


def _seen(kind, key, by, at) -> Model:
    """The thing, which `by` sees, with its words."""
    model = things().get(kind)
    if model is None:
        raise ValidationError({"kind": f"Name one of: {', '.join(sorted(things()))}"})
    rows = model.objects.visible_to(by, at) if hasattr(model.objects, "visible_to") else model.objects.all()
    thing = rows.filter(pk=key).first()
    if thing is None or getattr(thing, "withheld", False):
        raise ValidationError({"key": f"There is no {model._meta.verbose_name} {key} that you may read."})
    return thing


def _take_out(thing, name, words, redaction) -> Iterator[str]:
    """Take one field out of every row that holds it; give each text that it was."""
    field = thing._meta.get_field(name)
    if isinstance(field, FileField):
        file = getattr(thing, name)
        for row in type(thing)._base_manager.filter(**{name: file.name}):
            take_out(type(row), row.pk, name, words=words, redaction=redaction.pk)
        transaction.on_commit(lambda: file.storage.delete(file.name))
        return
    fitting = _fitting(words, field.max_length)
    if isinstance(thing, Record):
        yield take_out(type(thing), thing.pk, name, words=fitting, redaction=redaction.pk)
        return
    past = thing.history.model
    for row in past.objects.filter(**{thing._meta.pk.attname: thing.pk}):
        yield take_out(past, row.pk, name, words=fitting, redaction=redaction.pk)
    put_words(type(thing), thing.pk, field.column, fitting)


def _fitting(words, longest):
    """The words, cut so that they have room."""
    return words if longest is None or len(words) <= longest else f"{words[: longest - 2]}…]"


def _recorded_at(thing):
    return thing.recorded_at if isinstance(thing, Record) else thing.history.earliest().history_date
