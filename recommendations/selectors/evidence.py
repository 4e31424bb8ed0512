"""Evidence as components/documents.html reads it, and by what it proves."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from ..models import Evidence


@dataclass(frozen=True)
class Proof:
    """The evidence of one kind, as documents; empty where there is none."""

    label: str
    documents: list[dict[str, object]]


def proof(evidence: Sequence[Evidence]) -> list[Proof]:
    """A Proof for each kind of evidence, from the weakest to the strongest: output, test, effect.

    evidence: each says `new` where it is.
    """
    return [Proof(of.label, [_marked_new(one) for one in evidence if one.of == of]) for of in Evidence.Of]


def _marked_new(one):
    return document(one, kind="new", kind_label="New" if one.new else "")


def document(one: Evidence, *, kind: str, kind_label: str) -> dict[str, object]:
    """One piece of evidence whose words may be shown; kind (a key of lib/pages/tones.py) and label of the tag beside it."""
    return {
        "name": one.title,
        "url": reverse("evidence-file", args=[one.pk]) if one.file else one.link,
        "size": one.size,
        "sha256": one.sha256,
        "held": one.held_elsewhere,
        "speaks_of_on": one.speaks_of_on,
        "kind": kind,
        "kind_label": kind_label,
    }
