"""Records as a report prints them: dated, in order, transcribed words clearly so."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext

from safeguarding.as_at import decided, withdrawn
from safeguarding.lib.dates import london_date
from safeguarding.lib.languages import in_words, translated
from safeguarding.models import Audience, User

from ...models import Decision, ProgressUpdate, TranscribedStatement
from ...models.correctable import folded
from ..actions.entries import update_tag, update_words
from ..no_answer import CLOSED_WITHOUT, NO_ANSWER
from ..post_holders import Holders
from ..register_rows import Register, RegisterAction, RegisterRecommendation
from ..standings import Standings
from .report_records import answers_to_them, questions_on_them, records_on_actions, statements_on_them


@dataclass(frozen=True)
class ReportEntry:
    """One record in words. on: the day it speaks of; at: the moment it was recorded.

    kind: a key of lib/pages/tones.py, tag: its word. body: its paragraphs; None where they are withheld.
    note: where words that came in a document stand. replies: the answers to a question, and what became of it.
    post: the posts that its author held then, without the person. audience: who its words were recorded for.
    """

    on: date
    at: datetime
    kind: str
    title: str
    tag: str
    who: str
    part: str
    body: list[str] | None
    marking: str
    note: str = ""
    replies: list["ReportEntry"] = field(default_factory=list)
    post: str = ""
    audience: str = Audience.OPCC

    @property
    def entered_later(self) -> bool:
        """It was recorded on a later day than the one it speaks of."""
        return london_date(self.at) != self.on


class ReportEntries:
    """The entries of every action and recommendation of a Register that a person may read, by what was known at `as_at`.

    Five queries.
    """

    def __init__(
        self, user: User, register: Register, holders: Holders, *, now: datetime, as_at: datetime | None = None
    ) -> None:
        self.register, self.holders, self.as_at = register, holders, as_at
        self.asked, self.only = Standings(user, now=now, as_at=as_at), register.keys.only._asdict()
        self.by_action = defaultdict(list)
        self.by_recommendation = defaultdict(list)
        self.shown = {}  # {action: the last word of its owner on whether it worked}
        for update in folded(records_on_actions(self.asked, model=ProgressUpdate, **self.only)):
            if update.shown:
                self.shown[update.action_id] = ProgressUpdate.Shown(update.shown)
            self._keep(update, self._update(update))
        for decision in records_on_actions(self.asked, model=Decision, **self.only):
            self._keep(decision, self._decision(decision))
        self._add_questions()
        self._add_statements()

    def on_action(self, action: RegisterAction, recommendation: RegisterRecommendation) -> list[ReportEntry]:
        """The entries on an action that speak of all of it or of parts of this recommendation, the newest first."""
        parts = {part.pk for part in recommendation.parts}
        entries = [entry for part, entry in self.by_action[action.number] if part is None or part in parts]
        return sorted(entries, key=_newest, reverse=True)

    def on_recommendation(self, recommendation: RegisterRecommendation) -> list[ReportEntry]:
        """The verdicts on it, the responses to its parts, and the questions and statements that no action carries; the newest first."""
        entries = self.by_recommendation[recommendation.pk] + [
            entry for part in recommendation.parts for response in part.responses for entry in self._response(response)
        ]
        entries += [self._verdict(verdict) for verdict in recommendation.verdicts]
        return sorted(entries, key=_newest, reverse=True)

    def _keep(self, record, entry):
        self.by_action[record.action_id].append((record.part_id, entry))

    def _entry(self, record, title, *words, on=None, hidden=None, **more):
        """A ReportEntry for a record; `hidden` where something else than the record says that its words are withheld."""
        if hidden := record.withheld if hidden is None else hidden:
            more["note"] = ""  # the document and the speaker are words of it
        post = self.holders.posts_of(record.recorded_by, record.recorded_at)
        return ReportEntry(
            on=on or london_date(record.recorded_at),
            at=record.recorded_at,
            title=title,
            who=f"{post} ({record.author})" if post else record.author,
            post=post,
            marking=record.marking,
            audience=record.audience,
            part=self._letter(getattr(record, "part_id", None)),
            body=None if hidden else [text for text in words if text],
            **{"kind": "", "tag": ""} | more,
        )

    def _letter(self, part_id):
        part = self.register.parts.get(part_id)
        return part.row.letter if part else ""

    def _update(self, update):
        kind, tag = update_tag(update)
        shown = update.shown and (
            gettext("What shows it worked: %(shown)s.") % {"shown": translated(update.get_shown_display()).lower()}
        )
        note = _corrected(update) or update.source
        return self._entry(update.first, gettext("Update"), *update_words(update), shown, kind=kind, tag=tag, note=note)

    def _decision(self, decision):
        return self._entry(
            decision,
            gettext("DCC scrutiny"),
            *decision.words,
            on=decision.decided_on,
            kind=decision.outcome,
            tag=translated(decision.get_outcome_display()),
        )

    def _add_questions(self):
        replies = defaultdict(list)
        for answer in folded(answers_to_them(self.asked, **self.only)):
            replies[answer.question_id].append(
                self._entry(answer.first, gettext("Answer"), answer.text, kind="answer", note=_corrected(answer))
            )
        for last in folded(questions_on_them(self.asked, **self.only)):
            question = last.first
            settled = getattr(question, "settlement", None)
            if settled and (self.as_at is None or settled.recorded_at <= self.as_at):
                replies[question.pk].append(self._settlement(settled, question))
            entry = self._entry(
                question,
                _asked_by(question),
                last.text,
                on=question.asked_on,
                kind="question",
                tag=_tag(question),
                note=_corrected(last) or question.source,
                replies=replies[question.pk],
            )
            if question.action_id:
                self._keep(question, entry)
            else:
                self.by_recommendation[question.recommendation_id].append(entry)

    def _settlement(self, settled, question):
        return self._entry(
            settled,
            gettext("Question settled"),
            settled.reason,
            hidden=question.settlement_withheld,
            kind=settled.outcome,
            tag=translated(settled.get_outcome_display()),
        )

    def _verdict(self, verdict):
        says = verdict.stands
        met = says.grade and (
            gettext("Met, as they say: %(grade)s.") % {"grade": translated(says.get_grade_display()).lower()}
        )
        claimed = says.claimed and (
            gettext("Met, as we had said: %(claimed)s.") % {"claimed": translated(says.get_claimed_display()).lower()}
        )
        return self._entry(
            says,
            gettext("Verdict of %(body)s") % {"body": says.body},
            met,
            claimed,
            says.difference,
            on=says.given_on,
            kind=says.outcome,
            tag=translated(says.get_outcome_display()),
            note=". ".join(filter(None, (says.source, _corrected(says)))),
        )

    def _add_statements(self):
        for statement in statements_on_them(self.asked, **self.only):
            entry = self._statement(statement)
            if statement.action_id in self.register.actions:
                self._keep(statement, entry)
            else:
                self.by_recommendation[statement.recommendation_id].append(entry)

    def _statement(self, statement):
        decision = decided(statement, self.as_at)
        tag = "Transcribed"
        if decision:
            tag = gettext("Transcribed. DCC: %(outcome)s") % {"outcome": translated(decision.get_outcome_display())}
        elif statement.document and withdrawn(statement.document, self.as_at):
            tag = gettext("Transcribed; its plan was withdrawn")
        elif statement.means in TranscribedStatement.TO_CONFIRM:
            tag = gettext("Transcribed, not confirmed")
        return self._entry(
            statement,
            gettext("In a document: %(means)s") % {"means": translated(statement.get_means_display()).lower()},
            f"“{statement.words}”",
            on=statement.said_on,
            kind="transcribed",
            tag=tag,
            note=f"{statement.source}. {statement.speaker}",
        )

    def _response(self, response):
        decision = decided(response, self.as_at)
        waits = response.ends_work and response.part_id in self.register.parts and decision is None
        position = translated(response.get_position_display())
        yield self._entry(
            response,
            gettext("Response: %(what)s")
            % {"what": ", ".join(filter(None, (translated(response.get_kind_display()), position.lower())))},
            response.reason,
            on=response.said_on,
            kind=response.kind,
            tag=gettext("Not agreed yet") if waits and self.register.parts[response.part_id].row.ours else "",
            note=response.source,
        )
        if decision:
            outcome = gettext("Agreed") if decision.agreed else gettext("Not agreed")
            hidden = response.withheld or decision.audience != response.audience
            yield self._entry(
                decision,
                gettext("DCC scrutiny of the response “%(kind)s”") % {"kind": translated(response.get_kind_display())},
                decision.reason,
                hidden=hidden,
                kind="accepted" if decision.agreed else "refused",
                tag=outcome,
            )


def _tag(question):
    if not question.lacks_answer:
        return "Question"
    return CLOSED_WITHOUT if question.closed else NO_ANSWER


def _asked_by(question):
    """Who asked, as scrutiny where it blocks: on a recommendation nothing does, whoever asked."""
    return (
        gettext("DCC scrutiny")
        if question.blocks
        else gettext("Question from the DCC")
        if question.of_the_dcc
        else gettext("Question from the OPCC")
    )


def _corrected(last):
    """That these words correct others, and when; "" where they are the first."""
    return gettext("Corrected on %(on)s") % {"on": in_words(london_date(last.recorded_at))} if last.corrects_id else ""


def _newest(entry):
    return entry.on, entry.at
