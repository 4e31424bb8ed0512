"""The last that was said of an action, by its owner or in a document, as conditions on the actions of Standings."""

import re

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.lookups import Exact

from safeguarding.as_at import not_yet, recorded

from ...importers.status_words import WORDS, Meaning
from ...models import Assessment, ProgressUpdate, TranscribedStatement
from ...models.intake import not_withdrawn
from ...models.progress import SAYS_WORK_CONTINUES, WORK_CONTINUES
from ...models.visibility import withheld
from ..standings import Standings

Means = TranscribedStatement.Means

# "On target" as plans write it, with what may stand around it.
ON_TARGET = rf"^\W*(?:{'|'.join(map(re.escape, WORDS[Meaning.ON_TARGET]))})\W*$".replace(r"\ ", " ")


def says_on_target(asked: Standings) -> Q:
    """It was last said to be on target: in an update that counts, or in a document since."""
    later = _later(asked).filter(_says_how_it_goes(asked))
    stated = statements_on(asked, Means.ASSESSMENT).filter(~Exists(later), words__iregex=ON_TARGET)
    return Q(Exact(_last_assessment(asked), Assessment.ON_TARGET)) | Q(Exists(stated))


def _last_assessment(asked: Standings) -> Subquery:
    """How its owner last said that it goes, as corrected since; "" where that was of a part that may not be seen."""
    updates = recorded(ProgressUpdate, asked.as_at)
    corrected = updates.filter(corrects=OuterRef("pk")).order_by("-pk").values("assessment")
    # The correction of the last alone is looked for, and where it has one: asked of each, it took longer than all the rest.
    has_one = Q(pk__in=updates.exclude(corrects=None).values("corrects"))
    counts = Case(
        When(~_visible(asked), then=Value("")), When(has_one, then=Subquery(corrected[:1])), default=F("assessment")
    )
    last = updates.filter(_says_how_it_goes(asked), action=OuterRef("action"), corrects=None)
    return Subquery(last.order_by("-recorded_at", "-pk").values(counts=counts)[:1])


def _says_how_it_goes(asked):
    """A condition on updates that correct none: they do as last corrected. Of few is that looked up, since few are corrected."""
    last = ProgressUpdate.objects.as_corrected(asked.as_at).exclude(corrects=None)
    emptied, filled = last.filter(assessment=""), last.exclude(assessment="")
    return ~Q(assessment="") & ~Q(pk__in=emptied.values("corrects")) | Q(pk__in=filled.values("corrects"))


def says_work_goes_on(asked: Standings) -> Exists:
    """Actions of which something, said when they were last recommended complete or since, has words that say work goes on."""
    later = _later(asked).filter(recommends_complete=True)
    # Whoever is not told the words is not told by a count what they say.
    updates = (
        _updates(asked)
        .alias(hidden=withheld(ProgressUpdate, asked.user, asked.now))
        .filter(SAYS_WORK_CONTINUES, hidden=False)
    )
    statements = statements_on(asked, Means.UPDATE).filter(words__iregex=WORK_CONTINUES.pattern)
    return Exists(updates.filter(~Exists(later))) | Exists(statements.filter(~Exists(later)))


def stated_complete(asked: Standings) -> QuerySet[TranscribedStatement]:
    """Statements of documents that an action is complete, or recommended so by its owner; on which nobody has decided."""
    return statements_on(asked, Means.COMPLETE, Means.OWNER_RECOMMENDS).filter(not_yet("decision", asked.as_at))


def _updates(asked) -> QuerySet[ProgressUpdate]:
    """The updates of an action that count, of the whole or of a part that may be seen."""
    return ProgressUpdate.objects.as_corrected(asked.as_at).filter(_visible(asked), action=OuterRef("action"))


def _visible(asked):
    """A condition on updates: of the whole or of a part that may be seen."""
    return Q(part=None) | Q(part__in=asked.parts().values("part"))


def statements_on(asked, *means) -> QuerySet[TranscribedStatement]:
    """Statements of documents on an action that mean this, each with `said_at`; of what may be seen, in words that may be read."""
    return (
        recorded(TranscribedStatement, asked.as_at)
        .alias(hidden=withheld(TranscribedStatement, asked.user, asked.now), said_at=F("recorded_at"))
        .filter(
            not_withdrawn(asked.as_at),
            action=OuterRef("action"),
            means__in=means,
            hidden=False,
            recommendation__in=asked.recommendations().values("recommendation"),
        )
    )


def _later(asked) -> QuerySet[ProgressUpdate]:
    """The updates on the same action after what was said at `said_at`."""
    originals = recorded(ProgressUpdate, asked.as_at).filter(corrects=None)
    return originals.filter(action=OuterRef("action"), recorded_at__gt=OuterRef("said_at"))
