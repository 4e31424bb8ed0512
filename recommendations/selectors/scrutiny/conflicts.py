"""Where an answer contradicts its dates or itself: both are shown, and neither overwrites the other (domain.md)."""

from datetime import date

from safeguarding.lib.dates import days_between, is_late
from safeguarding.lib.words import counted

from ...models import Action
from ...models.progress import WORK_CONTINUES, Assessment


def all_the_same(against: tuple[str, ...]) -> str:
    """Ask whoever supports completion against these sentences of conflicts() why."""
    return f"Say why you support it all the same. {'. '.join(against)}"


def conflicts(
    action: Action,
    *,
    due_on: date | None,
    assessment: str,
    recommended: bool,
    words: str,
    has_evidence: bool,
    opcc_asks: bool,
    today: date,
) -> tuple[str, ...]:
    """Short sentences on what to look at twice before completion is supported, the most pressing first.

    Who supports all the same says why, and both are kept (services.scrutiny.support): nothing closes on a promise.
    due_on: the inspectorate's date. assessment: the last one stated (Assessment), or "". recommended: completion is, in these
    words. opcc_asks: a question of the OPCC is open. today: the day in London.
    """
    sentences = []
    if assessment == Assessment.ON_TARGET:
        dates = ((action.target_on, "its target"), (due_on, "the inspectorate’s date"))
        late = [
            f"{counted(days_between(on, today), 'day')} past {against}" for on, against in dates if is_late(on, today)
        ]
        sentences += [f"Its owner says on target, but it is {late[0]}"] if late else []
    # Before it is recommended, nobody claims to be done: then neither is a conflict.
    if recommended and not has_evidence:
        sentences.append("No evidence")
    if recommended and (continues := WORK_CONTINUES.search(words)):
        sentences.append(f"Text says work continues: “{continues.group()}”")
    if recommended and opcc_asks:
        sentences.append("A question of the OPCC is open")
    return tuple(sentences)
