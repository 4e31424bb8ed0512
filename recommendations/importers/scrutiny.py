"""Lifting a chief officer's remarks out of update text. They become statements to confirm; none of them decides."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from safeguarding.lib.dates import parse_british

from .parse_text import mark_parts
from .rows import Note, Part, Problem, note

NOT_STATED = "not stated"
DOUBTS = {
    "recommend_complete": gettext_noop(
        "“%(remark)s” recommends completion, which is not the same as supporting it: ask the DCC."
    ),
    "question": gettext_noop("“%(remark)s” asks something: it has to be answered before completion."),
    "other": gettext_noop(
        "“%(remark)s” neither supports completion nor plainly asks something: ask the DCC what is meant."
    ),
}
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_DATE = rf"[0-9]{{1,2}}[/.-][0-9]{{1,2}}(?:[/.-][0-9]{{2,4}})?(?![0-9])|[0-9]{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?: [0-9]{{4}})?\b"
_DATED = rf"(?: on)?[\s:,–(-]*(?P<date>{_DATE})\)?"
_OFFICER = r"[DA]?CC|(?:Deputy |Assistant )?Chief Constable"
_OPENS = r"(?:^|(?<=[.?!;:]\s))"
_NAMED_FORMS = (
    # "DCC scrutiny 07/08/2015: ...". Without a date a stop or dash must follow, or "the DCC scrutiny panel" would be a remark.
    rf"\b(?P<by>{_OFFICER})(?:['’]s)? scrutiny(?:{_DATED}|(?: on)?(?=\s*[:.–-]))",
    # "ACC comments (07/08/15)", "DCC: 7.8.15 ..."
    rf"{_OPENS}(?P<by>{_OFFICER})(?:['’]s)? (?:comments?|review|feedback|direction|update|notes?)(?:{_DATED}|(?=\s*:))",
    rf"{_OPENS}(?P<by>{_OFFICER})(?:{_DATED}|(?=\s*:))",
    # "DCC supports completion 7/8"
    rf"{_OPENS}(?:the )?(?P<by>{_OFFICER})(?P<date>)(?= (?:does not |cannot )?supports?(?: completion| closure| [0-9(]|[.,;]|$))",
    # "Scrutiny panel 7 Aug 2015: ..."
    rf"{_OPENS}(?P<by>(?:[DA]?CC )?Scrutiny (?:panel|meeting|session|board|group)){_DATED}",
)
_NAMED = tuple(re.compile(form, re.IGNORECASE) for form in _NAMED_FORMS)
# Signed at its end: "Supports completion. (DCC, 7 August 2015)", "Noted - ACC 7/8/15", "Agreed. Signed: DCC".
_SIGNED = re.compile(
    rf"(?:[\s(–—-]|(?<=[.;:?!]))+(?:signed(?: by)?\s*[:,]?\s*)?(?P<by>{_OFFICER})[\s,:–(-]*(?:on )?(?P<date>{_DATE})?[\s).]*$",
    re.IGNORECASE,
)
_HINT = re.compile(r"CC|Chief Constable|scrutiny", re.IGNORECASE)  # stands in every remark, and is soon looked for
# Words of scrutiny that open a sentence without saying whose they are.
_UNNAMED = re.compile(r"(?:^|(?<=[.?!;:]\s))(?:recommend(?:ed)? complete|supports? completion)\b", re.IGNORECASE)
_SUPPORTS = re.compile(r"\bsupports? completion\b", re.IGNORECASE)
_RECOMMENDS = re.compile(r"\brecommend(?:s|ed)? complete\b", re.IGNORECASE)
_DENIES = re.compile(r"\b(?:not|cannot|never|no longer|unable)\b|n['’]t\b", re.IGNORECASE)
_ASKS = re.compile(
    r"\?|(?:^|[.:!]\s+)(?:when|what|who|why|how|where|which) (?:will|is|are|was|were|does|do|did|has|have|can)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ReadUpdate:
    """An update cell taken apart: the owner's words, the same by part, the remarks, and what is doubtful."""

    update: str | None
    updates: tuple[Part, ...]
    scrutiny: tuple[Note, ...]
    problems: tuple[Problem, ...]


def read_update(words: str, letters: Sequence[str]) -> ReadUpdate:
    """Take an update cell apart; `letters` are the parts of its recommendation, none where it has none.

    A remark runs to the end of its line. One that stands on a line of its own after the last part reads as if it spoke of the
    whole, so its part is None and a problem says so.
    """
    pieces = mark_parts(words, letters)
    notes: list[Note] = []
    kept: list[tuple[str, Part]] = []
    problems: list[Problem] = []
    for letter, mark, text in pieces:
        own: list[str] = []
        for number, line in enumerate(text.splitlines()):
            before, remarks = _lift(line, letter)
            whole = bool(remarks and letter and letter == pieces[-1][0] and number and not before)
            if whole:
                problems.append(_unplaced(remarks[0], letter))
            notes += [_note(remark, None if whole else letter, problems) for remark in remarks]
            if before or not remarks:
                own.append(before)
        kept.append((mark, Part(letter, "\n".join(own).strip())))
    update = "\n".join(f"{mark} {part.text}".strip() for mark, part in kept).strip()
    return ReadUpdate(update or None, tuple(part for _, part in kept if part.text), tuple(notes), tuple(problems))


def _lift(line: str, letter: str | None) -> tuple[str, list[str]]:
    """Part a line into the words before its remarks, and the remarks."""
    starts = sorted({found.start() for form in _NAMED for found in form.finditer(line)}) if _HINT.search(line) else []
    if not starts:
        unnamed = _UNNAMED.search(line)
        # Over a whole action "Recommend complete" is what its owner writes; inside a part it stands where the DCC's remarks do.
        if unnamed and (letter or _SUPPORTS.match(unnamed.group())):
            starts = [unnamed.start()]
    if not starts:
        return line, []
    if (signed := _SIGNED.search(line)) and signed["by"] and signed.start() <= starts[-1]:
        # A name that only signs belongs to the words before it.
        starts = starts[:-1] or [0]
    ends = [*starts[1:], len(line)]
    return line[: starts[0]].strip(), [line[start:end].strip() for start, end in zip(starts, ends, strict=True)]


def _note(remark: str, part: str | None, problems: list[Problem]) -> Note:
    named = next(filter(None, (form.match(remark) for form in _NAMED)), None)
    signed = None if named else _SIGNED.search(remark)
    words = remark[named.end() :].strip(" .:,–-)") if named else remark[: signed.start()] if signed else remark
    named = named or signed
    on = parse_british(named["date"]) if named and named["date"] else None
    sentences = []
    if on is None:
        sentences.append(
            _("“%(remark)s” bears no date.") if named else _("“%(remark)s” bears no date and says not whose it is.")
        )
    elif on.problem:
        sentences.append(_("“%(remark)s”: %(problem)s, so no date is set."))
    outcome = _outcome(words)
    if outcome in DOUBTS:
        sentences.append(_(DOUBTS[outcome]))
    of = _("Part %s:") % part + " " if part else ""
    problems += (note("scrutiny", of + one, remark=remark, problem=on and on.problem) for one in sentences)
    return Note(on and on.on, named["by"] if named else NOT_STATED, outcome, remark, part)


def _outcome(words: str) -> str:
    """The outcome that a remark speaks of. Two things at once, or a denial, is `other`: a person reads it."""
    signs = [
        name
        for name, sign in (("supports_completion", _SUPPORTS), ("recommend_complete", _RECOMMENDS), ("question", _ASKS))
        if sign.search(words)
    ]
    if len(signs) != 1 or (signs != ["question"] and _DENIES.search(words)):
        return "other"
    return signs[0]


def _unplaced(remark: str, letter: str) -> Problem:
    sentence = _(
        "“%(remark)s” is printed after part %(part)s but on a line of its own: it is read as speaking of the whole."
    )
    return note("scrutiny", sentence, remark=remark, part=letter)
