"""Writing the lines of a recommendation for the paper to the Commissioner."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from safeguarding.history import verb, version_of, write
from safeguarding.models import User

from ..models import Recommendation
from ..permissions import insist, may_speak_for


@verb()
def write_lines(
    recommendation: Recommendation, *, version: int, by: User, at: datetime, **lines: str
) -> Recommendation:
    """Write its lines for the paper (LINES); those left out stay as they are.

    version: of the history, as version_of() had it when they were read. Raises Refused, and ValidationError where it is another.
    """
    insist(may_speak_for(by, recommendation, at=at))
    recommendation.refresh_from_db(from_queryset=Recommendation.objects.select_for_update(of=("self",)))
    if version_of(recommendation) != version:
        raise ValidationError(
            gettext(
                "Somebody changed this recommendation while you were writing. Look through what it says now, then save again."
            )
        )
    changed = {name: words for name, words in lines.items() if getattr(recommendation, name) != words}
    for name, words in changed.items():
        setattr(recommendation, name, words)
    return write(recommendation, by=by, at=at, why="Lines for the paper") if changed else recommendation
