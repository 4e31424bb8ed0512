"""A text or a file that must not stand in the record is redacted: one person asks, another confirms, and the ledger proves the rest."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import FileField
from django.utils.text import capfirst
from django.utils.translation import gettext

from safeguarding.append_only import REDACTED
from safeguarding.history import Written, verb, write
from safeguarding.ledger.redacted import is_as_written, put_words, take_out
from safeguarding.lib.dates import in_words, london_date
from safeguarding.long_work import forget_all_made
from safeguarding.models import Audience, Marking, Record, User

from ..models import Redaction, RedactionDeclined, RedactionRequest, RedactionTakenBack
from ..permissions import insist, may_ask_to_redact, may_redact, may_take_back_redaction, readable_papers
from ..selectors.redactable import redactable, thing, things
from ..selectors.redactions import papers_since, still_in
from .unrecorded import forget_files, take_out_unrecorded

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
    row, fields = _visible_row(kind, key, by, at), sorted(set(fields))
    if not fields or not set(fields) <= set(redactable(type(row))):
        raise ValidationError(
            {"fields": gettext("Name one of: %(names)s") % {"names": ", ".join(redactable(type(row)))}}
        )
    if blank := [name for name in fields if not getattr(row, name)]:
        raise ValidationError({"fields": gettext("Nothing stands in %(field)s.") % {"field": blank[0]}})
    request = RedactionRequest(kind=kind, key=key, fields=fields, reason=reason, **FOR_THE_FORCE)
    return write(request, by=by, at=at)


@verb()
def redact(request: RedactionRequest, *, by: User, at: datetime) -> Redacted:
    """Confirm what another asked for: the texts are replaced by the day and the reason, the file is taken away.

    Of what has a history all its earlier texts in these fields go too. Raises Refused, ValidationError where SQL changed a row.
    """
    request = _held(request)
    insist(may_redact(by, request, at=at))
    row = _visible_row(request.kind, request.key, by, at)
    redaction = Redaction(request=request, asked_by=request.recorded_by, **FOR_THE_FORCE)
    write(redaction, by=by, at=at)
    words = f"{REDACTED}{in_words(london_date(at))}: {request.reason}]"
    texts = {text for name in request.fields for text in _take_out(row, name, words, redaction) if text}
    for text in sorted(texts, key=len, reverse=True):
        take_out_unrecorded(text, words)
    with verb() as written:  # the search, before it is asked what still has the words
        written.append(Written(type(row)._base_manager.get(pk=row.pk), at, frozenset(request.fields)))
        written.settle()
    forget_all_made()
    elsewhere = dict.fromkeys(place for text in sorted(texts) for place in still_in(text))
    return Redacted(redaction, [*elsewhere, *papers_since(_recorded_at(row), readable_papers(by, at=at))])


@verb()
def decline_to_redact(request: RedactionRequest, *, reason: str, by: User, at: datetime) -> RedactionDeclined:
    """Leave as it is what another asked to be taken out. Raises Refused, ValidationError."""
    request = _held(request)
    insist(may_redact(by, request, at=at))
    _visible_row(request.kind, request.key, by, at)
    declined = RedactionDeclined(request=request, asked_by=request.recorded_by, reason=reason, **FOR_THE_FORCE)
    return write(declined, by=by, at=at)


@verb()
def take_back_redaction(request: RedactionRequest, *, reason: str, by: User, at: datetime) -> RedactionTakenBack:
    """Ask no more for what was asked in error. Raises Refused, ValidationError."""
    request = _held(request)
    insist(may_take_back_redaction(by, request, at=at))
    return write(RedactionTakenBack(request=request, reason=reason, **FOR_THE_FORCE), by=by, at=at)


def _held(request):
    """The request as it is now; of two who decide on one thing at once the second comes here when the first is done."""
    of_it = RedactionRequest.objects.filter(kind=request.kind, key=request.key).order_by("pk")
    return next(one for one in of_it.select_for_update() if one.pk == request.pk)


def _visible_row(kind, key, by, at):
    """The row, which `by` sees, with its words."""
    if kind not in things():
        raise ValidationError({"kind": gettext("Name one of: %(names)s") % {"names": ", ".join(sorted(things()))}})
    if (found := thing(kind, key, by, at)) is None:
        raise ValidationError(
            {
                "key": gettext("There is no %(thing)s %(key)s that you may read.")
                % {"thing": gettext(str(things()[kind]._meta.verbose_name)), "key": key}
            }
        )
    return found.row


def _take_out(row, name, words, redaction) -> Iterator[str]:
    """Take one field out of every row that holds it; give each text that it was."""
    field = row._meta.get_field(name)
    if isinstance(field, FileField):
        file = getattr(row, name)
        for same in type(row)._base_manager.filter(**{name: file.name}):
            _insist(is_as_written(type(same), same.pk), same)
            take_out(type(same), same.pk, name, words=words, redaction=redaction.pk)
        forget_files(row)
        transaction.on_commit(lambda: file.storage.delete(file.name))
        return
    fitting = _fitting(words, field.max_length)
    if isinstance(row, Record):
        _insist(is_as_written(type(row), row.pk), row)
        yield take_out(type(row), row.pk, name, words=fitting, redaction=redaction.pk)
        return
    past = row.history.model
    _insist(getattr(row, name) == getattr(row.history.latest(), name), row)
    for then in past.objects.filter(**{row._meta.pk.attname: row.pk}):
        _insist(is_as_written(past, then.pk), then)
        yield take_out(past, then.pk, name, words=fitting, redaction=redaction.pk)
    put_words(type(row), row.pk, field.column, fitting)


def _insist(as_written, row):
    """Leave what SQL changed to be found as it is: its words would go, and of a noun what tells that they were changed."""
    if not as_written:
        raise ValidationError(
            gettext("%(row)s was changed in the database. Nothing was taken out. Tell your administrator.")
            % {"row": f"{capfirst(row._meta.verbose_name)} {row.pk}"}
        )


def _fitting(words, longest):
    """The words, cut so that they have room."""
    return words if longest is None or len(words) <= longest else f"{words[: longest - 2]}…]"


def _recorded_at(row):
    return row.recorded_at if isinstance(row, Record) else row.history.earliest().history_date
