"""Where an answer contradicts its dates or itself: both are shown, and neither overwrites the other (domain.md)."""

from datetime import date

from django.utils.translation import gettext, gettext_noop

from safeguarding.lib.dates import days_between, is_late
from safeguarding.lib.languages import counted

from ...models import Action
from ...models.progress import WORK_CONTINUES, Assessment


def all_the_same(against: tuple[str, ...]) -> str:
    """Ask whoever supports completion against these sentences of conflicts() why."""
    return " ".join((gettext("Say why you support it all the same."), ". ".join(against)))


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
        dates = (
            (action.target_on, gettext_noop("%(days)s past its target")),
            (due_on, gettext_noop("%(days)s past the inspectorate’s date")),
        )
        late = [
            gettext(past) % {"days": counted(days_between(on, today), "day")}
            for on, past in dates
            if is_late(on, today)
        ]
        sentences += [gettext("Its owner says on target, but it is %(late)s") % {"late": late[0]}] if late else []
    # Before it is recommended, nobody claims to be done: then neither is a conflict.
    if recommended and not has_evidence:
        sentences.append(gettext("No evidence"))
    if recommended and (continues := WORK_CONTINUES.search(words)):
        sentences.append(gettext("Text says work continues: “%(words)s”") % {"words": continues.group()})
    if recommended and opcc_asks:
        sentences.append(gettext("A question of the OPCC is open"))
    return tuple(sentences)
