"""Corrections and the words that they correct, among the entries of an action: each leads to the one that came after, and back."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from django.utils.translation import gettext

from safeguarding.lib.dates import london_date
from safeguarding.lib.languages import in_words

from .entries import Entry


def linked(entries: Iterable[Entry]) -> list[Entry]:
    """The entries in their order: what was corrected says when, by whom and where; a correction what it corrects."""
    entries, versions_of = list(entries), defaultdict(list)
    for entry in entries:
        if entry.record:
            versions_of[entry.first].append(entry)
    after, before = {}, {}
    for versions in versions_of.values():
        for one, other in pairwise(sorted(versions, key=lambda entry: entry.record)):
            after[one.record], before[other.record] = other, one
    return [_linked(entry, after.get(entry.record), before.get(entry.record)) for entry in entries]


def _linked(entry, after, before):
    if after:
        words = gettext("Corrected on %(on)s by %(person)s") % {
            "on": in_words(london_date(after.at)),
            "person": after.who,
        }
        entry = replace(entry, corrected=(words, f"#{after.anchor}"))
    if before:
        words = gettext("Corrects what was said on %(on)s") % {"on": in_words(london_date(before.at))}
        entry = replace(entry, corrects=(words, f"#{before.anchor}"))
    return entry


def last_shown(entries: Iterable[Entry]) -> str:
    """The words of its owner on what that it worked, the last, as corrected; "" where nobody said. entries: the newest first."""
    showing = [entry for entry in entries if entry.shown]
    last = next((entry for entry in showing if entry.record == entry.first), None)
    return next((entry.shown for entry in showing if last and entry.first == last.first), "")


def last_stated(entries: Iterable[Entry]) -> str:
    """How the owner says it goes, in the last update of any kind, as it was corrected; "" before there is one.

    entries: the newest first.
    """
    updates = [entry for entry in entries if entry.record and entry.record[0] == "update"]
    last = next((entry for entry in updates if entry.record == entry.first), None)
    return next((entry.states for entry in updates if last and entry.first == last.first), "")
