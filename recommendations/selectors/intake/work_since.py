"""The changes that accepting a plan made, and the work since that stands on them: such a plan is not withdrawn."""

from collections.abc import Collection, Iterator

from django.db.models import Model
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from safeguarding.lib.dates import london_date
from safeguarding.lib.languages import in_words

from ...models import (
    Action,
    AgencyResponse,
    Coverage,
    DeadlineDecision,
    DeadlineRequest,
    Decision,
    Evidence,
    EvidenceTakenBack,
    FollowUpCheck,
    Link,
    Measure,
    Part,
    PlanDocument,
    PlanWithdrawal,
    ProgressUpdate,
    Question,
    Recommendation,
    Release,
    Response,
    ResponseDecision,
    StatementDecision,
    TranscribedStatement,
    UpdateRequest,
    Verdict,
    WaitingOn,
)
from .known import Histories

# A noun, its history rows since the import, the latest first, and the last from before.
Touched = tuple[Model, list[Model], Model | None]
# What an import writes to, in the order in which it is taken back; a post that it made stays.
TOUCHED = (Link, Coverage, Part, Action, Recommendation)

# Records, and nouns by their history, that may stand on an action or on a recommendation: how they lead there.
ON_ACTIONS = (
    (ProgressUpdate, "action", _("an update")),
    (Evidence, "action", _("evidence")),
    (EvidenceTakenBack, "evidence__action", _("evidence taken back")),
    (Question, "action", _("a question")),
    (Decision, "action", _("a decision")),
    (UpdateRequest, "action", _("a request for an update")),
    (DeadlineRequest, "action", _("a date asked for")),
    (DeadlineDecision, "request__action", _("a decision on its date")),
    (Release, "action", _("a release to the OPCC")),
    (TranscribedStatement, "action", _("what another document says")),
    (WaitingOn.history.model, "action", _("a note of what it waits on")),
    (FollowUpCheck.history.model, "action", _("a follow-up check")),
    (Coverage.history.model, "action", _("a change to what it answers")),
)
ON_RECOMMENDATIONS = (
    (Response, "part__recommendation", _("a response")),
    (AgencyResponse, "part__recommendation", _("an agency’s response")),
    (Question, "recommendation", _("a question")),
    (ResponseDecision, "response__part__recommendation", _("a decision on a response")),
    (StatementDecision, "statement__recommendation", _("a decision on what a document says")),
    (TranscribedStatement, "recommendation", _("what another document says")),
    (Measure.history.model, "recommendation", _("a measure")),
    (Verdict, "recommendation", _("a verdict of the inspectorate")),
    (Coverage.history.model, "part__recommendation", _("another action")),
    (Link.history.model, "recommendation", _("a link")),
    (Link.history.model, "target", _("a link to it")),
)


def import_rows(document: PlanDocument) -> Iterator[Touched]:
    """For each noun that accepting a plan wrote to: the noun, its history rows since then, the latest first, and the last from
    before, None where the plan brought it in.

    What a write of the same person at the same moment touched is taken for the import's: accepting is one transaction.
    """
    for model in TOUCHED:
        rows = model.history.filter(history_date=document.recorded_at, history_user=document.recorded_by)
        nouns = model.objects.filter(pk__in=rows.values(model._meta.pk.attname))
        histories = Histories(nouns)
        for noun in nouns.order_by("pk"):
            past = histories.of(noun)
            since = [row for row in past if row.history_date > document.recorded_at]
            yield noun, since, next((row for row in past if row.history_date < document.recorded_at), None)


def built_on(document: PlanDocument, touched: Collection[Touched]) -> tuple[str, ...]:
    """A sentence for each thing done since an import (PlanDocument) that stands on what it did (`touched`, its import_rows);
    none: it may go. Another plan accepted since is named once; one that was withdrawn again does not count.
    """
    return tuple(dict.fromkeys(_built_on(document, touched)))


def _built_on(document, touched):
    others = _Others(document)
    for noun, since, _before in touched:
        # No matter what changed: put back, it would be undone with what the import wrote.
        for row in since:
            yield from others.sentences(
                (row.history_date, row.history_user_id),
                gettext("%(thing)s was changed by %(person)s on %(on)s.")
                % {"thing": noun, "person": row.history_user or gettext("somebody"), "on": _day(row.history_date)},
            )
    actions = {noun.pk for noun, *_rest in touched if isinstance(noun, Action)}
    actions |= set(document.statements.exclude(action=None).values_list("action", flat=True))
    actions |= set(document.deadline_requests.values_list("action", flat=True))
    yield from _since(
        document, others, ON_ACTIONS, actions, {key: gettext("Action %(number)s") % {"number": key} for key in actions}
    )
    added = [noun for noun, _since_then, before in touched if isinstance(noun, Recommendation) and before is None]
    names = {noun.pk: str(noun) for noun in added}
    yield from _since(document, others, ON_RECOMMENDATIONS, list(names), names)
    later = Part.history.filter(history_type="+", recommendation__in=list(names), history_date__gt=document.recorded_at)
    for part in later:
        another = gettext("another part")
        sentence = f"{names[part.recommendation_id]}: {another}, {_day(part.history_date)}."
        yield from others.sentences((part.history_date, part.history_user_id), sentence)
    # Apart from the rest: what the DCC said of its words outlives the plan, though nothing in the register moved by it.
    decided = StatementDecision.objects.filter(statement__document=document)
    yield from (
        gettext("%(statement)s, decided by the DCC on %(on)s.")
        % {"statement": one.statement, "on": _day(one.recorded_at)}
        for one in decided
    )


class _Others:
    """The plans accepted and withdrawn beside this one, by the moments and persons of their transactions."""

    def __init__(self, document) -> None:
        later = PlanDocument.objects.filter(recorded_at__gt=document.recorded_at).select_related("withdrawal")
        self.names = {
            (one.recorded_at, one.recorded_by_id): one.name for one in later if not hasattr(one, "withdrawal")
        }
        undone = PlanWithdrawal.objects.select_related("document")
        self.undone = {(one.recorded_at, one.recorded_by_id) for one in undone}
        self.undone |= {(one.document.recorded_at, one.document.recorded_by_id) for one in undone}

    def sentences(self, moment, sentence):
        """The sentence, or the plan's name where that plan did it; nothing for what was withdrawn again."""
        if moment in self.names:
            yield gettext("%(plan)s was accepted after it and builds on it: withdraw that first.") % {
                "plan": self.names[moment]
            }
        elif moment not in self.undone:
            yield sentence


def _since(document, others, kinds, keys, names):
    """A sentence for each record or history row later than the import that leads to one of these nouns."""
    for model, path, what in kinds:
        when, who = (
            ("history_date", "history_user") if hasattr(model, "history_date") else ("recorded_at", "recorded_by")
        )
        later = model.objects.filter(**{f"{path}__in": keys, f"{when}__gt": document.recorded_at})
        for key, moment, person in later.order_by(when).values_list(path, when, who):
            yield from others.sentences((moment, person), f"{names[key]}: {gettext(what)}, {_day(moment)}.")


def _day(moment):
    return in_words(london_date(moment))
