"""Why an action's answer to a part cannot be ended: what a decision, or somebody who waits for one, stands on."""

from ...models import Coverage, Question
from ...workflow import Status


def why_it_stands(coverage: Coverage) -> str:
    """A sentence on what stands on it and what to do first; "" where it can be ended. Three queries or fewer."""
    action, part = coverage.action, coverage.part
    if coverage.ended_at:
        return f"It no longer answers {part}."
    if coverage.supported_in_id or action.status == Status.COMPLETE:
        return f"Its completion was supported, so {part} stands as answered. Ask the DCC to reopen it, then end it."
    if coverage.recommended_in_id:
        return f"It is recommended complete for {part}. Wait until the DCC has decided; once it is sent back, end it."
    if Question.objects.open().filter(action=action, part=part).exists():
        return f"A question about {part} is open. Once it is settled, end it."
    others = action.coverages.filter(ended_at=None).exclude(pk=coverage.pk)
    if others and all(other.recommended_in_id for other in others):
        return (
            f"All else that it answers is recommended complete already, so without {part} nobody would have said that the "
            "whole is done. Ask the DCC to send it back or reopen it, then end it."
        )
    return ""
