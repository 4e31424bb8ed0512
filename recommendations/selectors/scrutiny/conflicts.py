"""Where an answer contradicts its dates or itself: both are shown, and neither overwrites the other (domain.md)."""

import re

from safeguarding.lib.dates import days_between, is_late
from safeguarding.lib.words import counted

from ...models.progress import Assessment

# Words that say work goes on. Our convention: a hint to whoever decides, never a verdict.
WORK_CONTINUES = re.compile(
    r"\b(?:continu(?:e|es|ing)|on-?going|under ?way|in progress|still to|yet to|to follow|(?:will|is|are) (?:now )?be(?:ing)?"
    r"|to be completed)\b",
    re.IGNORECASE,
)


def conflicts(action, *, due_on, assessment, recommended, words, has_evidence, today):
    """What to look at twice before completion is supported: short sentences, the most pressing first.

    due_on: the inspectorate's date or None. assessment: the last one stated (Assessment), or "". recommended:
    whether completion is recommended, and in which words. today: the day in London.
    """
    found = []
    if assessment == Assessment.ON_TARGET:
        dates = ((action.target_on, "its target"), (due_on, "the inspectorate’s date"))
        late = [
            f"{counted(days_between(on, today), 'day')} past {against}" for on, against in dates if is_late(on, today)
        ]
        found += [f"States on target, but {late[0]}"] if late else []
    if recommended and not has_evidence:
        found.append("No evidence")
    if recommended and (said := WORK_CONTINUES.search(words)):
        found.append(f"Text says work continues: “{said.group()}”")
    return tuple(found)
