"""Which of a person's work stands on a recommendation, or on one part of it, so that it cannot be withdrawn."""

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from ...models import (
    Coverage,
    Decision,
    DraftedOutcome,
    Evidence,
    GapWaiver,
    Link,
    Part,
    ProgressUpdate,
    Question,
    Recommendation,
    TranscribedStatement,
    Verdict,
)
from ...models.intake import not_withdrawn
from ...workflow import Status

_OPEN = Q(ended_at=None)


def stands_on(recommendation: Recommendation) -> str:
    """A sentence that says why a recommendation cannot be withdrawn; "" where nothing was built on it. A query for each kind."""
    of_parts = {"part__recommendation": recommendation}
    covered = Coverage.objects.filter(_OPEN, **of_parts).exclude(action__status=Status.WITHDRAWN)
    # What a withdrawn plan said stands for nothing any more.
    statements = TranscribedStatement.objects.filter(not_withdrawn(), recommendation=recommendation)
    asked = Question.objects.filter(Q(recommendation=recommendation) | Q(**of_parts))
    linked = Link.objects.filter(_OPEN, Q(recommendation=recommendation) | Q(target=recommendation))
    built = (
        (_("an action"), covered),
        (_("a response"), recommendation.parts.exclude(responses=None)),
        (_("an agency’s response"), recommendation.parts.exclude(agency_responses=None)),
        (_("a question"), asked),
        (_("what a plan says of it"), statements),
        (_("a measure"), recommendation.measures.all()),
        (_("a verdict of the inspectorate"), recommendation.verdicts.all()),
        (_("contact with the inspectorate"), recommendation.contacts.all()),
        (_("a note of the OPCC"), recommendation.meeting_notes.all()),
        (_("a comment of the Commissioner"), recommendation.commissioner_comments.all()),
        (_("a recommendation under it"), recommendation.recommendations.filter(withdrawn_at=None)),
        (_("a link to another recommendation"), linked),
    )
    return _refusal(built)


def has_others(part: Part) -> bool:
    """Return whether another part of the same recommendation stands. One query."""
    return Part.objects.filter(recommendation=part.recommendation_id, ended_at=None).exclude(pk=part.pk).exists()


def keeps_from_withdrawing(part: Part) -> str:
    """A sentence that says why a part cannot be withdrawn; "" where it is not the last and nothing was done on it."""
    if not has_others(part):
        return gettext("It is the only part. If nothing stands on the recommendation, withdraw that instead.")
    on_it = {"part": part}
    built = (
        # A withdrawn one too: it may be reopened.
        (_("an action"), Coverage.objects.filter(_OPEN, **on_it)),
        (_("a response"), part.responses.all()),
        (_("an agency’s response"), part.agency_responses.all()),
        (_("a question"), Question.objects.filter(**on_it)),
        (_("what a plan says of it"), TranscribedStatement.objects.filter(not_withdrawn(), **on_it)),
        (_("an update"), ProgressUpdate.objects.filter(**on_it)),
        (_("evidence"), Evidence.objects.filter(**on_it)),
        (_("a decision"), Decision.objects.filter(**on_it)),
        (_("a draft for the DCC"), DraftedOutcome.objects.standing().filter(**on_it)),
        (_("a verdict of the inspectorate"), Verdict.objects.filter(**on_it)),
        (_("a waived gap"), GapWaiver.objects.filter(**on_it)),
        (_("a link to another recommendation"), part.links.filter(_OPEN)),
    )
    return _refusal(built)


def _refusal(built):
    found = [gettext(what) for what, rows in built if rows.exists()]
    stays = gettext("It cannot be withdrawn while this stands on it: %(what)s.")
    return stays % {"what": ", ".join(found)} if found else ""
