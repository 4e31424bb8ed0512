"""Who may make a move of the workflow on an action, or on one part of it, and every reason why not."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from safeguarding.lib.database.prepared import put_together_once
from safeguarding.models import User
from safeguarding.models.people import Role
from safeguarding.roles import Ruling, authority

from ..blocking import blocking_questions
from ..four_eyes import HIDDEN_PART, Interests, hides, interests, translated_interests
from ..models import Action, Coverage, Part
from ..workflow import MOVES, WORKED_ON, Move, Status, Tie

QUESTION_OPEN = _("A scrutiny question is open. Accept its answer, or say why completion does not wait for it.")


def may(
    user: User,
    name: str,
    action: Action,
    *,
    at: datetime,
    part: Part | None = None,
    known: Interests | None = None,
) -> Ruling:
    """Rule on the move `name` (a key of MOVES) by `user`, on `action` or on one part it covers.

    known: interests() of the action, if asked already.
    """
    move, has = MOVES[name], authority(user, at)
    interest = translated_interests((known or interests(user, [action], at=at))[action.pk]) if move.four_eyes else []
    if move.four_eyes and move.by & has.roles and hides(user, action, part, at=at):
        interest.append(gettext(HIDDEN_PART))
    return _ruling(
        move,
        action,
        part,
        authority=has.roles | ties(user, action, at=at),
        void=has.void,
        interest=interest,
        asked=move.needs_answers and blocking_questions(action, part).exists(),
    )


def moves(user: User, action: Action, *, at: datetime) -> list[tuple[Move, Ruling]]:
    """Every move in the authority of `user` on this action, with the Ruling on it, in the table's order.

    Supporting completion is among them for whoever has an interest, or a role that does not count, so that they read why
    it is not theirs.
    A constant number of queries.
    """
    has = authority(user, at)
    acts_as = has.roles | ties(user, action, at=at)
    interest = translated_interests(interests(user, [action], at=at)[action.pk])
    asked = blocking_questions(action).exists()
    return [
        (move, _ruling(move, action, None, authority=acts_as, void=has.void, interest=interest, asked=asked))
        for move in MOVES.values()
        if (acts_as & move.by and not _is_own(move, acts_as))
        or ((interest or move.by & has.void.keys()) and move.needs_answers)
    ]


def _ruling(move, action, part, *, authority, void, interest, asked):
    """The Ruling, from the facts. authority: roles and ties. interest: sentences. asked: an open question blocks completion.

    void: {role: why} of roles that do not count.
    """
    why_not = []
    if not authority & move.by:
        why_not.append(next((why for role, why in void.items() if role in move.by), for_whom(move)))
    if _is_own(move, authority):
        why_not.append(gettext("You own this action: post an update instead."))
    status = status_for(action, part)
    if status not in move.sources:
        why_not.append(stands_at(status, part))
    elif move.undoes:
        why_not += nothing_to_undo(action, move)
    if move.four_eyes:
        why_not += interest
    if move.needs_answers and asked:
        why_not.append(gettext(QUESTION_OPEN))
    return Ruling(tuple(why_not))


def _is_own(move, authority):
    return move.of_others and Tie.ACTION_OWNER in authority


def nothing_to_undo(action: Action, move: Move) -> list[str]:
    """Why there is nothing for `move` to undo: the action went with its import, or all that it answered is gone. Two queries."""
    if not action.decisions.filter(outcome=move.undoes).exists():
        return [gettext("It was withdrawn with its import. It comes back when the plan is brought in again.")]
    answered = Coverage.objects.filter(action=action, ended_at=None).annotate(stands=Q(_STANDS))
    stands = answered.values_list("stands", flat=True)
    gone = stands and not any(stands)
    return [gettext("All that it answered was withdrawn, so there is nothing left to do.")] if gone else []


_STANDS = Q(
    part__ended_at=None, part__recommendation__withdrawn_at=None, part__recommendation__inspection__withdrawn_at=None
)


def ties(user: User, action: Action, *, at: datetime) -> set[Tie]:
    """The ties of `user` to `action`, by the posts that they hold at `at`."""
    posts = authority(user, at).posts
    if not posts:
        return set()
    tied = {Tie.ACTION_OWNER} if action.owner_id in posts else set()
    # Any part's issue will do: what an action promises, it promises to each of the recommendations that it answers.
    if _of_issues(action=action.pk, posts=tuple(posts)):
        tied.add(Tie.ISSUE_OWNER)
    return tied


@put_together_once
def _of_issues(action, posts):
    covered = Coverage.objects.filter(action=action, ended_at=None)
    return covered.filter(part__recommendation__issue_owner__pk__among=posts).order_by().values("pk")[:1]


def status_for(action: Action, part: Part | None = None) -> Status:
    """The Status of the action, or of one part of it that was recommended or supported alone."""
    coverage = part and action.coverages.filter(part=part, ended_at=None).first()
    return status_under(action, coverage) if coverage else Status(action.status)


def status_under(action: Action, coverage: Coverage) -> Status:
    """The Status of the part that `coverage` joins to the action: its own while the action is being worked on."""
    # Outside these the coverage may still keep what was recommended, as of an action that was withdrawn: that is past.
    if action.status not in WORKED_ON:
        return Status(action.status)
    if coverage.supported_in_id:
        return Status.COMPLETE
    return Status.RECOMMENDED_COMPLETE if coverage.recommended_in_id else Status.IN_PROGRESS


def stands_at(status: Status, part: Part | None = None) -> str:
    """Why a move does not fit, in a sentence: 'The action is complete (force).', or part a of it."""
    stands = {"status": gettext(status.label).lower()}
    if part and part.letter:
        return gettext("Part %(letter)s of the action is %(status)s.") % {"letter": part.letter, **stands}
    return gettext("The action is %(status)s.") % stands


def for_whom(move: Move) -> str:
    """Whose the move is, in a sentence."""
    return gettext(_FOR_WHOM[move.by])


# Of whoever may make a move, in whole sentences: "or" changes the word after it in Welsh.
_FOR_WHOM = {
    frozenset({Tie.ACTION_OWNER}): _("This is for the action owner."),
    frozenset({Tie.ISSUE_OWNER}): _("This is for the issue owner."),
    frozenset({Tie.ACTION_OWNER, Tie.ISSUE_OWNER}): _("This is for the action owner or the issue owner."),
    frozenset({Tie.ACTION_OWNER, Role.COORDINATOR}): _("This is for the action owner or the inspection coordinator."),
    frozenset({Tie.ISSUE_OWNER, Role.COORDINATOR}): _("This is for the issue owner or the inspection coordinator."),
    frozenset({Tie.ACTION_OWNER, Tie.ISSUE_OWNER, Role.DCC}): _(
        "This is for the action owner, the issue owner or the DCC."
    ),
    frozenset({Tie.ISSUE_OWNER, Role.COORDINATOR, Role.STAFF_OFFICER}): _(
        "This is for the issue owner, the inspection coordinator or the DCC’s staff officer."
    ),
    frozenset({Role.COORDINATOR}): _("This is for the inspection coordinator."),
    frozenset({Role.DCC}): _("This is for the DCC."),
    frozenset({Role.DCC, Role.OPCC}): _("This is for the DCC or an OPCC reviewer."),
}
