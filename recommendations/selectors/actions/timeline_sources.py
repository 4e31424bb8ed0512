"""Where a timeline's entries come from: every kind of record on an action but updates, in one query and one table."""

from dataclasses import dataclass
from datetime import date

from django.db.models import (
    Case,
    Expression,
    F,
    Model,
    OuterRef,
    Q,
    Subquery,
    TextChoices,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Concat
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from safeguarding.as_at import states
from safeguarding.lib.languages import in_words

from ...models import (
    Action,
    AgendaOutcome,
    Answer,
    Coverage,
    DeadlineDecision,
    DeadlineRequest,
    DeadlineTakenBack,
    Decision,
    EvidenceTakenBack,
    FollowUpCheck,
    GapWaiver,
    GapWaiverTakenBack,
    InspectorateReply,
    InspectorateRequest,
    Question,
    RecommendationTakenBack,
    Release,
    Settlement,
    StatementDecision,
    TranscribedStatement,
    UpdateRequest,
    UpdateRequestTakenBack,
    Verdict,
    WaitingOn,
)
from ...models.actions import STILL_WAITING
from ...models.checks import LASTED
from ...models.deadlines import DAY_DECIDED
from ...models.scrutiny import NO_NAME
from ...workflow import Gap, VerdictOutcome
from ..translated_in_sql import Translated


@dataclass(frozen=True)
class Source:
    """Where entries of one kind come from: columns of `model`, and how they read.

    title: may name {what}, a key of `labels` put in its words, and the day {on}. kind: "" where `what` is the kind.
    changes: for a model with history, which of its history rows make an entry. aside: see Entry. to_action: what leads from the
    record to the action, where its model has nothing of the name.
    """

    model: type[Model]
    title: str
    kind: str = ""
    what: str | Expression = ""
    labels: type[TextChoices] | None = None
    words: str | Expression = ""
    note: str | Expression = ""
    on: str | Expression = ""
    said_on: str = ""
    part: str = ""
    changes: Q | None = None
    aside: bool = False
    to_action: str = ""

    def titled(self, what: str, on: date | None = None) -> str:
        """The title of the entry with these in its columns `what` and `on`."""
        what = gettext(self.labels(what).label) if self.labels else what
        return gettext(self.title).format(what=what, on=in_words(on) if on else "")


class DateOutcome(TextChoices):
    GRANTED = "granted", "agreed"
    INSTEAD = "granted-instead", "agreed instead of the date asked for"
    REFUSED = "refused", "not agreed"


_BEGUN, _ENDED = Q(history_type="+"), Q(ended_at__isnull=False)
_DATE_OUTCOME = Case(
    When(instead_on__isnull=False, then=Value(DateOutcome.INSTEAD)),
    When(agreed=True, then=Value(DateOutcome.GRANTED)),
    default=Value(DateOutcome.REFUSED),
)
_SPEAKER = Case(
    When(said_by="", then=Concat(Translated(NO_NAME), Value(". "))),
    default=Concat(Translated(_("Said by ")), F("said_by"), Value(". ")),
)
_PART = Concat(F("part__recommendation__reference"), F("part__letter"))
_COVERED = Concat(_PART, Value(", "), F("part__recommendation__inspection__title"))
# What it answered from the start it answers for the reason that it was opened for, which stands there.
_OPENED_AT = states(Action).filter(number=OuterRef("action")).order_by("history_date").values("history_date")[:1]
_WHY_LATER = Case(
    When(history_date__gt=Subquery(_OPENED_AT), then=F("history_change_reason")), output_field=TextField()
)
_MEANWHILE = Concat(F("body"), Translated(_(". Meanwhile: ")), F("meanwhile"), output_field=TextField())
_SUPPORTED = Concat(Translated(_("Supported although: ")), F("although"))
_ALTHOUGH = Case(When(~Q(although=""), then=_SUPPORTED), default=Value(""), output_field=TextField())

_PUT_RIGHT = Concat(Translated(_("Why it was put right: ")), F("history_change_reason"), output_field=TextField())
_REASON = Concat(Translated(_("Why it was corrected: ")), F("corrected_because"), output_field=TextField())
_WHY = When(corrects__isnull=False, then=_REASON)
_CORRECTED, _SOURCE = (Case(_WHY, default=note, output_field=TextField()) for note in (Value(""), F("source")))
_ASKED_BY = Concat(Translated(_("Asked by ")), F("asked_by"), output_field=TextField())
_REPLIED = Concat(
    F("request__body__name"),
    Case(
        When(outcome="agreed", until=None, then=Translated(_(" agreed"))),
        When(outcome="agreed", then=Translated(_(" agreed until "))),
        When(outcome="refused", then=Translated(_(" did not agree"))),
        default=Translated(_(" was not asked after all")),
    ),
    output_field=TextField(),
)


def _drafted(outcome: str, note: Expression) -> Expression:
    """`note`, and by whom it was drafted, of a record that the field `outcome` of AgendaOutcome leads to."""
    led = AgendaOutcome.objects.filter(draft__isnull=False, **{outcome: OuterRef("pk")})
    name = Concat(F("draft__recorded_by__first_name"), Value(" "), F("draft__recorded_by__last_name"))
    words = led.values(words=Concat(Value("\n\n"), Translated(_("Drafted by ")), name, output_field=TextField()))
    return Concat(note, Subquery(words[:1]), output_field=TextField())


# In the order in which things done at one moment follow from one another.
SOURCES = (
    Source(
        *(Question, _("Question"), "question"),
        words="text",
        note=_drafted("question", _SOURCE),
        said_on="asked_on",
        part="part__letter",
    ),
    Source(Answer, _("Answer"), "answer", words="text", note=_CORRECTED, part="question__part__letter"),
    Source(
        *(Settlement, "{what}", "", "outcome"), labels=Settlement.Outcome, words="reason", part="question__part__letter"
    ),
    Source(
        *(TranscribedStatement, _("In a document: {what}"), "transcribed"),
        what="means",
        labels=TranscribedStatement.Means,
        words="words",
        note=Concat(_SPEAKER, F("source")),
        said_on="said_on",
        part="part__letter",
    ),
    Source(
        *(StatementDecision, _("Decided on the document’s statement: {what}"), "decision"),
        what="outcome",
        labels=StatementDecision.Outcome,
        words="reason",
        part="statement__part__letter",
    ),
    Source(
        *(DeadlineRequest, _("Asked for target date {on}: {what}"), "requested"),
        what="because",
        labels=DeadlineRequest.Because,
        words="reason",
        on="new_on",
    ),
    Source(
        *(DeadlineTakenBack, _("Request for target date {on} taken back"), "edit"), words="reason", on="request__new_on"
    ),
    Source(UpdateRequest, _("Update asked for by {on}"), "requested", words="text", on="answer_by"),
    Source(
        *(UpdateRequestTakenBack, _("Request for an update by {on} taken back"), "edit"),
        words="reason",
        on="request__answer_by",
    ),
    Source(
        *(RecommendationTakenBack, _("Recommendation to complete taken back"), "edit"),
        words="reason",
        part="part__letter",
    ),
    Source(
        *(EvidenceTakenBack, _("Evidence taken back"), "edit"),
        words=Concat(F("evidence__title"), Value(": "), F("reason"), output_field=TextField()),
        part="evidence__part__letter",
    ),
    Source(
        DeadlineDecision,
        _("Target date {on} {what}"),
        what=_DATE_OUTCOME,
        labels=DateOutcome,
        words="reason",
        note=_drafted("deadline_decision", Value("")),
        on=DAY_DECIDED,
    ),
    Source(
        Decision,
        "{what}",
        what="outcome",
        labels=Decision.Outcome,
        words="reason",
        note=_drafted("decision", _ALTHOUGH),
        said_on="decided_on",
        part="part__letter",
    ),
    Source(
        *(GapWaiver, _("Gap waived until {on}: {what}"), "edit"), what="gap", labels=Gap, words="reason", on="until"
    ),
    Source(
        *(GapWaiverTakenBack, _("Waiver taken back: {what}"), "edit"), what="waiver__gap", labels=Gap, words="reason"
    ),
    Source(
        InspectorateRequest,
        _("{what} was asked"),
        "waiting",
        what="body__name",
        words="text",
        note=Case(_WHY, default=_ASKED_BY, output_field=TextField()),
        said_on="asked_on",
    ),
    Source(
        *(InspectorateReply, "{what}{on}", "decision"),
        what=_REPLIED,
        words="text",
        on="until",
        note="source",
        said_on="said_on",
    ),
    Source(
        *(Verdict, _("Verdict of the inspectorate: {what}")),
        what="outcome",
        labels=VerdictOutcome,
        words="difference",
        note="source",
        said_on="given_on",
        part="part__letter",
        to_action="recommendation__parts__coverages__action",
    ),
    Source(Release, _("Released to the OPCC"), "accepted", words="reason"),
    Source(
        *(WaitingOn, _("Waiting on others, to look again on {on}"), "waiting"),
        words=_MEANWHILE,
        on="review_on",
        changes=_BEGUN,
    ),
    Source(
        *(WaitingOn, _("Still waiting, to look again on {on}"), "waiting"),
        words="body",
        on="review_on",
        changes=Q(history_type="~", ended_at=None, history_change_reason=STILL_WAITING),
    ),
    Source(
        *(WaitingOn, _("What it is waiting on put right, to look again on {on}"), "waiting"),
        words=_MEANWHILE,
        note=_PUT_RIGHT,
        on="review_on",
        changes=Q(~Q(history_change_reason=STILL_WAITING), history_type="~", ended_at=None),
    ),
    Source(WaitingOn, _("No longer waiting"), "edit", words="body", changes=_ENDED),
    Source(
        *(FollowUpCheck, _("Follow-up check on {on}: {what}"), "test"),
        what=LASTED,
        words="found",
        on="done_on",
        changes=Q(done_on__isnull=False),
    ),
    Source(
        *(FollowUpCheck, _("Follow-up check set for {on}"), "edit"),
        words="what",
        on="due_on",
        changes=_BEGUN,
        aside=True,
    ),
    Source(
        *(FollowUpCheck, _("Follow-up check set for {on} called off"), "edit"),
        words="history_change_reason",
        on="due_on",
        changes=Q(called_off_at__isnull=False),
    ),
    Source(Coverage, _("Answers {what}"), "edit", what=_COVERED, words=_WHY_LATER, changes=_BEGUN, aside=True),
    Source(
        *(Coverage, _("No longer answers {what}"), "edit"),
        what=_COVERED,
        words="history_change_reason",
        changes=_ENDED,
        aside=True,
    ),
)
