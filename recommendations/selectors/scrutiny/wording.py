"""An action whose wording was put right since: a sign-off belongs to the words that were recommended complete."""

from safeguarding.as_at import rows

from ...models import Action, ProgressUpdate

REWORDED = "Its wording is not what it was when completion was recommended: see its page"


def reworded(action: Action, recommended: list[ProgressUpdate]) -> tuple[str, ...]:
    """REWORDED, or nothing. recommended: its updates that recommend completion, the last one last. One query, or none."""
    if not recommended:
        return ()
    then = rows(Action, recommended[-1].recorded_at).filter(number=action.number)
    return (REWORDED,) if then.exclude(text=action.text).exists() else ()
