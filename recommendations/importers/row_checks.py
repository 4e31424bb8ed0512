"""The problems that a careful reader finds in a row. Each check takes one finished row and yields problems, changing nothing."""

import re
from collections.abc import Iterator

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from safeguarding.lib.dates import dates_within

from .date_checks import check_completed, check_dates, check_revised
from .entries import SEVERAL
from .owners import is_nobody, owner_alone, read_owner, read_owners
from .parse_text import fold, limits_named, only_links
from .part_letters import PARTS
from .references import check_reference
from .rows import Problem, Row, note
from .status_words import is_known, normalised, says_complete

NO_ACTION = re.compile(
    r"\bno (?:further )?action (?:is )?(?:required|needed|necessary)\b|^\W*(?:no further action|nfa)\W*$", re.IGNORECASE
)
_OF_A_RECOMMENDATION = re.compile(r"\s*rec(?:ommendation)?\.? [0-9.]+ ?[:–—-]", re.IGNORECASE)
AWAITS = re.compile(r"\bawait(?:s|ing)? (?:\w+ ){0,3}(?:direction|guidance|instructions?|decision)\b", re.IGNORECASE)
# Open tables: add the phrases that plans really use.
ASKS_TO_CLOSE = ("as complete", "recommend complete", "please close", "be closed")
STILL_AT_WORK = ("underway", "under way", "continuing", "continues", "ongoing", "planned", "to be undertaken", "to follow")  # fmt: skip
BROKEN_OFF = ("a", "an", "and", "as", "by", "for", "from", "in", "of", "on", "or", "that", "the", "to", "which", "with")
_NO_STOP = re.compile(r"\s*([0-9]{1,3})\s+(?=[A-Z])")  # "9 The force should", which may be "9 officers should" as well
REPEATED_SHARE = 0.7  # of the recommendation's four-word runs found in the action
RUN = 4
SHORTEST_REPEAT = 10  # runs: in a sentence or two the same words are no sign of anything


def check_row(row: Row) -> tuple[Problem, ...]:
    """Everything that has to be asked about a row, in the order of its columns."""
    return tuple(problem for check in CHECKS for problem in check(row))


def _two_limits(row: Row) -> Iterator[Problem]:
    further = limits_named(row.wording or "")
    if row.timescale and further and row.kind == "recommendation":
        sentence = _("The words name a second time limit, “%(further)s”, beside “%(timescale)s”: it may be two parts.")
        yield note("recommendation", sentence, further=further[0], timescale=row.timescale)


def _numbering(row: Row) -> Iterator[Problem]:
    if row.kind == "next_step":
        sentence = _(
            "No number stands before these words but they set a time limit: they are read as a next step of the inspectorate’s."
        )
        yield Problem("reference", sentence)
    elif row.reference is None and row.recommendation:
        number = _NO_STOP.match(row.recommendation)
        sentence = (
            _("“%s” stands before these words without a stop: say whether it is their number, by giving it.")
            % number[1]
            if number
            else _("No number stands before these words: say which recommendation they are.")
        )
        yield Problem("reference", sentence, must=True)


def _parts(row: Row) -> Iterator[Problem]:
    words = row.cells.get(PARTS, "")
    if words and row.part_letters and not (row.reference or "").endswith(row.part_letters):
        named = get_text_list(row.part_letters, _("and"))
        sentence = _("The row names %s: a letter that no part of the recommendation has is left out.") % named
        yield Problem(PARTS, sentence)
    elif words and not row.part_letters and fold(words) not in ("all", "all parts", "whole", "n/a", "-"):
        yield Problem(PARTS, _("“%s” names no part by its letter: the row is read as about all of them.") % words[:80])


def _formulas(row: Row) -> Iterator[Problem]:
    for name in ("recommendation", "action", "issue_owner", "action_owner", "corporate_or_local", "cost", "update"):
        if (getattr(row, name) or "").startswith("="):
            yield Problem(name, _("The cell begins with “=”: it is kept as words and never worked out."))


def _owners(row: Row) -> Iterator[Problem]:
    for name, called in (("issue_owner", _("issue owner")), ("action_owner", _("action owner"))):
        words = getattr(row, name)
        if name not in row.columns:
            continue
        if words is None:
            yield Problem(name, _("The %s is blank: nobody is named.") % called)
        elif is_nobody(words) and (name == "issue_owner" or not _has_no_action(row)):
            yield note(name, _("The %(called)s is “%(words)s”: nobody is named."), called=called, words=words)
        elif len(several := read_owners(words)) > 1:
            sentence = _("The %(called)s names %(count)s owners, %(named)s: say which.")
            yield note(
                name, sentence, must=True, called=called, count=len(several), named=get_text_list(several, _("and"))
            )
        elif dates := dates_within(words):
            sentence = _("“%(dates)s” stands beside the %(called)s: put it where it belongs.")
            yield note(name, sentence, must=True, dates=dates[0], called=called)
        elif not is_nobody(words) and read_owner(words).post is None:
            yield Problem(name, _("“%s” is a name without a post: say which post this is.") % words)
        elif (alone := owner_alone(words)) != words.strip():
            sentence = _("Of “%(words)s” only “%(owner)s” is read as the %(called)s.")
            yield note(name, sentence, words=words, owner=alone, called=called)
    issue, action = read_owner(row.issue_owner or ""), read_owner(row.action_owner or "")
    if issue.name and action.name and issue.post != action.post and issue.name.split()[-1] == action.name.split()[-1]:
        sentence = _("The same name stands under two posts, %(first)s and %(second)s.")
        yield note("action_owner", sentence, first=issue.post or _("none"), second=action.post or _("none"))


def _action(row: Row) -> Iterator[Problem]:
    if "action" not in row.columns:
        return
    if row.action is None:
        yield Problem("action", _("The action is blank."))
        return
    if is_nobody(row.action):
        yield Problem("action", _("The action is “%s”: nothing is said to be done.") % row.action)
    if NO_ACTION.search(row.action):
        yield Problem("action", _("Says that no action is required: that is a response, and it has to be asked about."))
    if AWAITS.search(row.action):
        yield Problem("action", _("Awaits direction from elsewhere: ask from which post, and by when."))
    if row.actions > 1 and SEVERAL not in row.corrected:
        yield Problem("action", _("%s actions stand in this cell, and are read as one.") % row.actions)
    if row.links:
        also = _("This row points at recommendation %s: ask whether they cover all of it.")
        alone = _(
            "This row has no action of its own and points at recommendation %s: ask whether they cover all of it."
        )
        sentence = alone if only_links(row.action) else also
        yield Problem("action", sentence % get_text_list(row.links, _("and")))
    if row.action.split()[-1].lower() in BROKEN_OFF:
        yield Problem("action", _("The words break off at “%s”.") % " ".join(row.action.split()[-3:]))
    if _repeats(row):
        yield Problem("action", _("The action repeats the words of the recommendation: ask what will be done."))


def _no_action_at_all(row: Row) -> Iterator[Problem]:
    if _OF_A_RECOMMENDATION.match(row.action or "") and "row" not in row.corrected:
        sentence = _("Row %(row)s may be a recommendation and no action: “%(action)s”. Say whether it goes in.")
        yield note("row", sentence, must=True, row=row.source.row, action=row.action[:80])


def _days_in_words(row: Row) -> Iterator[Problem]:
    if len(dates := dates_within(row.action or "")) > 1:
        named = get_text_list([f"“{day}”" for day in dates], _("and"))
        yield Problem("action", _("%s stand in the action’s words: it may be several actions.") % named)


def _repeats(row: Row) -> bool:
    asked, answered = _runs(row.recommendation or ""), _runs(row.action or "")
    return len(asked) >= SHORTEST_REPEAT and len(asked & answered) / len(asked) >= REPEATED_SHARE


def _runs(words: str) -> set[tuple[str, ...]]:
    plain = re.findall(r"\w+", words.lower())
    return {tuple(plain[start : start + RUN]) for start in range(len(plain) - RUN + 1)}


def _has_no_action(row: Row) -> bool:
    action = row.action or ""
    return row.status.value == "no_action_required" or bool(NO_ACTION.search(action)) or only_links(action)


def _cost(row: Row) -> Iterator[Problem]:
    if row.cost and not is_nobody(row.cost) and not re.search(r"\d|£", row.cost):
        yield Problem("cost", _("The cost column holds words, not an amount: “%s”.") % row.cost)


def _target(row: Row) -> Iterator[Problem]:
    if "target" not in row.columns:
        return
    if row.target.raw is None and row.expected.date:
        yield Problem("target", _("The deadline is blank."))
        sentence = _("The only date stands in the other column, expected completion: ask whether it is the deadline.")
        yield Problem("expected", sentence)
    elif row.target.raw is None:
        yield Problem("target", _("The deadline is blank: no date is stated."))
    elif says_complete(row.target.raw):
        yield Problem("target", _("The deadline says “%s”: no deadline is set.") % row.target.raw)
    elif row.target.date is None and not row.target.doubt:
        yield Problem("target", _("The deadline is “%s”: no date is stated.") % row.target.raw)
    elif row.target.date and _has_no_action(row):
        yield Problem("target", _("A deadline stands here although the row has no action of its own."))


def _status(row: Row) -> Iterator[Problem]:
    stated = row.status
    if stated.raw is None and "status" in row.columns:
        yield Problem("status", _("The status is blank: not stated."))
    elif stated.value in ("complete", "no_action_required"):
        sentence = (
            _("“%s” is what the document says: it is kept as a statement to confirm, and signs nothing off.")
            % stated.raw
        )
        yield Problem("status", sentence)
    for name, words in (("status", row.cells.get("status")), ("rag", row.rag)):
        if words and normalised(words) in row.unknown_words:
            known = _("“%s” means different things in different houses; the words are kept.")
            unknown = _("“%s” is not a status that is known here; the words are kept.")
            yield Problem(name, (known if is_known(words) else unknown) % words, must=True)


def _update(row: Row) -> Iterator[Problem]:
    update = (row.update or "").lower()
    if not update:
        return
    asks_to_close = any(phrase in update for phrase in ASKS_TO_CLOSE)
    if asks_to_close:
        yield Problem("update", _("The update asks to be shown as complete."))
    if NO_ACTION.search(update):
        sentence = _("The update says that no action is required: that is a response, and it has to be asked about.")
        yield Problem("update", sentence)
    work = next((phrase for phrase in STILL_AT_WORK if phrase in update), None)
    if work and (asks_to_close or row.status.value in ("complete", "recommended_complete")):
        sentence = _("The row is put forward as complete, but its update says that work goes on (“%s”).") % work
        yield Problem("update", sentence)


CHECKS = (
    *(check_reference, _numbering, _parts, _two_limits, _formulas, _owners, _action, _no_action_at_all),
    *(_days_in_words, _cost, _target, check_revised, check_dates, check_completed, _status, _update),
)
