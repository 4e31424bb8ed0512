"""A text or a file that was redacted goes from what nobody has recorded too: words typed and not sent, drafts, plans that wait, mails."""

from collections.abc import Iterator

from django.db.models import CharField, JSONField, Model, TextField
from django.utils.html import escape

from safeguarding.models import OutgoingMail, Record, UnsentForm
from safeguarding.models.signed import SignedRow

from ..models import MailedForm, ReportDraft, ReportParagraph, ReturnDraft, SavedView, StagedFile, StagedPlan
from ..selectors.notices.digest import OF_ACTION
from ..selectors.redactions import rows_with
from .uploads import forget

# No record and no noun: what stands in these may change, and proves nothing.
UNRECORDED = (UnsentForm, ReturnDraft, MailedForm, ReportDraft, ReportParagraph, SavedView, StagedPlan, OutgoingMail)


def take_out_unrecorded(text: str, words: str) -> None:
    """Put `words` in the place of a text wherever it stands in what was not recorded, whole or as a mail shortens it."""
    texts = {text, escape(text)}
    if len(text) > OF_ACTION:
        texts |= {text[: OF_ACTION - 1], escape(text[: OF_ACTION - 1])}
    for model in UNRECORDED:
        for one in sorted(texts, key=len, reverse=True):
            for row in rows_with(model, one):
                _put(row, one, words)


def forget_files(record: Record) -> None:
    """Let go of the same file where it waits to be recorded: with a form that had errors, or as a plan on its way in."""
    for model in (StagedFile, StagedPlan):
        forget(model.objects.filter(sha256=record.sha256))


def _put(row: Model, text, words):
    signs = isinstance(row, SignedRow) and row.is_as_signed  # what SQL changed is not signed anew
    for name in list(_texts(row)):
        field = row._meta.get_field(name)
        value = _without(getattr(row, name), text, words)
        setattr(row, name, value[: field.max_length] if isinstance(value, str) and field.max_length else value)
    if signs:
        row.sign()
    type(row)._base_manager.filter(pk=row.pk).update(**{name: getattr(row, name) for name in _texts(row)})


def _texts(row) -> Iterator[str]:
    for field in row._meta.concrete_fields:
        if isinstance(field, JSONField) or (isinstance(field, CharField | TextField) and not field.choices):
            yield field.name


def _without(value, text, words):
    """The value, or what is in it, with `words` for each time that the text stands there."""
    if isinstance(value, str):
        return value.replace(text, words)
    if isinstance(value, list):
        return [_without(one, text, words) for one in value]
    if isinstance(value, dict):
        return {key: _without(one, text, words) for key, one in value.items()}
    return value
