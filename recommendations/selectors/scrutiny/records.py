"""Every record on one action, read once for those who decide on it, with what is new since they last looked."""

from collections.abc import Collection
from datetime import datetime
from functools import cached_property

from django.db.models import Exists, OuterRef, Prefetch
from django.utils.translation import gettext, gettext_noop, ngettext

from safeguarding.lib.languages import counted
from safeguarding.models import User

from ... import waiting
from ...blocking import blocking_questions
from ...models import (
    Action,
    Answer,
    DeadlineRequest,
    Decision,
    Evidence,
    ProgressUpdate,
    Question,
    RecommendationTakenBack,
    TranscribedStatement,
)
from ...models.correctable import folded
from ...workflow import Outcome
from ..inspectorate import AskedInspectorate, asked_on
from ..prepared import prepared
from ..standings import Standings
from .wording import REWORDED

PEOPLE = ("recorded_by", "part__recommendation")
KINDS = ("update", "answer", "piece of evidence")
NOUNS = (*KINDS, "correction")
UPDATE_CHANGED = gettext_noop("Changed after sign-off: an update was corrected by %(who)s")
ANSWER_CHANGED = gettext_noop("Changed after sign-off: an answer was corrected by %(who)s")


class ActionRecords:
    """The records on `action`, of what `user` may see at `at`, each kind in order, with whoever made them.

    Seven queries, four of them only once it is asked for what they give. `all_updates` are all updates, with what was corrected;
    `updates` those that count.

    questions: questions_on() it. recommending: keys of the updates whose recommendation to complete waits for a decision.
    looked_at: when the reader opened the page, or None. Updates, answers and evidence say `new`: since when, in words, or "".
    """

    def __init__(
        self,
        action: Action,
        user: User,
        questions: list[Question],
        *,
        at: datetime,
        recommending: Collection[int | None],
        looked_at: datetime | None = None,
    ) -> None:
        asked, number = Standings(user, now=at), action.number
        self.all_updates = _updates(asked, action=number)
        self.updates = folded(self.all_updates)
        self.evidence = _evidence(asked, action=number)
        self.decisions = _of_model(asked, model=Decision, action=number)
        self.questions = questions
        self.action, self.recommending, self._asked = action, recommending, asked
        self.news = self._mark_new(looked_at)

    @cached_property
    def statements(self) -> list[TranscribedStatement]:
        return _statements(self._asked, action=self.action.number)

    @cached_property
    def deadlines(self) -> list[DeadlineRequest]:
        return _deadlines(self._asked, action=self.action.number)

    @cached_property
    def taken_back(self) -> list[RecommendationTakenBack]:
        return _of_model(self._asked, model=RecommendationTakenBack, action=self.action.number)

    @cached_property
    def inspectorate(self) -> list[AskedInspectorate]:
        """All that inspectorates were asked on it."""
        return asked_on(self._asked, actions=[self.action.number])

    @cached_property
    def recommended(self) -> list[ProgressUpdate]:
        """The updates that recommend completion."""
        return [update for update in self.updates if update.recommends_complete]

    @property
    def answers(self) -> list[ProgressUpdate]:
        """The updates that recommend what waits; else the last that recommended anything; else the last."""
        undecided = [update for update in self.recommended if update.first_id in self.recommending]
        return undecided or self.recommended[-1:] or self.updates[-1:]

    @property
    def later(self) -> list[ProgressUpdate]:
        """The updates after the last of the answers."""
        return self.updates[self.updates.index(self.answers[-1]) + 1 :] if self.updates else []

    @property
    def assessment(self) -> str:
        """How the owner last said it goes (Assessment), or ""."""
        return next((update.assessment for update in reversed(self.updates) if update.assessment), "")

    @property
    def words(self) -> str:
        """The words of the answers, as one text."""
        return " ".join(f"{update.done} {update.next}" for update in self.answers)

    @property
    def to_confirm(self) -> list[TranscribedStatement]:
        """The transcribed statements that the DCC is asked about."""
        return [one for one in self.statements if one.waits]

    @property
    def opcc_asks(self) -> bool:
        """A question of the OPCC, which blocks nothing, is open."""
        ended = ("settlement", "followed_by")
        return any(not (one.blocks or any(map(one.is_followed_by, ended))) for one in self.questions)

    @property
    def last_questions(self) -> list[Question]:
        """The open ones, else the DCC's last."""
        still_open = [question for question in self.questions if question.blocks_now]
        return still_open or [question for question in self.questions if question.blocks][-1:]

    @property
    def changed_after_sign_off(self) -> tuple[str, ...]:
        """Sentences on what was corrected since the last decision, where that supports completion."""
        last = self.decisions[-1] if self.decisions else None
        if last is None or last.outcome != Outcome.SUPPORTS:
            return ()
        answers = [reply for question in self.questions for reply in question.all_answers]
        later = [one for one in (*self.all_updates, *answers) if one.corrects_id and one.recorded_at > last.recorded_at]
        return tuple(
            gettext(UPDATE_CHANGED if one in self.all_updates else ANSWER_CHANGED) % {"who": one.author}
            for one in later
        )

    def _mark_new(self, looked_at):
        """Set `new` on what may be; returns what is new, counted, in words: [("since ...", "2 updates, 1 answer")]."""
        asked = [question for question in self.questions if question.blocks]
        # In this order, since a record bears one mark: the first that fits.
        marks = (
            (looked_at, gettext("since you opened this page")),
            (
                max((one.recorded_at for one in (*self.decisions, *asked)), default=None),
                gettext("since the DCC last spoke"),
            ),
            (
                max((update.first.recorded_at for update in self.recommended), default=None),
                gettext("since it was recommended complete"),
            ),
        )
        answers = [answer for question in self.questions for answer in question.replies]
        news = {}
        for noun, records in zip(KINDS, (self.updates, answers, self.evidence), strict=True):
            for record in records:
                record.new = next((words for since, words in marks if since and record.recorded_at > since), "")
                if record.new:
                    counts = news.setdefault(record.new, dict.fromkeys(NOUNS, 0))
                    counts["correction" if getattr(record, "corrects_id", None) else noun] += 1
        return [(since, ", ".join(_counted(counts))) for since, counts in news.items()]


def _in_words(noun, number):
    if noun == "piece of evidence":
        return ngettext("%(number)s piece of evidence", "%(number)s pieces of evidence", number) % {"number": number}
    return counted(number, noun)


def _counted(counts):
    return [_in_words(noun, number) for noun, number in counts.items() if number]


def questions_on(action: Action, user: User, at: datetime) -> list[Question]:
    """The questions on an action that `user` may see at `at`, in order, each as it was corrected. Two queries, or one."""
    return _by_first(_questions(Standings(user, now=at), action=action.pk))


@prepared
def _of_model(asked, *, model, action):
    return model.objects.visible_to(asked.user, asked.now).filter(action=action).select_related(*PEOPLE)


@prepared
def _evidence(asked, *, action):
    given = Evidence.objects.not_taken_back().visible_to(asked.user, asked.now)
    return given.filter(action=action).select_related(*PEOPLE)


@prepared
def _updates(asked, *, action):
    updates = ProgressUpdate.objects.visible_to(asked.user, asked.now).filter(action=action)
    return updates.annotate(reworded=REWORDED).select_related(*PEOPLE)


@prepared
def _statements(asked, *, action):
    waits = Exists(waiting.statements().filter(pk=OuterRef("pk")))
    statements = TranscribedStatement.objects.visible_to(asked.user, asked.now).filter(action=action)
    return statements.annotate(waits=waits).select_related(*PEOPLE, "decision", "document__withdrawal")


@prepared
def _deadlines(asked, *, action):
    """A date is asked for the whole action, so whoever sees the action sees it."""
    requests = DeadlineRequest.objects.filter(action=action)
    return requests.select_related("recorded_by", "decision__recorded_by", "taken_back__recorded_by")


@prepared
def _questions(asked, *, action):
    """Those of _by_first(), whose answers are asked for apart: PostgreSQL took a tenth of a second to plan the twelve joins of one."""
    return (
        Question.objects.visible_to(asked.user, asked.now)
        .filter(action=action)
        .annotate(blocks_now=Exists(blocking_questions(OuterRef("action")).filter(pk=OuterRef("pk"))))
        .select_related("recorded_by", "part__recommendation", "settlement__recorded_by", "followed_by")
        .prefetch_related(Prefetch("answers", Answer.objects.select_related("recorded_by"), to_attr="all_answers"))
        .order_by("recorded_at", "pk")
    )


def _by_first(questions):
    """The questions in order, each as _as_corrected()."""
    by_first = {}
    for question in questions:
        by_first.setdefault(question.first_id, []).append(question)
    return [_as_corrected(asked) for asked in by_first.values()]


def _as_corrected(asked):
    """The first of `asked`, with its corrections, `corrected_by`, and the words and answers that count: text_now, replies.

    `all_answers` are all answers to it, with what was corrected.
    """
    question, *question.corrected_by = asked
    last = asked[-1]
    question.text_now, question.answer_by_now = last.text, last.answer_by
    question.replies = folded(question.all_answers)
    return question
