"""Where the story is: the moment, the part, the action and the proof that a chapter speaks of."""

from datetime import date, datetime

from safeguarding.lib.dates import LONDON

from ...models import Action, Part, Recommendation
from ...services.progress import EvidenceDraft

CHILD_PROTECTION = "hmic-ncpi-2014"
CITY_BRIEFING = "city-briefing-2015"
COMMISSIONER_PAPER = "commissioner-paper-2013"
INFORMATION = "hmic-btp-2015"
INQUIRY = "jay-2014"
OFSTED = "ofsted-2014"
PEER_REVIEW = "cop-peer-review-2014"
SELF_ASSESSMENT = "section-11-audit"


def at(words) -> datetime:
    """An aware moment in London: "2015-02-10 16:30"."""
    return datetime.fromisoformat(words).replace(tzinfo=LONDON)


def on(words) -> date:
    """A date: "2015-02-10"."""
    return date.fromisoformat(words)


def recommendation(inspection, reference) -> Recommendation:
    """One recommendation, by its inspection's slug and its printed reference."""
    return Recommendation.objects.get(inspection__slug=inspection, reference=reference)


def part(inspection, reference, letter="") -> Part:
    """One part of a recommendation."""
    return Part.objects.get(recommendation=recommendation(inspection, reference), letter=letter)


def action(inspection, reference) -> Action:
    """The first action that answers a recommendation."""
    return Action.objects.filter(coverages__part__recommendation=recommendation(inspection, reference)).first()


def held(title, of, place, day) -> EvidenceDraft:
    """Proof (of Evidence.Of) that is kept elsewhere; `day` is the one it speaks of."""
    return EvidenceDraft(title=title, of=of, held_elsewhere=place, speaks_of_on=on(day))
