"""Why an action's answer to a part cannot be ended: what a decision, or somebody who waits for one, stands on."""

from django.utils.translation import gettext

from ...models import Coverage, Question
from ...workflow import Status


def why_it_stands(coverage: Coverage) -> str:
    """A sentence on what stands on it and what to do first; "" where it can be ended. Three queries or fewer."""
    action, part = coverage.action, coverage.part
    about = {"part": part}
    if coverage.ended_at:
        return gettext("It no longer answers %(part)s.") % about
    if coverage.supported_in_id or action.status == Status.COMPLETE:
        return (
            gettext(
                "Its completion was supported, so %(part)s stands as answered. Ask the DCC to reopen it, then end it."
            )
            % about
        )
    if coverage.recommended_in_id:
        return (
            gettext(
                "It is recommended complete for %(part)s. Wait until the DCC has decided; once it is sent back, end it."
            )
            % about
        )
    if Question.objects.open().filter(action=action, part=part).exists():
        return gettext("A question about %(part)s is open. Once it is settled, end it.") % about
    others = action.coverages.filter(ended_at=None).exclude(pk=coverage.pk)
    if others and all(other.recommended_in_id for other in others):
        alone = gettext(
            "All else that it answers is recommended complete already, so without %(part)s nobody would have said that the "
            "whole is done. Ask the DCC to send it back or reopen it, then end it."
        )
        return alone % about
    return ""
