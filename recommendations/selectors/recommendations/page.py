"""One recommendation as its page shows it: its parts with response and actions, its links, what waits for the DCC."""

from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from django.db.models import Q, QuerySet
from django.utils.translation import gettext, gettext_noop

from safeguarding.as_at import not_yet, recorded, rows
from safeguarding.lib.languages import translated
from safeguarding.models.people import Role
from safeguarding.roles import authority, has_role

from ... import waiting
from ...models import Link, MeetingNote, Part, Recommendation, ReportDraft, TranscribedStatement
from ...models.paper_lines import lines_of
from ...models.recommendations import pages
from ...models.visibility import of_recommendations, withheld
from ...permissions import (
    Ruling,
    may_answer_for,
    may_ask_about,
    may_coordinate,
    may_measure,
    may_record_verdict,
    may_respond,
)
from ..actions.entries import Entry
from ..agency_responses import add_agency_responses
from ..assurance import notes_on
from ..facts import fact, post, quoted, stated
from ..figures import Addresses
from ..first_rows import FirstRows
from ..inspections.readers import embargoes
from ..inspectorate import AskedInspectorate, asked_on
from ..measures import Measured, measured
from ..places import places_of
from ..post_holders import Holders
from ..prepared import prepared
from ..recorded_later import RecordedLater, later_on_recommendation
from ..register_rows import Register, RegisterRecommendation
from ..repeats import asked_before
from ..standings import Standings
from ..verdicts import add_verdicts
from .changes import changes
from .links import link_changes, link_states
from .questions import Asked, questions_on

_READ_BACK = {
    Link.Kind.ANSWERED_UNDER: gettext_noop("also answers"),
    Link.Kind.SUPERSEDES: gettext_noop("is superseded by"),
    Link.Kind.DUPLICATES: gettext_noop("asks the same as"),
    Link.Kind.DEPENDS_ON: gettext_noop("is needed by"),
    Link.Kind.NOT_SAME: gettext_noop("asks something else than"),
}


@dataclass(frozen=True)
class Linked:
    """How this recommendation, or its part `letter`, stands to another, which is at `url`. pk: of the link."""

    pk: int
    words: str
    other: RegisterRecommendation
    url: str
    letter: str
    note: str


@dataclass(frozen=True)
class RecommendationPage:
    """facts: rows of components/summary_list.html. asks: what a cause of concern asks. statements: not decided yet.

    before: that it was asked before, and when.

    inquires, answers, respond, measures_it: the Rulings whether the reader may ask about it, answer what is asked, respond to its
    parts, record measures; speaks: whether they do for an agency; coordinates: whether they may open actions on it and name its
    issue owner; scrutinises: whether the DCC's pages are theirs; judges: whether they record verdicts of the inspectorate;
    reopens: whether they reopen actions; notes_it: whether the OPCC's notes are theirs to write. None of it in the past, where
    nothing is done. later: what a page of the past leaves out.
    inspectorate: what inspectorates were asked about it. lines: for the paper, (heading, words) of those that say something.
    draft: what it was recorded from, with where that stood in the report; None for those outside the force. changes: Entries.
    """

    recommendation: RegisterRecommendation
    facts: list[dict[str, str]]
    before: str
    inquires: Ruling | None
    answers: Ruling | None
    respond: Ruling | None
    speaks: bool
    coordinates: Ruling | None
    scrutinises: bool
    measures_it: Ruling | None
    judges: bool
    reopens: bool
    concern: RegisterRecommendation | None
    asks: list[RegisterRecommendation]
    links: list[Linked]
    measures: list[Measured]
    statements: list[TranscribedStatement]
    lines: list[tuple[str, str]]
    questions: list[Asked]
    notes: list[MeetingNote]
    notes_it: bool
    inspectorate: list[AskedInspectorate]
    later: FirstRows[RecordedLater]
    draft: ReportDraft | None
    changes: list[Entry]
    marking: str
    embargoes: list[str]


def recommendations_to_show(asked: Standings) -> QuerySet[Recommendation]:
    """Recommendations that may be seen, as they stood."""
    visible = of_recommendations(Recommendation, asked.user, asked.now, asked.as_at)
    return rows(Recommendation, asked.as_at).filter(visible)


def shown_with(key: int, as_at: datetime | None = None) -> Q:
    """A Q over the recommendations that the page of one names, by which a Register may be kept: it, what it stands to, its concern."""
    links = rows(Link, as_at)  # ended ones too: the page says that they were
    return (
        Q(id=key)
        | Q(id__in=rows(Recommendation, as_at).filter(id=key).values("cause_of_concern"))
        | Q(cause_of_concern=key)
        | Q(id__in=links.filter(recommendation=key).values("target"))
        | Q(id__in=links.filter(target=key).values("recommendation"))
    )


def recommendation_page(recommendation: Recommendation, register: Register, asked: Standings) -> RecommendationPage:
    """The RecommendationPage of a recommendation that recommendations_to_show gave. Eighteen queries or fewer.

    register: its reader's, of the same moment, with the recommendations of `shown_with`.
    """
    joined, has = register.recommendations[recommendation.id], authority(asked.user, asked.now)
    hears = has.hears(joined.inspection.audience)
    holder = Holders(register.posts, asked.as_at).of(joined.row.issue_owner_id, asked.as_at or asked.now)
    add_agency_responses(register, asked)
    add_verdicts(register, asked)
    everything = register.recommendations.values()
    links = link_states(joined.pk, asked)
    return RecommendationPage(
        recommendation=joined,
        facts=_facts(joined, holder, hears=hears),
        before=_before(joined.pk, links, asked),
        concern=register.recommendations.get(joined.row.cause_of_concern_id),
        asks=[other for other in everything if other.row.cause_of_concern_id == joined.pk],
        links=list(_links(joined, register, has, asked.as_at, links)),
        measures=measured(asked, joined.inspection.audience, recommendation=joined.pk),
        statements=_statements(asked, recommendation=joined.pk),
        lines=lines_of(joined.row) if hears else [],
        questions=questions_on(joined.pk, asked),
        notes=notes_on(joined.pk, asked),
        inspectorate=asked_on(asked, recommendations=[joined.pk]),
        later=later_on_recommendation(joined.pk, asked),
        draft=ReportDraft.objects.filter(recommendation=joined.pk).first() if has.in_force else None,
        changes=sorted(
            [*changes(joined, asked), *link_changes(links, register, has)], key=attrgetter("at"), reverse=True
        ),
        marking=translated(joined.inspection.get_marking_display()),
        embargoes=embargoes([one.inspection for one in everything], asked),
        **_may(recommendation, asked, has),
    )


def _may(recommendation, asked, has):
    """The reader may do this about it; on a page of the past nothing."""
    user, now, past = asked.user, asked.now, asked.as_at is not None
    return {
        "inquires": None if past else may_ask_about(user, at=now),
        "answers": None if past else may_answer_for(user, recommendation, at=now),
        "speaks": not past and bool(has.agencies),
        "respond": None if past else may_respond(user, Part(recommendation=recommendation), at=now),
        "coordinates": None if past else may_coordinate(user, at=now),
        "scrutinises": not past and has_role(user, Role.DCC, Role.STAFF_OFFICER, at=now),
        "measures_it": None if past else may_measure(user, recommendation, at=now),
        "judges": not past and bool(may_record_verdict(user, at=now)),
        "reopens": not past and has_role(user, Role.DCC, at=now),
        "notes_it": not past and has.opcc,
    }


def _facts(asked, holder, *, hears):
    row = asked.row
    return stated(
        [
            fact(
                "Issue owner", post(asked.issue_owner, holder) or gettext("Nobody yet"), quoted(row.issue_owner_words)
            ),
            fact("Theme", row.theme and row.theme.name),
            fact("Page", pages(row)),
            fact("Corporate or local", row.corporate_or_local),
            *(fact(label, name) for label, name in places_of(row)),
            fact(gettext_noop("The same as the milestone"), row.milestone and row.milestone.label),
            fact("Note", row.note if hears else ""),
        ]
    )


def _before(key, links, asked):
    """That it was asked before; no query where no link says so."""
    is_duplicate = any(states[-1].kind == Link.Kind.DUPLICATES and not states[-1].ended_at for states in links)
    return asked_before([key], asked).get(key, "") if is_duplicate else ""


def _links(recommendation, register, has, at, links):
    """Those of `links` that stand, to others in `register` only: what may not be seen is not named. has: the reader's Authority."""
    to = Addresses(at)
    for link in (states[-1] for states in links if not states[-1].ended_at):
        forth = link.recommendation_id == recommendation.pk
        other = register.recommendations.get(link.target_id if forth else link.recommendation_id)
        if other:
            words = translated(link.get_kind_display()) if forth else translated(_READ_BACK[link.kind])
            part = register.parts.get(link.part_id) if forth else None
            note = link.words if has.hears((recommendation if forth else other).inspection.audience) else ""
            yield Linked(link.id, words, other, to.recommendation(other.pk), part.row.letter if part else "", note)


@prepared
def _statements(asked, *, recommendation):
    # the status that a register gives waits for nobody, unless it says that all is done
    in_a_report = Q(report__isnull=False) & not_yet("decision", asked.as_at)
    statements = recorded(TranscribedStatement, asked.as_at).filter(recommendation=recommendation)
    unconfirmed = statements.filter(in_a_report | Q(pk__in=waiting.statements(asked.as_at)))
    return unconfirmed.annotate(withheld=withheld(TranscribedStatement, asked.user, asked.now)).select_related("part")
