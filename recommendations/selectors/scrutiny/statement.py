"""A transcribed statement before the DCC: what they may make of it, and why not the rest."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from safeguarding.lib.languages import translated
from safeguarding.models import User
from safeguarding.roles import Ruling

from ...models import StatementDecision, TranscribedStatement
from ...permissions import interests, may, may_confirm
from .parts import PartLine, part_lines
from .state_digest import state_digest

Outcome, Means = StatementDecision.Outcome, TranscribedStatement.Means

# Why such words are asked about (domain.md: an import never signs off).
WHY_ASKED = {
    Means.COMPLETE: _("A document cannot complete an action: only a chief officer’s support does."),
    Means.RECOMMEND_COMPLETE: _(
        "Only its owner recommends completion. Whoever said this, it is not the DCC’s support."
    ),
    Means.SUPPORTS: _("Support counts only once a chief officer says here that it was given."),
    Means.QUESTION: _("A question in a document does not block completion until you ask it here."),
    Means.NO_ACTION: _("Work on a part of ours ends only by a response with a published reason that the DCC agrees."),
}


@dataclass(frozen=True)
class StatementPage:
    """A transcribed statement as it is decided on.

    before: earlier statements that mean the same of the same part, since a caveat dropped between two versions is a published
    finding (domain.md, What goes wrong in practice). siblings: the parts of the recommendation. digest: the state digest of
    its action, "" where it has none.
    closed: for each StatementDecision.Outcome that `ruling` would allow and something else does not, why not.
    """

    statement: TranscribedStatement
    why_asked: str
    before: list[TranscribedStatement]
    siblings: list[PartLine]
    digest: str
    ruling: Ruling
    closed: dict[str, tuple[str, ...]]

    @property
    def about(self) -> str:
        """The recommendation, or the part of it, in words: "Recommendation 8c"."""
        part = self.statement.part
        return f"{self.statement.recommendation}{part.letter if part else ''}"

    @property
    def outcomes(self) -> list[str]:
        """The outcomes that are open."""
        return [outcome for outcome in Outcome if outcome not in self.closed]


def statement_page(statement: TranscribedStatement, user: User, *, at: datetime) -> StatementPage:
    """The StatementPage of a transcribed statement for `user` at `at`."""
    action = statement.action
    known = interests(user, [action] if action else [], at=at)
    return StatementPage(
        statement=statement,
        why_asked=translated(WHY_ASKED.get(statement.means, "")),
        before=list(
            TranscribedStatement.objects.visible_to(user, at).filter(
                recommendation=statement.recommendation_id,
                part=statement.part_id,
                means=statement.means,
                pk__lt=statement.pk,
            )
        ),
        siblings=part_lines([statement.recommendation_id], user, at),
        digest=state_digest(action) if action else "",
        ruling=may_confirm(user, statement, at=at, known=known),
        closed=_closed(statement, user, at, known),
    )


def _closed(statement, user, at, known):
    """Support and questions need an action, and the move that follows from them."""
    closed = {}
    for outcome, move in ((Outcome.SUPPORT, "support"), (Outcome.ASK, "question")):
        if statement.action is None:
            closed[outcome] = (gettext("No action answers this yet."),)
        elif why_not := may(user, move, statement.action, at=at, part=statement.part, known=known).why_not:
            closed[outcome] = why_not
    return closed
