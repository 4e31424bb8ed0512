"""Everything that happened to an action, in one order: updates, questions, decisions, evidence, changes; by whom and when."""

from collections import defaultdict
from dataclasses import replace

from django.db.models import F
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from safeguarding.as_at import field_of, recorded
from safeguarding.lib.languages import in_words
from safeguarding.models import Post, User

from ...models import Action, Evidence, ProgressUpdate
from ..evidence import document
from ..prepared import prepared
from ..standings import Standings
from .corrected import linked
from .entries import Entry, apart, not_released, paragraphs, update_states, update_tag, update_words, why_corrected
from .history_differences import history_differences
from .timeline_rows import recorded_on


def timeline(action: Action, asked: Standings) -> list[Entry]:
    """The Entries of an action that may be seen, of those recorded by the moment of `asked`, the newest first.

    action: a row of today or of the past, with whether its words are `withheld`. A constant number of queries.
    """
    edits = history_differences(action, asked.as_at)
    entries = _in_order([*recorded_on(action, asked), *_updates(action, asked), *map(_edit, edits)])
    people = _people({entry.by for entry in entries}, asked.as_at)
    return linked(_signed(entry, people.get(entry.by, ())) for entry in entries)


def _in_order(entries):
    """The newest first; what only follows from another entry of that person and moment becomes lines of it."""
    by_moment = defaultdict(list)
    for entry in entries:
        by_moment[entry.at, entry.by].append(entry)
    ordered = []
    for _moment, together in sorted(by_moment.items(), key=lambda item: item[0][0], reverse=True):
        mains = [entry for entry in together if not entry.aside]
        if mains:
            lines = "\n".join(line for entry in together for line in entry.aside)
            mains[-1] = replace(mains[-1], body=paragraphs(mains[-1].body, lines))
        ordered += reversed(mains or together)
    return ordered


def _people(keys, at):
    """{user: [User]}, one User for each post ever held, with its `title`, from `since` `until`. One query."""
    people = defaultdict(list)
    terms = {"since": F("holdings__starts_at"), "until": F("holdings__ends_at")}
    title = field_of(Post, "title", "holdings__post", at)
    for person in User.objects.filter(pk__in=keys).annotate(**terms, title=title):
        people[person.pk].append(person)
    return people


def _signed(entry, terms):
    """The entry with who it was, by the name and the posts they had at its moment."""
    held = [term.title for term in terms if term.title and term.since <= entry.at and not _over(term, entry.at)]
    return replace(entry, who=terms[0].called(entry.at), post=", ".join(held)) if terms else entry


def _over(term, at):
    return term.until is not None and term.until <= at


def _updates(action, asked):
    one = {"action": action.number, "own": asked.owns(action)}
    documents = defaultdict(list)
    for evidence in _evidence_on(asked, **one):
        documents[evidence.update_id].append(_document(evidence, asked.as_at))
    return [_update(update, documents[update.pk], action) for update in _updates_on(asked, **one)]


@prepared
def _evidence_on(asked, *, action, own):
    given = recorded(Evidence, asked.as_at).visible_on(action, asked.user, asked.now, asked.as_at, own=own)
    return given.select_related("taken_back")


@prepared
def _updates_on(asked, *, action, own):
    updates = recorded(ProgressUpdate, asked.as_at).visible_on(action, asked.user, asked.now, asked.as_at, own=own)
    return updates.select_related("part")


def _update(update, documents, action):
    facts = [
        (gettext("How it is going"), update.recommends_complete and gettext(update.get_assessment_display())),
        (gettext("What shows it worked"), gettext(update.get_shown_display())),
        (gettext("Expected completion"), update.expected_on and in_words(update.expected_on)),
    ]
    kind, tag = update_tag(update)
    return Entry(
        at=update.recorded_at,
        by=update.recorded_by_id,
        kind=kind,
        title=_("Update, corrected") if update.corrects_id else _("Update"),
        tag=tag,
        body=paragraphs(
            *([not_released()] if update.withheld else [*update_words(update), update.source, why_corrected(update)]),
            "\n".join(f"{label}: {fact}" for label, fact in facts if fact),
        ),
        part=update.part.letter if update.part else "",
        documents=tuple(documents),
        marking=update.marking,
        apart=apart(update.audience, action),
        record=("update", update.pk),
        first=("update", update.first_id),
        states=update_states(update),
        shown=update.get_shown_display(),
    )


def _document(evidence, as_at):
    back = getattr(evidence, "taken_back", None)
    tag = {"kind": evidence.of, "kind_label": gettext(evidence.of.capitalize()), "pk": evidence.pk}
    tag["taken_back"] = back is not None and (as_at is None or back.recorded_at <= as_at)
    if evidence.withheld:
        return {"name": gettext("Evidence: words withheld"), "speaks_of_on": evidence.speaks_of_on} | tag
    return document(evidence, kind=evidence.of, kind_label=evidence.of.capitalize()) | tag


def _edit(edit):
    lines = "\n".join(edit.lines)
    if edit.opened:
        return Entry(edit.at, edit.by, "update", _("Action opened"), paragraphs(edit.why, lines))
    return Entry(edit.at, edit.by, "edit", _("Changed"), paragraphs(edit.why, lines), aside=edit.lines)
