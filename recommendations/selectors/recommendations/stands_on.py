"""Which of a person's work stands on a recommendation, so that it cannot be withdrawn."""

from django.db.models import Q

from ...models import Coverage, Link, Question, Recommendation, TranscribedStatement
from ...models.intake import not_withdrawn
from ...workflow import Status

_OPEN = Q(ended_at=None)


def stands_on(recommendation: Recommendation) -> str:
    """A sentence that says why a recommendation cannot be withdrawn; "" where nothing was built on it. A query for each kind."""
    of_parts = {"part__recommendation": recommendation}
    covered = Coverage.objects.filter(_OPEN, **of_parts).exclude(action__status=Status.WITHDRAWN)
    # What a withdrawn plan said stands for nothing any more.
    said = TranscribedStatement.objects.filter(not_withdrawn(), recommendation=recommendation)
    asked = Question.objects.filter(Q(recommendation=recommendation) | Q(**of_parts))
    linked = Link.objects.filter(_OPEN, Q(recommendation=recommendation) | Q(target=recommendation))
    built = (
        ("an action", covered),
        ("a response", recommendation.parts.exclude(responses=None)),
        ("an agency’s response", recommendation.parts.exclude(agency_responses=None)),
        ("a question", asked),
        ("what a plan says of it", said),
        ("a measure", recommendation.measures.all()),
        ("a verdict of the inspectorate", recommendation.verdicts.all()),
        ("contact with the inspectorate", recommendation.contacts.all()),
        ("a note of the OPCC", recommendation.meeting_notes.all()),
        ("a comment of the Commissioner", recommendation.commissioner_comments.all()),
        ("a recommendation under it", recommendation.recommendations.filter(withdrawn_at=None)),
        ("a link to another recommendation", linked),
    )
    found = [what for what, rows in built if rows.exists()]
    return f"It cannot be withdrawn while this stands on it: {', '.join(found)}." if found else ""
