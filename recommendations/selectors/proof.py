"""Evidence by what it proves: an output, a test, an effect."""

from dataclasses import dataclass

from django.urls import reverse

from ..models import Evidence


@dataclass(frozen=True)
class Proof:
    """The evidence of one kind, as the documents component takes it; empty where there is none."""

    label: str
    documents: list


def proof(evidence):
    """A Proof for each kind of evidence, in the order of the words to the deed: output, test, effect."""
    return [Proof(of.label, [_document(one) for one in evidence if one.of == of]) for of in Evidence.Of]


def _document(one):
    return {
        "name": one.title,
        "url": one.link or (reverse("evidence-file", args=[one.pk]) if one.file else ""),
        "size": one.size,
        "sha256": one.sha256,
        "held": one.held_elsewhere,
        "speaks_of_on": one.speaks_of_on,
        "kind": "new",
        "kind_label": "New" if one.new else "",
    }
