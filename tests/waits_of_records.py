"""What waits and what blocks, said a second time: in statements over the records, where the tracker works it out row by row.

The tests hold one against the other. `at` is None for now, else an aware datetime: then what changes is asked of the standings,
whose foreign keys lead to today's rows, so nothing there follows one from noun to noun.
"""

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from recommendations.models import (
    Action,
    ActionStanding,
    Answer,
    AwaitedStanding,
    Coverage,
    CoverageStanding,
    DeadlineRequest,
    Link,
    Part,
    PartStanding,
    ProgressUpdate,
    Question,
    Recommendation,
    RecommendationStanding,
    Response,
    TranscribedStatement,
)
from recommendations.models.intake import not_withdrawn
from recommendations.workflow import ENDS_WORK, OPEN, WORKED_ON, ResponseKind, Status
from safeguarding.as_at import not_yet, recorded
from safeguarding.models.people import Role


def blocking_questions(action, part=None, at=None):
    """Questions to settle before completion of `part` (None: of the whole action) is supported.

    For a part: those about it and about the whole; for the last part, which completes the action, all of them
    (domain.md: a DCC question blocks completion until it is answered and the answer accepted).
    """
    asked = Question.objects.open(at).filter(blocks=True, action=action)
    if part is None:
        return asked
    this = OuterRef(part) if isinstance(part, OuterRef) else part  # from within the subquery of a subquery
    others = coverages(at).filter(~Q(part=this), action=OuterRef("action"), supported_in=None)
    # A question about another part holds this one up where no other is left: supporting it would complete the action.
    return asked.filter(Q(part=None) | Q(part=part) | ~Exists(others))


def coverages(at=None):
    """Which action answers which part, where that has not ended.

    Now of the records, because a verb asks before its standings are there; then of the standings.
    """
    return Coverage.objects.filter(ended_at=None) if at is None else CoverageStanding.objects.at(at)


def recommended(at=None):
    """Coverages whose part is recommended complete and not supported yet, each with `since` when.

    `answered`: no question that blocks it waits for its owner, so it is with the DCC.
    """
    asked = blocking_questions(OuterRef("action"), OuterRef("part"), at).unanswered(at)
    unsupported = coverages(at).filter(
        recommended_in__isnull=False, supported_in=None, action__in=_actions(WORKED_ON, at)
    )
    return unsupported.annotate(since=F("recommended_in__recorded_at"), answered=~Exists(asked))


def recommended_whole(at=None):
    """Actions that cover no part and are recommended complete, each with `since` and `answered`, as recommended()."""
    updates = recorded(ProgressUpdate, at).filter(action=OuterRef("action"), recommends_complete=True, corrects=None)
    uncovering = ActionStanding.objects.at(at).filter(answers=None, status=Status.RECOMMENDED_COMPLETE)
    return uncovering.annotate(
        since=Subquery(updates.order_by("-recorded_at", "-pk").values("recorded_at")[:1]),
        answered=~Exists(blocking_questions(OuterRef("action"), at=at).unanswered(at)),
    )


def answers(at=None):
    """Blocking questions whose answer nobody accepted yet, each with `since` when its first answer waits."""
    first = recorded(Answer, at).filter(question=OuterRef("pk")).order_by("recorded_at").values("recorded_at")[:1]
    asked = Question.objects.open(at).filter(blocks=True)
    return asked.annotate(since=Subquery(first)).filter(since__isnull=False)


def answers_about(at=None):
    """The DCC's questions on recommendations that did not go with their import, as answers()."""
    first = recorded(Answer, at).filter(question=OuterRef("pk")).order_by("recorded_at").values("recorded_at")[:1]
    stands = RecommendationStanding.objects.at(at).values("recommendation")
    asked = Question.objects.open(at).filter(recommendation__in=stands).asked_as(Role.DCC)
    return asked.annotate(since=Subquery(first)).filter(since__isnull=False)


# Words of documents


def statements(at=None):
    """Transcribed statements to confirm: of several that mean the same of one part of one action, the last.

    What stood in a document that was withdrawn as a whole is not asked about.
    """
    same = {name: OuterRef(name) for name in ("recommendation", "means", "about_part", "about_action")}
    # 0 for none: in SQL nothing equals NULL, so two statements about no part would not be of the same one.
    about = {"about_part": Coalesce("part_id", 0), "about_action": Coalesce("action_id", 0)}
    transcribed = recorded(TranscribedStatement, at).alias(**about).filter(not_withdrawn(at))
    asked = transcribed.filter(not_yet("decision", at), means__in=TranscribedStatement.TO_CONFIRM)
    return asked.filter(~Exists(transcribed.filter(pk__gt=OuterRef("pk"), **same)))


# Responses


def responses(at=None):
    """Responses that wait for the DCC: the last said to a part of ours, where it ends work or what answers it has closed."""
    if at is not None:
        return Response.objects.filter(
            pk__in=PartStanding.objects.at(at).filter(proposed__isnull=False).values("proposed")
        )
    proposed = Response.objects.filter(not_withdrawn())
    later = proposed.filter(part=OuterRef("part"), pk__gt=OuterRef("pk"))
    links = Link.objects.filter(
        Q(part=None) | Q(part=OuterRef("part")),
        kind=ResponseKind.ANSWERED_UNDER,
        ended_at=None,
        recommendation=OuterRef("part__recommendation"),
    )
    # Without a link nothing is known to answer it, and "all of none are closed" must not end the part.
    closed = Exists(links) & ~Exists(links.filter(Exists(still_open(OuterRef("target")))))
    waits = Q(kind__in=ENDS_WORK) | (Q(kind=ResponseKind.ANSWERED_UNDER) & closed)
    return proposed.filter(waits, not_yet("decision"), ~Exists(later), part__ours=True)


def still_open(recommendation):
    """The parts of ours of a recommendation that are not closed, as workflow.part_state says it of one part."""
    covering = coverages().filter(~Q(action__status=Status.WITHDRAWN), part=OuterRef("pk"))
    unfinished = covering.filter(~Q(action__status=Status.COMPLETE), supported_in=None)
    agreed = Q(response__kind=ResponseKind.ANSWERED_UNDER, response__decision__agreed=True)
    asked = Part.objects.filter(recommendation=recommendation, ours=True)
    asks = asked.exclude(recommendation__kind=Recommendation.Kind.STRENGTH)
    return asks.filter(~Exists(covering) | Exists(unfinished)).exclude(Q(response__kind__in=ENDS_WORK) | agreed)


# Dates


def deadlines(at=None):
    """Dates asked for on open actions that nobody has decided, each with the inspectorate's `due_on`.

    `beyond`: after that date, or it set none, so that it is the DCC's to agree; else it is the issue owner's.
    """
    return _dated(recorded(DeadlineRequest, at).pending(at).filter(action__in=_actions(OPEN, at)), at)


def inspectorate_due(action, at=None):
    """The dates that inspectorates set for parts of ours which the action covers, the earliest first."""
    if at is not None:
        dated = coverages(at).filter(action=action, due_on__isnull=False)
        return dated.order_by("due_on").values_list("due_on", flat=True)
    dated = coverages().filter(action=action, part__ours=True, part__due_on__isnull=False)
    return dated.order_by("part__due_on").values_list("part__due_on", flat=True)


def _dated(requests, at=None):
    beyond = Q(due_on=None) | Q(new_on__gt=F("due_on"))
    due_on = Subquery(inspectorate_due(OuterRef("action"), at)[:1])
    return requests.annotate(due_on=due_on).annotate(beyond=ExpressionWrapper(beyond, output_field=BooleanField()))


def _actions(statuses, at):
    """The numbers of the actions that stood so: now of the records, then of the standings, as coverages()."""
    if at is None:
        return Action.objects.filter(status__in=statuses).values("number")
    return ActionStanding.objects.at(at).filter(status__in=statuses).values("action")


def everything(at=None):
    """{(kind, with the DCC, key, since)} of everything that waits, as models.AwaitedStanding names it."""
    kinds = AwaitedStanding.Kind
    completions = [(row.pk if at is None else row.coverage_id, row) for row in recommended(at)]
    completions += [(row.action_id, row) for row in recommended_whole(at)]
    return {
        *((kinds.COMPLETION, row.answered, key, row.since) for key, row in completions),
        *((kinds.STATEMENT, True, row.pk, row.recorded_at) for row in statements(at)),
        *((kinds.RESPONSE, True, row.pk, row.recorded_at) for row in responses(at)),
        *((kinds.DEADLINE, row.beyond, row.pk, row.recorded_at) for row in deadlines(at)),
        *((kinds.ANSWER, True, row.pk, row.since) for row in answers(at)),
        *((kinds.ANSWER_ABOUT, True, row.pk, row.since) for row in answers_about(at)),
    }
