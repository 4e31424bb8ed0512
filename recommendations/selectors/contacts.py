"""The contact log of one inspection, now or as it had been recorded, and that over all of them."""

from dataclasses import dataclass

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from inspections.models import Inspection
from safeguarding.as_at import joined, recorded
from safeguarding.lib.dates import in_words

from ..models import Contact, ContactItem, Verdict
from ..models.visibility import not_gone, withheld
from ..workflow import VerdictOutcome
from .figures import Addresses
from .first_rows import FirstRows, with_count
from .standings import Standings

SHOWN = 50  # of an inspection, the latest
_ALL = Q()


@dataclass(frozen=True)
class Named:
    """A recommendation that a contact was about. outcome: their verdict on it in words, "" where the letter gave none."""

    name: str
    url: str
    outcome: str

    @property
    def in_words(self) -> str:
        """Such as "Recommendation 3 (Closed by them)"."""
        return f"{self.name} ({self.outcome})" if self.outcome else self.name


@dataclass(frozen=True)
class InContact:
    """One contact as last corrected, which says whether its words are `withheld`; about: none for the whole inspection."""

    contact: Contact
    about: list[Named]

    @property
    def on(self) -> str:
        """Its date in words."""
        return in_words(self.contact.happened_on)

    @property
    def what(self) -> str:
        """Such as "Closing letter, HMIC"."""
        return str(self.contact)

    @property
    def documents(self) -> list[dict[str, object]]:
        """Its document, as components/documents.html reads it; none where its words are withheld."""
        one = self.contact
        if one.withheld or not one.file:
            return []
        address = reverse("contact-document", args=[one.pk])
        return [{"name": one.name, "url": address, "size": one.size, "sha256": one.sha256}]

    @property
    def about_in_words(self) -> str:
        """All that it was about, with the verdicts that it gave."""
        return ", ".join(named.in_words for named in self.about) or "The inspection"


def contacts(inspection: Inspection, asked: Standings, only: Q = _ALL) -> FirstRows[InContact]:
    """The latest SHOWN contacts of an inspection that may be seen, the last first. Two statements; one where there are none.

    only: a condition on them; `said_at` is when each was first recorded.
    """
    found = with_what_it_was_about(with_count(_counting(asked).filter(only, inspection=inspection.id), SHOWN), asked)
    return FirstRows(found, found[0].contact.in_all if found else 0)


def every_contact(asked: Standings, only: Q = _ALL) -> QuerySet[Contact]:
    """Those on every inspection that may be seen, the last first. only: a condition on them; they say whether they are `withheld`."""
    return _counting(asked).filter(only, inspection__in=asked.inspections)


def with_what_it_was_about(found: QuerySet[Contact], asked: Standings, *paths: str) -> list[InContact]:
    """These contacts, each with the recommendations that it named. Two statements; one where there are none.

    paths: the foreign keys that are read besides, as at the moment of `asked` too, when it takes one more for each.
    """
    passed = joined(found, "body", *paths, at=asked.as_at)
    about = _about(passed, asked)
    return [InContact(one, about.get(one.pk, [])) for one in passed]


def _counting(asked):
    """Those that count, as last corrected."""
    counting = Contact.objects.as_corrected(asked.as_at).exclude(kind=Contact.Kind.NONE)
    contacts = counting.select_related("recorded_by")
    return contacts.annotate(withheld=withheld(Contact, asked.user, asked.now)).order_by(
        "-happened_on", "-said_at", "-pk"
    )


def _about(found, asked) -> dict[int, list[Named]]:
    """{contact: [Named]}."""
    if not found:
        return {}
    to, about = Addresses(asked.as_at), {}
    items = _items(asked).filter(contact__in=[one.pk for one in found])
    for item in joined(items, "recommendation", at=asked.as_at):
        outcome = VerdictOutcome(item.outcome) if item.outcome else VerdictOutcome.NONE
        words = "" if outcome == VerdictOutcome.NONE else outcome.label
        named = Named(str(item.recommendation), to.recommendation(item.recommendation_id), words)
        about.setdefault(item.contact_id, []).append(named)
    return about


def _items(asked) -> QuerySet[ContactItem]:
    """Of recommendations that had not gone, each with the `outcome` of its verdict as that counted."""
    same = Q(pk=OuterRef("verdict")) | Q(corrects=OuterRef("verdict"))
    verdicts = Verdict.objects.as_corrected(asked.as_at).filter(same)
    items = recorded(ContactItem, asked.as_at).filter(not_gone(ContactItem, asked.as_at))
    return items.annotate(outcome=Subquery(verdicts.values("outcome")[:1])).order_by("recommendation__order", "pk")
