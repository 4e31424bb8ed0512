"""The entries on an action, the latest first, from the records that its scrutiny page has read already."""

from django.utils.translation import gettext

from safeguarding.lib.languages import in_words

from ..actions.corrected import linked
from ..actions.entries import Entry, paragraphs, update_tag, update_words, why_corrected
from .records import ActionRecords


def history(records: ActionRecords) -> list[Entry]:
    """The updates, questions with their answers, decisions, dates and statements among the records, the latest first."""
    entries = [
        *map(_update, records.all_updates),
        *map(_decision, records.decisions),
        *map(_statement, records.statements),
        *(entry for question in records.questions for entry in _question(question)),
        *map(_taken_back, records.taken_back),
        *(entry for request in records.deadlines for entry in _deadline(request)),
    ]
    return linked(sorted(entries, key=lambda entry: entry.at, reverse=True))


def _entry(dated, title, kind, body="", **more):
    part = getattr(dated, "part", None)
    return Entry(
        dated.recorded_at,
        dated.recorded_by_id,
        kind,
        title,
        body,
        part=part.letter if part else "",
        who=dated.author,
        **more,
    )


def _corrected_entry(record, noun, kind, *words, **more):
    """An entry of what can be corrected, or of a correction."""
    title = gettext(noun) + (gettext(", corrected") if record.corrects_id else "")
    known = {"record": (noun.lower(), record.pk), "first": (noun.lower(), record.first_id)}
    return _entry(record, title, kind, paragraphs(*words, why_corrected(record)), **known, **more)


def _update(update):
    kind, tag = update_tag(update)
    return _corrected_entry(update, "Update", kind, *update_words(update), tag=tag)


def _decision(decision):
    return _entry(
        decision,
        gettext(decision.get_outcome_display()),
        decision.outcome,
        paragraphs(*decision.words),
        said_on=decision.decided_on,
    )


def _taken_back(record):
    return _entry(record, gettext("Recommendation to complete taken back"), "edit", record.reason)


def _statement(statement):
    return _entry(
        statement,
        gettext("In a document: %(what)s") % {"what": gettext(statement.get_means_display()).lower()},
        "transcribed",
        paragraphs(f"“{statement.words}”", f"{statement.speaker}. {statement.source}"),
        said_on=statement.said_on,
    )


def _question(question):
    for asked in (question, *question.corrected_by):
        yield _corrected_entry(asked, "Question", "question", asked.text)
    for answer in question.all_answers:
        yield _corrected_entry(answer, "Answer", "answer", answer.text)
    if hasattr(question, "settlement"):
        settled = question.settlement
        yield _entry(settled, gettext(settled.get_outcome_display()), settled.outcome, settled.reason)


def _deadline(request):
    yield _entry(request, gettext("Asked for %(on)s") % {"on": in_words(request.new_on)}, "requested", request.reason)
    if hasattr(request, "taken_back"):
        taken_back = request.taken_back
        yield _entry(
            taken_back,
            gettext("Request for %(on)s taken back") % {"on": in_words(request.new_on)},
            "edit",
            taken_back.reason,
        )
    if hasattr(request, "decision"):
        decision = request.decision
        yield _entry(decision, str(decision), "granted" if decision.agreed else "refused", decision.reason)
