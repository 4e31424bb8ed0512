"""How a plan's cells are worded, so that recommendations.importers reads back the same words, field by field."""

import re
from datetime import date

from django.utils.text import get_text_list

from inspections import timescales
from safeguarding.lib.dates import Precision, in_words, parse_british

from ..models import Recommendation
from ..workflow import ResponseKind
from .actions.entries import NOT_RELEASED

SCRUTINY = "DCC scrutiny"  # as position.report_entries titles it, and importers.scrutiny looks for it
# Pages in other words would be read as part of the recommendation, so they stay in the tracker.
_PAGES = re.compile(r"[0-9]+(?:\s*[-–,]\s*[0-9]+)*")
_DOTTED = re.compile(r"[0-9]+(?:\.[0-9]+)+")
_OPENS = re.compile(r"[^:,(\n]{1,60}")  # a time limit that the importer looks for between number and pages


def recommendation_words(found) -> str:
    """The cell of a RegisterRecommendation: "4. Within three months: (pg 12-14)", its words and its parts on lines of their own.

    A next step has no number, as reports print it: its time limit tells what it is.
    """
    row, limits = found.row, {part.row.timescale for part in found.parts}
    limit = limits.pop() if len(limits) == 1 else ""
    lines = [row.text]
    if not all(part.row.text in row.text for part in found.parts):  # an import keeps all in one, the register apart
        lines += [_part_words(part.row, limit) for part in found.parts if part.row.letter]
    words = "\n".join(lines)
    opens = _opens(limit) and row.kind != Recommendation.Kind.NEXT_STEP
    if not opens and limit.casefold() not in words.casefold():
        words = f"{limit}: {words}"
    if row.kind == Recommendation.Kind.NEXT_STEP:
        return words
    number = f"{found.reference}{'' if _DOTTED.fullmatch(found.reference) else '.'}"
    page = row.plan_page_reference or row.page_reference
    pages = f"(pg {page})" if _PAGES.fullmatch(page) else ""
    return f"{' '.join(filter(None, (number, f'{limit}:' if opens else '', pages)))}\n{words}"


def _opens(limit):
    return bool(_OPENS.fullmatch(limit)) and timescales.read(limit, published=None).kind != timescales.Kind.NONE


def _part_words(part, shared):
    own = f"{part.timescale}: " if part.timescale and not shared else ""
    return f"{part.letter}) {own}{part.text}"


def action_words(action) -> str:
    """An action under its number, by which an import knows it again; without its words where they are withheld."""
    return f"Action {action.number}:\n{'' if action.withheld else action.row.text}"


def answer_words(found, links) -> str:
    """How a RegisterRecommendation without an action is answered: what it points at (references), its parts' responses."""
    parts = [part for part in found.parts if part.undecided or part.response]
    responses = [part.undecided or part.response for part in parts]
    under = [response for response in responses if response.kind == ResponseKind.ANSWERED_UNDER]
    lines = [f"Link to recommendation {get_text_list(links, 'and')}."] if links and (under or not responses) else []
    lines_of_parts = [
        (part, _response(part, response))
        for part, response in zip(parts, responses, strict=True)
        if response.reason or response not in under or not lines
    ]
    of_all = len(lines_of_parts) == len(found.parts) and len({words for _, words in lines_of_parts}) == 1
    lines += (
        [words for _, words in lines_of_parts[:1]]
        if of_all
        else [f"Part {part.row.letter}. {words}" for part, words in lines_of_parts]
    )
    return "\n".join(lines)


def _response(part, response):
    about = [response.get_position_display() or response.get_kind_display()]
    if response is part.undecided and response.ends_work:
        about.append("not agreed yet")
    label = "No action required" if response.ends_work else "Response"  # the words that documents have for it
    reason = NOT_RELEASED if response.withheld else response.reason
    return f"{label} ({', '.join(about).lower()}): {reason}"


def date_words(on: date | None, stated: str, precision=Precision.DAY) -> str:
    """A date as a document stated it, where that is the date which stands; else the date, 30/04/2015 or May 2016."""
    if on is None or parse_british(stated).on == on:
        return stated
    return f"{on:%d/%m/%Y}" if precision == Precision.DAY else in_words(on, precision)


def state_words(found) -> str:
    """How far a RegisterRecommendation is, and each of its parts where it has several."""
    parts = [f"part {part.row.letter}: {part.state.label}" for part in found.parts if part.row.letter]
    return "; ".join([f"{found.kind_label} {found.reference}: {found.state.label}", *parts])


def entry_words(entry) -> str:
    """A ReportEntry with its replies, each beginning with its day and post; scrutiny as the importer knows it again.

    A note of scrutiny ends with its line, so what a chief officer said stands on one.
    """
    text = NOT_RELEASED if entry.body is None else "\n".join(entry.body)
    of = f", part {entry.part}" if entry.part else ""
    if entry.kind == "transcribed":
        tag, text = entry.tag[:1].lower() + entry.tag[1:], text.removeprefix("“").removesuffix("”")
        words = f"{entry.on:%d/%m/%Y}, in a document ({tag}){of}: {text}"
    elif entry.title.startswith(SCRUTINY):
        tag = "" if entry.kind == "question" else f"{entry.tag}. "
        about = entry.title.removeprefix(SCRUTINY)
        words = " ".join(f"{SCRUTINY} {entry.on:%d/%m/%Y}{about}{of}: {tag}{text}".split())
    else:
        about = [entry.title] if entry.post and (entry.kind in ResponseKind.values or entry.kind == "question") else []
        about += [entry.tag] if entry.tag and entry.kind != "question" else []
        words = f"{entry.on:%d/%m/%Y}, {entry.post or entry.title}{of}: {'. '.join([*about, text]).rstrip()}"
    return "\n".join([words, *(entry_words(reply) for reply in entry.replies)])
