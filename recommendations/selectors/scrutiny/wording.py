"""An action whose wording was put right since: a sign-off belongs to the words that were recommended complete."""

from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q, Subquery
from django.utils.translation import gettext, gettext_noop

from safeguarding.as_at import states

from ...models import Action, ProgressUpdate

WARNING = gettext_noop("Its wording is not what it was when completion was recommended: see its page")

_THEN = states(Action).filter(number=OuterRef("action"), history_date__lte=OuterRef("recorded_at"))
_WORDS_THEN = Subquery(_THEN.order_by("-history_date", "-history_id").values("text")[:1])
# Of an update: the action had other words when it was posted.
REWORDED = ExpressionWrapper(~Q(action__text=_WORDS_THEN), BooleanField())


def reworded(recommended: list[ProgressUpdate]) -> tuple[str, ...]:
    """WARNING, or nothing. recommended: the updates that recommend completion, each with REWORDED, the last one last."""
    return (gettext(WARNING),) if recommended and recommended[-1].reworded else ()
