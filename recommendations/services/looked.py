"""Looked through: what one person has seen of what others did, and is not shown again."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from safeguarding.history import verb, write
from safeguarding.models import Audience, Marking, User

from ..models import LookedThrough
from ..permissions import insist, may_look_through


@verb()
def look_through(page: str, *, until: datetime, by: User, at: datetime) -> LookedThrough:
    """Say that one has looked through what others did, in the list of a `page` of LookedThrough.Page, as recorded by `until`.

    What comes later is listed again. Raises Refused, ValidationError for a moment that is still to come.
    """
    insist(may_look_through(by, page, at=at))
    if until > at:
        raise ValidationError({"until": gettext("That moment is in the future. Open the page again.")})
    looked = LookedThrough(page=page, until=until, audience=Audience.FORCE, marking=Marking.OFFICIAL)
    return write(looked, by=by, at=at)
