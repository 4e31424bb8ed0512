"""The key points of a paper, drafted from its figures; people change them, a line a numbered paragraph."""

from safeguarding.lib.dates import in_words as day_in_words
from safeguarding.lib.words import counted

from ...workflow import Ledgers, PartState
from . import figures
from .contents import PublicContents, PublicInspection


def key_points(contents: PublicContents) -> list[str]:
    """The drafted paragraphs: how far all of it is, what is late, what changed, and then each report with its grades."""
    points = [_overall(contents), _open(contents), _exposed(contents), _unowned(contents), _changed(contents)]
    return [*filter(None, points), *(_report(one) for one in contents.inspections)]


def _overall(contents):
    counts = figures.states(contents.inspections)
    if not counts:
        return "No report in this paper recommends anything to the force."
    total, closed = counted(counts.total(), "recommendation"), figures.closed(counts)
    sentence = f"The reports in this paper make {total} to the force, of which {closed} {_are(closed)} closed"
    return f"{sentence}: {figures.in_words(counts)}."


def _open(contents):
    counts = figures.open_actions(contents.inspections)
    if not counts:
        return ""
    return f"{counted(counts.total(), 'action')} {_are(counts.total())} open: {figures.open_in_words(counts)}."


def _exposed(contents):
    at_once, past = figures.immediate(contents), figures.past(contents)
    sentences = [
        f"{counted(at_once, 'part')} of recommendations asked for immediately {_are(at_once)} still open"
        if at_once
        else "",
        f"{counted(past, 'part')} {_are(past)} open past the inspectorate’s date" if past else "",
    ]
    sentence = "; ".join(filter(None, sentences))
    return f"{sentence}." if sentence else ""


def _unowned(contents):
    found = [
        item
        for one in contents.inspections
        for item in one.items
        if item.asks and not item.issue_owner and not item.state.closed
    ]
    return f"{counted(len(found), 'open recommendation')} {_have(len(found))} no issue owner." if found else ""


def _changed(contents):
    changes = getattr(contents, "changes", ())  # counted over the whole register, so not for the public
    if not changes:
        return ""
    changed = ", ".join(f"{words[0].lower()}{words[1:]} {number}" for words, number in changes)
    return f"Since the meeting of {day_in_words(contents.since)}: {changed}."


def _report(one: PublicInspection):
    counts = figures.states([one])
    published = f", published {one.published}" if one.published else ""
    sentences = [f"{one.title} ({one.body}{published})"]
    sentences.append(
        f"{counted(counts.total(), 'recommendation')}: {figures.in_words(counts)}"
        if counts
        else "It recommends nothing to the force"
    )
    if one.grades:
        sentences.append(f"graded {'; '.join(f'{grade.topic}: {grade.grade}' for grade in one.grades)}")
    if one.worked:
        sentences.append(f"of its complete actions {', '.join(f'{number} {words}' for words, number in one.worked)}")
    disputed = sum(item.verdict == Ledgers.DISPUTED.label for item in one.items)
    if disputed:
        sentences.append(f"{disputed} closed by us and still open to the inspectorate")
    strengths = sum(item.state == PartState.NOTHING_ASKED for item in one.items)
    if strengths:
        sentences.append(f"{counted(strengths, 'strength')} found")
    return f"{'. '.join(part[0].upper() + part[1:] for part in sentences)}."


def _are(number):
    return "is" if number == 1 else "are"


def _have(number):
    return "has" if number == 1 else "have"
