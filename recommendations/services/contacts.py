"""Contact with an inspectorate is recorded on its inspection, and put right with a reason; a letter may give verdicts."""

from collections.abc import Collection
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext

from inspections.models import InspectingBody, Inspection
from safeguarding.history import verb, write
from safeguarding.lib.dates import london_date
from safeguarding.lib.languages import in_words
from safeguarding.models import User

from ..models import Contact, ContactItem, Recommendation, Verdict
from ..models.contacts import FROM_THEM
from ..permissions import insist, may_coordinate
from ..workflow import VerdictOutcome
from .corrected import corrected_by
from .progress import digest
from .verdicts import record_verdict

NO_DOCUMENT = {"file": "", "name": "", "sha256": "", "size": None}
OF_CONTACT = ("kind", "body", "happened_on", "text", "source", *NO_DOCUMENT)


@verb()
def record_contact(
    inspection: Inspection,
    *,
    kind: Contact.Kind | str,
    body: InspectingBody,
    happened_on: date,
    text: str,
    source: str,
    recommendations: Collection[Recommendation] = (),
    outcome: VerdictOutcome | str = "",
    document: File | None = None,
    by: User,
    at: datetime,
) -> Contact:
    """Record what passed between the force and a body about an inspection, or about some recommendations of it.

    outcome: the verdict that a letter of theirs gives on all of these, which is recorded on each; "" for none.
    document: the letter itself, as lib.files.check_evidence() lets it in. Raises Refused, ValidationError.
    """
    insist(may_coordinate(by, at=at))
    held = Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)
    values = {"kind": kind, "body": body, "happened_on": happened_on, "text": text, "source": source}
    kept = _kept(document) if document else {}
    contact = Contact(inspection=held, **values, **kept, audience=held.audience, marking=held.marking)
    _check(contact, at)
    if outcome:
        _insist_on_verdict(contact, recommendations)
    given = {"given_on": happened_on, "body": body, "source": source, "difference": text}
    verdicts = {
        asked.pk: record_verdict(asked, outcome=outcome, **given, by=by, at=at) for asked in recommendations if outcome
    }
    write(contact, by=by, at=at)  # after what may be refused, since no rollback takes a kept file away
    _name(contact, recommendations, verdicts, by=by, at=at)
    return contact


@verb()
def correct_contact(
    contact: Contact,
    *,
    recommendations: Collection[Recommendation],
    document: File | None = None,
    takes_off: bool = False,
    why: str,
    seen: int,
    by: User,
    at: datetime,
    **words: object,
) -> Contact:
    """Correct a contact, or by the kind Contact.Kind.NONE take it back. What a letter decided is corrected as a verdict.

    recommendations: all that it was about. document: in the place of the one it has; takes_off takes that off.
    As services.corrected.correct_update(), with words of OF_CONTACT.
    """
    Inspection.objects.select_for_update(of=("self",)).get(pk=contact.inspection_id)
    last = contact.corrections.last() or contact
    stood = {item.recommendation_id: item.verdict for item in last.items.select_related("verdict")}
    others = stood.keys() != {asked.pk for asked in recommendations}
    words |= _kept(document) if document else NO_DOCUMENT if takes_off else {}
    after = corrected_by(contact, OF_CONTACT, why, seen, words, besides=others, by=by, at=at)
    _check(after, at)
    _name(after, recommendations, stood, by=by, at=at)
    return after


def _name(contact, recommendations, verdicts: dict[int, Verdict], *, by, at):
    """Record what it was about, each with its verdict."""
    shown = {"audience": contact.audience, "marking": contact.marking}
    for asked in recommendations:
        if asked.inspection_id != contact.inspection_id:
            raise ValidationError({"recommendations": gettext("Select recommendations of this inspection")})
        item = ContactItem(contact=contact, recommendation=asked, verdict=verdicts.get(asked.pk), **shown)
        write(item, by=by, at=at)


def _kept(document):
    """The fields of a contact that hold its document."""
    return {"file": document, "name": document.name, "sha256": digest(document), "size": document.size}


def _check(contact, at):
    if contact.happened_on > london_date(at):
        raise ValidationError({"happened_on": gettext("The date must be today or earlier")})


def _insist_on_verdict(contact, recommendations):
    published = contact.inspection.published_on
    if contact.kind not in FROM_THEM:
        raise ValidationError(
            {"outcome": gettext("Only a letter from them gives a verdict. Select “None”, or another kind")}
        )
    if not recommendations:
        raise ValidationError(
            {"recommendations": gettext("Select the recommendations on which they give their verdict")}
        )
    if published and contact.happened_on < published:
        raise ValidationError(
            {
                "happened_on": gettext("The report was published on %(on)s, and a verdict on it is not before that")
                % {"on": in_words(published)}
            }
        )
